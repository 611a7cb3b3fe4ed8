import { authorityOf } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { notify } from '../../notices/public.ts'
import type { Opening, OpeningInFull } from '../contract/opening.ts'
import { isOpenedAmong, openingRefusal, type OpeningFacts, type OpeningRefusal } from '../core/opening.ts'
import { lockChains } from '../store/ledger.ts'
import {
  findOpening,
  insertDeciders,
  listOpened,
  listOpeningRows,
  lockOpening,
  moveOpening,
  showOpening,
} from '../store/opening.ts'
import { insertSpend } from '../store/spending.ts'
import { postEntries } from './post.ts'
import { actorOf } from './record.ts'
import { keepSpent } from './spend.ts'

type Kept = NonNullable<Awaited<ReturnType<typeof findOpening>>>
type Rows = Awaited<ReturnType<typeof listOpeningRows>>

async function factsOf(tx: Tx, kept: Kept, rows: Rows): Promise<OpeningFacts> {
  const personIds = [...new Set(rows.map(({ personId }) => personId))]
  const isUnderWay = kept.state === 'recorded' || kept.state === 'approved'
  return {
    ...{ state: kept.state, personIds },
    hands: [kept.recordedBy, kept.recordedFor, kept.approvedBy, kept.approvedFor],
    isOpened: isUnderWay && isOpenedAmong(rows, await listOpened(tx, personIds, 'posted'), kept.statementId !== null),
  }
}

/** One list with its rows, and why whoever asks may not take each step now. */
export async function readOpening(tx: Tx, id: string): Promise<OpeningInFull | undefined> {
  const [found, kept, rows] = [await showOpening(tx, id), await findOpening(tx, id), await listOpeningRows(tx, id)]
  if (!found || !kept) return undefined
  const facts = await factsOf(tx, kept, rows)
  const why = (step: 'approve' | 'verify' | 'return') => openingRefusal(facts, step, actorOf(tx)) ?? null
  return {
    ...found,
    rows: rows.map(({ id: _, evidence: __, startedOn: ___, spent, ...row }) => ({ ...row, spent: [...spent] })),
    refusals: { approve: why('approve'), verify: why('verify'), return: why('return') },
  }
}

export type DecideOpeningRefusal = 'opening_not_found' | OpeningRefusal

// Holds a list for a step, with its people, where this account may take it; `done` where it took it before.
async function take(tx: Tx, id: string, step: 'approve' | 'verify' | 'return', isDone: (kept: Kept) => boolean) {
  const kept = await lockOpening(tx, id)
  if (!kept) return err('opening_not_found' as const)
  if (isDone(kept)) return ok({ kept, rows: undefined })
  const actor = actorOf(tx)
  const before = await listOpeningRows(tx, id)
  await lockChains(tx, [...new Set(before.map(({ personId }) => personId))])
  const rows = await listOpeningRows(tx, id)
  const refusal = openingRefusal(await factsOf(tx, kept, rows), step, actor)
  if (refusal) return err(refusal)
  if (step !== 'return') await insertDeciders(tx, id, [actor.personId, actor.onBehalfOf?.personId])
  return ok({ kept, rows })
}

async function shown(tx: Tx, id: string): Promise<Result<Opening, 'opening_not_found'>> {
  const found = await showOpening(tx, id)
  return found ? ok(found) : err('opening_not_found')
}

/** Approves a list as one. */
export async function approveOpening(tx: Tx, id: string): Promise<Result<Opening, DecideOpeningRefusal>> {
  const actor = actorOf(tx)
  const isDone = (kept: Kept) => kept.approvedBy === actor.accountId && kept.state !== 'returned'
  const taken = await take(tx, id, 'approve', isDone)
  if (!taken.ok) return taken
  if (taken.value.rows) {
    const step = { approvedBy: actor.accountId, approvedFor: authorityOf(actor), approvedAt: tx.context.now }
    await moveOpening(tx, id, 'approved', step)
    note(tx, { act: 'opening.approved', object: { kind: 'credit_opening', id } })
  }
  return shown(tx, id)
}

