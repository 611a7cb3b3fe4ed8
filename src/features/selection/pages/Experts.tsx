import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { selectionApi, useKeepSelection } from '../asking.ts'
import type { SelectionInFull } from '../contract/selections.ts'
import { words } from '../words.ts'

const one = selectionApi.selections[':selectionId']

/** Who marks, how much each has to do and has done; further experts are found by name. */
export function Experts({ selection, lacks }: { selection: SelectionInFull; lacks: string | undefined }) {
  const t = useWords(words)
  const keep = useKeepSelection()
  const { state, rules, step, experts, short } = selection
  const open = state === 'running' ? rules.steps[step] : undefined
  const assign = useMutation({
    mutationFn: () => call(one.assignment.$post({ param: { selectionId: selection.id } })),
    onSuccess: async (now) => {
      await keep(now)
      toast(t('experts.assigned'))
    },
  })
  const none = open && open.experts > 0 ? undefined : sayRefusal({ code: 'step_without_experts' }, words)
  return (
    <>
      <Section
        title={t('tab.experts')}
        note={t('experts.rule')}
        actions={
          <ActionButton reason={lacks ?? none} pending={assign.isPending} onClick={() => assign.mutate()}>
            {t('experts.assign')}
          </ActionButton>
        }
      >
        <ProblemNote problem={assign.error} words={words} />
        {short > 0 ? <Note tone="attention">{t('experts.short', { count: short })}</Note> : null}
        <PlainTable
          label={t('tab.experts')}
          rows={experts}
          rowId={(row) => row.accountId}
          empty={<EmptyState title={t('experts.none')} />}
          columns={[
            { key: 'name', title: t('name'), cell: (row) => row.name },
            { key: 'load', title: t('experts.load'), align: 'end', cell: (row) => row.load },
            { key: 'done', title: t('experts.done'), align: 'end', cell: (row) => row.done },
          ]}
        />
      </Section>
      {state === 'draft' || state === 'running' ? <Find selection={selection} lacks={lacks} /> : null}
    </>
  )
}

function Find({ selection, lacks }: { selection: SelectionInFull; lacks: string | undefined }) {
  const t = useWords(words)
  const keep = useKeepSelection()
  const [q, setQ] = useState('')
  const known = new Set(selection.experts.map(({ accountId }) => accountId))
  const found = useQuery({
    queryKey: ['selection-experts', q],
    queryFn: () => call(selectionApi['selection-experts'].$get({ query: { q } })),
    enabled: lacks === undefined && q.trim() !== '',
  })
  const add = useMutation({
    mutationFn: (accountId: string) =>
      call(one.experts.$post({ param: { selectionId: selection.id }, json: { accountIds: [accountId] } })),
    onSuccess: keep,
  })
  return (
    <Section title={t('experts.add')}>
      <label className="stack-tight">
        {t('experts.search')}
        <input
          className="input"
          type="search"
          value={q}
          maxLength={40}
          onChange={(event) => setQ(event.target.value)}
        />
      </label>
      <ProblemNote problem={add.error} words={words} />
      <PlainTable
        label={t('experts.add')}
        rows={(found.data?.items ?? []).filter(({ accountId }) => !known.has(accountId))}
        rowId={(row) => row.accountId}
        columns={[
          { key: 'name', title: t('name'), cell: (row) => row.name },
          { key: 'school', title: t('school'), cell: (row) => row.schoolName ?? t('none') },
          {
            key: 'act',
            title: '',
            cell: (row) => (
              <ActionButton kind="quiet" reason={lacks} onClick={() => add.mutate(row.accountId)}>
                {t('experts.choose')}
              </ActionButton>
            ),
          },
        ]}
      />
    </Section>
  )
}
