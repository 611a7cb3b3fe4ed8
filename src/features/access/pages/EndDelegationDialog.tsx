import { useForm } from 'react-hook-form'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { Delegation } from '../contract/delegations.ts'
import { delegationWords } from '../words/delegations.ts'
import { refusalWords, useEnding } from './own-delegations.ts'

/** Ends a delegation before its term. */
export function EndDelegationDialog({
  delegation,
  as,
  onClose,
}: {
  delegation: Delegation
  as: 'own' | 'administrator'
  onClose: () => void
}) {
  const t = useWords(delegationWords)
  const form = useForm({ defaultValues: { reason: '' } })
  const ending = useEnding(as, () => {
    toast(t('end.done'))
    onClose()
  })
  const { id, delegateName: who, principalName: principal } = delegation
  return (
    <Dialog title={t('end.title')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ reason }) => ending.mutate({ id, reason: reason.trim() })}
        pending={ending.isPending}
        problem={ending.error}
        words={refusalWords}
        submit={t('end')}
        onCancel={onClose}
      >
        <p>{t('end.lead', { who, principal })}</p>
        <TextArea control={form.control} name="reason" label={t('end.reason')} maxLength={200} />
      </Form>
    </Dialog>
  )
}
