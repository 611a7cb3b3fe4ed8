import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { formatHours } from '../../../lib/hours.ts'
import { termOf } from '../../../lib/policy/names.ts'
import { sayClass } from '../../../lib/policy/phrases.ts'
import { call } from '../../../platform/web/call.ts'
import { useApplication, useListBack, useTrial, type Looked } from '../../../platform/web/hand-in.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { formatDateTime, formatDay } from '../../../ui/format.ts'
import { importWords } from '../../../ui/import-words.ts'
import { HandIn, WorkbookLink } from '../../../ui/imports.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { AppliedLists, TriedList, TriedTag } from '../../../ui/tried-lists.tsx'
import { toast } from '../../../ui/toast.ts'
import { useLanguage, useWords } from '../../../ui/words.ts'
import { claimsApi } from '../asking.ts'
import type { HourImport, HourRehearsal, HourRehearsalRow, HourRow } from '../contract/importing.ts'
import { sayImport } from '../saying.ts'
import { importingWords as words } from '../words/importing.ts'

const touched = ['hour-imports', 'hour-import-rehearsals', 'credit-records']

const renew = (cache: QueryClient) => Promise.all(touched.map((key) => cache.invalidateQueries({ queryKey: [key] })))

/** Where spreadsheets of hours come in: tried first, then recorded exactly so, and undone while nobody approved. */
export function HourImportsPage() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const cache = useQueryClient()
  const trial = useTrial<HourRehearsal>(
    (name) => `/hour-import-rehearsals?${new URLSearchParams({ name }).toString()}`,
    () => cache.invalidateQueries({ queryKey: ['hour-import-rehearsals'] }),
  )
  const said = { label: t('file.label'), hint: t('file.hint'), cells: t('paste.label'), pasted: t('paste.name') }
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      back={{ to: at.hours(), label: t('hours') }}
      actions={<DownloadLink href="/api/v1/hour-import-template">{kit('template')}</DownloadLink>}
    >
      {trial.looked ? (
        <Rehearsed looked={trial.looked} onDone={trial.forget} />
      ) : (
        <HandIn said={said} {...trial.handIn} words={words} />
      )}
      <Earlier />
      <Tried />
    </Page>
  )
}

function Rehearsed({ looked, onDone }: { looked: Looked<HourRehearsal>; onDone: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const { counts, rows } = looked.told
  const kit = useWords(importWords)
  const back = useListBack('/hour-import-workbooks', (name) => `${name}-${kit('outcome')}`)
  const apply = useApplication<HourImport>('/hour-imports', looked, async (made) => {
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
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  const columns: Column<HourRow>[] = [
    { key: 'no', title: kit('no'), align: 'end', width: 64, cell: (row) => row.no },
    { key: 'person', title: t('person'), cell: (row) => [row.name, row.staffNo].filter(Boolean).join(' · ') },
    { key: 'what', title: t('what'), cell: (row) => [row.title, sayClass(row, tongue)].filter(Boolean).join(' · ') },
    { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
    { key: 'on', title: t('earnedOn'), cell: (row) => (row.earnedOn === '' ? '–' : formatDay(row.earnedOn)) },
    {
      key: 'evidence',
      title: t('evidence'),
      cell: (row) => row.evidence.map(({ kind }) => termOf(kind, tongue)).join(' · ') || '–',
    },
    {
      key: 'outcome',
      title: kit('outcome'),
      cell: (row) => <TriedTag outcome={row.outcome} said={t(`outcome.${row.outcome}`)} />,
    },
    {
      key: 'why',
      title: t('why'),
      cell: (row) => row.reasons.map((code) => sayImport(tongue, `reason.${code}`)).join(' ') || '–',
    },
  ]
  return columns
}

function Earlier() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const cache = useQueryClient()
  const list = usePages(['hour-imports'], (paging) => call(claimsApi['hour-imports'].$get({ query: paging })))
  const undo = useMutation({
    mutationFn: (hourImportId: string) =>
      call(claimsApi['hour-imports'][':hourImportId'].undoing.$post({ param: { hourImportId } })),
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
      more={[
        {
          ...{ key: 'back', title: t('tried.book') },
          cell: (row) => <KeptBook id={row.rehearsalId} mayFetch={row.mayFetch} />,
        },
      ]}
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

/** The result of a list that was kept, for whoever handed it in. */
function KeptBook({ id, mayFetch }: { id: string | null; mayFetch: boolean }) {
  const t = useWords(words)
  const reason = id === null ? t('workbook.none') : mayFetch ? undefined : t('workbook.not_yours')
  return <WorkbookLink href={`/api/v1/hour-import-rehearsals/${id ?? ''}/workbook`} reason={reason} />
}

/** Lists that were tried and not applied. */
function Tried() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const list = usePages(['hour-import-rehearsals'], (paging) =>
    call(claimsApi['hour-import-rehearsals'].$get({ query: paging })),
  )
  const columns: Column<HourRehearsalRow>[] = [
    { key: 'name', title: kit('file'), cell: (row) => row.name },
    { key: 'sum', title: kit('outcome'), cell: (row) => t('counts', row.counts) },
    { key: 'by', title: kit('by'), cell: (row) => row.createdByName },
    { key: 'when', title: t('tried.when'), cell: (row) => formatDateTime(row.createdAt) },
    { key: 'back', title: t('tried.book'), cell: (row) => <KeptBook id={row.id} mayFetch={row.mayFetch} /> },
  ]
  return (
    <Section title={t('tried')}>
      <DataTable
        label={t('tried')}
        list={list}
        columns={columns}
        rowId={(row) => row.id}
        words={words}
        empty={<EmptyState title={t('tried.none')} />}
      />
    </Section>
  )
}
