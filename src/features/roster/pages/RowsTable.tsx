import { outcomes } from '../../../lib/lists/outcomes.ts'
import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { oneOf, useFilters } from '../../../platform/web/route.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter, ToggleFilter } from '../../../ui/filters.tsx'
import { joinNames, joinStatements } from '../../../ui/format.ts'
import { importWords } from '../../../ui/import-words.ts'
import { OutcomeTag, useOutcomeOptions, useSayChange } from '../../../ui/imports.tsx'
import { Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useLanguage, useWords, type Translate } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { RosterImportInFull, RosterRow } from '../contract.ts'
import type { rosterRoutes } from '../routes.ts'
import { say, sayLeft, sayReason, type Tongue } from '../saying.ts'
import { words } from '../words.ts'

const api = client<typeof rosterRoutes>()

/** What each row of a list would do or did, and why where it does nothing. */
export function RowsTable({ list }: { list: RosterImportInFull }) {
  const t = useWords(words)
  const kit = useWords(importWords)
  const [language] = useLanguage()
  const tongue: Tongue = language === 'en' ? 'en' : 'zh'
  const codes = useCodes()
  const filters = useFilters({ outcome: oneOf(outcomes), left: oneOf(['yes']) })
  const rows = usePages(['roster-imports', list.id, 'rows', list.state, list.rehearsal, filters], (paging) =>
    call(
      api['roster-imports'][':importId'].rows.$get({ param: { importId: list.id }, query: { ...filters, ...paging } }),
    ),
  )
  const counted = useOutcomeOptions(list.counts)
  const sayChange = useSayChange()
  return (
    <Section title={kit('rows.title')}>
      <FilterBar>
        <SelectFilter name="outcome" label={kit('outcome.every')} options={counted} />
        {list.undone ? <ToggleFilter name="left" label={t('left.only')} /> : null}
      </FilterBar>
      <DataTable
        label={kit('rows.title')}
        list={rows}
        columns={columnsOf({ t, kit, sayChange, tongue, codes })}
        rowId={(row) => String(row.no)}
        words={words}
        empty={<EmptyState title={kit('rows.none')} />}
      />
    </Section>
  )
}

type Change = RosterRow['changes'][number]
type Codes = ReturnType<typeof useCodes>

const kindOf: Readonly<Partial<Record<Change['field'], Parameters<Codes>[0]>>> = {
  gender: 'gender',
  stage: 'stage',
  subjects: 'subject',
  title: 'title',
  talentLevel: 'talent',
  posts: 'post',
  state: 'state',
}

function shown(field: Change['field'], value: Change['from'], codes: Codes): string {
  const kind = kindOf[field]
  const named = (code: string) => (kind ? codes(kind, code) : code)
  return value === null ? '' : typeof value === 'string' ? named(value) : joinNames(value.map(named))
}

type Tools = {
  t: Translate<typeof words>
  kit: Translate<typeof importWords>
  sayChange: ReturnType<typeof useSayChange>
  tongue: Tongue
  codes: Codes
}

function columnsOf({ t, kit, sayChange, tongue, codes }: Tools): Column<RosterRow>[] {
  const change = ({ field, from, to }: Change) =>
    sayChange(say(tongue, `field.${field}`), shown(field, from, codes), shown(field, to, codes))
  return [
    { key: 'no', title: kit('no'), align: 'end', width: 64, cell: (row) => row.no },
    { key: 'name', title: t('name'), width: 110, cell: (row) => row.name || '–' },
    {
      key: 'outcome',
      title: kit('outcome'),
      width: 96,
      cell: (row) => <OutcomeTag outcome={row.outcome} />,
    },
    {
      key: 'what',
      title: kit('what'),
      cell: (row) => (
        <div className="stack-tight">
          {row.reasons.map((reason) => (
            <span key={`${reason.code} ${reason.field ?? ''}`}>{sayReason(tongue, reason)}</span>
          ))}
          {row.outcome === 'create' ? (
            <span className="quiet">{joinStatements(row.changes.map(change))}</span>
          ) : (
            row.changes.map((each) => <span key={each.field}>{change(each)}</span>)
          )}
          {row.undone ? (
            <StateTag tone={row.undone === 'left' ? 'attention' : 'neutral'}>{kit(`undone.${row.undone}`)}</StateTag>
          ) : null}
          {row.undoneReasons.map((reason) => (
            <span key={reason.code}>{sayLeft(tongue, reason)}</span>
          ))}
        </div>
      ),
    },
  ]
}
