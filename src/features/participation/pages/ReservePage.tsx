import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FilterBar, SearchFilter, SelectFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { formatDay } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { useCodeOptions, useCodes, usePeopleSearch } from '../../people/parts.tsx'
import { participationApi } from '../asking.ts'
import type { Candidate } from '../contract/reserve.ts'
import { reserveLevels } from '../core/participation.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'
import { ParticipationTabs } from './ParticipationTabs.tsx'
import { ReserveLists } from './ReserveLists.tsx'

/** Who stands in reserve, by level of 骨干 and subject; nominated and taken out with reasons. */
export function ReservePage() {
  const t = useWords(pageWords)
  const say = useWords(words)
  const subjects = useCodeOptions('subject')
  const mayNominate = useHolds('bureau_officer', 'town_officer', 'school_registrar', 'principal')
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Candidate>()
  const filters = useFilters({
    ...{ q: text, subject: text },
    level: oneOf(reserveLevels),
    eligible: oneOf(['1']),
    removed: oneOf(['1']),
  })
  const list = usePages(['reserve-candidates', filters], (paging) =>
    call(participationApi['reserve-candidates'].$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('reserve-candidates', filters)
  return (
    <Page
      title={t('reserve')}
      lead={t('reserve.lead')}
      actions={
        <>
          <ExportLink href={file} />
          {mayNominate ? (
            <ActionButton kind="primary" icon="plus" onClick={() => setAdding(true)}>
              {t('nominate')}
            </ActionButton>
          ) : null}
        </>
      }
    >
      <ParticipationTabs />
      {mayNominate ? <ReserveLists /> : null}
      <FilterBar>
        <SearchFilter name="q" label={t('search.person')} />
        <SelectFilter
          name="level"
          label={t('forLevel')}
          options={reserveLevels.map((value) => ({ value, label: say(`reserve.${value}`) }))}
        />
        <SelectFilter name="subject" label={t('subject')} options={subjects} />
        <ToggleFilter name="eligible" label={t('eligible.yes')} />
        <ToggleFilter name="removed" label={t('removed.yes')} />
      </FilterBar>
      <DataTable
        label={t('reserve')}
        list={list}
        columns={useColumns(mayNominate ? setRemoving : undefined)}
        paste={['people', 'organisations']}
        rowId={(row) => row.id}
        words={words}
        empty={<EmptyState title={t('reserve.empty')} hint={t('reserve.empty.hint')} />}
      />
      <Dialog title={t('nominate')} open={adding} onClose={() => setAdding(false)} width={600}>
        {adding ? <NominateForm onClose={() => setAdding(false)} /> : null}
      </Dialog>
      <Dialog title={t('remove.title')} open={removing !== undefined} onClose={() => setRemoving(undefined)}>
        {removing ? <RemoveForm candidate={removing} onClose={() => setRemoving(undefined)} /> : null}
      </Dialog>
    </Page>
  )
}

function useColumns(onRemove: ((row: Candidate) => void) | undefined): Column<Candidate>[] {
  const t = useWords(pageWords)
  const say = useWords(words)
  const codes = useCodes()
  const remove: Column<Candidate> = {
    key: 'remove',
    title: t('remove'),
    width: 88,
    cell: (row) => (
      <ActionButton
        kind="quiet"
        reason={row.removedAt === null ? undefined : t('remove.already')}
        onClick={() => onRemove?.(row)}
      >
        {t('remove')}
      </ActionButton>
    ),
  }
  return [
    { key: 'person', title: t('person'), width: 96, cell: (row) => row.personName },
    { key: 'school', title: t('school'), width: 168, cell: (row) => row.organisationName },
    { key: 'level', title: t('forLevel'), width: 152, cell: (row) => say(`reserve.${row.level}`) },
    {
      key: 'subject',
      title: t('subject'),
      width: 104,
      cell: (row) => (row.subject === null ? t('subject.any') : codes('subject', row.subject)),
    },
    { key: 'reason', title: t('reason'), cell: (row) => row.removedReason ?? row.reason },
    { key: 'taken', title: t('taken'), align: 'end', cell: (row) => t('taken.of', { count: row.taken }) },
    {
      key: 'eligible',
      title: t('eligible'),
      width: 104,
      cell: (row) => (
        <StateTag tone={row.isBarred ? 'attention' : 'done'}>
          {t(row.isBarred ? 'eligible.cannot' : 'eligible.can')}
        </StateTag>
      ),
    },
    { key: 'added', title: t('added'), cell: (row) => `${row.addedByName} ${formatDay(row.addedAt)}` },
    ...(onRemove ? [remove] : []),
  ]
}

const empty = { personId: '', level: 'county', subject: '', reason: '' }

function NominateForm({ onClose }: { onClose: () => void }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState('')
  const found = usePeopleSearch(typed)
  const people = (found.data?.items ?? []).map((person) => ({
    value: person.id,
    label: `${person.name} · ${person.staffNo} · ${person.organisationName}`,
  }))
  const subjects = useCodeOptions('subject')
  const form = useForm({ defaultValues: empty })
  const { control } = form
  const add = useMutation({
    mutationFn: ({ level, subject, ...values }: typeof empty) =>
      call(
        participationApi['reserve-candidates'].$post({
          json: {
            ...values,
            id,
            level: reserveLevels.find((each) => each === level) ?? 'county',
            subject: subject === '' ? null : subject,
          },
        }),
      ),
    onSuccess: async () => {
      toast(t('nominate.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['reserve-candidates'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => add.mutate(values)}
      submit={t('nominate.submit')}
      pending={add.isPending}
      problem={add.error}
      words={words}
      onCancel={onClose}
    >
      <SelectField
        control={control}
        name="personId"
        label={t('person')}
        hint={t('person.hint')}
        required
        options={people}
        onSearch={setTyped}
        loading={found.isFetching}
      />
      <FormRow>
        <SelectField
          control={control}
          name="level"
          label={t('forLevel')}
          required
          options={reserveLevels.map((value) => ({ value, label: say(`reserve.${value}`) }))}
        />
        <SelectField control={control} name="subject" label={t('subject')} hint={t('subject.any')} options={subjects} />
      </FormRow>
      <TextArea control={control} name="reason" label={t('reason')} rows={3} required maxLength={300} />
    </Form>
  )
}

function RemoveForm({ candidate, onClose }: { candidate: Candidate; onClose: () => void }) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const remove = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(
        participationApi['reserve-candidates'][':reserveCandidateId'].removal.$post({
          param: { reserveCandidateId: candidate.id },
          json,
        }),
      ),
    onSuccess: async () => {
      toast(t('remove.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['reserve-candidates'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => remove.mutate(values)}
      submit={t('remove')}
      pending={remove.isPending}
      problem={remove.error}
      words={words}
      onCancel={onClose}
    >
      <TextArea control={form.control} name="reason" label={t('remove.reason')} required maxLength={300} />
    </Form>
  )
}
