import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { MultiSelect, RadioField, SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { useCodeOptions } from '../parts.tsx'
import type { peopleRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof peopleRoutes>()

const blank = {
  organisationId: '',
  name: '',
  staffNo: '',
  gender: '',
  idNumber: '',
  phone: '',
  stage: '',
  subjects: [] as string[],
  title: '',
  talentLevel: '',
  startedOn: '',
}

const orNull = (typed: string) => (typed === '' ? null : typed)

/** Puts one person on a roster; whole rosters come from Excel. */
export function AddPersonPage() {
  const t = useWords(words)
  const go = useNavigate()
  const [id] = useState(() => crypto.randomUUID())
  const schools = useOrganisationSearch('school')
  const form = useForm({ defaultValues: blank })
  const { control } = form
  const add = useMutation({
    mutationFn: (values: typeof blank) =>
      call(
        api.people.$post({
          json: {
            id,
            organisationId: values.organisationId,
            name: values.name,
            staffNo: values.staffNo,
            gender: values.gender === 'male' || values.gender === 'female' ? values.gender : null,
            idNumber: orNull(values.idNumber),
            phone: orNull(values.phone),
            stage: orNull(values.stage),
            subjects: values.subjects,
            title: orNull(values.title),
            talentLevel: orNull(values.talentLevel),
            startedOn: orNull(values.startedOn),
          },
        }),
      ),
    onSuccess: () => go(at.person(id)),
  })
  return (
    <Page title={t('add')} back={{ to: at.people(), label: t('people') }}>
      <Form
        form={form}
        onSubmit={(values) => add.mutate(values)}
        pending={add.isPending}
        problem={add.error}
        words={words}
        submit={t('add.submit')}
      >
        <SelectField control={control} name="organisationId" label={t('school')} required {...schools} />
        <FormRow>
          <TextField control={control} name="name" label={t('name')} required maxLength={40} />
          <TextField control={control} name="staffNo" label={t('staffNo')} required maxLength={30} />
        </FormRow>
        <RadioField control={control} name="gender" label={t('gender')} options={useCodeOptions('gender')} />
        <FormRow>
          <TextField control={control} name="idNumber" label={t('idNumber')} hint={t('idNumber.hint')} maxLength={20} />
          <TextField control={control} name="phone" label={t('phone')} maxLength={20} />
        </FormRow>
        <FormRow>
          <SelectField control={control} name="stage" label={t('stage')} options={useCodeOptions('stage')} />
          <MultiSelect control={control} name="subjects" label={t('subject')} options={useCodeOptions('subject')} />
        </FormRow>
        <FormRow>
          <SelectField control={control} name="title" label={t('title')} options={useCodeOptions('title')} />
          <SelectField control={control} name="talentLevel" label={t('talent')} options={useCodeOptions('talent')} />
        </FormRow>
        <DateField control={control} name="startedOn" label={t('startedOn')} />
      </Form>
    </Page>
  )
}
