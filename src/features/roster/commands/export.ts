import type { Readable } from 'node:stream'
import { ok } from '../../../lib/result.ts'
import { note, read, transact, type Db } from '../../../platform/db/db.ts'
import { exportCsv, exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { exportMark } from '../../organisations/public.ts'
import type { ExportQuery } from '../contract.ts'
import { nameOf } from '../core/cells.ts'
import { titles } from '../core/columns.ts'
import { listedAtOnce, listForExport, loadNames, type ListedPerson } from '../store/people.ts'

/** Streams the people of the subtrees of `roots` as a file that an import reads again. Of identity and phone numbers it says no more than that there is one. */
export async function exportRoster(
  db: Db,
  query: ExportQuery,
  roots: readonly string[],
): Promise<{ readonly name: string; readonly content: Readable }> {
  await transact(db, async (tx) => {
    const [first = tx.context.tenantId] = roots
    note(tx, { act: 'roster.exported', object: { kind: 'organisation', id: first }, after: query })
    return ok()
  })
  const names = await read(db, (tx) => loadNames(tx, roots, query.organisationId))
  const columns = columnsOf(names)
  const rows = people(db, query, [...names.keys()])
  const mark = await read(db, exportMark)
  const name = `教师名单-${mark?.inName ?? db.context.today}.${query.format}`
  return query.format === 'csv'
    ? { name, content: exportCsv({ columns, rows }) }
    : { name, content: exportRows({ sheet: '教师名单', columns, rows, ...(mark ? { mark: mark.line } : {}) }) }
}

async function* people(db: Db, query: ExportQuery, organisationIds: readonly string[]): AsyncGenerator<ListedPerson> {
  let after = { sortKey: '', id: '00000000-0000-0000-0000-000000000000' }
  const next = () => read(db, (tx) => listForExport(tx, organisationIds, query, after))
  let page = await next()
  for (;;) {
    const last = page.at(-1)
    if (!last) return
    after = { sortKey: last.sortKey, id: last.id }
    // The next page is fetched while this one is written.
    const coming = page.length < listedAtOnce ? undefined : next()
    coming?.catch(() => undefined)
    yield* page
    if (!coming) return
    page = await coming
  }
}

const mask = '******'

type Coded = Parameters<typeof nameOf>[0]
const coded = (kind: Coded, code: string | null) => (code === null ? null : nameOf(kind, code))

/** Names several codes; the same few lists come again and again. */
function listNamer(kind: Coded): (codes: string | null) => string | null {
  const known = new Map<string, string>()
  return (codes) => {
    if (codes === null || codes === '') return null
    const before = known.get(codes)
    if (before !== undefined) return before
    const named = codes
      .split(',')
      .map((code) => nameOf(kind, code))
      .join('、')
    known.set(codes, named)
    return named
  }
}

function columnsOf(names: ReadonlyMap<string, string>): readonly ExportColumn<ListedPerson>[] {
  const text = (
    title: string,
    width: number,
    value: (row: ListedPerson) => string | null,
  ): ExportColumn<ListedPerson> => ({ title, width, kind: 'text', value })
  const [subjects, posts] = [listNamer('subjects'), listNamer('posts')]
  return [
    text(titles.name, 12, (row) => row.name),
    text(titles.idNumber, 22, (row) => (row.hasIdNumber ? mask : null)),
    text(titles.staffNo, 14, (row) => row.staffNo),
    text(titles.organisation, 28, (row) => names.get(row.organisationId) ?? null),
    text(titles.gender, 8, (row) => coded('gender', row.gender)),
    text(titles.bornOn, 12, (row) => row.bornOn),
    text(titles.stage, 12, (row) => coded('stage', row.stage)),
    text(titles.subjects, 16, (row) => subjects(row.subjects)),
    text(titles.title, 14, (row) => coded('title', row.title)),
    text(titles.talentLevel, 16, (row) => coded('talentLevel', row.talentLevel)),
    text(titles.posts, 16, (row) => posts(row.posts)),
    text(titles.state, 10, (row) => coded('state', row.state)),
    text(titles.startedOn, 14, (row) => row.startedOn),
    text(titles.retiresOn, 12, (row) => row.retiresOn),
    text(titles.phone, 16, (row) => (row.hasPhone ? mask : null)),
  ]
}
