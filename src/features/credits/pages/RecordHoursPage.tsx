import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { centihoursOf, HoursField, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { usePeopleSearch } from '../../people/parts.tsx'
import { creditsApi as api } from '../parts.tsx'
import { words } from '../words.ts'
import { ClassificationFields, classified, classifiedNames } from './ClassificationFields.tsx'
import { LateReason } from './LateReason.tsx'
import { ProofFiles } from './ProofFiles.tsx'
import { storeProofs, type ChosenProof } from './proofs.ts'

const blank = {
  ...{ person: '', title: '', category: '', level: '', mode: '', kind: '', hours: '', earnedOn: '', late: '' },
  proof: '',
}

const orNull = (typed: string) => (typed === '' ? null : typed)

/** Records hours by hand, for study that has no class; what they are is said as policies tell hours apart. */
export function RecordHoursPage() {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState('')
  const [proofs, setProofs] = useState<readonly ChosenProof[]>([])
  const found = usePeopleSearch(typed)
  const form = useForm({ defaultValues: blank })
  const send = useMutation({
    mutationFn: async ({ hours, late, person, title, earnedOn, ...said }: typeof blank) => {
      const [personId = '', organisationId = ''] = person.split(' ')
      await storeProofs(proofs, organisationId)
      return call(
        api['credit-records'].$post({
          json: {
            ...{ id, personId, title, earnedOn, centihours: centihoursOf(hours) },
            ...classified(said),
            lateReason: orNull(late),
            evidence: proofs.map(({ fileId, kind }) => ({ fileId, kind })),
          },
        }),
      )
    },
    onSuccess: () => {
      toast(t('record.done'))
      void cache.invalidateQueries({ queryKey: ['credit-records'] })
      void go(`${at.hours()}/recorded`)
    },
  })
  const earnedOn = useWatch({ control: form.control, name: 'earnedOn' })
  // Evidence is kept with the school of whom it is about, where the principal opens it.
  const people = (found.data?.items ?? []).map((person) => ({
    value: `${person.id} ${person.organisationId}`,
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
          name="person"
          label={t('record.person')}
          hint={t('record.person.hint')}
          options={people}
          onSearch={setTyped}
          loading={found.isFetching}
          required
        />
        <TextField control={form.control} name="title" label={t('record.name')} required maxLength={120} />
        <ClassificationFields control={form.control} names={classifiedNames} />
        <FormRow>
          <HoursField control={form.control} name="hours" label={t('hours')} required />
          <DateField control={form.control} name="earnedOn" label={t('earnedOn')} required />
        </FormRow>
        <LateReason control={form.control} name="late" days={[earnedOn]} />
        <ProofFiles control={form.control} name="proof" proofs={proofs} onChange={setProofs} />
      </Form>
    </Page>
  )
}
