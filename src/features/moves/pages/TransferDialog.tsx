import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useSchoolSearch } from '../../organisations/parts.tsx'
import type { moveRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof moveRoutes>()

const blank = { toId: '', on: '', reason: '', staffNo: '', name: '' }

/** Asks for a transfer: of a person who is named already, or of somebody of another school by staff number and name. */
export function TransferDialog({ person, onClose }: { person?: { id: string; name: string }; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const schools = useSchoolSearch()
  const form = useForm({ defaultValues: blank })
  const { control } = form
  const ask = useMutation({
    mutationFn: ({ toId, on, reason, staffNo, name }: typeof blank) =>
      call(
        api.transfers.$post({ json: { id, toId, on, reason, person: person ? { id: person.id } : { staffNo, name } } }),
      ),
    onSuccess: async (transfer) => {
      await cache.invalidateQueries({ queryKey: ['transfers'] })
      void cache.invalidateQueries({ queryKey: ['people'] })
      toast(t(transfer.state === 'accepted' ? 'transfer.moved' : 'transfer.asked'))
      onClose()
    },
  })
  return (
    <Dialog title={person ? `${person.name} · ${t('transfer.out')}` : t('transfer.ask')} open onClose={onClose}>
      <p className="quiet">{t('transfer.lead')}</p>
      <Form
        form={form}
        onSubmit={(values) => ask.mutate(values)}
        pending={ask.isPending}
        problem={ask.error}
        words={words}
        submit={t('transfer.submit')}
        onCancel={onClose}
      >
        {person ? null : (
          <FormRow>
            <TextField
              control={control}
              name="staffNo"
              label={t('transfer.staffNo')}
              hint={t('transfer.staffNo.hint')}
              required
              maxLength={30}
            />
            <TextField control={control} name="name" label={t('transfer.name')} required maxLength={40} />
          </FormRow>
        )}
        <SelectField control={control} name="toId" label={t('transfer.to')} required {...schools} />
        <DateField control={control} name="on" label={t('on')} required />
        <TextArea
          control={control}
          name="reason"
          label={t('reason')}
          hint={t('reason.hint')}
          rows={2}
          maxLength={200}
          required
        />
      </Form>
    </Dialog>
  )
}
