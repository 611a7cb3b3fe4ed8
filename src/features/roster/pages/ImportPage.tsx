import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { isOver, useJob } from '../../../platform/web/events.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { ObjectHead } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useLanguage, useWords } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import type { RosterImportInFull } from '../contract.ts'
import type { rosterRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { ColumnsForm } from './ColumnsForm.tsx'
import { toneOfImport } from './ImportsPage.tsx'
import { RowsTable } from './RowsTable.tsx'

const api = client<typeof rosterRoutes>()
type Step = 'rehearsal' | 'application' | 'undoing'

/** One list on its way onto the roster: how it is read, what each row would do, and the steps that do it. */
export function ImportPage() {
  const { importId = '' } = useParams()
  const found = useQuery({
    queryKey: ['roster-imports', importId],
    queryFn: () => call(api['roster-imports'][':importId'].$get({ param: { importId } })),
  })
  return (
    <div className="page">
      <Loaded query={found} words={words}>
        {(list) => <Import key={list.id} list={list} />}
      </Loaded>
    </div>
  )
}

function Import({ list }: { list: RosterImportInFull }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const job = useJob(list.jobId ?? undefined)
  const isBusy = job !== undefined && !isOver(job.state)
  const state = job?.state
  useEffect(() => {
    if (state === undefined || !isOver(state)) return
    void cache.invalidateQueries({ queryKey: ['roster-imports'] })
    void cache.invalidateQueries({ queryKey: ['people'] })
  }, [state, cache])
  const columns = <ColumnsForm key={list.rehearsal} list={list} isBusy={isBusy} />
  return (
    <div className="stack">
      <ObjectHead
        title={list.name}
        state={<StateTag tone={toneOfImport[list.state]}>{t(`state.${list.state}`)}</StateTag>}
        lead={t('lead')}
        back={{ to: '/people/imports', label: t('imports') }}
        facts={[
          { label: t('rows'), value: list.rows },
          { label: t('by'), value: list.createdByName },
          { label: t('when'), value: formatDateTime(list.createdAt) },
        ]}
        more={<Fetch list={list} />}
        action={<Steps list={list} isBusy={isBusy} />}
      />
      {job && job.state !== 'done' && list.jobId ? <JobProgress jobId={list.jobId} words={words} /> : null}
      <Sums list={list} />
      {list.state === 'read' ? columns : null}
      {list.counts ? <RowsTable list={list} /> : null}
      {list.state === 'ready' ? columns : null}
    </div>
  )
}

function Fetch({ list }: { list: RosterImportInFull }) {
  const t = useWords(words)
  const [language] = useLanguage()
  if (list.counts === null) return null
  if (!list.mayFetch) return <ActionButton reason={t('workbook.notYours')}>{t('workbook')}</ActionButton>
  const href = `/api/v1/roster-imports/${list.id}/workbook?lang=${language === 'en' ? 'en' : 'zh'}`
  return <DownloadLink href={href}>{t('workbook')}</DownloadLink>
}

function Steps({ list, isBusy }: { list: RosterImportInFull; isBusy: boolean }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [asking, setAsking] = useState<'application' | 'undoing'>()
  const param = { importId: list.id }
  const one = api['roster-imports'][':importId']
  const step = useMutation({
    mutationFn: (what: Step) =>
      what === 'rehearsal'
        ? call(one.rehearsal.$post({ param }))
        : what === 'application'
          ? call(one.application.$post({ param, json: { rehearsal: list.rehearsal } }))
          : call(one.undoing.$post({ param })),
    onSuccess: () => {
      setAsking(undefined)
      void cache.invalidateQueries({ queryKey: ['roster-imports', list.id] })
    },
  })
  const busy = isBusy ? t('apply.busy') : undefined
  const { counts } = list
  const nothing = counts && counts.create + counts.change === 0 ? t('apply.nothing') : undefined
  const undoReason = list.undoRefusal ? t(`undo.${list.undoRefusal}`) : undefined
  const rehearse = (kind: 'primary' | 'plain') => (
    <ActionButton kind={kind} pending={step.isPending} reason={busy} onClick={() => step.mutate('rehearsal')}>
      {t(list.state === 'read' ? 'rehearse' : 'rehearse.again')}
    </ActionButton>
  )
  return (
    <>
      {list.state === 'read' ? rehearse('primary') : null}
      {list.state === 'ready' ? (
        <>
          {rehearse('plain')}
          <ActionButton kind="primary" reason={busy ?? nothing} onClick={() => setAsking('application')}>
            {t('apply')}
          </ActionButton>
        </>
      ) : null}
      {list.state === 'applied' ? (
        <ActionButton kind="danger" reason={busy ?? undoReason} onClick={() => setAsking('undoing')}>
          {t('undo')}
        </ActionButton>
      ) : null}
      {asking === undefined ? <ProblemNote problem={step.error} words={words} /> : null}
      <ConfirmDialog
        title={asking === 'undoing' ? t('undo.confirm') : t('apply.confirm', counts ?? { create: 0, change: 0 })}
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        onConfirm={() => asking && step.mutate(asking)}
        confirm={asking === 'undoing' ? t('undo') : t('apply')}
        danger={asking === 'undoing'}
        pending={step.isPending}
        problem={step.error}
        words={words}
      >
        <p>{asking === 'undoing' ? t('undo.body') : t('apply.body', counts ?? { keep: 0, refuse: 0 })}</p>
      </ConfirmDialog>
    </>
  )
}

function Sums({ list }: { list: RosterImportInFull }) {
  const t = useWords(words)
  const { counts, undone } = list
  if (!counts) return <Note tone="neutral">{t('rehearse.hint')}</Note>
  const isUndoable = list.state === 'applied' && list.undoRefusal === null && list.undoUntil !== null
  return (
    <>
      <div className="figures">
        <Stat label={t('outcome.create')} value={counts.create} />
        <Stat label={t('outcome.change')} value={counts.change} />
        <Stat label={t('outcome.keep')} value={counts.keep} />
        <Stat label={t('outcome.refuse')} value={counts.refuse} {...(counts.refuse > 0 ? { tone: 'attention' } : {})} />
      </div>
      <p className="quiet num">{t('sum', { rows: list.rows, ...counts })}</p>
      {undone ? (
        <Note tone={undone.left > 0 ? 'attention' : 'done'}>{t('undone.sum', undone)}</Note>
      ) : isUndoable ? (
        <p className="quiet num">{t('undo.until', { until: formatDateTime(list.undoUntil ?? '') })}</p>
      ) : null}
      <p className="quiet">{t('workbook.hint')}</p>
    </>
  )
}
