import type { Readable } from 'node:stream'
import type { Rule } from '../../../lib/policy/language.ts'
import { ok } from '../../../lib/result.ts'
import { note, read, transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { exportMark, loadTenant } from '../../organisations/public.ts'
import { loadRulebook, type Rulebook } from '../../policies/public.ts'
import type { HourMatrix, MatrixQuery } from '../contract/matrix.ts'
import { ruleOf } from '../core/explain.ts'
import { matrixOf, sumCells, type Cell } from '../core/matrix.ts'
import { requirementsOf } from '../core/standing.ts'
import { listPlaces } from '../store/places.ts'
import { reckon } from './reckon.ts'

/** Every rule that is asked in a year, by the id of its requirement. */
export function rulesOf(rulebook: Rulebook, year: number): ReadonlyMap<string, Rule> {
  const books = rulebook.booksFor(rulebook.organisationIds)
  const ids = books.flatMap((book) => requirementsOf(book, year).map(({ id }) => id))
  return new Map(
    ids.flatMap((id): [string, Rule][] => {
      const found = ruleOf(books, id, year)
      return found ? [[id, found.rule]] : []
    }),
  )
}

/** How each school, or each town, of these subtrees stands against each requirement of a year. A mere maximum is nothing to be met. */
export async function readMatrix(tx: Tx, query: MatrixQuery, roots: readonly string[]): Promise<HourMatrix> {
  const year = query.year ?? (await loadTenant(tx)).year
  const rulebook = await loadRulebook(tx, year)
  const rules = rulesOf(rulebook, year)
  const matrix = matrixOf(rules)
  const people = new Map<string, number>()
  const { requirements, each } = await reckon(tx, year, { roots, organisationId: query.organisationId }, { rulebook })
  await each((member, told) => {
    people.set(member.organisationId, (people.get(member.organisationId) ?? 0) + 1)
    for (const { requirement, standing } of told) matrix.add(member, requirement.id, standing)
  })
  const schools = matrix.schools()
  const places = await listPlaces(tx, [...schools.keys()])
  const cellsOf = (ids: readonly string[]) =>
    columns.flatMap(({ id: requirementId }) => {
      const own = ids.flatMap((id) => schools.get(id)?.get(requirementId) ?? [])
      const [only] = own
      if (!only) return []
      const cell: Cell = own.length === 1 && ids.length === 1 ? only : sumCells(own)
      return [{ requirementId, ...cell, short: [...cell.short] }]
    })
  const columns = requirements.filter(({ kind }) => kind !== 'most')
  const counted = (ids: readonly string[]) => ids.reduce((all, id) => all + (people.get(id) ?? 0), 0)
  const bySchool = () =>
    places.map((place) => ({ ...place, schools: 1, people: counted([place.id]), cells: cellsOf([place.id]) }))
  const byTown = () =>
    [...Map.groupBy(places, ({ id, townId }) => townId ?? id)].map(([id, own]) => {
      const ids = own.map((place) => place.id)
      const name = own[0]?.townName ?? own[0]?.name ?? ''
      return { id, name, townId: null, townName: null, schools: ids.length, people: counted(ids), cells: cellsOf(ids) }
    })
  return {
    ...{ year, by: query.by },
    requirements: columns.map((one) => {
      const rule = rules.get(one.id)
      const all = sumCells([...schools.values()].flatMap((own) => own.get(one.id) ?? []))
      return { ...one, per: rule?.kind === 'ratio' ? rule.per : null, due: all.due, met: all.met }
    }),
    rows: query.by === 'town' ? byTown() : bySchool(),
  }
}

/** The same matrix as an Excel file; who took it away is written down. */
export async function exportMatrix(
  db: Db,
  query: MatrixQuery,
  roots: readonly string[],
): Promise<{ readonly name: string; readonly content: Readable }> {
  await transact(db, async (tx) => {
    const [first = tx.context.tenantId] = roots
    note(tx, { act: 'standings.exported', object: { kind: 'organisation', id: first }, after: query })
    return ok()
  })
  const { matrix, mark } = await read(db, async (tx) => ({
    matrix: await readMatrix(tx, query, roots),
    mark: await exportMark(tx),
  }))
  const marked = mark ? { mark: mark.line } : {}
  const name = `达标矩阵-${String(matrix.year)}-${mark?.inName ?? db.context.today}.xlsx`
  return { name, content: exportRows({ sheet: '达标矩阵', columns: columnsOf(matrix), rows: matrix.rows, ...marked }) }
}

type Row = HourMatrix['rows'][number]

function columnsOf({ requirements, by }: HourMatrix): readonly ExportColumn<Row>[] {
  const number = (title: string, value: ExportColumn<Row>['value']) =>
    ({ title, width: 12, kind: 'number', value }) as const
  return [
    { title: by === 'town' ? '片区' : '学校', width: 28, kind: 'text', value: (row) => row.name },
    { title: '所属片区', width: 20, kind: 'text', value: (row) => row.townName },
    number('教师', (row) => row.people),
    ...requirements.flatMap(({ id, title, kind }) => {
      const cell = (row: Row) => row.cells.find(({ requirementId }) => requirementId === id)
      const share = (row: Row) => {
        const own = cell(row)
        return own && own.due > 0 ? Math.round((own.met / own.due) * 1000) / 10 : null
      }
      const unit = { least: '人', ratio: '组', average: '校', most: '' }[kind]
      return [
        number(`${title.zh} 应达标（${unit}）`, (row) => cell(row)?.due ?? null),
        number(`${title.zh} 已达标`, (row) => cell(row)?.met ?? null),
        kind === 'average' && by === 'school'
          ? number(`${title.zh} 人均`, (row) => {
              const mean = cell(row)?.mean
              return typeof mean === 'number' ? mean / 100 : null
            })
          : number(`${title.zh} 达标率 %`, share),
      ]
    }),
  ]
}
