import { authorityOf, scopeOf } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import type { Outcome } from '../contract.ts'
import { approveRefusal, returnRefusal, verifyRefusal } from '../core.ts'
import { followPeople } from '../store/following.ts'
import {
  insertApprovals,
  insertVerifications,
  lockRecords,
  moveRecords,
  type RecordRow,
  type Stepping,
} from '../store/records.ts'
import { postEntries, type Posted } from './post.ts'
import { actorOf } from './record.ts'
import { keepSpent } from './spend.ts'

type Judged = { readonly outcomes: Outcome[]; readonly chosen: RecordRow[] }

// Sorts a batch into what will be done and what is refused, row by row; a row that is already done is left alone. What is done is
// done for the number that people have now; what cannot follow them there can still be returned.
async function judge(
  tx: Tx,
  ids: readonly string[],
  roots: readonly string[],
  isDone: (record: RecordRow) => boolean,
  refusalOf: (record: RecordRow) => string | undefined,
  step: 'on' | 'back' = 'on',
): Promise<Judged> {
  const staying = await followPeople(tx, ids)
  const records = new Map((await lockRecords(tx, ids, roots)).map((record) => [record.id, record]))
  const chosen: RecordRow[] = []
  const outcomes = [...new Set(ids)].map((id): Outcome => {
    const record = records.get(id)
    if (!record) return { id, outcome: 'refused', code: 'record_not_found' }
    if (isDone(record)) return { id, outcome: 'already', code: null }
    const code = refusalOf(record) ?? (step === 'on' ? staying.get(id) : undefined)
    if (code !== undefined) return { id, outcome: 'refused', code }
    chosen.push(record)
    return { id, outcome: 'done', code: null }
  })
  return { outcomes, chosen }
}

const steppingOf = (actor: Actor): Stepping => ({
  by: actor.accountId,
  inRightOf: authorityOf(actor),
  personId: actor.personId,
  rightOfPersonId: actor.onBehalfOf?.personId ?? null,
})

/** Approves recorded hours in `scope`: says of each row what became of it. */
export async function approveRecords(tx: Tx, ids: readonly string[], scope: readonly string[]): Promise<Outcome[]> {
  const actor = actorOf(tx)
  const isDone = (record: RecordRow) => record.approvedBy === actor.accountId && record.state !== 'returned'
  const { outcomes, chosen } = await judge(tx, ids, scope, isDone, (record) => approveRefusal(record, actor))
  const recordIds = chosen.map((record) => record.id)
  await insertApprovals(tx, recordIds, steppingOf(actor))
  await moveRecords(tx, recordIds, 'approved')
  for (const { id } of chosen) note(tx, { act: 'hours.approved', object: { kind: 'credit_record', id } })
  return outcomes
}

/** Verifies approved hours in `scope` and posts them to the ledger; returns what became of each row, and the entries that bring a certificate. */
export async function verifyRecords(
  tx: Tx,
  ids: readonly string[],
  scope: readonly string[],
): Promise<{ outcomes: Outcome[]; certified: readonly Posted[] }> {
  const actor = actorOf(tx)
  const isDone = (record: RecordRow) => record.state === 'verified'
  const { outcomes, chosen } = await judge(tx, ids, scope, isDone, (record) => verifyRefusal(record, actor))
  const recordIds = chosen.map((record) => record.id)
  const posted = await postEntries(
    tx,
    chosen.map((record) => ({ ...record, direction: 'earned', recordId: record.id, reversesId: null, reason: null })),
    () => Promise.all([insertVerifications(tx, recordIds, steppingOf(actor)), moveRecords(tx, recordIds, 'verified')]),
  )
  await keepSpent(tx, posted)
  for (const id of recordIds) note(tx, { act: 'hours.verified', object: { kind: 'credit_record', id } })
  await tellEach(tx, chosen, (record) => ({
    code: 'credits.verified',
    params: { title: record.sourceTitle, hours: formatHours(record.centihours) },
  }))
  const certified = new Set(chosen.filter((record) => record.certificate).map((record) => record.id))
  return { outcomes, certified: posted.filter((entry) => certified.has(entry.id)) }
}

/** Sends hours back with a reason: whoever decides next may. The person and the recorder are told why. */
export async function returnRecords(tx: Tx, ids: readonly string[], reason: string): Promise<Outcome[]> {
  const actor = actorOf(tx)
  const rootsAt = {
    recorded: scopeOf(actor, ['principal', 'town_officer']),
    approved: scopeOf(actor, ['hours_officer']),
  }
  const roots = [...rootsAt.recorded, ...rootsAt.approved]
  const reach = new Map<RecordRow['state'], Set<string>>()
  for (const state of ['recorded', 'approved'] as const) {
    const rows = await lockRecords(tx, ids, rootsAt[state])
    reach.set(state, new Set(rows.map((record) => record.id)))
  }
  const isDone = (record: RecordRow) => record.state === 'returned' && record.returnReason === reason
  const refusalOf = (record: RecordRow) => {
    const refusal = returnRefusal(record, actor)
    if (refusal !== undefined) return refusal
    return reach.get(record.state)?.has(record.id) ? undefined : 'record_not_found'
  }
  const { outcomes, chosen } = await judge(tx, ids, roots, isDone, refusalOf, 'back')
  const by = { returnedBy: actor.accountId, returnedFor: authorityOf(actor) }
  const returned = { returnReason: reason, ...by, returnedAt: tx.context.now }
  await moveRecords(
    tx,
    chosen.map((record) => record.id),
    'returned',
    returned,
  )
  for (const { id } of chosen)
    note(tx, { act: 'hours.returned', object: { kind: 'credit_record', id }, after: { reason } })
  await tellEach(tx, chosen, (record) => ({
    code: 'credits.returned',
    params: { title: record.sourceTitle, hours: formatHours(record.centihours), reason },
  }))
  for (const [recorder, rows] of Map.groupBy(chosen, (record) => record.recordedBy)) {
    const [first] = rows
    if (!first) continue
    const params = { count: rows.length, title: first.sourceTitle, reason }
    await notify(tx, { accountIds: [recorder] }, { code: 'credits.returned_to_you', params, link: '/hours/returned' })
  }
  return outcomes
}

// People of one class are told the same sentence: one statement for all of them.
async function tellEach(
  tx: Tx,
  records: readonly RecordRow[],
  messageOf: (record: RecordRow) => { code: string; params: Record<string, string | number> },
): Promise<void> {
  for (const rows of Map.groupBy(records, (record) => JSON.stringify(messageOf(record))).values()) {
    const [first] = rows
    if (!first) continue
    await notify(tx, { personIds: rows.map((record) => record.personId) }, { ...messageOf(first), link: '/m/hours' })
  }
}
