import type { Readable } from 'node:stream'
import { ok } from '../../../lib/result.ts'
import { note, read, transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { writeCursor } from '../../../platform/http/paging.ts'
import { exportMark, loadTenant } from '../../organisations/public.ts'
import { isAimed, listRequirements } from '../../policies/public.ts'
import { listRules } from '../../populations/public.ts'
import type { Shortfall, Shortfalls, ShortfallsQuery } from '../contract/standings.ts'
import { listStandings } from '../store/standings.ts'

type After = { readonly missing: string; readonly sortKey: string; readonly id: string } | undefined

/** Who of these subtrees still misses how many hours in a year, the most missing first, with the sums of all of them. */
export async function readShortfalls(
  tx: Tx,
  query: ShortfallsQuery & { readonly limit: number },
  roots: readonly string[],
  after?: After,
): Promise<Shortfalls> {
  const year = query.year ?? (await loadTenant(tx)).year
  const requirements = await listRequirements(tx, year)
  const nothing = { year, requirements: [], populations: [], items: [], nextCursor: null, total: 0 }
  if (!requirements.some(isAimed)) return nothing
  const saved = query.populationId || query.byPopulation ? await listRules(tx, roots) : []
  const among = saved.find(({ id }) => id === query.populationId)
  if (query.populationId !== undefined && !among) return nothing
  const { aimed, found } = await listStandings(tx, requirements, {
    roots,
    among,
    organisationId: query.organisationId,
    requirementId: query.requirementId,
    q: query.q,
    pasted: query.pasted,
    isShort: query.short === '1',
    limit: query.limit,
    after: after && { ...after, missing: Number(after.missing) || 0 },
  })
  const items = found.rows.slice(0, query.limit)
  const last = found.rows.length > query.limit ? items.at(-1) : undefined
  return {
    year,
    requirements: aimed.map(({ id, category, fromYear, toYear, minCentihours }) => ({
      ...{ id, category, fromYear, toYear, minCentihours: minCentihours ?? 0 },
      ...(found.sums.get(id) ?? { due: 0, met: 0 }),
    })),
    populations: query.byPopulation ? await sumByPopulation(tx, requirements, saved, query, roots) : [],
    items: items.map(({ sortKey: _, ...row }) => row),
    nextCursor: last ? writeCursor([String(last.missing), last.sortKey, last.personId]) : null,
    total: found.total,
  }
}

// As many as are read on one page.
const mostPopulations = 20

/** How many people of each saved population are asked what, and how many reach it. */
async function sumByPopulation(
  tx: Tx,
  requirements: Awaited<ReturnType<typeof listRequirements>>,
  saved: Awaited<ReturnType<typeof listRules>>,
  { organisationId, q, pasted }: ShortfallsQuery,
  roots: readonly string[],
): Promise<Shortfalls['populations']> {
  const sums: Shortfalls['populations'] = []
  for (const among of saved.slice(0, mostPopulations)) {
    const crowd = { roots, organisationId, q, pasted, among }
    const { aimed, found } = await listStandings(tx, requirements, { ...crowd, isShort: false, limit: 0 })
    const told = aimed.map(({ id }) => ({ id, ...(found.sums.get(id) ?? { due: 0, met: 0 }) }))
    sums.push({ id: among.id, name: among.name, requirements: told })
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
    ...requirements.flatMap(({ id, category, fromYear, toYear }) => {
      const period = fromYear === toYear ? String(fromYear) : `${String(fromYear)}–${String(toYear)}`
      const name = `${period} ${category ?? '学时'}`
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
