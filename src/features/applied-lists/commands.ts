import { linesBelow, type Cell } from '../../lib/lists/cells.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { sha256 } from '../../platform/crypto.ts'
import { note, read, type Actor, type Db, type Tx } from '../../platform/db/db.ts'
import { writeBackBook, type Book } from '../../platform/excel/back.ts'
import type { Grid } from '../../platform/excel/grid.ts'
import { exportMark } from '../organisations/public.ts'
import type { AppliedList } from './contract.ts'
import { countAll, doesSomething, type JudgedList, type JudgedRow, type ListKind } from './core.ts'
import { findList, holdList, insertList, markUndone, type ListKept } from './store.ts'

/** What a list is applied to, by the acts that the trail of audit knows. */
export type ListAbout = {
  readonly kind: ListKind
  readonly about: string
  readonly organisationId: string
}

/** A list that is to be applied, as it was looked at. */
export type Application = {
  readonly id: string
  readonly name: string
  readonly digest: string
  readonly sha256: string
  readonly grid: Grid
}

export type ApplyRefusal = 'id_reused' | 'import_stale' | 'import_nothing'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a list is applied by somebody')
  return actor
}

// The same rows with the same outcomes: what somebody looked at, and nothing else.
const digestOf = (rows: readonly JudgedRow[]) => sha256(JSON.stringify(rows)).toString('hex')

/** What the rows of a list that was tried come to, and the name of exactly these outcomes. */
export function sumsOf(rows: readonly JudgedRow[]) {
  return { counts: countAll(rows), digest: digestOf(rows) }
}

/** The list back, each row with what would become of it and why, in the words of whoever applies it. */
export async function listBack(
  db: Db,
  { name, grid }: Pick<Application, 'name' | 'grid'>,
  { rows, headAt, titles }: JudgedList<JudgedRow>,
  say: (row: JudgedRow) => { readonly result: string; readonly reason: string },
): Promise<Book> {
  const lines = new Map(linesBelow(grid.rows, headAt).map((line) => [line.no, line]))
  async function* tell() {
    for (const row of rows) {
      const cells: readonly Cell[] = lines.get(row.no)?.cells ?? []
      yield await Promise.resolve({ no: row.no, cells, ...say(row) })
    }
  }
  const mark = (await read(db, exportMark))?.line
  const head = grid.rows.slice(0, headAt + 1)
  return writeBackBook({ name, sheet: grid.sheet, titles, head, rows: tell(), mark })
}

/** Says what became of a row by the words of a feature: `outcome.create`, `reason.number_unknown`. */
export function sayBy(words: Readonly<Record<string, string>>) {
  return ({ outcome, reasons }: JudgedRow) => ({
    result: words[`outcome.${outcome}`] ?? outcome,
    reason: reasons.map((code) => words[`reason.${code}`] ?? code).join(' '),
  })
}

/**
 * Applies a list exactly as it was looked at: where a single row would now do something else, nothing is done. `keep` does
 * what the rows say and gives what is needed to undo it. The same list under the same id is applied once.
 */
export async function applyList<Row extends JudgedRow, R extends string, K extends string>(
  tx: Tx,
  { kind, about, organisationId }: ListAbout,
  asked: Application,
  judge: () => Promise<Result<JudgedList<Row>, R>>,
  keep: (rows: readonly Row[]) => Promise<Result<readonly unknown[], K>>,
): Promise<Result<AppliedList, R | K | ApplyRefusal>> {
  const { id, name } = asked
  const earlier = await findList(tx, id)
  if (earlier) {
    const isSame = earlier.sha256 === asked.sha256 && earlier.kind === kind && earlier.about === about
    return isSame ? ok(tellList(earlier)) : err('id_reused')
  }
  const judged = await judge()
  if (!judged.ok) return judged
  const { rows } = judged.value
  if (digestOf(rows) !== asked.digest) return err('import_stale')
  const doing = rows.filter(doesSomething)
  if (doing.length === 0) return err('import_nothing')
  const kept = await keep(doing)
  if (!kept.ok) return kept
  const { accountId, name: by } = actorOf(tx)
  const counts = countAll(rows)
  const { create: createCount, change: changeCount, keep: keepCount, refuse: refuseCount } = counts
  const made = {
    ...{ id, kind, about, organisationId, name, sha256: asked.sha256, state: 'applied' as const },
    ...{ rowCount: rows.length, createCount, changeCount, keepCount, refuseCount, changes: kept.value },
    ...{ createdBy: accountId, createdByName: by, appliedAt: tx.context.now, undoneByName: null, undoneAt: null },
    undoneCount: null,
  }
  await insertList(tx, made)
  note(tx, {
    act: `applied_list.${kind}_applied`,
    object: { kind: 'applied_list', id },
    after: { name, about, ...counts },
  })
  return ok(tellList({ ...made, tenantId: tx.context.tenantId }))
}

/** Takes a whole list back; asked twice, it is taken back once. `undo` gives how many rows it took back: what was changed since stays. */
export async function undoList<R extends string>(
  tx: Tx,
  { kind, about }: { readonly kind: ListKind; readonly about?: string },
  id: string,
  undo: (changes: readonly unknown[], list: ListKept) => Promise<Result<number, R>>,
): Promise<Result<AppliedList, R | 'import_not_found'>> {
  const found = await holdList(tx, id)
  if (found?.kind !== kind || (about !== undefined && found.about !== about)) return err('import_not_found')
  if (found.state === 'undone') return ok(tellList(found))
  const undone = await undo(found.changes, found)
  if (!undone.ok) return undone
  const { name } = actorOf(tx)
  await markUndone(tx, id, { undoneByName: name, undoneCount: undone.value })
  note(tx, {
    act: `applied_list.${kind}_undone`,
    object: { kind: 'applied_list', id },
    after: { name: found.name, about: found.about, size: undone.value },
  })
  const now = { undoneByName: name, undoneAt: tx.context.now, undoneCount: undone.value }
  return ok(tellList({ ...found, state: 'undone', ...now }))
}

/** An applied list as people see it. */
export function tellList(list: ListKept): AppliedList {
  const { id, name, state, rowCount: rows, createdByName, undoneByName } = list
  return {
    ...{ id, name, state, rows, createdByName, undoneByName },
    counts: { create: list.createCount, change: list.changeCount, keep: list.keepCount, refuse: list.refuseCount },
    appliedAt: list.appliedAt.toISOString(),
    undone: list.undoneCount,
    undoneAt: list.undoneAt?.toISOString() ?? null,
  }
}
