import { textOf, type Cell } from '../../../lib/lists/cells.ts'
import { read, type Db, type Tx } from '../../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { newId } from '../../../platform/ids.ts'
import { findProgramme } from '../../programmes/public.ts'
import { exportMark } from '../../organisations/public.ts'
import type { QuotaReading } from '../contract.ts'
import { codeMeanings } from '../core/meanings.ts'
import { readSheet, type LineReason, type Meant, type Reading } from '../core/reading.ts'
import { loadCells } from '../store.ts'
import { listOrganisationsCalled, nameOrganisations } from '../store/names.ts'
import { words } from '../words.ts'

/** Reads quotas out of a list: the tree that it says, and row by row what could not be read. Nothing changes. */
export async function readQuotaList(
  tx: Tx,
  programmeId: string,
  { rows }: Grid,
  roots: readonly string[],
): Promise<{ readonly found: Reading; readonly reading: QuotaReading }> {
  const texts = rows.map((row) => row.map((cell) => textOf(cell)))
  const parts = texts.flat().flatMap((text) => [text, ...text.split(/\s*[、+＋·>/]\s*/)])
  const called = Map.groupBy(await listOrganisationsCalled(tx, new Set(parts), roots), ({ called: name }) => name)
  const organisationOf = ({ id }: { readonly id: string }): Meant => ({ dimension: 'organisation', wanted: [id] })
  const meanings = (name: string) => [...(called.get(name.trim()) ?? []).map(organisationOf), ...codeMeanings(name)]
  const programme = await findProgramme(tx, programmeId)
  const found = readSheet(
    rows,
    meanings,
    await loadCells(tx, programmeId),
    () => newId(tx.context.now.getTime()),
    programme?.placesMax ?? null,
  )
  const cells = found.cells.map((cell) => ({ ...cell, wanted: [...cell.wanted] }))
  const names = await nameOrganisations(tx, cells)
  return { found, reading: { rows: texts, cells, names, read: found.read.size, reasons: [...found.reasons] } }
}

/** The spreadsheet back, with what was read of each row and why not beside it. */
export async function explainQuotaList(
  db: Db,
  asked: { readonly programmeId: string; readonly name: string },
  grid: Grid,
  roots: readonly string[],
): Promise<Book> {
  const { found, mark } = await read(db, async (tx) => ({
    found: (await readQuotaList(tx, asked.programmeId, grid, roots)).found,
    mark: (await exportMark(tx))?.line,
  }))
  const head = grid.rows.slice(0, found.headAt + 1)
  const width = grid.rows.reduce((most, row) => Math.max(most, row.length), 0)
  const titles = Array.from({ length: width }, (_, at) => textOf(head.at(-1)?.[at]))
  const padded = head.map((row) => Array.from({ length: width }, (_, at): Cell => row[at] ?? ''))
  async function* back() {
    for (const [index, cells] of grid.rows.slice(head.length).entries()) {
      const no = head.length + 1 + index
      // What is wrong with the head itself is said in the first row below it.
      const own = found.reasons.filter((reason) => reason.no === no || (index === 0 && reason.no < no))
      const result = found.read.has(no) ? words.zh['line.in'] : own.length > 0 ? words.zh['line.out'] : ''
      yield await Promise.resolve({ no, cells, result, reason: own.map(sayReason).join('；') })
    }
  }
  return writeBackBook({ name: asked.name, sheet: grid.sheet, titles, head: padded, rows: back(), mark })
}

const sayReason = ({ code, what }: LineReason) => words.zh[`refusal.${code}`] + (what === '' ? '' : `（${what}）`)
