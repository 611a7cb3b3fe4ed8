import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { flawsOf } from '../../../lib/policy/flaws.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDay } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import type { PolicyInFull } from '../contract/policies.ts'
import { adoptRefusal } from '../core.ts'
import { changesBetween } from '../core/changes.ts'
import { pageWords } from '../words/pages.ts'
import { policiesApi, useTongue } from './policies-api.ts'
import { useTried } from './tried.ts'

type Draft = NonNullable<PolicyInFull['draft']>
type Props = { policy: PolicyInFull; draft: Draft; onClose: () => void }

/** Adopts a draft from a day on. What the server would refuse is said before, by the server's own rule. */
export function AdoptDialog({ policy, draft, onClose }: Props) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const go = useNavigate()
  const [last] = policy.versions
  const tried = useTried(policy.id).data
  const form = useForm({ defaultValues: { effectiveFrom: '', reason: '' } })
  const effectiveFrom = useWatch({ control: form.control, name: 'effectiveFrom' })
  const changes = changesBetween(last?.policy ?? draft.policy, draft.policy, useTongue())
  const flaws = flawsOf(draft.policy).length
  const { revision } = draft
  const refusalOn = (day: string) =>
    adoptRefusal(
      { revision, policy: draft.policy, flaws },
      { revision, effectiveFrom: day },
      last,
      policy.endedOn !== null,
    )
  // Before a day is chosen, a new year far away tells what holds on every day.
  const refusal = refusalOn(effectiveFrom === '' ? '9999-01-01' : effectiveFrom)
  const ratesChange = refusalOn('9999-02-02') === 'rates_change_mid_year'
  const adopt = useMutation({
    mutationFn: (values: { effectiveFrom: string; reason: string }) =>
      call(
        policiesApi['hour-policies'][':policyId'].versions.$post({
          param: { policyId: policy.id },
          json: { ...values, revision },
        }),
      ),
    onSuccess: async ({ versions }) => {
      await cache.invalidateQueries({ queryKey: ['hour-policies'] })
      toast(t('adopt.done', { n: versions[0]?.version ?? 1 }))
      onClose()
      await go(at.hourPolicy(policy.id))
    },
  })
  return (
    <Dialog title={`${policy.title} · ${t('adopt.title')}`} open onClose={onClose} width={560}>
      <Form
        form={form}
        onSubmit={(values) => adopt.mutate(values)}
        pending={adopt.isPending}
        problem={adopt.error}
        words={pageWords}
        submit={t('adopt')}
        reason={refusal === undefined ? undefined : sayRefusal({ code: refusal }, pageWords)}
        onCancel={onClose}
      >
        <p className="quiet">
          {t('adopt.lead')} {last ? t('adopt.changes', { n: last.version, count: changes.length }) : null}
        </p>
        {tried && tried.revision === revision ? (
          <Note tone={tried.newlyShort > 0 ? 'attention' : 'done'}>
            {t('adopt.trial', {
              people: tried.people,
              short: tried.newlyShort,
              met: tried.newlyMet,
            })}
          </Note>
        ) : (
          <Note tone="attention">{t('adopt.untried')}</Note>
        )}
        {refusal === undefined ? null : (
          <Note tone="danger">
            {refusal === 'policy_has_flaws'
              ? t('adopt.flaws', { count: flaws })
              : sayRefusal({ code: refusal }, pageWords)}
          </Note>
        )}
        <DateField
          control={form.control}
          name="effectiveFrom"
          label={t('adopt.from')}
          hint={
            ratesChange
              ? t('adopt.from.rates')
              : last
                ? t('adopt.from.hint', { date: formatDay(last.effectiveFrom) })
                : t('adopt.from.first')
          }
          required
        />
        <TextArea
          control={form.control}
          name="reason"
          label={t('adopt.reason')}
          hint={t('adopt.reason.hint')}
          rows={2}
          required
          maxLength={300}
        />
      </Form>
    </Dialog>
  )
}
