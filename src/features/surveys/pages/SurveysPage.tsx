import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { RadioField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { FilterBar, SearchFilter, SelectFilter } from '../../../ui/filters.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount, formatDate } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { Survey, SurveySetting } from '../contract.ts'
import { words } from '../words.ts'
import { surveysApi as api, toneOfSurvey } from './api.ts'

const states = ['draft', 'open', 'closed'] as const
const needsRules = ['off', 'warn', 'block'] as const

/** The surveys of one's part of the region, and what is asked of programmes before they are published. */
export function SurveysPage() {
  const t = useWords(words)
  const filters = useFilters({ state: oneOf(states), q: text })
  const mayAsk = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const maySet = useHolds('bureau_officer')
  const [setting, setSetting] = useState(false)
  const file = useExport('surveys', filters)
  const list = usePages(['surveys', 'list', filters], (paging) =>
    call(api.surveys.$get({ query: { ...filters, ...paging } })),
  )
  return (
    <Page
      title={t('surveys')}
      lead={t('lead')}
      actions={
        <>
          <ExportLink href={file} />
          <ActionButton onClick={() => setSetting(true)} reason={maySet ? undefined : t('setting.only')}>
            {t('setting')}
          </ActionButton>
          {mayAsk ? (
            <ActionLink kind="primary" to={at.newSurvey()}>
              {t('new')}
            </ActionLink>
          ) : null}
        </>
      }
    >
      <FilterBar>
        <SearchFilter name="q" label={t('search')} />
        <SelectFilter
          name="state"
          label={t('state')}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('surveys')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.id}
        linkOf={(row) => at.survey(row.id)}
        empty={<EmptyState title={t('empty')} hint={t('empty.hint')} />}
        words={words}
      />
      <Dialog title={t('setting')} open={setting} onClose={() => setSetting(false)}>
        <Setting onClose={() => setSetting(false)} />
      </Dialog>
    </Page>
  )
}

function columnsOf(t: Translate<typeof words>): Column<Survey>[] {
  return [
    { key: 'title', title: t('title'), cell: (row) => row.title },
    { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle ?? t('programme.none') },
    { key: 'organisation', title: t('organisation'), cell: (row) => row.organisationName },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => <StateTag tone={toneOfSurvey[row.state]}>{t(`state.${row.state}`)}</StateTag>,
    },
    {
      key: 'progress',
      title: t('progress'),
      align: 'end',
      cell: (row) =>
        row.state === 'draft' ? '–' : t('rate', { answered: formatCount(row.answered), asked: formatCount(row.asked) }),
    },
    { key: 'closesOn', title: t('closesOn'), cell: (row) => formatDate(row.closesOn) },
  ]
}

const settingKey = ['surveys', 'setting']

function Setting({ onClose }: { onClose: () => void }) {
  const query = useQuery({ queryKey: settingKey, queryFn: () => call(api['survey-setting'].$get()) })
  return (
    <Loaded query={query} words={words} lines={3}>
      {({ needs }) => <Choice needs={needs} onClose={onClose} />}
    </Loaded>
  )
}

function Choice({ needs, onClose }: { needs: SurveySetting['needs']; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm<{ needs: string }>({ defaultValues: { needs } })
  const save = useMutation({
    mutationFn: (values: { needs: string }) =>
      call(api['survey-setting'].$put({ json: { needs: needsRules.find((each) => each === values.needs) ?? needs } })),
    onSuccess: async () => {
      toast(t('setting.saved'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['surveys'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      submit={t('save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
      onCancel={onClose}
    >
      <RadioField
        control={form.control}
        name="needs"
        label={t('setting.needs')}
        options={needsRules.map((value) => ({ value, label: t(`setting.${value}`) }))}
      />
    </Form>
  )
}
