import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { PlanInFull } from '../contract/plans.ts'
import type { filingRoutes } from '../routes/filing.ts'
import { filingWords } from '../words/filing.ts'

const api = client<typeof filingRoutes>().plans[':planId'].filing
type Props = { plan: PlanInFull; mayManage: boolean }

/** Under which number, when and with whom a plan was filed; an unfiled one is flagged. */
export function Filing({ plan, mayManage }: Props) {
  const t = useWords(filingWords)
  const [asking, setAsking] = useState<'enter' | 'void'>()
  const { filing } = plan
  const lacks = mayManage ? undefined : t('filing.lacks')
  const draft = plan.state === 'draft' ? t('refusal.plan_not_published') : undefined
  return (
    <Section
      title={t('filing')}
      actions={
        filing ? (
          <ActionButton kind="quiet" reason={lacks} onClick={() => setAsking('void')}>
            {t('filing.void')}
          </ActionButton>
        ) : (
          <ActionButton reason={lacks ?? draft} onClick={() => setAsking('enter')}>
            {t('filing.enter')}
          </ActionButton>
        )
      }
    >
      <p className="cluster">
        <StateTag tone={filing ? 'done' : 'attention'}>{t(filing ? 'filing.done' : 'filing.none')}</StateTag>
        {filing ? t('filing.shown', { ...filing, day: formatDay(filing.filedOn) }) : t('filing.what')}
      </p>
      {asking === 'enter' ? <Enter plan={plan} onClose={() => setAsking(undefined)} /> : null}
      {asking === 'void' ? <Void plan={plan} onClose={() => setAsking(undefined)} /> : null}
    </Section>
  )
}

type DialogProps = { plan: PlanInFull; onClose: () => void }

function Enter({ plan, onClose }: DialogProps) {
  const t = useWords(filingWords)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { number: '', filedOn: '', authority: '' } })
  const save = useMutation({
    mutationFn: (values: { number: string; filedOn: string; authority: string }) =>
      call(api.$post({ param: { planId: plan.id }, json: { id, ...values } })),
    onSuccess: async () => {
      toast(t('filing.saved'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['plans'] })
    },
  })
  return (
    <Dialog title={t('filing.enter')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        submit={t('filing.save')}
        pending={save.isPending}
        problem={save.error}
        words={filingWords}
        onCancel={onClose}
      >
        <TextField control={form.control} name="number" label={t('filing.number')} required maxLength={60} />
        <DateField control={form.control} name="filedOn" label={t('filing.on')} required />
        <TextField control={form.control} name="authority" label={t('filing.authority')} required maxLength={100} />
      </Form>
    </Dialog>
  )
}

function Void({ plan, onClose }: DialogProps) {
  const t = useWords(filingWords)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const act = useMutation({
    mutationFn: (json: { reason: string }) => call(api.voiding.$post({ param: { planId: plan.id }, json })),
    onSuccess: async () => {
      toast(t('filing.voided'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['plans'] })
    },
  })
  return (
    <Dialog title={t('filing.void')} open onClose={onClose}>
      <p>{t('filing.void.what')}</p>
      <Form
        form={form}
        onSubmit={(values) => act.mutate(values)}
        submit={t('filing.void')}
        pending={act.isPending}
        problem={act.error}
        words={filingWords}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('filing.reason')} required rows={3} maxLength={200} />
      </Form>
    </Dialog>
  )
}
