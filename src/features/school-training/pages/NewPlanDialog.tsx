import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { wallOf } from '../../../ui/format.ts'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { words } from '../words.ts'
import { semesterOf, trainingApi, useKeepPlan, useSemester } from './plans-api.ts'

type Values = { school: string; semester: string; title: string; teamId: string }

/** Begins the plan of a semester: whose, when and what it is called; the rest is written on its page. */
export function NewPlanDialog({ teamId, onClose }: { teamId?: string; onClose: () => void }) {
  const t = useWords(words)
  const say = useSemester()
  const go = useNavigate()
  const keep = useKeepPlan()
  const [id] = useState(() => crypto.randomUUID())
  const [now] = useState(() => semesterOf(wallOf(new Date().toISOString()).date))
  const schools = useOrganisationSearch('school')
  const only = schools.options.length === 1 ? (schools.options[0]?.value ?? '') : ''
  const next = now.term === 1 ? { year: now.year, term: 2 } : { year: now.year + 1, term: 1 }
  const defaultValues = { school: '', semester: `${now.year} ${now.term}`, title: '', teamId: teamId ?? '' }
  const form = useForm<Values>({ defaultValues })
  const school = useWatch({ control: form.control, name: 'school' }) || only
  const teams = useTeamOptions(school)
  const begin = useMutation({
    mutationFn: ({ semester, title, teamId: team }: Values) => {
      const [year = now.year, term = now.term] = semester.split(' ').map(Number)
      const json = { id, organisationId: school === '' ? null : school, year, term, title, teamId: team || null }
      return call(trainingApi['school-plans'].$post({ json }))
    },
    onSuccess: async (plan) => {
      await keep(plan)
      onClose()
      await go(at.schoolPlan(id))
    },
  })
  return (
    <Dialog title={t('new')} open onClose={onClose} width={560}>
      <Form
        form={form}
        onSubmit={(values) => begin.mutate(values)}
        submit={t('begin')}
        pending={begin.isPending}
        problem={begin.error}
        words={words}
        onCancel={onClose}
      >
        {only === '' ? (
          <SelectField control={form.control} name="school" label={t('school')} required {...schools} />
        ) : null}
        <TextField
          control={form.control}
          name="title"
          label={t('title')}
          hint={t('title.hint')}
          required
          maxLength={80}
        />
        <FormRow>
          <SelectField
            control={form.control}
            name="semester"
            label={t('semester')}
            required
            options={[now, next].map((each) => ({ value: `${each.year} ${each.term}`, label: say(each) }))}
          />
          <SelectField control={form.control} name="teamId" label={t('team')} hint={t('team.hint')} options={teams} />
        </FormRow>
      </Form>
    </Dialog>
  )
}

/** The open teams of a school as options of a choice. */
export function useTeamOptions(organisationId: string): { value: string; label: string }[] {
  const query = useQuery({
    queryKey: ['research-teams', 'options', organisationId],
    queryFn: () =>
      call(
        trainingApi['research-teams'].$get({
          query: { limit: '200', ...(organisationId === '' ? {} : { organisationId }) },
        }),
      ),
  })
  return (query.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
}
