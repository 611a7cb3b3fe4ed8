import { formatHours } from '../../../lib/hours.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { notify } from '../../notices/public.ts'
import { findPerson } from '../../people/public.ts'
import type { HourSpend, NewRelease, NewSpend } from '../contract/spending.ts'
import { spendRefusal, type SpendEntryRefusal } from '../core/spending.ts'
import { lockChains } from '../store/ledger.ts'
import {
  activeUses,
  findRelease,
  insertRelease,
  insertSpend,
  isReleaseId,
  keepUses,
  listSpendable,
  showSpend,
  type SpendableEntry,
} from '../store/spending.ts'
import { isOwn } from './own.ts'
import { actorOf } from './record.ts'

export type SpendRefusal =
  'person_not_found' | 'record_own_hours' | 'id_reused' | 'entry_not_found' | 'nothing_to_spend' | SpendEntryRefusal

/** Marks hours of a person as used for a purpose: the entries that are named, or all of a cycle that are free. All, or none. */
export async function spendHours(tx: Tx, personId: string, draft: NewSpend): Promise<Result<HourSpend, SpendRefusal>> {
  const { id, purpose, caseNo } = draft
  const earlier = await showSpend(tx, id)
  if (earlier) {
    const isSame = earlier.personId === personId && earlier.purpose === purpose && earlier.caseNo === caseNo
    return isSame ? ok(earlier) : err('id_reused')
  }
  if (!(await findPerson(tx, personId))) return err('person_not_found')
  const actor = actorOf(tx)
  if (await isOwn(tx, actor, personId)) return err('record_own_hours')
  await lockChains(tx, [personId])
  const chosen = choose(await listSpendable(tx, personId, purpose), draft)
  if (!chosen.ok) return chosen
  await insertSpend(tx, { id, personId, purpose, caseNo, spentBy: actor.accountId }, chosen.value)
  const spend = await showSpend(tx, id)
  if (!spend) return err('entry_not_found')
  const { centihours, entryIds } = spend
  note(tx, {
    ...{ act: 'hours.spent', object: { kind: 'credit_spend', id } },
    after: { personId, purpose, caseNo, centihours, entryIds },
  })
  const params = { hours: formatHours(centihours), caseNo }
  await notify(tx, { personIds: [personId] }, { code: `credits.spent_${purpose}`, params, link: '/m/hours' })
  return ok(spend)
}

function choose(all: readonly SpendableEntry[], { entryIds, cycle, purpose }: NewSpend) {
  if (entryIds === undefined) {
    const free = all.filter((entry) => entry.cycle === cycle && spendRefusal(entry, purpose) === undefined)
    return free.length > 0 ? ok(free) : err('nothing_to_spend' as const)
  }
  const byId = new Map(all.map((entry) => [entry.id, entry]))
  const chosen: SpendableEntry[] = []
  for (const id of new Set(entryIds)) {
    const entry = byId.get(id)
    if (!entry) return err('entry_not_found' as const)
    const refusal = spendRefusal(entry, purpose)
    if (refusal) return err(refusal)
    chosen.push(entry)
  }
  return ok(chosen)
}

export type ReleaseRefusal = 'spend_not_found' | 'record_own_hours' | 'spend_released' | 'id_reused'

/** Releases hours that were used, with a reason: they can be used for the purpose again. Both rows stay. */
export async function releaseSpend(
  tx: Tx,
  spendId: string,
  { id, reason }: NewRelease,
): Promise<Result<HourSpend, ReleaseRefusal>> {
  const spend = await showSpend(tx, spendId)
  if (!spend) return err('spend_not_found')
  const actor = actorOf(tx)
  if (await isOwn(tx, actor, spend.personId)) return err('record_own_hours')
  await lockChains(tx, [spend.personId])
  const release = await findRelease(tx, spendId)
  if (release) return release.id === id && release.reason === reason ? ok(spend) : err('spend_released')
  if (await isReleaseId(tx, id)) return err('id_reused')
  await insertRelease(tx, { id, spendId, reason, releasedBy: actor.accountId })
  note(tx, { act: 'hours.released', object: { kind: 'credit_spend', id: spendId }, after: { id, reason } })
  const params = { hours: formatHours(spend.centihours), caseNo: spend.caseNo, reason }
  await notify(tx, { personIds: [spend.personId] }, { code: 'credits.released', params, link: '/m/hours' })
  const released = await showSpend(tx, spendId)
  return released ? ok(released) : err('spend_not_found')
}

/** An entry that stands for another from now on, under a number of the same person. */
export type Successor = { readonly entryId: string; readonly successorId: string; readonly personId: string }

/** What entries were used for stays used when others stand for them, such as after two numbers became one. */
export async function carrySpends(tx: Tx, successors: readonly Successor[]): Promise<void> {
  if (successors.length === 0) return
  const next = new Map(successors.map((each) => [each.entryId, each]))
  const uses = await activeUses(tx, [...next.keys()])
  const taken = await activeUses(
    tx,
    successors.map(({ successorId }) => successorId),
  )
  for (const lines of Map.groupBy(uses, ({ spendId }) => spendId).values()) {
    const [first] = lines
    const theirs = lines.flatMap(({ entryId, purpose }) => {
      const successor = next.get(entryId)
      const isTaken = taken.some((use) => use.entryId === successor?.successorId && use.purpose === purpose)
      return successor && !isTaken ? [successor] : []
    })
    const [one] = theirs
    if (!first || !one) continue
    const { purpose, caseNo } = first
    const spend = { id: newId(), personId: one.personId, purpose, caseNo, spentBy: actorOf(tx).accountId }
    const ready = await listSpendable(tx, one.personId, purpose)
    const chosen = ready.filter((entry) => theirs.some(({ successorId }) => successorId === entry.id))
    if (chosen.length > 0) await insertSpend(tx, spend, chosen)
  }
}

/**
 * Work whose hours were used, reversed and posted anew is not free again: its new entries stand in the same uses, and are
 * released with them.
 */
export async function keepSpent(tx: Tx, entries: readonly { readonly id: string }[]): Promise<void> {
  if (entries.length === 0) return
  const kept = await keepUses(
    tx,
    entries.map(({ id }) => id),
  )
  for (const [id, lines] of Map.groupBy(kept, ({ spendId }) => spendId)) {
    const after = { entryIds: lines.map(({ entryId }) => entryId) }
    note(tx, { act: 'hours.kept_spent', object: { kind: 'credit_spend', id }, after })
  }
}

/** Tells whoever used an entry that it is reversed now: what the case rests on has become less. */
export async function tellSpenders(tx: Tx, entry: { readonly id: string; readonly sourceTitle: string }) {
  const uses = await activeUses(tx, [entry.id])
  for (const { spentBy, caseNo, purpose } of uses) {
    const params = { title: entry.sourceTitle, caseNo }
    const message = { code: `credits.spent_reversed_${purpose}`, params, link: '/hours/verified' }
    await notify(tx, { accountIds: [spentBy] }, message)
  }
  return uses.map(({ spendId, purpose, caseNo }) => ({ spendId, purpose, caseNo }))
}
