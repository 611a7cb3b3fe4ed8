import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { PolicyInFull } from '../contract/policies.ts'
import { pageWords } from '../words/pages.ts'
import { policiesApi } from './policies-api.ts'

/** Ends a policy from a day on, with the reason that is shown from then on. */
export function EndDialog({ policy, onClose }: { policy: PolicyInFull; onClose: () => void }) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { endedOn: '', reason: '' } })
  const end = useMutation({
    mutationFn: (json: { endedOn: string; reason: string }) =>
      call(policiesApi['hour-policies'][':policyId'].ending.$post({ param: { policyId: policy.id }, json })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['hour-policies'] })
      toast(t('end.done'))
      onClose()
    },
  })
  return (
    <Dialog title={`${policy.title} · ${t('end.title')}`} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => end.mutate(values)}
        pending={end.isPending}
        problem={end.error}
        words={pageWords}
        submit={t('end')}
        onCancel={onClose}
      >
        <Note tone="attention">{t('end.lead')}</Note>
        <DateField control={form.control} name="endedOn" label={t('end.on')} required />
        <TextArea control={form.control} name="reason" label={t('end.reason')} rows={2} required maxLength={300} />
      </Form>
    </Dialog>
  )
}
