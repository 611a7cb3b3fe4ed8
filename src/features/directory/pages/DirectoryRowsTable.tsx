import { Link } from 'react-router'
import { outcomes } from '../../../lib/lists/outcomes.ts'
import { call, client } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at, oneOf, useFilters } from '../../../platform/web/route.ts'
import { EmptyState } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { joinStatements } from '../../../ui/format.ts'
import { importWords } from '../../../ui/import-words.ts'
import { OutcomeTag, useOutcomeOptions } from '../../../ui/imports.tsx'
import { Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useLanguage, useWords } from '../../../ui/words.ts'
import type { DirectoryImportInFull, DirectoryRow } from '../contract.ts'
import type { directoryRoutes } from '../routes.ts'
import { say, sayReason, type Tongue } from '../saying.ts'
import { words } from '../words.ts'
import { useSayChanges } from './changes.ts'

const api = client<typeof directoryRoutes>()

/** What each row of a list would do to the tree or did, and why where it does nothing. */
export function DirectoryRowsTable({ list }: { list: DirectoryImportInFull }) {
  const kit = useWords(importWords)
  const columns = useRowColumns(list.state === 'applied')
  const filters = useFilters({ outcome: oneOf(outcomes) })
  const rows = usePages(['directory-imports', list.id, 'rows', list.state, list.rehearsal, filters], (paging) =>
    call(
      api['directory-imports'][':directoryImportId'].rows.$get({
        param: { directoryImportId: list.id },
        query: { ...filters, ...paging },
      }),
    ),
  )
  return (
    <Section title={kit('rows.title')}>
      <FilterBar>
        <SelectFilter name="outcome" label={kit('outcome.every')} options={useOutcomeOptions(list.counts)} />
      </FilterBar>
      <DataTable
        label={kit('rows.title')}
        list={rows}
        columns={columns}
        rowId={(row) => String(row.no)}
        words={words}
        empty={<EmptyState title={kit('rows.none')} />}
      />
    </Section>
  )
}

const ways = { parentName: 'move', name: 'rename', closedOn: 'close' } as const
const isWay = (field: string): field is keyof typeof ways => field in ways

function useRowColumns(isApplied: boolean): Column<DirectoryRow>[] {
  const t = useWords(words)
  const kit = useWords(importWords)
  const [language] = useLanguage()
  const tongue: Tongue = language === 'en' ? 'en' : 'zh'
  const sayChanges = useSayChanges()
  const waysOf = (row: DirectoryRow) =>
    row.outcome === 'change' ? row.changes.flatMap(({ field }) => (isWay(field) ? [t(ways[field])] : [])) : []
  return [
    { key: 'no', title: kit('no'), align: 'end', width: 64, cell: (row) => row.no },
    {
      key: 'name',
      title: t('name'),
      width: 200,
      cell: (row) =>
        isApplied && row.organisationId ? (
          <Link to={at.organisation(row.organisationId)}>{row.name}</Link>
        ) : (
          row.name || '–'
        ),
    },
    {
      key: 'outcome',
      title: kit('outcome'),
      width: 120,
      cell: (row) => (
        <div className="stack-tight">
          <OutcomeTag outcome={row.outcome} />
          {waysOf(row).map((way) => (
            <StateTag key={way} tone="neutral">
              {way}
            </StateTag>
          ))}
        </div>
      ),
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
            <span className="quiet">{joinStatements(sayChanges(row.changes))}</span>
          ) : (
            sayChanges(row.changes).map((said) => <span key={said}>{said}</span>)
          )}
          {row.undone ? <StateTag tone="neutral">{say(tongue, `undone.${row.undone}`)}</StateTag> : null}
        </div>
      ),
    },
  ]
}
