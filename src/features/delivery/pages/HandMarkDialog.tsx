import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { RadioField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof deliveryRoutes>()
const states = ['present', 'late', 'leave', 'absent'] as const

type Props = {
  /** Whom, and at which session. */
  of: {
    readonly sessionId: string
    readonly sessionTitle: string
    readonly personId: string
    readonly name: string
  }
  onClose: () => void
}

/** Marks one person by hand, as what and why; both are kept in the trail. */
export function HandMarkDialog({ of, onClose }: Props) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { state: 'present', reason: '' } })
  const mark = useMutation({
    mutationFn: ({ state, reason }: { state: string; reason: string }) =>
      call(
        api['class-sessions'][':sessionId']['hand-marks'].$post({
          param: { sessionId: of.sessionId },
          json: { personIds: [of.personId], state: states.find((each) => each === state) ?? 'present', reason },
        }),
      ),
    onSuccess: async () => {
      toast(t('hand.toast'))
      await cache.invalidateQueries()
      onClose()
    },
  })
  return (
    <Dialog title={t('hand')} open onClose={onClose}>
      <p>{t('hand.for', { name: of.name, session: of.sessionTitle })}</p>
      <Form
        form={form}
        onSubmit={(values) => mark.mutate(values)}
        submit={t('hand.submit')}
        pending={mark.isPending}
        problem={mark.error}
        words={words}
        onCancel={onClose}
      >
        <RadioField
          control={form.control}
          name="state"
          label={t('hand.state')}
          options={states.map((value) => ({ value, label: t(`mark.${value}`) }))}
        />
        <TextArea
          control={form.control}
          name="reason"
          label={t('hand.reason')}
          hint={t('hand.reason.hint')}
          required
          maxLength={200}
          rows={2}
        />
      </Form>
    </Dialog>
  )
}
