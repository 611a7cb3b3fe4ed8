import { useEffect, useState, type MouseEvent, type ReactNode } from 'react'
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router'
import { isRoleMissing, useBarring } from './barred.ts'
import { ActionButton } from './button.tsx'
import { ColumnChooser, useHiddenColumns } from './columns.tsx'
import { EmptyState, ProblemNote } from './feedback.tsx'
import { formatCount } from './format.ts'
import { Icon } from './icons.tsx'
import { kitWords } from './kit-words.ts'
import { useListTools } from './list-tools.ts'
import { useWords, type Words } from './words.ts'
import { unbroken } from './unbroken.tsx'

/** One column: what stands in its head, and what a row shows in it. */
export type Column<Row> = {
  readonly key: string
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** `end` for numbers, so that their digits stand under each other. */
  readonly align?: 'end' | undefined
  readonly width?: number | undefined
  /** Not shown until chosen. */
  readonly hidden?: boolean | undefined
}

/** What a table has to know of its list; `usePages` gives it. */
export type PagedList<Row> = {
  readonly rows: readonly Row[]
  readonly total?: number | undefined
  readonly isLoading: boolean
  readonly isRefreshing: boolean
  readonly problem: unknown
  readonly retry: () => void
  readonly next: (() => void) | undefined
  readonly previous: (() => void) | undefined
}

/** Which rows are chosen. */
export type Selection = {
  readonly ids: ReadonlySet<string>
  readonly set: (ids: ReadonlySet<string>) => void
  /** Set where rows of other pages are chosen too, because everything that matches was asked for. */
  readonly isWide?: boolean | undefined
}

const none: ReadonlySet<string> = new Set()

/** What a list shows, by its address: everything in it but which row is open beside it. */
export function viewOf(pathname: string, search: string): string {
  const params = new URLSearchParams(search)
  params.delete('open')
  params.sort()
  return `${pathname}?${params.toString()}`
}

/** The choice of rows of one table. Another search, condition, tab or page begins with nothing chosen: nobody decides on what they no longer see. */
export function useSelection() {
  const { pathname, search } = useLocation()
  const view = viewOf(pathname, search)
  const [chosen, choose] = useState({ view, ids: none, isWide: false })
  if (chosen.view !== view) choose({ view, ids: none, isWide: false })
  const ids = chosen.view === view ? chosen.ids : none
  const set = (next: ReadonlySet<string>) => choose({ view, ids: next, isWide: chosen.isWide && next.size > 0 })
  /** Chooses everything that matches, on whatever page it stands. */
  const setAll = (next: readonly string[]) => choose({ view, ids: new Set(next), isWide: true })
  return { ids, set, setAll, isWide: chosen.isWide, clear: () => set(none) }
}

// Rows that went while they were chosen, such as those that somebody else has decided on, are chosen no longer.
function useOnlyShown<Row>(list: PagedList<Row>, rowId: (row: Row) => string, selection: Selection | undefined) {
  const isSettled = !list.isLoading && !list.isRefreshing && !list.problem && !selection?.isWide
  const shown = new Set(list.rows.map(rowId))
  const left = isSettled && selection ? [...selection.ids].filter((id) => shown.has(id)) : undefined
  const gone = left !== undefined && left.length < (selection?.ids.size ?? 0)
  useEffect(() => {
    if (gone) selection?.set(new Set(left))
  })
}

type Chosen = Selection & {
  readonly actions: ReactNode
  /** Lets everything that matches be chosen, not only what stands on the page. */
  readonly everything?: { readonly pending: boolean; readonly choose: () => void } | undefined
}

type DataTableProps<Row> = {
  /** What the table lists, for screen readers. */
  label: string
  list: PagedList<Row>
  columns: readonly Column<Row>[]
  rowId: (row: Row) => string
  /** Where a row leads: a page, or `useOpen().link(id)` for the side sheet. */
  linkOf?: ((row: Row) => string) | undefined
  activeId?: string | undefined
  selection?: Chosen | undefined
  empty: ReactNode
  /** The parameter that says which list this is, such as a queue: no condition, and kept when conditions are cleared. */
  tab?: string | undefined
  /** What rows pasted from a spreadsheet may name here, the likeliest first. */
  paste?: readonly string[] | undefined
  words?: Words | undefined
}

