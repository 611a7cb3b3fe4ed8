import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { MultiSelect, RadioField, SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { wallOf } from '../../../ui/format.ts'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { useRosterOptions } from '../../people/parts.tsx'
import type { TeamInFull } from '../contract/teams.ts'
import { words } from '../words.ts'
import { trainingApi } from './plans-api.ts'

const kinds = ['subject', 'topic', 'grade'] as const

type Values = {
  school: string
  kind: string
  name: string
  topic: string
  leadId: string
  members: string[]
  day: string
}

/** Founds a team, or changes one: what it is, who leads it and who belongs to it. */
export function TeamDialog({ team, onClose }: { team?: TeamInFull; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => team?.id ?? crypto.randomUUID())
  const [today] = useState(() => wallOf(new Date().toISOString()).date)
  const schools = useOrganisationSearch('school')
  const only = schools.options.length === 1 ? (schools.options[0]?.value ?? '') : ''
  const form = useForm<Values>({
    defaultValues: {
      school: team?.organisationId ?? '',
      kind: team?.kind ?? 'subject',
      name: team?.name ?? '',
      topic: team?.topic ?? '',
      leadId: team?.leadId ?? '',
      members: team?.people.map((person) => person.id) ?? [],
      day: team ? (team.closedOn ?? '') : today,
    },
  })
  const { control } = form
  const school = useWatch({ control, name: 'school' }) || only
  const options = useRosterOptions(school === '' ? undefined : school)
  const save = useMutation({
    mutationFn: ({ kind, topic, members, leadId, name, day }: Values) => {
      const says = { kind: kinds.find((each) => each === kind) ?? 'subject', name, topic: topic || null, leadId }
      const all = [...new Set([leadId, ...members])]
      const route = trainingApi['research-teams']
      return team
        ? call(
            route[':researchTeamId'].$put({
              param: { researchTeamId: id },
              json: { ...says, members: all, closedOn: day || null },
            }),
          )
        : call(route.$post({ json: { id, organisationId: school || null, ...says, members: all, foundedOn: day } }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['research-teams'] })
      onClose()
    },
  })
  return (
    <Dialog title={t(team ? 'team.change' : 'team.found')} open onClose={onClose} width={600}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        submit={t(team ? 'team.save' : 'team.found')}
        pending={save.isPending}
        problem={save.error}
        words={words}
        onCancel={onClose}
      >
        {team || only !== '' ? null : (
          <SelectField control={control} name="school" label={t('school')} required {...schools} />
        )}
        <RadioField
          control={control}
          name="kind"
          label={t('team.kind')}
          options={kinds.map((value) => ({ value, label: t(`team.${value}`) }))}
        />
        <FormRow>
          <TextField control={control} name="name" label={t('team.name')} required maxLength={60} />
          <SelectField
            control={control}
            name="leadId"
            label={t('team.lead')}
            hint={t('team.lead.hint')}
            required
            options={options}
          />
        </FormRow>
        <TextField control={control} name="topic" label={t('topic')} hint={t('team.topic.hint')} maxLength={120} />
        <MultiSelect control={control} name="members" label={t('team.members')} options={options} />
        <DateField
          control={control}
          name="day"
          label={t(team ? 'team.closedOn' : 'team.foundedOn')}
          required={team === undefined}
        />
      </Form>
    </Dialog>
  )
}
