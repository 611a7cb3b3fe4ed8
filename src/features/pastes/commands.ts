import { scopeOf } from '../../lib/access.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import type { Vault } from '../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../platform/db/db.ts'
import { splitText } from '../../platform/excel/separated.ts'
import type { NewPastedList, PastedList, PastedRow, PastedRows } from './contract.ts'
import {
  cutLine,
  headOf,
  indexOf,
  maskCell,
  meaningOf,
  pasteLimits,
  pasteReasons,
  soughtOf,
  type ColumnKind,
  type PasteSubject,
  type RowOutcome,
} from './core.ts'
import { matcherOf } from './matching.ts'
import {
  closeRow,
  findOpenRow,
  findPasted,
  holdAny,
  insertPasted,
  keepLatest,
  listOpenRows,
  type PastedListRow,
} from './store.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('the guard lets only accounts in')
  return actor
}

/** Rows of what was pasted: cells between tabs, or a line of typed text cut where people cut it. */
function rowsOf(text: string): Result<readonly (readonly string[])[], 'paste_empty' | 'paste_too_long'> {
  const split = text.includes('\t')
    ? splitText(text, pasteLimits.rows + 1, '\t')
    : text.split(/\r\n|\r|\n/, pasteLimits.rows * 2).map((line) => [line])
  const rows = split.map((row) => row.slice(0, pasteLimits.columns)).filter((row) => row.some((cell) => cell.trim()))
  // One more than the rows: the head.
  if (rows.length > pasteLimits.rows + 1) return err('paste_too_long')
  return rows.length === 0 ? err('paste_empty') : ok(rows)
}

type Read = {
  readonly head: readonly string[] | undefined
  readonly kinds: readonly (ColumnKind | undefined)[] | undefined
  readonly rows: readonly (readonly string[])[]
}

function readPasted(text: string, subject: PasteSubject): Result<Read, 'paste_empty' | 'paste_too_long'> {
  const all = rowsOf(text)
  if (!all.ok) return all
  const [first = []] = all.value
  const kinds = headOf(first, subject)
  const rows = kinds ? all.value.slice(1) : all.value
  if (rows.length === 0) return err('paste_empty')
  if (rows.length > pasteLimits.rows) return err('paste_too_long')
  return ok({ head: kinds && first, kinds, rows })
}

/** What the cells of a row are looked for as. A single typed line is also looked for as a name and a school in one. */
function soughtIn(row: readonly string[], kinds: Read['kinds'], subject: PasteSubject) {
  const [line = ''] = row
  const cells = kinds === undefined && row.length === 1 && subject === 'people' ? cutLine(line) : row
  return soughtOf(cells, kinds, subject)
}

/** Finds what pasted rows name among what the actor may see, and keeps that for a day. */
export async function pasteList(tx: Tx, vault: Vault, { id, subject, text }: NewPastedList) {
  const actor = actorOf(tx)
  const matcher = matcherOf(subject)
  const roots = matcher.access.kind === 'roles' ? scopeOf(actor, matcher.access.roles) : []
  if (roots.length === 0) return err('paste_not_allowed')
  if (Buffer.byteLength(text) > pasteLimits.bytes) return err('paste_too_large')
  const earlier = await holdAny(tx, id)
  if (earlier) return isSame(earlier, actor, vault, subject, text) ? retold(tx, id, actor) : err('id_reused')
  const read = readPasted(text, subject)
  if (!read.ok) return err(read.error)
  const { head, kinds, rows } = read.value
  const sought = rows.map((row) => soughtIn(row, kinds, subject))
  const each = (kind: 'codes' | 'names') => [...new Set(sought.flatMap((row) => row.spelled[kind]))]
  const candidates = await matcher.find(tx, vault, { roots, codes: each('codes'), names: each('names') })
  const index = indexOf(candidates)
  const outcomes = withoutRepeats(sought.map((row) => meaningOf(row, index)))
  const found = outcomes.flatMap((outcome) => (outcome.kind === 'found' ? [outcome.id] : []))
  const { now } = tx.context
  const list: Omit<PastedListRow, 'tenantId'> = {
    id,
    accountId: actor.accountId,
    subject,
    contentHash: vault.lookup(contentOf(subject, text)),
    head: head ? head.map(maskCell) : null,
    rowCount: rows.length,
    foundCount: found.length,
    repeatedCount: outcomes.filter(({ kind }) => kind === 'repeated').length,
    madeAt: now,
    expiresAt: new Date(now.getTime() + pasteLimits.hours * 3_600_000),
  }
  await insertPasted(tx, list, found, openRows(rows, outcomes))
  await keepLatest(tx, actor.accountId, pasteLimits.lists)
  note(tx, {
    act: 'paste.matched',
    object: { kind: 'pasted_list', id },
    after: { subject, rows: list.rowCount, found: list.foundCount },
  })
  return retold(tx, id, actor)
}