const steering = new Set(['cursor', 'open'])

/** A list as a table: dense rows, what was loaded stays while it refreshes, pages by the address. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, list, rowId, selection, empty, words } = props
  const [search, setSearch] = useSearchParams()
  const hidden = useHiddenColumns(label, props.columns)
  const columns = props.columns.filter((column) => !hidden.keys.has(column.key))
  const filtered = [...search.keys()].some((key) => !steering.has(key) && key !== props.tab)
  const isBare = !list.isLoading && list.rows.length === 0
  const said = <ProblemNote problem={list.problem} words={words} onRetry={list.retry} />
  const toolsOf = useListTools()
  useOnlyShown(list, rowId, selection)
  const isBarred = isBare && isRoleMissing(list.problem)
  useBarring(isBarred)

  if (isBarred || (isBare && !filtered)) return list.problem ? said : empty
  return (
    <>
      {toolsOf?.({ label, hidden: hidden.keys, hide: hidden.hide, tab: props.tab, paste: props.paste ?? [] })}
      {isBare && !list.problem ? (
        <NoMatch onClear={() => setSearch(onlyTab(search, props.tab))} />
      ) : (
        <div className="table-frame" aria-busy={list.isLoading || list.isRefreshing}>
          {said}
          <div className="table-scroll">
            <table className="table table-cards">
              <caption className="unseen">{label}</caption>
              <Head columns={columns} selection={selection} ids={list.rows.map(rowId)} />
              {list.isLoading ? (
                <SkeletonRows columns={columns.length + (selection ? 1 : 0)} />
              ) : (
                <tbody>
                  {list.rows.map((row) => (
                    <BodyRow key={rowId(row)} row={row} id={rowId(row)} columns={columns} table={props} />
                  ))}
                </tbody>
              )}
            </table>
          </div>
          <Foot
            list={list}
            chooser={hidden.offered ? <ColumnChooser columns={props.columns} hidden={hidden} /> : null}
          />
          {selection && selection.ids.size > 0 ? <BatchBar selection={selection} list={list} /> : null}
        </div>
      )}
    </>
  )
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const t = useWords(kitWords)
  const clear = (
    <button type="button" className="button button-plain" onClick={onClear}>
      {t('clearFilters')}
    </button>
  )
  return <EmptyState title={t('noMatch')} hint={t('noMatch.hint')} action={clear} />
}

function onlyTab(search: URLSearchParams, tab: string | undefined): Record<string, string> {
  const value = tab === undefined ? null : search.get(tab)
  return tab === undefined || value === null ? {} : { [tab]: value }
}

function Head<Row>(props: {
  columns: readonly Column<Row>[]
  selection: Selection | undefined
  ids: readonly string[]
}) {
  const { columns, selection, ids } = props
  const t = useWords(kitWords)
  const all = ids.length > 0 && ids.every((id) => selection?.ids.has(id))
  return (
    <thead>
      <tr>
        {selection ? (
          <th scope="col" className="table-box">
            <input
              type="checkbox"
              aria-label={t('selectAll')}
              checked={all}
              onChange={() => {
                const others = [...selection.ids].filter((id) => !ids.includes(id))
                selection.set(new Set(all ? others : [...others, ...ids]))
              }}
            />
          </th>
        ) : null}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={column.align === 'end' ? 'end' : undefined}
            style={widthOf(column)}
          >
            {column.title}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** How a cell is set: numbers to the right, digits of one width, and no date broken in its middle. */
export function cellClass<Row>(column: Column<Row>, shown: ReactNode): string {
  const isDate = typeof shown === 'string' && /^\d{4}-\d\d/.test(shown)
  return ['num', column.align ?? '', isDate ? 'whole' : ''].join(' ').trim()
}

/** What stands before a cell where the row is shown as a card; nothing before the first, which names the row. */
export function cardLabel<Row>(column: Column<Row>, index: number): string | undefined {
  return index === 0 || column.title === '' ? undefined : column.title
}

