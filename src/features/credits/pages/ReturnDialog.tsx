import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import type { Outcome } from '../contract.ts'
import { creditsApi as api } from '../parts.tsx'
import { inParts } from './decision.tsx'
import { words } from '../words.ts'

type ReturnDialogProps = {
  ids: string[]
  open: boolean
  onClose: () => void
  onDone: (outcomes: readonly Outcome[]) => void
}

/** Sends hours back with a reason that the teacher and the recorder will read. */
export function ReturnDialog({ ids, open, onClose, onDone }: ReturnDialogProps) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  const send = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      inParts(ids, (part) => call(api['credit-record-returns'].$post({ json: { ids: part, reason } }))),
    onSuccess: (outcomes) => {
      form.reset()
      onDone(outcomes)
    },
  })
  return (
    <Dialog title={t('return.title')} open={open} onClose={onClose}>
      <p>{t('return.lead', { count: ids.length })}</p>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('return')}
        onCancel={onClose}
      >
        <TextArea
          control={form.control}
          name="reason"
          label={t('return.reason')}
          hint={t('return.reason.hint')}
          required
          maxLength={200}
        />
      </Form>
    </Dialog>
  )
}
