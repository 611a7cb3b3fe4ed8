import { linesBelow } from '../../../lib/lists/cells.ts'
import { countOutcomes } from '../../../lib/lists/outcomes.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256, type Vault } from '../../../platform/crypto.ts'
import { note, read, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Book } from '../../../platform/excel/back.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { newId } from '../../../platform/ids.ts'
import {
  listFrozenYears,
  recordHours,
  withdrawRecords,
  type HoursDraft,
  type RecordRefusal,
} from '../../credits/public.ts'
import { exportMark, findOrganisation, topmost } from '../../organisations/public.ts'
import { listByStaffNo } from '../../people/public.ts'
import { proofsNamed } from '../../policies/public.ts'
import type { HourImport, HourRehearsal } from '../contract/importing.ts'
import {
  findHoursHead,
  hourKey,
  judgeRows,
  readHoursRow,
  type HourDraft,
  type HourKnowledge,
  type JudgedRow,
  type Meant,
} from '../core/importing.ts'
import { findByIdNumber, findImport, insertImport, listImported, listRecorded, markUndone } from '../store/importing.ts'
import { keepRehearsal, markApplied, trialOf, type Trial } from '../store/rehearsals.ts'
import type { Tongue } from '../saying.ts'
import { actorOf } from './drafting.ts'
import { bookOf, sealTried, triedOf } from './tried.ts'

const mostRows = 5_000

export type ReadListRefusal = 'head_missing' | 'hours_list_empty' | 'hours_list_too_long'

/** A list as it was handed in. */
export type HandedIn = { readonly grid: Grid; readonly vault: Vault; readonly scope: readonly string[] }

type Judged = { readonly rows: readonly JudgedRow[]; readonly headAt: number; readonly titles: readonly string[] }

async function judge(tx: Tx, { grid, vault, scope }: HandedIn): Promise<Result<Judged, ReadListRefusal>> {
  const head = findHoursHead(grid.rows)
  if (!head) return err('head_missing')
  const lines = linesBelow(grid.rows, head.at)
  if (lines.length === 0) return err('hours_list_empty')
  if (lines.length > mostRows) return err('hours_list_too_long')
  const proofs = await proofsNamed(tx)
  const drafts = lines.map((line) => readHoursRow(line, head, proofs))
  const rows = judgeRows(drafts, await knowledgeOf(tx, vault, scope, drafts))
  return ok({ rows, headAt: head.at, titles: head.columns.map(({ title }) => title) })
}

async function knowledgeOf(
  tx: Tx,
  vault: Vault,
  scope: readonly string[],
  drafts: readonly HourDraft[],
): Promise<HourKnowledge> {
  const numbers = [...new Set(drafts.flatMap(({ idNumber }) => idNumber ?? []))]
  const hashes = numbers.flatMap((number) => vault.lookups(number).map((hash) => ({ number, hash })))
  const staffNos = [...new Set(drafts.flatMap(({ staffNo }) => (staffNo === '' ? [] : [staffNo])))]
  const people = new Map<string, Meant>()
  for (const { number, ...person } of await findByIdNumber(tx, scope, hashes))
    people.set(person.id, { ...person, numbers: [number] })
  for (const person of await listByStaffNo(tx, scope, staffNos))
    if (!people.has(person.id)) people.set(person.id, { ...person, numbers: [] })
  const recorded = await listRecorded(tx, [...people.keys()])
  const { personId, onBehalfOf } = actorOf(tx)
  return {
    people: [...people.values()],
    recorded: new Set(recorded.map((one) => hourKey(one.personId, one))),
    today: tx.context.today,
    closedYears: (await listFrozenYears(tx)).map(({ year }) => year),
    ownPersonIds: [personId, onBehalfOf?.personId].flatMap((id) => id ?? []),
  }
}

// The same rows with the same outcomes about the same people: what somebody looked at, and nothing else.
const digestOf = (rows: readonly JudgedRow[]) =>
  sha256(
    JSON.stringify(
      rows.map((row) => [
        ...[row.no, row.outcome, row.personId, row.title, row.centihours, row.earnedOn, row.category, row.level],
        ...[row.mode, row.kind, row.lateReason, row.evidence, row.reasons],
      ]),
    ),
  ).toString('hex')

/** A list as it was handed in, by its name and its content. */
export type NamedList = HandedIn & { readonly name: string; readonly sha256: string }

/** What each row of a spreadsheet of hours would do, kept for whoever handed it in. No hour is recorded. */
export async function rehearseHours(tx: Tx, list: NamedList): Promise<Result<HourRehearsal, ReadListRefusal>> {
  const judged = await judge(tx, list)
  if (!judged.ok) return judged
  const { rows } = judged.value
  const shown = rows.map(({ idNumber: _, evidence, reasons, ...row }) => ({
    ...row,
    evidence: evidence.map((each) => ({ ...each })),
    reasons: [...reasons],
  }))
  const id = await keepTried(tx, list, judged.value)
  return ok({ id, rows: shown, counts: countOutcomes(rows), digest: digestOf(rows) })
}

// What was tried, as it is given back later.
async function keepTried(tx: Tx, list: NamedList, { rows, headAt, titles }: Judged): Promise<string> {
  const { name, sha256: hash, grid, vault, scope } = list
  const actor = actorOf(tx)
  const counts = countOutcomes(rows)
  return keepRehearsal(tx, {
    ...{ id: newId(tx.context.now.getTime()), name, sha256: hash, digest: digestOf(rows), sheet: grid.sheet },
    organisationId: await topmost(tx, scope),
    rowsSealed: sealTried(vault, { titles, ...triedOf(grid, headAt, rows) }),
    ...{ createCount: counts.create, keepCount: counts.keep, refuseCount: counts.refuse },
    ...{ createdBy: actor.accountId, createdByName: actor.name, createdAt: tx.context.now },
  })
}

