import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { AudienceFields, audienceOf, audienceValues } from '../../programmes/parts.tsx'
import type { SavedPopulation } from '../contract.ts'
import type { populationRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof populationRoutes>()
const owners = ['bureau_officer', 'town_officer', 'school_registrar']

/** Saves a rule over people, or changes one into a new version; the number of people that it means moves along. */
export function PopulationDialog({ population, onClose }: { population?: SavedPopulation; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const go = useNavigate()
  const me = useMe()
  const [newId] = useState(() => crypto.randomUUID())
  const rule = useForm({ defaultValues: audienceValues(population?.rule ?? {}) })
  const own = (me.data?.grants ?? []).filter((grant) => owners.includes(grant.role))
  const options = [...new Map(own.map((grant) => [grant.organisationId, grant.organisationName]))].map(
    ([value, label]) => ({ value, label }),
  )
  const form = useForm({
    defaultValues: {
      name: population?.name ?? '',
      note: population?.note ?? '',
      organisationId: population?.organisationId ?? options[0]?.value ?? '',
      reason: '',
    },
  })
  const { control } = form
  const save = useMutation({
    mutationFn: ({
      name,
      note,
      organisationId,
      reason,
    }: {
      name: string
      note: string
      organisationId: string
      reason: string
    }) => {
      const said = { name, note: note === '' ? null : note, rule: audienceOf(rule.getValues()) }
      return population
        ? call(
            api.populations[':populationId'].versions.$post({
              param: { populationId: population.id },
              json: { ...said, after: population.version, reason },
            }),
          )
        : call(api.populations.$post({ json: { ...said, id: newId, organisationId } }))
    },
    onSuccess: async (saved) => {
      await cache.invalidateQueries({ queryKey: ['populations'] })
      toast(t('saved'))
      onClose()
      await go(at.population(saved.id))
    },
  })
  return (
    <Dialog title={population ? `${population.name} · ${t('change')}` : t('add')} open onClose={onClose} width={720}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        pending={save.isPending}
        problem={save.error}
        words={words}
        submit={population ? t('change.submit') : t('add.submit')}
        onCancel={onClose}
      >
        <FormRow>
          <TextField control={control} name="name" label={t('name')} hint={t('name.hint')} required maxLength={60} />
          {population ? null : (
            <SelectField control={control} name="organisationId" label={t('owner')} required options={options} />
          )}
        </FormRow>
        <AudienceFields form={rule} />
        <TextField control={control} name="note" label={t('note')} maxLength={200} />
        {population ? (
          <TextArea control={control} name="reason" label={t('change.reason')} rows={2} maxLength={200} required />
        ) : null}
      </Form>
    </Dialog>
  )
}
