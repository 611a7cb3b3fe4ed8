import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, upload } from '../../../platform/web/call.ts'
import { useListBack } from '../../../platform/web/hand-in.ts'
import { usePages } from '../../../platform/web/query.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
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

function Rehearsed({ looked, onDone }: { looked: Looked; onDone: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
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
    <TriedList
      title={t('rehearsed', { name: looked.name })}
      counts={counts}
      sayOutcome={(outcome) => t(`outcome.${outcome}`)}
      rows={rows}
      columns={useRowColumns()}
      back={<BackButton looked={looked} />}
      again={{ act: t('again'), onAgain: onDone }}
      apply={{
        said: {
          ...{ title: t('apply.title', { count: counts.create }), body: t('apply.body') },
          act: t('apply', { count: counts.create }),
        },
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
      toast(t('undone'))
      await Promise.all(
        ['participation-imports', 'participations'].map((key) => cache.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
  return (
    <AppliedLists
      said={{
        ...{ title: t('earlier'), none: t('earlier.none'), hint: t('earlier.none.hint') },
        undone: t('undo.already'),
      }}
      sayState={(state) => t(`state.${state}`)}
      sayCounts={(counts) => t('counts', counts)}
      list={list}
      undo={{
        said: { title: t('undo.title'), body: t('undo.body'), act: t('undo') },
        pending: undo.isPending,
        problem: undo.error,
        onUndo: (id, done) => undo.mutate(id, { onSuccess: done }),
      }}
      words={words}
    />
  )
}
