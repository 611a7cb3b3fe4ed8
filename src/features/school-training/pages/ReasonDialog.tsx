import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'

type Props = {
  title: string
  what: string
  submit: string
  /** Does the deed; a refusal is shown where the reason is written. */
  send: (reason: string) => Promise<unknown>
  onClose: () => void
}

/** Asks for a reason before something that others will read it with. */
export function ReasonDialog({ title, what, submit, send, onClose }: Props) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  const act = useMutation({ mutationFn: ({ reason }: { reason: string }) => send(reason), onSuccess: onClose })
  return (
    <Dialog title={title} open onClose={onClose}>
      <p>{what}</p>
      <Form
        form={form}
        onSubmit={(values) => act.mutate(values)}
        submit={submit}
        pending={act.isPending}
        problem={act.error}
        words={words}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('reason')} required rows={3} maxLength={200} />
      </Form>
    </Dialog>
  )
}
