import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, upload } from '../../../platform/web/call.ts'
import { useListBack } from '../../../platform/web/hand-in.ts'
import { usePages } from '../../../platform/web/query.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { EmptyState, ProblemNote } from '../../../ui/feedback.tsx'
import { Stat } from '../../../ui/figures.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { importWords } from '../../../ui/import-words.ts'
import { HandIn } from '../../../ui/imports.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { participationApi } from '../asking.ts'
import type { PastImport, PastRehearsal, PastRow } from '../contract/importing.ts'
import { words as stateWords } from '../words.ts'
import { importingWords as words } from '../words/importing.ts'
import { ParticipationTabs } from './ParticipationTabs.tsx'

type Looked = { readonly name: string; readonly content: Blob; readonly told: PastRehearsal }

/** Where spreadsheets of past trainings come in: tried first, then kept exactly so, and undone as a whole. */
export function PastImportsPage() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const [looked, setLooked] = useState<Looked>()
  const [progress, setProgress] = useState<number>()
  const rehearse = useMutation({
    mutationFn: async ({ name, content }: { name: string; content: Blob }) => {
      const told = await upload<PastRehearsal>('/participation-import-rehearsals', content, setProgress)
      return { name, content, told }
    },
    onSuccess: setLooked,
    onSettled: () => setProgress(undefined),
  })
  const said = { label: t('file.label'), hint: t('file.hint'), cells: t('paste.label'), pasted: t('paste.name') }
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={<DownloadLink href="/api/v1/participation-import-template">{kit('template')}</DownloadLink>}
    >
      <ParticipationTabs />
      {looked ? (
        <Rehearsed looked={looked} onDone={() => setLooked(undefined)} />
      ) : (
        <HandIn
          said={said}
          onSend={(list) => rehearse.mutate(list)}
          pending={rehearse.isPending}
          progress={progress}
          problem={rehearse.error}
          words={words}
        />
      )}
      <Earlier />
    </Page>
  )
}

const toneOf = { create: 'done', keep: 'neutral', refuse: 'danger' } as const satisfies Record<PastRow['outcome'], Tone>

function Rehearsed({ looked, onDone }: { looked: Looked; onDone: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [asking, setAsking] = useState(false)
  const { counts, digest, rows } = looked.told
  const apply = useMutation({
    mutationFn: () => {
      const query = new URLSearchParams({ id, name: looked.name, digest }).toString()
      return upload<PastImport>(`/participation-imports?${query}`, looked.content)
    },
    onSuccess: async (made) => {
      toast(t('applied', { count: made.counts.create }))
      onDone()
      await Promise.all(
        ['participation-imports', 'participations'].map((key) => cache.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
  return (
    <Section
      title={t('rehearsed', { name: looked.name })}
      actions={
        <>
          <BackButton looked={looked} />
          <ActionButton onClick={onDone}>{t('again')}</ActionButton>
          <ActionButton
            kind="primary"
            reason={counts.create === 0 ? t('apply.nothing') : undefined}
            onClick={() => setAsking(true)}
          >
            {t('apply', { count: counts.create })}
          </ActionButton>
        </>
      }
    >
      <div className="figures">
        {(['create', 'keep', 'refuse'] as const).map((outcome) => (
          <Stat key={outcome} label={t(`outcome.${outcome}`)} value={counts[outcome]} />
        ))}
      </div>
      <PlainTable
        label={t('rehearsed', { name: looked.name })}
        rows={rows}
        rowId={(row) => String(row.no)}
        columns={useRowColumns()}
      />
      <ConfirmDialog
        title={t('apply.title', { count: counts.create })}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => apply.mutate()}
        confirm={t('apply', { count: counts.create })}
        pending={apply.isPending}
        problem={apply.error}
        words={words}
      >
        <p>{t('apply.body')}</p>
      </ConfirmDialog>
    </Section>
  )
}

function useRowColumns() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const say = useWords(stateWords)
  const columns: Column<PastRow>[] = [
    { key: 'no', title: kit('no'), align: 'end', width: 64, cell: (row) => row.no },
    { key: 'person', title: t('person'), cell: (row) => [row.name, row.staffNo].filter(Boolean).join(' · ') },
    { key: 'what', title: t('what'), cell: (row) => [row.title, say(`level.${row.level}`)].join(' · ') },
    { key: 'year', title: t('year'), align: 'end', cell: (row) => (row.year === 0 ? '–' : row.year) },
    { key: 'result', title: t('result'), cell: (row) => say(`state.${row.state}`) },
    {
      key: 'outcome',
      title: kit('outcome'),
      cell: (row) => <StateTag tone={toneOf[row.outcome]}>{t(`outcome.${row.outcome}`)}</StateTag>,
    },
    {
      key: 'why',
      title: t('why'),
      cell: (row) => row.reasons.map((code) => t(`reason.${code}`)).join(' ') || '–',
    },
  ]
  return columns
}

/** The list back with its results, as a file of its own. */
function BackButton({ looked }: { looked: Looked }) {
  const kit = useWords(importWords)
  const back = useListBack('/participation-import-workbooks', (name) => `${name}-${kit('outcome')}`)
  return (
    <>
      <ActionButton pending={back.isPending} onClick={() => back.mutate(looked)}>
        {kit('workbook')}
      </ActionButton>
      <ProblemNote problem={back.error} words={words} />
    </>
  )
}

function Earlier() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const cache = useQueryClient()
  const [chosen, setChosen] = useState<PastImport>()
  const list = usePages(['participation-imports'], (paging) =>
    call(participationApi['participation-imports'].$get({ query: paging })),
  )
  const undo = useMutation({
    mutationFn: (participationImportId: string) =>
      call(
        participationApi['participation-imports'][':participationImportId'].undoing.$post({
          param: { participationImportId },
        }),
      ),
    onSuccess: async () => {
      toast(t('undone'))
      setChosen(undefined)
      await Promise.all(
        ['participation-imports', 'participations'].map((key) => cache.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
  const columns: Column<PastImport>[] = [
    { key: 'name', title: kit('file'), cell: (row) => row.name },
    {
      key: 'state',
      title: kit('state'),
      cell: (row) => <StateTag tone={row.state === 'applied' ? 'done' : 'neutral'}>{t(`state.${row.state}`)}</StateTag>,
    },
    { key: 'sum', title: kit('outcome'), cell: (row) => t('counts', row.counts) },
    { key: 'by', title: kit('by'), cell: (row) => row.createdByName },
    { key: 'when', title: kit('when'), cell: (row) => formatDateTime(row.appliedAt) },
    {
      key: 'undo',
      title: t('undo'),
      cell: (row) => (
        <ActionButton
          kind="quiet"
          reason={row.state === 'undone' ? t('undo.already') : undefined}
          onClick={() => setChosen(row)}
        >
          {t('undo')}
        </ActionButton>
      ),
    },
  ]
  return (
    <Section title={t('earlier')}>
      <DataTable
        label={t('earlier')}
        list={list}
        columns={columns}
        rowId={(row) => row.id}
        words={words}
        empty={<EmptyState title={t('earlier.none')} hint={t('earlier.none.hint')} />}
      />
      <ConfirmDialog
        title={t('undo.title')}
        open={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        onConfirm={() => chosen && undo.mutate(chosen.id)}
        confirm={t('undo')}
        danger
        pending={undo.isPending}
        problem={undo.error}
        words={words}
      >
        <p>{t('undo.body')}</p>
      </ConfirmDialog>
    </Section>
  )
}
