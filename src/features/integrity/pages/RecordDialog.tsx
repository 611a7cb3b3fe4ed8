import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { call } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { usePeopleSearch } from '../../people/parts.tsx'
import { useProgrammeOptions } from '../../programmes/parts.tsx'
import { integrityApi } from '../asking.ts'
import { causes } from '../core.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'

const empty = {
  ...{ personId: '', programmeTitle: '', programmeLevel: 'nation', programmeKind: 'backbone' },
  ...{ cause: '', happenedOn: '', reason: '' },
}

/** People of one's part of the region as options of a choice, by what is typed. */
export function usePersonChoice() {
  const [typed, setTyped] = useState('')
  const found = usePeopleSearch(typed)
  const options = (found.data?.items ?? []).map((person) => ({
    value: person.id,
    label: `${person.name} · ${person.staffNo} · ${person.organisationName}`,
  }))
  return { options, onSearch: setTyped, loading: found.isFetching }
}

/** Writes down what happened at a training that was held elsewhere. */
export function RecordDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(pageWords)
  return (
    <Dialog title={t('record')} open={open} onClose={onClose} width={640}>
      {open ? <RecordForm onClose={onClose} /> : null}
    </Dialog>
  )
}

function RecordForm({ onClose }: { onClose: () => void }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const cache = useQueryClient()
  const people = usePersonChoice()
  const codes = useProgrammeOptions()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: empty })
  const { control } = form
  const record = useMutation({
    mutationFn: ({ programmeLevel, programmeKind, cause, reason, ...values }: typeof empty) =>
      call(
        integrityApi['integrity-facts'].$post({
          json: {
            ...values,
            id,
            programmeLevel: programmeLevels.find((each) => each === programmeLevel) ?? 'nation',
            programmeKind: programmeKinds.find((each) => each === programmeKind) ?? 'topic',
            cause: causes.find((each) => each === cause) ?? 'not_attended',
            reason: reason.trim() === '' ? null : reason,
          },
        }),
      ),
    onSuccess: async () => {
      toast(t('record.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['integrity-facts'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => record.mutate(values)}
      submit={t('record.submit')}
      pending={record.isPending}
      problem={record.error}
      words={words}
      onCancel={onClose}
    >
      <p className="quiet">{t('record.lead')}</p>
      <SelectField control={control} name="personId" label={t('person')} hint={t('person.hint')} required {...people} />
      <TextField control={control} name="programmeTitle" label={t('record.title')} required maxLength={120} />
      <FormRow>
        <SelectField
          control={control}
          name="programmeLevel"
          label={t('record.level')}
          required
          options={codes.levels}
        />
        <SelectField control={control} name="programmeKind" label={t('record.kind')} required options={codes.kinds} />
      </FormRow>
      <FormRow>
        <SelectField
          control={control}
          name="cause"
          label={t('cause')}
          required
          options={causes.map((value) => ({ value, label: say(`cause.${value}`) }))}
        />
        <DateField control={control} name="happenedOn" label={t('happenedOn')} required />
      </FormRow>
      <TextArea control={control} name="reason" label={t('reason')} rows={2} maxLength={500} />
    </Form>
  )
}
