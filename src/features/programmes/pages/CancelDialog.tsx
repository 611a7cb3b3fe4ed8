import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { ProgrammeInFull } from '../contract.ts'
import type { programmeRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof programmeRoutes>()

/** Asks for the reason, and cancels a programme that has not started. */
export function CancelDialog({ programme, onClose }: { programme: ProgrammeInFull; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const cancel = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(api.programmes[':programmeId'].cancellation.$post({ param: { programmeId: programme.id }, json })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['programmes'] })
      toast(t('done.moved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('cancel.title')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => cancel.mutate(values)}
        submit={t('cancel')}
        pending={cancel.isPending}
        problem={cancel.error}
        words={words}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('cancel.reason')} rows={3} maxLength={500} required />
      </Form>
    </Dialog>
  )
}
