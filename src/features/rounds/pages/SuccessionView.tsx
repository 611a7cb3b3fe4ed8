import { call } from '../../../platform/web/call.ts'
import { useExport, usePages } from '../../../platform/web/query.ts'
import { oneOf, text, useFilters } from '../../../platform/web/route.ts'
import { ExportLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatDateTime, joinNames } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { RoundInFull } from '../contract/rounds.ts'
import type { SuccessionRow } from '../contract/succession.ts'
import { words } from '../words.ts'
import { roundsApi, sayScore } from './asking.ts'

const one = roundsApi['matching-rounds'][':matchingRoundId']
const states = ['waiting', 'offered', 'accepted', 'declined', 'expired'] as const

const tones = {
  waiting: 'neutral',
  offered: 'attention',
  accepted: 'done',
  declined: 'neutral',
  expired: 'neutral',
  left: 'neutral',
} as const satisfies Record<SuccessionRow['state'], string>

/** Who comes next when a place of a confirmed round becomes free: in order, and what became of those who were asked. */
export function SuccessionView({ round }: { round: RoundInFull }) {
  const t = useWords(words)
  const filters = useFilters({ next: text, nextState: oneOf(states) })
  const { next: programmeId, nextState: state } = filters
  const query = {
    ...(programmeId === undefined || programmeId === '' ? {} : { programmeId }),
    ...(state === undefined ? {} : { state }),
  }
  const param = { matchingRoundId: round.id }
  const list = usePages(['rounds', round.id, 'succession', query], (paging) =>
    call(one.succession.$get({ param, query: { ...query, ...paging } })),
  )
  const file = useExport('matching-succession', { ...query, matchingRoundId: round.id })
  return (
    <Section title={t('succession')} actions={round.mayRun ? <ExportLink href={file} /> : null}>
      <div className="stack-tight">
        <p className="quiet">{t('succession.what')}</p>
        <FilterBar>
          <SelectFilter
            name="next"
            label={t('programmes')}
            options={round.list.map(({ programmeId: value, title }) => ({ value, label: title }))}
          />
          <SelectFilter
            name="nextState"
            label={t('succession.state')}
            options={states.map((value) => ({ value, label: t(`succession.${value}`) }))}
          />
        </FilterBar>
      </div>
      <DataTable
        label={t('succession')}
        list={list}
        columns={columnsOf(t)}
        rowId={(row) => row.id}
        words={words}
        empty={<EmptyState title={t('succession.none')} hint={t('succession.none.hint')} />}
      />
    </Section>
  )
}

function columnsOf(t: Translate<typeof words>): Column<SuccessionRow>[] {
  return [
    { key: 'name', title: t('person'), cell: (row) => row.name },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
    { key: 'programme', title: t('succession.programme'), cell: (row) => row.programmeTitle },
    {
      key: 'kinds',
      title: t('succession.kinds'),
      cell: ({ kinds }) =>
        joinNames(kinds.map(({ title: kind, nth }) => (nth === null ? kind : t('succession.kind.nth', { kind, nth })))),
    },
    {
      key: 'score',
      title: t('succession.score'),
      align: 'end',
      width: 88,
      cell: (row) => (row.score === null ? '' : sayScore(row.score)),
    },
    {
      key: 'state',
      title: t('succession.state'),
      cell: ({ state, offerUntil }) => (
        <StateTag tone={tones[state]}>
          {state === 'offered' && offerUntil !== null
            ? t('succession.offered.until', { until: formatDateTime(offerUntil) })
            : t(`succession.${state}`)}
        </StateTag>
      ),
    },
  ]
}
