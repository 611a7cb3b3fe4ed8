import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { ProgressBar } from '../../../ui/figures.tsx'
import { formatBytes, formatCount, formatDateTime } from '../../../ui/format.ts'
import { Facts, Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, wordsIn, type Translate, type Words } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import type { Backup, BackupShelf } from '../contract.ts'
import type { ShownState } from '../core.ts'
import type { backupRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { RestoreSection } from './RestoreSection.tsx'
import { ScheduleForm } from './ScheduleForm.tsx'

const api = client<typeof backupRoutes>()
const key = ['backups']

const toneOf: Readonly<Record<ShownState, Tone>> = {
  making: 'active',
  good: 'done',
  unchecked: 'waiting',
  damaged: 'danger',
  missing: 'attention',
  failed: 'danger',
  cancelled: 'neutral',
  removed: 'neutral',
}

/** The backups of the deployment: how they stand, when the next is made, and how one is restored. */
export function BackupsPage() {
  const t = useWords(words)
  const [setting, setSetting] = useState(false)
  const shelf = useQuery({
    queryKey: key,
    queryFn: () => call(api.backups.$get()),
    refetchInterval: ({ state }) => {
      if (state.error) return false
      return state.data?.items.some((item) => item.state === 'making') ? 1_500 : 60_000
    },
  })
  const isMaking = shelf.data?.items.some((item) => item.state === 'making') ?? false
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        shelf.data ? (
          <>
            <ActionButton onClick={() => setSetting(true)}>{t('settings')}</ActionButton>
            <MakeNow isMaking={isMaking} />
          </>
        ) : undefined
      }
    >
      <Loaded query={shelf} words={words}>
        {(found) => (
          <>
            <Standing shelf={found} />
            <List shelf={found} />
            <RestoreSection shelf={found} />
            <Dialog title={t('settings')} open={setting} onClose={() => setSetting(false)}>
              <ScheduleForm schedule={found.schedule} onClose={() => setSetting(false)} />
            </Dialog>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function MakeNow({ isMaking }: { isMaking: boolean }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const make = useMutation({
    mutationFn: () => call(api.backups.$post({ json: { id: crypto.randomUUID() } })),
    onSuccess: () => toast(t('now.asked')),
    onSettled: () => cache.invalidateQueries({ queryKey: key }),
  })
  return (
    <>
      <ActionButton
        kind="primary"
        pending={make.isPending}
        reason={isMaking ? t('refusal.backup_running') : undefined}
        onClick={() => make.mutate()}
      >
        {t('now')}
      </ActionButton>
      <ProblemNote problem={make.error} words={words} />
    </>
  )
}

const secondsOf = (tookMs: number) => (tookMs / 1000).toFixed(1)

function Standing({ shelf }: { shelf: BackupShelf }) {
  const t = useWords(words)
  const { lastGood, nextAt, freeBytes, isLate, keysAreSealed, schedule, items } = shelf
  const making = items.find(({ state }) => state === 'making')
  return (
    <div className="stack">
      {isLate ? <Note tone="danger">{t(schedule.isOn ? 'late' : 'late.off')}</Note> : null}
      <Facts
        items={[
          { label: t('stat.last'), value: lastGood ? <LastGood backup={lastGood} /> : t('stat.none') },
          { label: t('stat.next'), value: nextAt === null ? t('stat.off') : formatDateTime(nextAt) },
          { label: t('stat.free'), value: freeBytes === null ? t('stat.unknown') : formatBytes(freeBytes) },
        ]}
      />
      {making ? <Making backup={making} /> : null}
      {keysAreSealed ? null : <Note tone="attention">{t('plainKeys')}</Note>}
    </div>
  )
}

function LastGood({ backup }: { backup: Backup }) {
  const t = useWords(words)
  const { at, tookMs, size } = backup
  const what =
    tookMs !== null && size !== null ? t('stat.took', { seconds: secondsOf(tookMs), size: formatBytes(size) }) : ''
  return (
    <>
      {formatDateTime(at)} <span className="quiet">{what}</span>
    </>
  )
}

function Making({ backup }: { backup: Backup }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const stop = useMutation({
    mutationFn: () => call(api['backup-cancellations'].$post()),
    onSuccess: () => toast(t('cancel.asked')),
    onSettled: () => cache.invalidateQueries({ queryKey: key }),
  })
  const { done, total } = backup
  return (
    <div className="stack-tight">
      <div className="cluster">
        <StateTag tone="active">{t('making')}</StateTag>
        <ActionButton kind="quiet" pending={stop.isPending} onClick={() => stop.mutate()}>
          {t('cancel')}
        </ActionButton>
      </div>
      <ProgressBar
        label={t('making')}
        value={done}
        max={total ?? 1}
        text={
          total === null
            ? t('making.waiting')
            : t('making.progress', { done: formatCount(done), total: formatCount(total) })
        }
      />
      <ProblemNote problem={stop.error} words={words} />
    </div>
  )
}

function List({ shelf }: { shelf: BackupShelf }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [outcome, setOutcome] = useState<unknown>()
  const verify = useMutation({
    mutationFn: (name: string) => call(api['backup-verifications'].$post({ json: { name } })),
    onMutate: () => setOutcome(undefined),
  })
  const settle = (said: unknown) => {
    setOutcome(said)
    void cache.invalidateQueries({ queryKey: key })
  }
  return (
    <Section title={t('list')}>
      <div className="stack">
        <ProblemNote problem={verify.error} words={words} />
        {verify.data && outcome === undefined ? (
          <JobProgress jobId={verify.data.jobId} onDone={settle} words={words} />
        ) : null}
        {outcome === undefined ? null : <Note tone="done">{t('verify.whole')}</Note>}
        <PlainTable
          label={t('list')}
          rows={shelf.items}
          rowId={(item) => `${item.at} ${item.name ?? ''}`}
          toneOf={(item) => (item.state === 'failed' || item.state === 'damaged' ? 'danger' : undefined)}
          empty={<EmptyState title={t('list.empty')} hint={t('list.empty.hint')} />}
          columns={columnsOf(t, (name) => verify.mutate(name))}
        />
      </div>
    </Section>
  )
}

const columnsOf = (t: Translate<typeof words>, verify: (name: string) => void): Column<Backup>[] => [
  { key: 'at', title: t('col.at'), cell: (item) => <span className="num">{formatDateTime(item.at)}</span> },
  {
    key: 'state',
    title: t('col.state'),
    cell: (item) => (
      <div className="stack-tight">
        <StateTag tone={toneOf[item.state]}>{t(`state.${item.state}`)}</StateTag>
        {item.failure === null ? null : <span className="quiet">{sayFailure(item)}</span>}
      </div>
    ),
  },
  { key: 'origin', title: t('col.origin'), cell: (item) => t(`origin.${item.origin}`, { name: item.byName ?? '' }) },
  {
    key: 'size',
    title: t('col.size'),
    align: 'end',
    cell: (item) => (item.size === null ? '' : formatBytes(item.size)),
  },
  {
    key: 'holds',
    title: t('col.holds'),
    align: 'end',
    cell: (item) =>
      item.rows === null ? '' : t('holds.said', { rows: formatCount(item.rows), files: formatCount(item.files ?? 0) }),
  },
  {
    key: 'took',
    title: t('col.took'),
    align: 'end',
    cell: (item) => (item.tookMs === null ? '' : t('took.said', { seconds: secondsOf(item.tookMs) })),
  },
  {
    key: 'verified',
    title: t('col.verified'),
    cell: (item) => (
      <div className="cluster">
        <span className="num">{item.verifiedAt === null ? '' : formatDateTime(item.verifiedAt)}</span>
        {item.name !== null && ['good', 'unchecked', 'damaged'].includes(item.state) ? (
          <ActionButton kind="quiet" onClick={() => verify(item.name ?? '')}>
            {t('verify')}
          </ActionButton>
        ) : null}
      </div>
    ),
  },
]

function sayFailure({ failure, detail }: Backup): string {
  const known: Words = words
  const name = `refusal.${failure ?? ''}`
  return name in known.zh ? wordsIn(known)(name, detail ?? {}) : (failure ?? '')
}
