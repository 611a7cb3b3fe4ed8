import { accessRefusal } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, oneOf, useFilters } from '../../../platform/web/route.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Page, Tabs } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { mayRecordOpening } from '../access.ts'
import type { Opening } from '../contract/opening.ts'
import { useQueueTabs } from '../parts.tsx'
import { words } from '../words.ts'
import { openingApi as api } from './openings.ts'
import { toneOf } from './records.ts'

const states = ['recorded', 'approved', 'verified', 'returned'] as const

/** Lists of hours that were earned elsewhere, and how far each is. */
export function OpeningsPage() {
  const t = useWords(words)
  const me = useMe().data
  const filters = useFilters({ state: oneOf(states) })
  const list = usePages(['credit-openings', filters], (paging) =>
    call(api['credit-openings'].$get({ query: { ...filters, ...paging } })),
  )
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const may = accessRefusal(mayRecordOpening, asker) === undefined
  return (
    <Page
      title={t('openings')}
      lead={t('openings.lead')}
      actions={
        may ? (
          <ActionLink to={at.newOpening()} kind="primary" icon="plus">
            {t('openings.new')}
          </ActionLink>
        ) : null
      }
    >
      <Tabs items={useQueueTabs()} label={t('title')} />
      <FilterBar>
        <SelectFilter
          name="state"
          label={t('opening.state')}
          options={states.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      <DataTable
        label={t('openings')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.id}
        linkOf={(row) => at.opening(row.id)}
        empty={<EmptyState title={t('openings.empty')} hint={t('openings.empty.hint')} />}
        words={words}
      />
    </Page>
  )
}

function columnsOf(t: Translate<typeof words>): Column<Opening>[] {
  return [
    { key: 'title', title: t('opening.title'), cell: (row) => row.title },
    {
      key: 'state',
      title: t('opening.state'),
      cell: (row) => <StateTag tone={toneOf[row.state]}>{t(`state.${row.state}`)}</StateTag>,
    },
    { key: 'organisation', title: t('opening.organisation'), cell: (row) => row.organisationName },
    { key: 'people', title: t('opening.people'), align: 'end', cell: (row) => formatCount(row.people) },
    { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
    {
      key: 'recorded',
      title: t('opening.recorded'),
      cell: (row) => `${row.recordedByName} · ${formatDateTime(row.recordedAt)}`,
    },
  ]
}