const contentOf = (subject: PasteSubject, text: string) => `pasted:${subject}\n${text}`

function isSame(earlier: PastedListRow, actor: Actor, vault: Vault, subject: PasteSubject, text: string): boolean {
  if (earlier.accountId !== actor.accountId) return false
  return vault.lookups(contentOf(subject, text)).some((hash) => hash.equals(earlier.contentHash))
}

async function retold(tx: Tx, id: string, actor: Actor) {
  const told = await tellPasted(tx, id, actor.accountId)
  return told ? ok(told) : err('id_reused')
}

function withoutRepeats(outcomes: readonly RowOutcome[]): readonly RowOutcome[] {
  const seen = new Set<string>()
  return outcomes.map((outcome) => {
    if (outcome.kind !== 'found') return outcome
    if (seen.has(outcome.id)) return { ...outcome, kind: 'repeated' }
    seen.add(outcome.id)
    return outcome
  })
}

function openRows(rows: readonly (readonly string[])[], outcomes: readonly RowOutcome[]) {
  return outcomes.flatMap((outcome, at) => {
    if ('id' in outcome) return []
    const { kind, reason, candidates } = outcome
    return [{ no: at + 1, cells: (rows[at] ?? []).map(maskCell), outcome: kind, reason, candidates }]
  })
}

/** What became of a list that this account pasted; undefined when there is none, or its day is over. */
export async function tellPasted(tx: Tx, id: string, accountId: string): Promise<PastedList | undefined> {
  const found = await findPasted(tx, id, accountId)
  if (!found) return undefined
  const { list, asked, missing } = found
  return {
    id,
    subject: list.subject,
    rows: list.rowCount,
    found: list.foundCount,
    repeated: list.repeatedCount,
    asked,
    missing,
    expiresAt: list.expiresAt.toISOString(),
  }
}

/** The rows of such a list that name nothing, or more than one. */
export async function tellRows(tx: Tx, id: string, accountId: string): Promise<PastedRows | undefined> {
  const found = await findPasted(tx, id, accountId)
  if (!found) return undefined
  const rows = await listOpenRows(tx, id)
  return { head: found.list.head, rows: rows.flatMap(toldRow) }
}

function toldRow(row: Awaited<ReturnType<typeof listOpenRows>>[number]): PastedRow[] {
  const reason = pasteReasons.find((one) => one === row.reason)
  const { no, cells, outcome, candidates } = row
  return reason ? [{ no, cells, outcome, reason, candidates: [...candidates] }] : []
}

/** Says which of several a row means; only one of those that were offered. */
export async function chooseMeaning(
  tx: Tx,
  id: string,
  { no, objectId }: { readonly no: number; readonly objectId: string },
): Promise<Result<PastedList, 'pasted_list_not_found' | 'choice_not_offered'>> {
  const { accountId } = actorOf(tx)
  const held = await holdAny(tx, id)
  if (held?.accountId !== accountId || held.expiresAt <= tx.context.now) return err('pasted_list_not_found')
  const row = await findOpenRow(tx, id, no)
  if (!row?.candidates.some((choice) => choice.id === objectId)) return err('choice_not_offered')
  await closeRow(tx, id, no, objectId)
  note(tx, { act: 'paste.chosen', object: { kind: 'pasted_list', id }, after: { row: no } })
  const told = await tellPasted(tx, id, accountId)
  return told ? ok(told) : err('pasted_list_not_found')
}
