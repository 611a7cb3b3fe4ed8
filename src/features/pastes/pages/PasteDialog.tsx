import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { RadioField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { headOf, plain, type PasteSubject } from '../core.ts'
import type { pasteRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof pasteRoutes>()

type PasteDialogProps = {
  /** What was on the clipboard, if pasting opened the dialog. */
  text: string
  subjects: readonly PasteSubject[]
  onClose: () => void
  onPasted: (id: string) => void
}

// A head says what its rows are: 证书编号 are certificates, 班级 classes.
function subjectOf(text: string, subjects: readonly PasteSubject[]): PasteSubject {
  const [first = ''] = text.split(/\r?\n/, 1)
  const cells = first.split('\t')
  const [likeliest = 'people'] = subjects
  return plain(first) === '' ? likeliest : (subjects.find((subject) => headOf(cells, subject)) ?? likeliest)
}

/** Takes rows copied from a spreadsheet, and has the server find what they name. */
export function PasteDialog({ text, subjects, onClose, onPasted }: PasteDialogProps) {
  const t = useWords(words)
  const [id] = useState(() => ({ of: '', value: '' }))
  const mayImport = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const form = useForm({ defaultValues: { text, subject: subjectOf(text, subjects) } })
  const subject = useWatch({ control: form.control, name: 'subject' })
  const send = useMutation({
    mutationFn: (values: { text: string; subject: PasteSubject }) => {
      // A second click is a retry; other cells are another list.
      const of = `${values.subject}\n${values.text}`
      if (id.of !== of) Object.assign(id, { of, value: crypto.randomUUID() })
      return call(api['pasted-lists'].$post({ json: { id: id.value, ...values } }))
    },
    onSuccess: (pasted) => onPasted(pasted.id),
  })
  return (
    <Dialog title={t('paste.title')} open onClose={onClose} width={640}>
      <p>{t('paste.lead', { what: t(`subject.${subject}`) })}</p>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('paste.show')}
        onCancel={onClose}
      >
        {subjects.length > 1 ? (
          <RadioField
            control={form.control}
            name="subject"
            label={t('paste.subject')}
            options={subjects.map((value) => ({ value, label: t(`subject.${value}`) }))}
          />
        ) : null}
        <TextArea
          control={form.control}
          name="text"
          label={t('paste.cells')}
          hint={t(`paste.${subject}.hint`)}
          rows={10}
          required
        />
        {subject === 'people' && mayImport ? (
          <p className="quiet">
            {t('paste.import')}{' '}
            <ActionLink to="/people/imports" kind="quiet" icon="upload">
              {t('paste.import.go')}
            </ActionLink>
          </p>
        ) : null}
      </Form>
    </Dialog>
  )
}
