import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { programmeCategories } from '../../../lib/programmes/codes.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { centihoursOf, HoursField, TextField } from '../../../ui/fields.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { usePeopleSearch } from '../../people/parts.tsx'
import { creditsApi as api, useFrozenYear } from '../parts.tsx'
import { words } from '../words.ts'

const blank = { personId: '', title: '', category: '', hours: '', earnedOn: '', late: '' }

/** Records hours by hand, for study that has no class. */
export function RecordHoursPage() {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState('')
  const found = usePeopleSearch(typed)
  const form = useForm({ defaultValues: blank })
  const send = useMutation({
    mutationFn: ({ hours, category, late, ...rest }: typeof blank) =>
      call(
        api['credit-records'].$post({
          json: {
            ...{ id, ...rest, category: category === '' ? null : category, centihours: centihoursOf(hours) },
            lateReason: late === '' ? null : late,
          },
        }),
      ),
    onSuccess: () => {
      toast(t('record.done'))
      void cache.invalidateQueries({ queryKey: ['credit-records'] })
      void go(`${at.hours()}/recorded`)
    },
  })
  const frozen = useFrozenYear(useWatch({ control: form.control, name: 'earnedOn' }))
  const people = (found.data?.items ?? []).map((person) => ({
    value: person.id,
    label: `${person.name} · ${person.staffNo} · ${person.organisationName}`,
  }))
  return (
    <Page title={t('record.title')} lead={t('record.lead')} back={{ to: at.hours(), label: t('title') }}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('record.save')}
      >
        <SelectField
          control={form.control}
          name="personId"
          label={t('record.person')}
          hint={t('record.person.hint')}
          options={people}
          onSearch={setTyped}
          loading={found.isFetching}
          required
        />
        <TextField control={form.control} name="title" label={t('record.name')} required maxLength={120} />
        <FormRow>
          <SelectField
            control={form.control}
            name="category"
            label={t('category')}
            options={programmeCategories.map((category) => ({ value: category, label: category }))}
          />
          <HoursField control={form.control} name="hours" label={t('hours')} required />
          <DateField control={form.control} name="earnedOn" label={t('earnedOn')} required />
        </FormRow>
        {frozen ? (
          <>
            <Note tone="attention">{t('late.frozen', { year: frozen.year, on: frozen.frozenOn })}</Note>
            <TextField
              control={form.control}
              name="late"
              label={t('late.reason')}
              hint={t('late.reason.hint')}
              required
              maxLength={200}
            />
          </>
        ) : null}
      </Form>
    </Page>
  )
}
