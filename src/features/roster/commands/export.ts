import type { Readable } from 'node:stream'
import { maskIdNumber, maskPhone } from '../../../lib/identity.ts'
import { ok } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, read, transact, type Db } from '../../../platform/db/db.ts'
import { exportCsv, exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import type { ExportQuery } from '../contract.ts'
import { nameOf } from '../core/cells.ts'
import { titles } from '../core/columns.ts'
import { listedAtOnce, listForExport, type ListedPerson } from '../store/people.ts'

/** Streams the people of the subtrees of `roots` as a file that an import reads again. Identity and phone numbers are masked. */
export async function exportRoster(
  db: Db,
  vault: Vault,
  query: ExportQuery,
  roots: readonly string[],
): Promise<{ readonly name: string; readonly content: Readable }> {
  await transact(db, async (tx) => {
    const [first = tx.context.tenantId] = roots
    note(tx, { act: 'roster.exported', object: { kind: 'organisation', id: first }, after: query })
    return ok()
  })
  const columns = columnsOf(vault)
  const rows = people(db, query, roots)
  const name = `教师名单-${db.context.today}.${query.format}`
  return query.format === 'csv'
    ? { name, content: exportCsv({ columns, rows }) }
    : { name, content: exportRows({ sheet: '教师名单', columns, rows }) }
}

async function* people(db: Db, query: ExportQuery, roots: readonly string[]): AsyncGenerator<ListedPerson> {
  let after = { pinyin: '', id: '00000000-0000-0000-0000-000000000000' }
  const next = () => read(db, (tx) => listForExport(tx, roots, query, after))
  let page = await next()
  for (;;) {
    const last = page.at(-1)
    if (!last) return
    after = { pinyin: last.pinyin, id: last.id }
    // The next page is fetched while this one is written.
    const coming = page.length < listedAtOnce ? undefined : next()
    coming?.catch(() => undefined)
    yield* page
    if (!coming) return
    page = await coming
  }
}

function columnsOf(vault: Vault): readonly ExportColumn<ListedPerson>[] {
  const text = (
    title: string,
    width: number,
    value: (row: ListedPerson) => string | null,
  ): ExportColumn<ListedPerson> => ({
    title,
    width,
    kind: 'text',
    value,
  })
  const coded = (kind: Parameters<typeof nameOf>[0], code: string | null) => (code === null ? null : nameOf(kind, code))
  return [
    text(titles.name, 12, (row) => row.name),
    text(titles.idNumber, 22, (row) => row.id_number_sealed && maskIdNumber(vault.open(row.id_number_sealed))),
    text(titles.staffNo, 14, (row) => row.staff_no),
    text(titles.organisation, 28, (row) => row.organisation),
    text(titles.gender, 8, (row) => coded('gender', row.gender)),
    text(titles.bornOn, 12, (row) => row.born_on),
    text(titles.stage, 12, (row) => coded('stage', row.stage)),
    text(titles.subjects, 16, (row) => row.subjects.map((code) => nameOf('subjects', code)).join('、')),
    text(titles.title, 14, (row) => coded('title', row.title)),
    text(titles.talentLevel, 16, (row) => coded('talentLevel', row.talent_level)),
    text(titles.posts, 16, (row) => row.posts?.map((kind) => nameOf('posts', kind)).join('、') ?? null),
    text(titles.state, 10, (row) => coded('state', row.state)),
    text(titles.startedOn, 14, (row) => row.started_on),
    text(titles.retiresOn, 12, (row) => row.retires_on),
    text(titles.phone, 16, (row) => row.phone_sealed && maskPhone(vault.open(row.phone_sealed))),
  ]
}
