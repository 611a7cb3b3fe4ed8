import { useForm } from 'react-hook-form'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import type { PlanInFull } from '../contract/plans.ts'
import { words } from '../words.ts'
import { useAmending } from './Amending.tsx'

type Values = { title: string; issuer: string; cycle: string; budget: string; reason: string }

/** Changes the head of a plan; once it is published, with a reason. */
export function EditPlanDialog({ plan, onClose }: { plan: PlanInFull; onClose: () => void }) {
  const t = useWords(words)
  const form = useForm<Values>({
    defaultValues: {
      title: plan.title,
      issuer: plan.issuer ?? '',
      cycle: plan.cycle ?? '',
      budget: plan.budgetCents === null ? '' : String(plan.budgetCents / 100),
      reason: '',
    },
  })
  const orNull = (typed: string) => (typed.trim() === '' ? null : typed.trim())
  const save = useAmending(plan, onClose)
  const send = ({ title, issuer, cycle, budget, reason }: Values) => {
    const yuan = numberOf(budget)
    const budgetCents = yuan === undefined ? null : Math.round(yuan * 100)
    save.mutate({ reason, title: title.trim(), issuer: orNull(issuer), cycle: orNull(cycle), budgetCents })
  }
  const { control } = form
  return (
    <Dialog title={plan.state === 'published' ? t('amend') : t('edit')} open onClose={onClose} width={560}>
      <Form
        form={form}
        submit={t('save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
        onSubmit={send}
      >
        <TextField control={control} name="title" label={t('title')} required maxLength={120} />
        <FormRow>
          <TextField control={control} name="issuer" label={t('issuer')} maxLength={120} />
          <TextField control={control} name="cycle" label={t('cycle')} maxLength={20} />
          <NumberField control={control} name="budget" label={t('budget')} min={0} />
        </FormRow>
        {plan.state === 'published' ? (
          <TextField
            control={control}
            name="reason"
            label={t('edit.reason')}
            hint={t('edit.reason.hint')}
            required
            maxLength={300}
          />
        ) : null}
      </Form>
    </Dialog>
  )
}
