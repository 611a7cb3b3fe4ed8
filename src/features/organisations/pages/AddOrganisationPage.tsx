import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { MultiSelect, RadioField, SelectField } from '../../../ui/choices.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useCodeOptions } from '../../people/parts.tsx'
import { useOrganisationSearch } from '../parts.tsx'
import type { organisationRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof organisationRoutes>()
const kinds = ['school', 'town_centre', 'provider', 'county_bureau'] as const
type Kind = (typeof kinds)[number]

type Values = { parentId: string; kind: Kind; name: string; schoolKind: string; stages: string[]; setting: string }
const blank: Values = { parentId: '', kind: 'school', name: '', schoolKind: '', stages: [], setting: '' }

/** Adds a school, town centre or provider to the tree. */
export function AddOrganisationPage() {
  const t = useWords(words)
  const go = useNavigate()
  const [id] = useState(() => crypto.randomUUID())
  const parents = useOrganisationSearch()
  const form = useForm<Values>({ defaultValues: blank })
  const { control } = form
  const add = useMutation({
    mutationFn: ({ schoolKind, setting, ...rest }: Values) =>
      call(
        api.organisations.$post({
          json: {
            id,
            ...rest,
            schoolKind: schoolKind === '' ? null : schoolKind,
            setting: setting === 'urban' || setting === 'town' || setting === 'rural' ? setting : null,
          },
        }),
      ),
    onSuccess: () => go(at.organisation(id)),
  })
  return (
    <Page title={t('add')} back={{ to: at.organisations(), label: t('organisations') }}>
      <Form
        form={form}
        onSubmit={(values) => add.mutate(values)}
        pending={add.isPending}
        problem={add.error}
        words={words}
        submit={t('add.submit')}
      >
        <RadioField
          control={control}
          name="kind"
          label={t('kind')}
          options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <SelectField control={control} name="parentId" label={t('parent')} required {...parents} />
        <TextField control={control} name="name" label={t('name')} required maxLength={60} />
        <FormRow>
          <SelectField
            control={control}
            name="schoolKind"
            label={t('schoolKind')}
            hint={t('add.schoolKind.hint')}
            options={useCodeOptions('school')}
          />
          <SelectField control={control} name="setting" label={t('setting')} options={useCodeOptions('setting')} />
        </FormRow>
        <MultiSelect control={control} name="stages" label={t('stages')} options={useCodeOptions('stage')} />
      </Form>
    </Page>
  )
}
