import type { Readable } from 'node:stream'
import { outlooks } from '../../../lib/policy/outlook.ts'
import { ok } from '../../../lib/result.ts'
import { note, read, transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { writeCursor } from '../../../platform/http/paging.ts'
import { exportMark, loadTenant } from '../../organisations/public.ts'
import { listRules } from '../../populations/public.ts'
import type { Shortfall, Shortfalls, ShortfallsQuery } from '../contract/standings.ts'
import { isAimed, type Told } from '../core/standing.ts'
import { showMembers, type Crowd } from '../store/crowd.ts'
import { findLeafed, keepLeafed, leafKey, type Leafed } from './leafing.ts'
import { reckon } from './reckon.ts'
import { noRisks, risksOf, type Risk } from './risk.ts'

type After =
  { readonly rank: string; readonly missing: string; readonly sortKey: string; readonly id: string } | undefined

/** One person of the list before it is cut into pages. */
type Row = {
  readonly id: string
  readonly sortKey: string
  /** The most that is missing of any requirement that is looked at. */
  readonly missing: number
  readonly risk: Risk | null
  readonly cells: Shortfall['cells']
}

/**
 * Who of these subtrees still misses how many hours in a year, the most missing or the most pressing first, with the sums of
 * all. Everybody is reckoned for the first page. For those after it the order of some minutes ago stands, so that nobody is
 * passed over or comes twice whose hours change meanwhile, and only who is on them is reckoned, as they stand now.
 */
export async function readShortfalls(
  tx: Tx,
  query: ShortfallsQuery & { readonly limit: number },
  roots: readonly string[],
  after?: After,
): Promise<Shortfalls> {
  const { limit, ...narrowed } = query
  const { now } = tx.context
  const key = leafKey(tx.context, [roots, narrowed])
  const year = query.year ?? (await loadTenant(tx)).year
  const saved = query.populationId || query.byPopulation ? await listRules(tx, roots) : []
  const among = saved.find(({ id }) => id === query.populationId)
  const nothing = { year, requirements: [], populations: [], items: [], nextCursor: null, total: 0 }
  if (query.populationId !== undefined && !among) return nothing
  const { organisationId, q, pasted } = query
  const asked = { query, year, crowd: { roots, among, organisationId, q, pasted } }
  const leafed = after && findLeafed(key, now)
  const next = leafed && (await leafOn(tx, asked, leafed, after))
  if (next) return next
  const found = await listRows(tx, asked)
  if (found.requirements.length === 0) return nothing
  const head = {
    year,
    requirements: found.requirements.map((one) => ({ ...one, ...found.sumOf(one.id) })),
    populations: query.byPopulation ? await sumByPopulation(tx, year, saved, query, roots) : [],
    total: found.rows.length,
  }
  const left = after ? found.rows.filter((row) => inOrder(row, placeOf(after)) > 0) : found.rows
  const page = left.slice(0, limit)
  const last = left.length > limit ? page.at(-1) : undefined
  if (last) keepLeafed(key, { ids: found.rows.map(({ id }) => id), head }, now)
  return { ...head, items: await toItems(tx, page), nextCursor: last ? cursorOf(last) : null }
}

type Asked = {
  readonly query: ShortfallsQuery & { readonly limit: number }
  readonly year: number
  readonly crowd: Crowd
}

async function listRows(tx: Tx, { query, year, crowd }: Asked) {
  const { requirementId } = query
  const risks = query.order === 'risk' ? await risksOf(tx, { year, crowd, requirementId }) : noRisks
  const found = await standAgainst(tx, year, crowd, requirementId)
  const rows = found.rows
    .filter(({ missing }) => query.short !== '1' || missing > 0)
    .map((row) => placed({ ...row, risk: risks.get(row.id) ?? null }))
    .toSorted(inOrder)
  return { ...found, rows }
}

// The page after somebody in an order that stands; undefined where it does not say any more who that is, or who comes next.
async function leafOn(
  tx: Tx,
  asked: Asked,
  { ids, head }: Leafed,
  after: NonNullable<After>,
): Promise<Shortfalls | undefined> {
  const { limit } = asked.query
  const from = ids.indexOf(after.id) + 1
  if (from === 0 || limit === 0) return undefined
  const personIds = ids.slice(from, from + limit)
  const { rows } = await listRows(tx, { ...asked, crowd: { ...asked.crowd, personIds } })
  const page = rows.toSorted((a, b) => personIds.indexOf(a.id) - personIds.indexOf(b.id))
  const last = page.at(-1)
  if (!last) return undefined
  const isMore = ids.indexOf(last.id, from) + 1 < ids.length
  return { ...head, items: await toItems(tx, page), nextCursor: isMore ? cursorOf(last) : null }
}

type Place = { readonly rank: number; readonly weight: number; readonly sortKey: string; readonly id: string }

// By risk, whoever owes nothing with a last day stands with those who are safe.
const placed = (row: Row): Row & Place =>
  row.risk
    ? { ...row, rank: outlooks.indexOf(row.risk.state), weight: row.risk.short }
    : { ...row, rank: outlooks.indexOf('safe'), weight: row.missing }

const placeOf = ({ rank, missing, sortKey, id }: NonNullable<After>): Place => ({
  ...{ sortKey, id, rank: Number(rank) || 0, weight: Number(missing) || 0 },
})
const cursorOf = ({ rank, weight, sortKey, id }: Place) => writeCursor([String(rank), String(weight), sortKey, id])

const inOrder = (a: Place, b: Place) =>
  a.rank - b.rank || b.weight - a.weight || compare(a.sortKey, b.sortKey) || compare(a.id, b.id)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** How a crowd stands against what each of them has to reach: an average or a mere maximum is nothing to be met. */
async function standAgainst(tx: Tx, year: number, crowd: Crowd, requirementId?: string) {
  const { requirements, each } = await reckon(tx, year, crowd)
  const aimed = requirements.filter(isAimed)
  const sums = new Map(aimed.map(({ id }) => [id, { due: 0, met: 0 }]))
  const rows: Row[] = []
  await each(({ id, sortKey }, told) => {
    const own = told.filter(({ requirement }) => isAimed(requirement))
    for (const { requirement, standing } of own) {
      const sum = sums.get(requirement.id)
      if (!sum || standing.state === 'exempt') continue
      sum.due += 1
      if (standing.missing === 0) sum.met += 1
    }
    const looked = own.filter(({ requirement }) => requirementId === undefined || requirement.id === requirementId)
    if (looked.length === 0) return
    const missing = Math.max(...looked.map(({ standing }) => standing.missing))
    rows.push({ id, sortKey, missing, risk: null, cells: own.map(toCell) })
  })
  return { requirements: aimed, rows, sumOf: (id: string) => sums.get(id) ?? { due: 0, met: 0 } }
}

const toCell = ({ requirement, standing: { needed, counted, missing } }: Told): Shortfall['cells'][number] => ({
  ...{ requirementId: requirement.id, needed, counted, missing },
})

async function toItems(tx: Tx, page: readonly Row[]): Promise<Shortfall[]> {
  if (page.length === 0) return []
  const shown = await showMembers(
    tx,
    page.map(({ id }) => id),
  )
  return page.flatMap(({ id: personId, missing, risk, cells }) => {
    const member = shown.get(personId)
    if (!member) return []
    const { id: _, ...rest } = member
    return [{ personId, ...rest, missing, risk, cells }]
  })
}

// As many as are read on one page.
const mostPopulations = 20

/** How many people of each saved population are asked what, and how many reach it. */
async function sumByPopulation(
  tx: Tx,
  year: number,
  saved: Awaited<ReturnType<typeof listRules>>,
  { organisationId, q, pasted }: ShortfallsQuery,
  roots: readonly string[],
): Promise<Shortfalls['populations']> {
  const sums: Shortfalls['populations'] = []
  for (const among of saved.slice(0, mostPopulations)) {
    const { requirements, sumOf } = await standAgainst(tx, year, { roots, organisationId, q, pasted, among })
    sums.push({ id: among.id, name: among.name, requirements: requirements.map(({ id }) => ({ id, ...sumOf(id) })) })
  }
  return sums
}

// More people than a file of rows can be used with.
const mostPeople = 250_000

/** The same list as an Excel file; who took it away is written down. */
export async function exportShortfalls(
  db: Db,
  query: ShortfallsQuery,
  roots: readonly string[],
): Promise<{ readonly name: string; readonly content: Readable }> {
  await transact(db, async (tx) => {
    const [first = tx.context.tenantId] = roots
    note(tx, { act: 'standings.exported', object: { kind: 'organisation', id: first }, after: query })
    return ok()
  })
  const list = await read(db, (tx) => readShortfalls(tx, { ...query, limit: mostPeople }, roots))
  const mark = await read(db, exportMark)
  const name = `学时达标-${String(list.year)}-${mark?.inName ?? db.context.today}.xlsx`
  const marked = mark ? { mark: mark.line } : {}
  return { name, content: exportRows({ sheet: '学时达标', columns: columnsOf(list), rows: list.items, ...marked }) }
}

function columnsOf({ requirements }: Shortfalls): readonly ExportColumn<Shortfall>[] {
  const hours = (title: string, of: (row: Shortfall) => number | undefined): ExportColumn<Shortfall> => {
    const value = (row: Shortfall) => {
      const centihours = of(row)
      return centihours === undefined ? null : centihours / 100
    }
    return { title, width: 14, kind: 'number', value }
  }
  return [
    { title: '姓名', width: 12, kind: 'text', value: (row) => row.name },
    { title: '工号', width: 14, kind: 'text', value: (row) => row.staffNo },
    { title: '学校', width: 28, kind: 'text', value: (row) => row.organisationName },
    ...requirements.flatMap(({ id, title, fromYear, toYear }) => {
      const period =
        fromYear === null || fromYear === toYear ? String(fromYear ?? '') : `${String(fromYear)}–${String(toYear)}`
      const name = `${period} ${title.zh}`.trim()
      const cell = (row: Shortfall) => row.cells.find(({ requirementId }) => requirementId === id)
      return [
        hours(`${name} 要求`, (row) => cell(row)?.needed),
        hours(`${name} 计入`, (row) => cell(row)?.counted),
        hours(`${name} 还差`, (row) => cell(row)?.missing),
      ]
    }),
    hours('办理中', (row) => row.onTheWay),
  ]
}