function widthOf<Row>(column: Column<Row>) {
  return column.width === undefined ? undefined : { width: column.width }
}

// A click on a control inside a row, or one that ends a selection of text, does not open the row.
function meansTheRow(event: MouseEvent<HTMLElement>): boolean {
  const { target } = event
  if (target instanceof Element && target.closest('a, button, input, label, select, textarea')) return false
  return window.getSelection()?.toString() === ''
}

type BodyRowProps<Row> = { row: Row; id: string; columns: readonly Column<Row>[]; table: DataTableProps<Row> }

function BodyRow<Row>({ row, id, columns, table }: BodyRowProps<Row>) {
  const { linkOf, activeId, selection } = table
  const go = useNavigate()
  const t = useWords(kitWords)
  const link = linkOf?.(row)
  const chosen = selection?.ids.has(id) ?? false
  const toggle = () => {
    const next = new Set(selection?.ids)
    if (!next.delete(id)) next.add(id)
    selection?.set(next)
  }
  return (
    <tr
      className={[link ? 'leads' : '', id === activeId || chosen ? 'chosen' : ''].join(' ').trim() || undefined}
      onClick={link ? (event) => (meansTheRow(event) ? void go(link) : undefined) : undefined}
    >
      {selection ? (
        <td className="table-box">
          <input type="checkbox" aria-label={t('selectRow')} checked={chosen} onChange={toggle} />
        </td>
      ) : null}
      {columns.map((column, index) => {
        const shown = column.cell(row)
        return (
          <td key={column.key} className={cellClass(column, shown)} data-label={cardLabel(column, index)}>
            {index === 0 && link ? (
              <Link to={link} className="row-link">
                {unbroken(shown)}
              </Link>
            ) : (
              unbroken(shown)
            )}
          </td>
        )
      })}
    </tr>
  )
}

function SkeletonRows({ columns }: { columns: number }) {
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: 8 }, (_, row) => (
        <tr key={row}>
          {Array.from({ length: columns }, (_each, column) => (
            <td key={column}>
              <span className={`skeleton-line skeleton-${(row + column) % 4}`} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

function Foot<Row>({ list, chooser }: { list: PagedList<Row>; chooser: ReactNode }) {
  const t = useWords(kitWords)
  const count = formatCount(list.rows.length)
  const total = list.total === undefined ? undefined : formatCount(list.total)
  return (
    <div className="table-foot">
      <span className="quiet num">
        {list.isLoading ? t('loading') : total ? t('rowsOfTotal', { count, total }) : t('rowsHere', { count })}
        {list.isRefreshing ? <span className="refreshing">{t('refreshing')}</span> : null}
      </span>
      {chooser}
      {list.previous || list.next ? (
        <div className="pager">
          <button type="button" className="button button-quiet" disabled={!list.previous} onClick={list.previous}>
            <Icon name="chevron-left" size={14} />
            {t('previous')}
          </button>
          <button type="button" className="button button-quiet" disabled={!list.next} onClick={list.next}>
            {t('next')}
            <Icon name="chevron-right" size={14} />
          </button>
        </div>
      ) : null}
    </div>
  )
}

function BatchBar<Row>({ selection, list }: { selection: Chosen; list: PagedList<Row> }) {
  const t = useWords(kitWords)
  const { total } = list
  const isMore = total !== undefined && total > list.rows.length && selection.ids.size >= list.rows.length
  return (
    <div className="batch" role="region" aria-label={t('selected', { count: selection.ids.size })}>
      <span className="num">{t('selected', { count: selection.ids.size })}</span>
      {selection.everything && isMore && !selection.isWide ? (
        <ActionButton kind="quiet" pending={selection.everything.pending} onClick={selection.everything.choose}>
          {t('selectMatching', { count: formatCount(total) })}
        </ActionButton>
      ) : null}
      <div className="cluster">{selection.actions}</div>
      <button type="button" className="button button-quiet" onClick={() => selection.set(new Set())}>
        {t('clear')}
      </button>
    </div>
  )
}
