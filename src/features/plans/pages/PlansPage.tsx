import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { at, oneOf, text, useFilters, wholeNumber } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, ExportLink } from '../../../ui/button.tsx'
import { EmptyState, ProblemNote } from '../../../ui/feedback.tsx'
import { FileDrop } from '../../../ui/files.tsx'
import { FilterBar, SearchFilter, SelectFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import { useFileUpload } from '../../files/parts.tsx'
import type { PlanDocument } from '../contract/documents.ts'
import type { Plan } from '../contract/plans.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { beginWords } from '../words/begin.ts'
import { filingWords } from '../words/filing.ts'
import { BeginDialog } from './BeginDialog.tsx'

const api = client<typeof planRoutes>()
const megabyte = 1024 * 1024
const states = ['draft', 'published', 'closed'] as const

export const toneOfPlan: Readonly<Record<Plan['state'], Tone>> = {
  draft: 'neutral',
  published: 'active',
  closed: 'done',
}

const toneOfDocument: Readonly<Record<PlanDocument['state'], Tone>> = {
  reading: 'active',
  refused: 'danger',
  in_review: 'waiting',
  made: 'done',
  discarded: 'neutral',
}

/** The plans of one's part of the region, and the place where a plan document is dropped. */
export function PlansPage() {
  const t = useWords(words)
  const mayMake = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const me = useMe().data
  const thisYear = me?.bureau.year
  const tb = useWords(beginWords)
  const tf = useWords(filingWords)
  const [beginning, setBeginning] = useState(false)
  const begin = mayMake ? (
    <ActionButton icon="plus" onClick={() => setBeginning(true)}>
      {tb('begin')}
    </ActionButton>
  ) : null
  const { year, ...rest } = useFilters({ q: text, year: wholeNumber, state: oneOf(states) })
  const query = { ...rest, ...(year === undefined ? {} : { year: String(year) }) }
  const list = usePages(['plans', query], (paging) => call(api.plans.$get({ query: { ...query, ...paging } })))
  const file = useExport('plans', query)
  const years = thisYear === undefined ? [] : [thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map(String)
  return (
    <Page
      title={t('plans')}
      actions={
        <>
          <ExportLink href={file} />
          {begin}
        </>
      }
    >
      {beginning && me ? <BeginDialog me={me} onClose={() => setBeginning(false)} /> : null}
      {mayMake ? <HandIn /> : null}
      <Section title={t('plans')}>
        <FilterBar>
          <SearchFilter name="q" label={t('search')} />
          <SelectFilter name="year" label={t('year')} options={years.map((value) => ({ value, label: value }))} />
          <SelectFilter
            name="state"
            label={t('state')}
            options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
          />
        </FilterBar>
        <DataTable
          label={t('plans')}
          list={list}
          columns={columnsOf(t, tf('filing.none'))}
          paste={['plans', 'organisations']}
          rowId={(row) => row.id}
          linkOf={(row) => at.plan(row.id)}
          words={words}
          empty={<EmptyState title={t('empty')} hint={mayMake ? t('empty.hint') : t('empty.readonly')} />}
        />
      </Section>
    </Page>
  )
}

function columnsOf(t: Translate<typeof words>, notFiled: string): Column<Plan>[] {
  return [
    { key: 'year', title: t('year'), align: 'end', width: 72, cell: (row) => row.year },
    { key: 'title', title: t('title'), cell: (row) => row.title },
    { key: 'owner', title: t('owner'), cell: (row) => row.organisationName },
    {
      key: 'programmes',
      title: t('programmes'),
      align: 'end',
      cell: (row) => formatCount(row.programmes, 'programme'),
    },
    {
      key: 'version',
      title: t('version'),
      align: 'end',
      cell: (row) => (row.version === 0 ? t('version.none') : row.version),
    },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => (
        <span className="cluster">
          <StateTag tone={toneOfPlan[row.state]}>{t(`state.${row.state}`)}</StateTag>
          {row.state !== 'draft' && row.filing === null ? <StateTag tone="attention">{notFiled}</StateTag> : null}
          {row.overduePhases > 0 ? (
            <StateTag tone="attention">{t('overdue', { count: row.overduePhases })}</StateTag>
          ) : null}
        </span>
      ),
    },
  ]
}

function HandIn() {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const upload = useFileUpload('plan_document')
  const handIn = useMutation({
    mutationFn: async (file: File) => {
      const stored = await upload.send(file)
      return call(api['plan-documents'].$post({ json: { id: crypto.randomUUID(), fileId: stored.id } }))
    },
    onSuccess: async (document) => {
      await cache.invalidateQueries({ queryKey: ['plan-documents'] })
      await go(at.planImport(document.id))
    },
  })
  return (
    <Section title={t('upload.title')}>
      <div className="stack">
        <FileDrop
          label={t('upload.label')}
          hint={t('upload.hint')}
          accept={['docx', 'xlsx', 'pdf', 'txt']}
          maxBytes={20 * megabyte}
          progress={upload.progress}
          disabled={handIn.isPending}
          onFile={(file) => handIn.mutate(file)}
        />
        <ProblemNote problem={handIn.error} words={words} />
        <OpenDocuments />
      </div>
    </Section>
  )
}

function OpenDocuments() {
  const t = useWords(words)
  const tb = useWords(beginWords)
  const { below } = useFilters({ below: oneOf(['1']) })
  const asked = below === undefined ? { own: '1' as const } : {}
  const query = useQuery({
    queryKey: ['plan-documents', 'recent', below],
    queryFn: () => call(api['plan-documents'].$get({ query: { limit: '20', ...asked } })),
  })
  const open = (query.data?.items ?? []).filter((row) => row.state !== 'made' && row.state !== 'discarded')
  const toggle = <ToggleFilter name="below" label={tb('documents.below')} />
  if (open.length === 0) return toggle
  return (
    <>
      {toggle}
      <PlainTable
        label={t('documents.open')}
        rows={open}
        rowId={(row) => row.id}
        columns={[
          {
            key: 'name',
            title: t('documents.open'),
            cell: (row) => (
              <ActionLink to={at.planImport(row.id)} kind="quiet" icon="file">
                {row.name}
              </ActionLink>
            ),
          },
          { key: 'by', title: tb('documents.by'), cell: (row) => row.handedInByName ?? '–' },
          { key: 'of', title: tb('documents.of'), cell: (row) => row.organisationName },
          { key: 'at', title: t('handedIn'), cell: (row) => formatDateTime(row.createdAt) },
          {
            key: 'state',
            title: t('state'),
            cell: (row) => <StateTag tone={toneOfDocument[row.state]}>{t(`document.${row.state}`)}</StateTag>,
          },
        ]}
      />
    </>
  )
}