/** Verifies a list as one, and posts each row as an opening entry: marked so for ever, citing the list. */
export async function verifyOpening(tx: Tx, id: string): Promise<Result<Opening, DecideOpeningRefusal>> {
  const actor = actorOf(tx)
  const taken = await take(tx, id, 'verify', (kept) => kept.verifiedBy === actor.accountId)
  if (!taken.ok) return taken
  const { kept, rows } = taken.value
  if (rows) {
    const step = { verifiedBy: actor.accountId, verifiedFor: authorityOf(actor), verifiedAt: tx.context.now }
    await moveOpening(tx, id, 'verified', step)
    const same = {
      ...{ direction: 'opening' as const, sourceKind: 'opening', sourceId: id, sourceTitle: kept.title },
      ...{ recordId: null, reversesId: null, reason: null },
      ...{ recordedBy: kept.recordedBy, approvedBy: kept.approvedBy },
    }
    await postEntries(
      tx,
      rows.map((row) => ({
        ...{ ...same, id: row.id, personId: row.personId, category: row.category, level: row.level, mode: row.mode },
        ...{ kind: row.kind, centihours: row.centihours, startedOn: row.startedOn, earnedOn: row.earnedOn },
        evidence: [...kept.evidence, ...row.evidence, ...provenBy(kept, row.proofs)],
      })),
    )
    await spendAlike(tx, rows)
    await keepSpent(tx, rows)
    const { people, centihours } = kept
    note(tx, { act: 'opening.verified', object: { kind: 'credit_opening', id }, after: { people, centihours } })
    await tellEach(tx, kept.title, rows)
  }
  return shown(tx, id)
}

// What a row says is on file is vouched for by the signed roll: its entry bears the kind, and the roll's digest.
const provenBy = ({ evidence }: Kept, proofs: Rows[number]['proofs']): Kept['evidence'] =>
  evidence.slice(0, 1).flatMap(({ sha256, fileId }) => proofs.map((proof) => ({ ...proof, sha256, fileId })))

// What hours were used for elsewhere they stay used for here.
async function spendAlike(tx: Tx, rows: Rows): Promise<void> {
  const uses = rows.flatMap(({ id, personId, spent }) => spent.map((use) => ({ ...use, entryId: id, personId })))
  const cases = Map.groupBy(uses, ({ personId, purpose, caseNo }) => JSON.stringify([personId, purpose, caseNo]))
  for (const lines of cases.values()) {
    const [first] = lines
    if (!first) continue
    const { personId, purpose, caseNo } = first
    const id = newId()
    const entryIds = [...new Set(lines.map(({ entryId }) => entryId))]
    const entries = entryIds.map((entryId) => ({ id: entryId, releasedSpendId: null }))
    await insertSpend(tx, { id, personId, purpose, caseNo, spentBy: actorOf(tx).accountId }, entries)
    const after = { personId, purpose, caseNo, entryIds }
    note(tx, { act: 'hours.spent', object: { kind: 'credit_spend', id }, after })
  }
}

// Whoever was credited the same is told by one statement.
async function tellEach(tx: Tx, title: string, rows: Rows): Promise<void> {
  const sums = new Map<string, number>()
  for (const { personId, centihours } of rows) sums.set(personId, (sums.get(personId) ?? 0) + centihours)
  for (const [centihours, people] of Map.groupBy(sums, ([, sum]) => sum)) {
    const params = { title, hours: formatHours(centihours) }
    const personIds = people.map(([personId]) => personId)
    await notify(tx, { personIds }, { code: 'credits.opened', params, link: '/m/hours' })
  }
}

/** Sends a list back with a reason; whoever recorded it is told and hands in a corrected one. */
export async function returnOpening(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<Opening, DecideOpeningRefusal>> {
  const isDone = (kept: Kept) => kept.state === 'returned' && kept.returnReason === reason
  const taken = await take(tx, id, 'return', isDone)
  if (!taken.ok) return taken
  const { kept, rows } = taken.value
  if (rows) {
    await moveOpening(tx, id, 'returned', { returnReason: reason })
    note(tx, { act: 'opening.returned', object: { kind: 'credit_opening', id }, after: { reason } })
    const message = {
      code: 'credits.opening_returned',
      params: { title: kept.title, reason },
      link: `/hours/openings/${id}`,
    }
    await notify(tx, { accountIds: [kept.recordedBy] }, message)
  }
  return shown(tx, id)
}
