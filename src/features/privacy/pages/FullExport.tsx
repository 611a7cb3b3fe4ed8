import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { MultiSelect, RadioField, SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { privacyApi } from '../asking.ts'
import { maskedFields, unmaskingPurposes } from '../core.ts'
import { words } from '../words.ts'

type Values = { organisationId: string; fields: string[]; purpose: string; reason: string }

/** Takes a roster with numbers in full out, as a file that says who took it. */
export function FullExport({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(words)
  return (
    <Dialog title={t('export')} open={open} onClose={onClose}>
      <ExportForm onClose={onClose} />
    </Dialog>
  )
}

function ExportForm({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const [id] = useState(() => crypto.randomUUID())
  const organisations = useOrganisationSearch()
  const form = useForm<Values>({
    defaultValues: { organisationId: '', fields: ['phone'], purpose: 'filing', reason: '' },
  })
  const take = useMutation({
    mutationFn: (values: Values) => takeOut(id, values),
    onSuccess: () => {
      toast(t('export.done'))
      onClose()
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => take.mutate(values)}
      pending={take.isPending}
      problem={take.error}
      words={words}
      submit={t('export.submit')}
      onCancel={onClose}
    >
      <Note tone="attention">{t('export.lead')}</Note>
      <SelectField
        control={form.control}
        name="organisationId"
        label={t('export.organisation')}
        required
        options={organisations.options}
        onSearch={organisations.onSearch}
        loading={organisations.loading}
      />
      <MultiSelect
        control={form.control}
        name="fields"
        label={t('export.fields')}
        required
        options={maskedFields.map((value) => ({ value, label: t(`field.${value}`) }))}
      />
      <RadioField
        control={form.control}
        name="purpose"
        label={t('purpose')}
        options={unmaskingPurposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      <TextField
        control={form.control}
        name="reason"
        label={t('reason')}
        hint={t('reason.hint')}
        required
        maxLength={200}
      />
    </Form>
  )
}

async function takeOut(id: string, { organisationId, fields, purpose, reason }: Values): Promise<void> {
  const answer = await privacyApi['unmasked-exports'].$post({
    json: {
      id,
      organisationId,
      fields: maskedFields.filter((field) => fields.includes(field)),
      purpose: unmaskingPurposes.find((each) => each === purpose) ?? 'filing',
      reason,
    },
  })
  if (!answer.ok) await call(Promise.resolve(answer))
  const named = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = named === undefined ? `${id}.xlsx` : decodeURIComponent(named)
  link.click()
  URL.revokeObjectURL(address)
}
