import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { selectionApi, useKeepSelection } from '../asking.ts'
import type { SelectionInFull } from '../contract/selections.ts'
import { words } from '../words.ts'

/** What an officer is about to do with a selection. */
export type Asked = 'start' | 'close' | 'show' | 'settle' | 'reopenStep' | 'takeBack' | 'cancel'
type Props = { readonly selection: SelectionInFull; readonly asked: Asked; readonly onClose: () => void }

const one = selectionApi.selections[':selectionId']
const withReason: readonly Asked[] = ['reopenStep', 'takeBack', 'cancel']

/** Asks what is needed before a selection goes on, is shown, goes back or is given up. */
export function SelectionActs({ selection, asked, onClose }: Props) {
  const t = useWords(words)
  const keep = useKeepSelection()
  const form = useForm({ defaultValues: { said: '' } })
  const param = { selectionId: selection.id }
  const act = asked === 'settle' && selection.programmeId === null ? 'confer' : asked
  const ask = (said: string) => {
    const json = { reason: said }
    if (asked === 'start') return call(one.start.$post({ param }))
    if (asked === 'close') return call(one['step-closure'].$post({ param }))
    if (asked === 'settle') return call(one.settlement.$post({ param }))
    if (asked === 'show') return call(one['public-notice'].$post({ param, json: { text: said } }))
    if (asked === 'reopenStep') return call(one['step-reopening'].$post({ param, json }))
    if (asked === 'takeBack') return call(one['show-withdrawal'].$post({ param, json }))
    return call(one.cancellation.$post({ param, json }))
  }
  const send = useMutation({
    mutationFn: ({ said }: { said: string }) => ask(said),
    onSuccess: async (now) => {
      await keep(now)
      toast(t('done'))
      onClose()
    },
  })
  return (
    <Dialog title={t(act)} open onClose={onClose}>
      <p>{t(`${act}.what`)}</p>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        submit={t(act)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        onCancel={onClose}
      >
        {withReason.includes(asked) ? (
          <TextArea control={form.control} name="said" label={t('reason')} required rows={3} maxLength={500} />
        ) : null}
        {asked === 'show' ? (
          <TextArea
            control={form.control}
            name="said"
            label={t('show.text')}
            hint={t('show.text.hint')}
            rows={4}
            maxLength={2000}
          />
        ) : null}
      </Form>
    </Dialog>
  )
}
