import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { isOver, useJob } from '../../../platform/web/events.ts'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { importWords } from '../../../ui/import-words.ts'
import { ImportState, ImportSteps, ImportSums, WorkbookLink, type ImportStep } from '../../../ui/imports.tsx'
import { ObjectHead } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import type { RosterImportInFull } from '../contract.ts'
import type { rosterRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { ColumnsForm } from './ColumnsForm.tsx'
import { RowsTable } from './RowsTable.tsx'

const api = client<typeof rosterRoutes>()

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
  const say = useWords(importWords)
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
        state={<ImportState state={list.state} />}
        lead={say('lead')}
        back={{ to: '/people/imports', label: t('imports') }}
        facts={[
          { label: say('rows'), value: list.rows },
          { label: say('by'), value: list.createdByName },
          { label: say('when'), value: formatDateTime(list.createdAt) },
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
  if (list.counts === null) return null
  const href = `/api/v1/roster-imports/${list.id}/workbook`
  return <WorkbookLink href={href} reason={list.mayFetch ? undefined : t('workbook.notYours')} />
}

function Steps({ list, isBusy }: { list: RosterImportInFull; isBusy: boolean }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const param = { importId: list.id }
  const one = api['roster-imports'][':importId']
  const step = useMutation({
    mutationFn: (what: ImportStep) =>
      what === 'rehearsal'
        ? call(one.rehearsal.$post({ param }))
        : what === 'application'
          ? call(one.application.$post({ param, json: { rehearsal: list.rehearsal } }))
          : call(one.undoing.$post({ param })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['roster-imports', list.id] }),
  })
  const counts = list.counts ?? { create: 0, change: 0, keep: 0, refuse: 0 }
  return (
    <ImportSteps
      list={list}
      isBusy={isBusy}
      onStep={(what, onSuccess) => step.mutate(what, { onSuccess })}
      pending={step.isPending}
      problem={step.error}
      said={{
        apply: t('apply'),
        applyTitle: t('apply.confirm', counts),
        applyBody: t('apply.body', counts),
        undoBody: t('undo.body'),
      }}
      words={words}
    />
  )
}

function Sums({ list }: { list: RosterImportInFull }) {
  const t = useWords(words)
  const { undone } = list
  const told = undone ? <Note tone={undone.left > 0 ? 'attention' : 'done'}>{t('undone.sum', undone)}</Note> : undefined
  return <ImportSums list={list} hint={t('rehearse.hint')} undone={told} />
}
