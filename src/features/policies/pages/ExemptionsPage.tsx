import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { accessRefusal, handsOf } from '../../../lib/access.ts'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded, ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page, Tabs } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { actingOf, useMe } from '../../accounts/parts.tsx'
import { useQueueTabs } from '../../credits/parts.tsx'
import { mayDecideExemption } from '../access.ts'
import type { HourExemption } from '../contract/exemptions.ts'
import { exemptionsApi } from './exemptions-api.ts'
import { exemptionWords } from '../words/exemptions.ts'
import { exemptionColumns } from './exemption-columns.tsx'

type Decision = { id: string; decision: 'granted' | 'refused'; reason: string | null }

function useDecide(onDone: (decision: Decision['decision']) => void) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...json }: Decision) =>
      call(exemptionsApi['hour-exemptions'][':exemptionId'].decision.$post({ param: { exemptionId: id }, json })),
    onSuccess: async (_, { decision }) => {
      await cache.invalidateQueries({ queryKey: ['hour-exemptions'] })
      onDone(decision)
    },
  })
}

/** Which exemptions wait for a decision, the oldest first. */
export function ExemptionsPage() {
  const t = useWords(exemptionWords)
  const query = useQuery({
    queryKey: ['hour-exemptions'],
    queryFn: () => call(exemptionsApi['hour-exemptions'].$get()),
  })
  return (
    <Page title={t('queue')} count={query.data?.items.length} lead={t('queue.lead')}>
      <Tabs items={useQueueTabs()} label={t('queue')} />
      <Loaded query={query} words={exemptionWords}>
        {({ items }) => <Queue items={items} />}
      </Loaded>
    </Page>
  )
}

function Queue({ items }: { items: readonly HourExemption[] }) {
  const t = useWords(exemptionWords)
  const me = useMe().data
  const [refusing, setRefusing] = useState<HourExemption | undefined>()
  const decide = useDecide((decision) => {
    setRefusing(undefined)
    toast(t(decision === 'granted' ? 'grant.done' : 'refuse.done'))
  })
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const mayDecide = accessRefusal(mayDecideExemption, asker) === undefined
  const hands = me ? handsOf(actingOf(me)) : []
  const reasonOf = (row: HourExemption) =>
    !mayDecide
      ? t('reason.decide')
      : hands.some((hand) => hand === row.askedBy || hand === row.askedFor)
        ? t('reason.asker')
        : me?.person?.id === row.personId
          ? t('refusal.exemption_own')
          : undefined
  const columns = exemptionColumns(t).filter(({ key }) => key !== 'state')
  return (
    <>
      {refusing ? null : <ProblemNote problem={decide.error} words={exemptionWords} />}
      <PlainTable
        label={t('queue')}
        rows={items}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('queue.empty')} hint={t('queue.empty.hint')} />}
        columns={[
          ...columns,
          {
            key: 'decide',
            title: '',
            cell: (row) => (
              <div className="cluster">
                <ActionButton
                  icon="check"
                  reason={reasonOf(row)}
                  pending={decide.isPending && decide.variables.id === row.id}
                  onClick={() => decide.mutate({ id: row.id, decision: 'granted', reason: null })}
                >
                  {t('grant')}
                </ActionButton>
                <ActionButton kind="quiet" reason={reasonOf(row)} onClick={() => setRefusing(row)}>
                  {t('refuse')}
                </ActionButton>
              </div>
            ),
          },
        ]}
      />
      {refusing ? (
        <RefuseDialog
          exemption={refusing}
          pending={decide.isPending}
          problem={decide.error}
          onRefuse={(reason) => decide.mutate({ id: refusing.id, decision: 'refused', reason })}
          onClose={() => setRefusing(undefined)}
        />
      ) : null}
    </>
  )
}

type RefuseProps = {
  exemption: HourExemption
  pending: boolean
  problem: unknown
  onRefuse: (reason: string) => void
  onClose: () => void
}

function RefuseDialog({ exemption, pending, problem, onRefuse, onClose }: RefuseProps) {
  const t = useWords(exemptionWords)
  const form = useForm({ defaultValues: { reason: '' } })
  return (
    <Dialog title={`${exemption.personName} · ${t('refuse.title')}`} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ reason }) => onRefuse(reason)}
        pending={pending}
        problem={problem}
        words={exemptionWords}
        submit={t('refuse')}
        onCancel={onClose}
      >
        <TextArea
          control={form.control}
          name="reason"
          label={t('refuse.reason')}
          hint={t('refuse.hint')}
          rows={2}
          required
          maxLength={300}
        />
      </Form>
    </Dialog>
  )
}
