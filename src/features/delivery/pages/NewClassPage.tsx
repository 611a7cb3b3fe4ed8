import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate, useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { DateField } from '../../../ui/dates.tsx'
import { NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import { useProgrammeDates } from '../../programmes/parts.tsx'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof deliveryRoutes>()

type Values = { title: string; startsOn: string; endsOn: string; places: string }

/** Makes a class of a programme. Whoever leads classes leads the one they make. */
export function NewClassPage() {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const { programmeId = '' } = useParams()
  const me = useMe()
  const leads = useHolds('class_lead')
  // Made once: a second click is a retry.
  const [id] = useState(() => crypto.randomUUID())
  // Until something is typed, the dates are those of the programme, which the class has to lie within.
  const programme = useProgrammeDates(programmeId).data
  const { startsOn, endsOn } = programme ?? {}
  const form = useForm<Values>({
    defaultValues: { title: '', startsOn: '', endsOn: '', places: '' },
    values: { title: '', startsOn: startsOn ?? '', endsOn: endsOn ?? '', places: '' },
    resetOptions: { keepDirtyValues: true },
  })
  const make = useMutation({
    mutationFn: ({ places, ...rest }: Values) =>
      call(
        api.programmes[':programmeId'].classes.$post({
          param: { programmeId },
          json: {
            id,
            ...rest,
            places: numberOf(places) ?? null,
            leadAccountId: leads ? (me.data?.account.id ?? null) : null,
          },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries()
      await go(at.class(id))
    },
  })
  return (
    <Page title={t('newClass')} back={{ to: at.programme(programmeId), label: t('programme') }}>
      <Form
        form={form}
        onSubmit={(values) => make.mutate(values)}
        submit={t('newClass.submit')}
        pending={make.isPending}
        problem={make.error}
        words={words}
      >
        <TextField control={form.control} name="title" label={t('newClass.title')} required maxLength={80} />
        <FormRow>
          <DateField control={form.control} name="startsOn" label={t('newClass.startsOn')} required />
          <DateField control={form.control} name="endsOn" label={t('newClass.endsOn')} required />
        </FormRow>
        <NumberField
          control={form.control}
          name="places"
          label={t('newClass.places')}
          hint={t('newClass.places.hint')}
          min={1}
          max={10_000}
        />
      </Form>
    </Page>
  )
}
