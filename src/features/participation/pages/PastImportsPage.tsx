import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { call } from '../../../platform/web/call.ts'
import { useApplication, useListBack, useTrial, type Looked } from '../../../platform/web/hand-in.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { DownloadLink, ExportLink } from '../../../ui/button.tsx'
import { importWords } from '../../../ui/import-words.ts'
import { HandIn } from '../../../ui/imports.tsx'
import { Page } from '../../../ui/page.tsx'
import type { Column } from '../../../ui/table.tsx'
import { AppliedLists, TriedList, TriedTag } from '../../../ui/tried-lists.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { participationApi } from '../asking.ts'
import type { PastImport, PastRehearsal, PastRow } from '../contract/importing.ts'
import { words as stateWords } from '../words.ts'
import { importingWords as words } from '../words/importing.ts'
import { ParticipationTabs } from './ParticipationTabs.tsx'

const touched = ['participation-imports', 'participations']

const renew = (cache: QueryClient) => Promise.all(touched.map((key) => cache.invalidateQueries({ queryKey: [key] })))

/** Where spreadsheets of past trainings come in: tried first, then kept exactly so, and undone as a whole. */
export function PastImportsPage() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const trial = useTrial<PastRehearsal>(() => '/participation-import-rehearsals')
  const file = useExport('participation-imports', {})
  const said = { label: t('file.label'), hint: t('file.hint'), cells: t('paste.label'), pasted: t('paste.name') }
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <ExportLink href={file} />
          <DownloadLink href="/api/v1/participation-import-template">{kit('template')}</DownloadLink>
        </>
      }
    >
      <ParticipationTabs />
      {trial.looked ? (
        <Rehearsed looked={trial.looked} onDone={trial.forget} />
      ) : (
        <HandIn said={said} {...trial.handIn} words={words} />
      )}
      <Earlier />
    </Page>
  )
}

function Rehearsed({ looked, onDone }: { looked: Looked<PastRehearsal>; onDone: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const { counts, rows } = looked.told
  const kit = useWords(importWords)
  const back = useListBack('/participation-import-workbooks', (name) => `${name}-${kit('outcome')}`)
  const apply = useApplication<PastImport>('/participation-imports', looked, async (made) => {
    toast(t('applied', { count: made.counts.create }))
    onDone()
    await renew(cache)
  })
  return (
    <TriedList
      name={looked.name}
      counts={counts}
      sayOutcome={(outcome) => t(`outcome.${outcome}`)}
      rows={rows}
      columns={useRowColumns()}
      back={{ pending: back.isPending, problem: back.error, onBack: () => back.mutate(looked) }}
      onAgain={onDone}
      apply={{
        title: t('apply.title', { count: counts.create }),
        body: t('apply.body'),
        act: t('apply', { count: counts.create }),
        nothing: t('apply.nothing'),
        onApply: () => apply.mutate(),
        pending: apply.isPending,
        problem: apply.error,
      }}
      words={words}
    />
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
      cell: (row) => <TriedTag outcome={row.outcome} said={t(`outcome.${row.outcome}`)} />,
    },
    {
      key: 'why',
      title: t('why'),
      cell: (row) => row.reasons.map((code) => t(`reason.${code}`)).join(' ') || '–',
    },
  ]
  return columns
}

function Earlier() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const cache = useQueryClient()
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
      toast(kit('state.undone'))
      await renew(cache)
    },
  })
  return (
    <AppliedLists
      said={{ applied: t('state.applied'), none: t('earlier.none'), hint: t('earlier.none.hint') }}
      sayCounts={(counts) => t('counts', counts)}
      list={list}
      undo={{
        title: t('undo.title'),
        body: t('undo.body'),
        pending: undo.isPending,
        problem: undo.error,
        onUndo: (id, done) => undo.mutate(id, { onSuccess: done }),
      }}
      words={words}
    />
  )
}
