import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { CheckField, NumberField, TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { selectionApi, useKeepSelection } from '../asking.ts'
import type { SelectionInFull } from '../contract/selections.ts'
import { formOf, rulesOf, type Called } from '../drafting.ts'
import { words } from '../words.ts'

/** How the steps of the usual scheme are called, in the language of whoever writes the rules. */
export function useCalled(): Called {
  const t = useWords(words)
  return {
    ...{ written: t('step.form.written'), practical: t('step.form.practical'), overall: t('step.form.overall') },
    ...{ paper: t('paper'), lesson: t('lesson'), answers: t('answers'), record: t('record') },
  }
}

/** Writes the rules of a selection: the usual scheme in three steps, its cut-offs, its experts and its places. */
export function EditRules({ selection, onClose }: { selection: SelectionInFull; onClose: () => void }) {
  const t = useWords(words)
  const keep = useKeepSelection()
  const called = useCalled()
  const form = useForm({ defaultValues: formOf(selection.rules) })
  const save = useMutation({
    mutationFn: (values: ReturnType<typeof formOf>) =>
      call(
        selectionApi.selections[':selectionId'].rules.$put({
          param: { selectionId: selection.id },
          json: rulesOf(values, called),
        }),
      ),
    onSuccess: async (now) => {
      await keep(now)
      toast(t('edit.saved'))
      onClose()
    },
  })
  const { control } = form
  return (
    <Dialog title={t('edit')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        submit={t('edit.save')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
      >
        <NumberField control={control} name="places" label={t('edit.places')} min={1} max={10000} required />
        <TextArea control={control} name="parts" label={t('edit.parts')} hint={t('edit.parts.hint')} rows={3} />
        <NumberField control={control} name="written" label={t('edit.weights')} min={0} max={80} unit="%" required />
        <NumberField
          control={control}
          name="least"
          label={t('edit.least')}
          hint={t('edit.least.hint')}
          min={0}
          max={100}
          required
        />
        <NumberField control={control} name="top" label={t('edit.top')} min={1} max={10000} required />
        <NumberField control={control} name="experts" label={t('edit.experts')} min={1} max={15} required />
        <CheckField control={control} name="double" label={t('edit.double')} />
        <CheckField control={control} name="blind" label={t('edit.blind')} />
        <CheckField control={control} name="trimmed" label={t('edit.trimmed')} />
      </Form>
    </Dialog>
  )
}
