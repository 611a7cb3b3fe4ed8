import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { RadioField, SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { NumberField, TextField } from '../../../ui/fields.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import { useProgrammeChoice } from '../../programmes/parts.tsx'
import { selectionHolders } from '../access.ts'
import { selectionApi, selectionTone } from '../asking.ts'
import type { Selection } from '../contract/selections.ts'
import { selectionKinds, selectionStates } from '../core/states.ts'
import { usualRules } from '../drafting.ts'
import { words } from '../words.ts'
import { useCalled } from './RulesEditor.tsx'

/** The selections of one's part of the tree. */
export function SelectionsPage() {
  const t = useWords(words)
  const mayMake = useHolds(...selectionHolders)
  const [making, setMaking] = useState(false)
  const filters = useFilters({ q: text, state: oneOf(selectionStates) })
  const list = usePages(['selections', 'list', filters], (paging) =>
    call(selectionApi.selections.$get({ query: { ...filters, ...paging } })),
  )
  const file = useExport('selections', filters)
  return (
    <Page
      title={t('selections')}
      lead={t('selections.lead')}
      actions={
        <>
          <ExportLink href={file} />
          <ActionButton
            kind="primary"
            icon="plus"
            reason={mayMake ? undefined : t('lacks')}
            onClick={() => setMaking(true)}
          >
            {t('new')}
          </ActionButton>
        </>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('selections.search')} />
        <SelectFilter
          name="state"
          label={t('state')}
          options={selectionStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('selections')}
        list={list}
        rowId={(row) => row.id}
        linkOf={(row) => at.selection(row.id)}
        words={words}
        empty={<EmptyState title={t('selections.empty')} hint={t('selections.empty.hint')} />}
        columns={[
          { key: 'title', title: t('title'), cell: (row) => row.title },
          { key: 'kind', title: t('new.kind'), cell: (row) => t(`kind.${row.kind}`) },
          { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle ?? t('none') },
          { key: 'organisation', title: t('organisation'), cell: (row) => row.organisationName },
          { key: 'candidates', title: t('candidateCount'), align: 'end', cell: (row) => row.candidateCount },
          { key: 'places', title: t('places'), align: 'end', cell: (row) => row.places },
          { key: 'step', title: t('step'), cell: (row) => row.stepTitle ?? t('none') },
          {
            key: 'state',
            title: t('state'),
            cell: (row) => <StateTag tone={selectionTone[row.state]}>{t(`state.${row.state}`)}</StateTag>,
          },
        ]}
      />
      {making ? <NewSelection onClose={() => setMaking(false)} /> : null}
    </Page>
  )
}

type Values = { kind: Selection['kind']; title: string; programmeId: string; places: string }

function NewSelection({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const go = useNavigate()
  const me = useMe().data
  const called = useCalled()
  const options = useProgrammeChoice()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm<Values>({ defaultValues: { kind: 'trainees', title: '', programmeId: '', places: '10' } })
  const kind = useWatch({ control: form.control, name: 'kind' })
  const grant = me?.grants.find(({ role }) => selectionHolders.some((one) => one === role))
  const make = useMutation({
    mutationFn: ({ kind: chosen, title, programmeId, places }: Values) =>
      call(
        selectionApi.selections.$post({
          json: {
            ...{ id, kind: chosen, title, organisationId: grant?.organisationId ?? '' },
            programmeId: chosen === 'trainees' ? programmeId : null,
            rules: usualRules(Number(places), called),
          },
        }),
      ),
    onSuccess: async (made) => {
      onClose()
      await go(at.selection(made.id))
    },
  })
  return (
    <Dialog title={t('new')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => make.mutate(values)}
        submit={t('new.submit')}
        pending={make.isPending}
        problem={make.error}
        words={words}
        onCancel={onClose}
      >
        <RadioField
          control={form.control}
          name="kind"
          label={t('new.kind')}
          hint={kind === 'trainees' ? undefined : t('new.conferred')}
          options={selectionKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        {kind === 'trainees' ? (
          <SelectField
            control={form.control}
            name="programmeId"
            label={t('new.programme')}
            hint={t('new.programme.hint')}
            options={options}
            required
          />
        ) : null}
        <TextField control={form.control} name="title" label={t('new.title')} required maxLength={80} />
        <NumberField control={form.control} name="places" label={t('new.places')} min={1} max={10000} required />
      </Form>
    </Dialog>
  )
}