/** The spreadsheet back with what would become of each row and why beside it. */
export async function explainHours(
  db: Db,
  name: string,
  list: HandedIn,
  tongue: Tongue,
): Promise<Result<Book, ReadListRefusal>> {
  const judged = await read(db, (tx) => judge(tx, list))
  if (!judged.ok) return judged
  const { rows, headAt, titles } = judged.value
  const tried = { titles, ...triedOf(list.grid, headAt, rows) }
  const mark = (await read(db, exportMark))?.line
  return ok(bookOf(tried, { name, sheet: list.grid.sheet, mark }, tongue))
}

export type ApplyHoursRefusal = ReadListRefusal | RecordRefusal | 'import_stale' | 'import_nothing' | 'import_not_found'

type Application = NamedList & { readonly id: string; readonly digest: string }

/** Records exactly what was rehearsed. Where a single row would now do something else, nothing is done. */
export async function applyHours(tx: Tx, list: Application): Promise<Result<HourImport, ApplyHoursRefusal>> {
  const { id, name } = list
  const earlier = await findImport(tx, id)
  if (earlier) return earlier.sha256 === list.sha256 ? showImport(tx, id) : err('id_reused')
  const judged = await judge(tx, list)
  if (!judged.ok) return judged
  const { rows } = judged.value
  if (digestOf(rows) !== list.digest) return err('import_stale')
  const creating = rows.flatMap((row) =>
    row.outcome === 'create' && row.personId !== null
      ? [{ row, personId: row.personId, recordId: newId(tx.context.now.getTime()) }]
      : [],
  )
  if (creating.length === 0) return err('import_nothing')
  const recorded = await recordHours(
    tx,
    creating.map((one) => draftOf(one, list)),
  )
  if (!recorded.ok) return recorded
  const actor = actorOf(tx)
  const counts = countOutcomes(rows)
  await insertImport(
    tx,
    {
      ...{ id, name, sha256: list.sha256, state: 'applied', organisationId: await topmost(tx, list.scope) },
      ...{ rowCount: rows.length, createCount: counts.create, keepCount: counts.keep, refuseCount: counts.refuse },
      ...{ createdBy: actor.accountId, createdByName: actor.name, appliedAt: tx.context.now },
    },
    creating.map(({ row, recordId }) => ({ no: row.no, recordId })),
  )
  await markApplied(tx, await keepTried(tx, list, judged.value), id)
  note(tx, { act: 'hours.imported', object: { kind: 'hour_import', id }, after: { name, ...counts } })
  return showImport(tx, id)
}

type Creating = { readonly row: JudgedRow; readonly personId: string; readonly recordId: string }

// What is on file is named by the list, and the list by its SHA-256.
function draftOf({ row, personId, recordId }: Creating, list: Application): HoursDraft {
  const { title, category, level, mode, kind, centihours, earnedOn, lateReason, certificateNo, evidence } = row
  const named = certificateNo === null ? [] : [{ kind: '凭证', title: certificateNo }]
  const listed = [{ kind: '学时清单', title: list.name }, ...named, ...evidence]
  return {
    ...{ id: recordId, personId, category, level, mode, kind, centihours, earnedOn, lateReason, startedOn: null },
    evidence: listed.map((each) => ({ ...each, sha256: list.sha256 })),
    source: { kind: 'import', id: recordId, title },
    certificate: false,
  }
}

async function showImport(tx: Tx, id: string): Promise<Result<HourImport, 'import_not_found'>> {
  const list = await findImport(tx, id)
  const organisation = list && (await findOrganisation(tx, list.organisationId))
  if (!list || !organisation) return err('import_not_found')
  const trial = (await trialOf(tx, id)) ?? null
  return ok(shownImport(list, organisation.name, trial, tx.context.actor?.accountId))
}

/** A list that was applied, as pages show it. */
export function shownImport(
  list: NonNullable<Awaited<ReturnType<typeof findImport>>>,
  organisationName: string,
  trial: Trial | null,
  accountId: string | undefined,
): HourImport {
  const { id, name, state, rowCount, createdByName, appliedAt, undoneAt } = list
  return {
    ...{ id, name, organisationName, state, rows: rowCount, createdByName },
    counts: { create: list.createCount, keep: list.keepCount, refuse: list.refuseCount },
    appliedAt: appliedAt.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
    rehearsalId: trial?.id ?? null,
    mayFetch: trial !== null && trial.createdBy === accountId,
  }
}

export type UndoHoursRefusal = 'import_not_found' | 'import_decided'

/** Takes a whole list back, as long as nobody has approved or returned any of it. */
export async function undoHours(tx: Tx, id: string): Promise<Result<HourImport, UndoHoursRefusal>> {
  const list = await findImport(tx, id, true)
  if (!list) return err('import_not_found')
  if (list.state === 'applied') {
    for (const recordId of await listImported(tx, id)) {
      const done = await withdrawRecords(tx, { kind: 'import', id: recordId }, `撤销导入“${list.name}”`.slice(0, 200))
      if (!done.ok) return err('import_decided')
    }
    await markUndone(tx, id)
    note(tx, { act: 'hours.import_undone', object: { kind: 'hour_import', id }, after: { rows: list.createCount } })
  }
  return showImport(tx, id)
}
