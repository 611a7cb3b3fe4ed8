import { err, ok, type Result } from '../../../lib/result.ts'
import { scopeOf } from '../../../lib/access.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { notify } from '../../notices/public.ts'
import { deciders } from '../access.ts'
import type { Enrolment } from '../contract.ts'
import {
  allotPlaces,
  decisionRefusal,
  liveStates,
  moves,
  placeChange,
  type Decision,
  type DecisionRefusal,
} from '../core.ts'
import { holdEnrolments, programmesOf, recordDecision, type HeldEnrolment } from '../store/decisions.ts'
import { seatWhenAdmitted } from '../jobs.ts'
import { showEnrolment } from '../store/lists.ts'
import { changeTaken, holdCounters } from '../store/places.ts'
import { endMatters } from './ended-requests.ts'
import { listBarred, type BarRefusal } from './barring.ts'
import { followDecision } from './facts.ts'
import { allot, unallot, type AllotRefusal } from './allotting.ts'
import { passOn } from './gate.ts'
import { tellSchools } from './telling.ts'

export type DecideRefusal = DecisionRefusal | AllotRefusal | BarRefusal | 'enrolment_not_found'
export type Outcome = { readonly id: string; readonly code: DecideRefusal | null }

const steps = {
  approve: 'vouched',
  return: 'vouched',
  recall: 'vouched',
  admit: 'decided',
  decline: 'decided',
  dismiss: 'decided',
  revoke: 'decided',
  withdraw: 'withdrawn',
  miss: 'decided',
  reinstate: 'decided',
} as const satisfies Record<Decision, 'vouched' | 'decided' | 'withdrawn'>

const letsIn: ReadonlySet<Decision> = new Set(['approve', 'admit'])

/**
 * Takes one decision on many applications. Each is answered by itself: what cannot be decided does not hold up the
 * rest, and what was asked for equals what was done plus what was refused.
 */
export async function decideMany(
  tx: Tx,
  ids: readonly string[],
  decision: Decision,
  reason: string | null,
): Promise<Outcome[]> {
  const unique = [...new Set(ids)]
  // Counters before applications, as whoever applies does: two that wait for each other wait for ever.
  const free = await holdCounters(tx, await programmesOf(tx, unique))
  const { actor } = tx.context
  const roots = actor ? scopeOf(actor, deciders[decision]) : []
  const held = await holdEnrolments(tx, unique, roots)
  const codes = new Map<string, DecideRefusal>()
  const barred = letsIn.has(decision) ? await listBarred(tx, held) : new Map<string, BarRefusal>()
  const possible = held.filter((row) => {
    const refusal = mayReach(tx, decision, row)
      ? (decisionRefusal(decision, row, actor, reason) ?? barred.get(row.personId))
      : 'enrolment_not_found'
    if (refusal) codes.set(row.id, refusal)
    return refusal === undefined
  })
  const fitting = await withQuota(tx, decision, possible, free, codes)
  const { placed, full, changeByProgramme } = allotPlaces(decision, fitting, free)
  for (const { id } of full) codes.set(id, 'programme_full')
  await settle(tx, decision, reason, placed)
  for (const [programmeId, change] of changeByProgramme) {
    if (free.has(programmeId)) await changeTaken(tx, programmeId, change)
  }
  await passOn(
    tx,
    [...changeByProgramme].flatMap(([programmeId, change]) => (change < 0 ? [programmeId] : [])),
  )
  const found = new Set(held.map(({ id }) => id))
  return unique.map((id) => ({ id, code: found.has(id) ? (codes.get(id) ?? null) : 'enrolment_not_found' }))
}

// Quotas are asked one programme after the other; what a decision gives back is given back there as well.
async function withQuota(
  tx: Tx,
  decision: Decision,
  rows: readonly HeldEnrolment[],
  free: ReadonlyMap<string, number>,
  codes: Map<string, DecideRefusal>,
): Promise<readonly HeldEnrolment[]> {
  for (const [id, each] of Map.groupBy(rows, ({ programmeId }) => programmeId)) {
    const [first] = each
    if (!first?.hasQuotas) continue
    const programme = { id, hasQuotas: true, placesMax: first.placesMax }
    const changing = each.map((row) => ({ row, change: placeChange(decision, row) }))
    const leaving = changing.flatMap(({ row, change }) => (change < 0 ? [row.personId] : []))
    await unallot(tx, programme, leaving)
    const wanting = changing.flatMap(({ row, change }) => (change > 0 ? [{ personId: row.personId, needs: 1 }] : []))
    const { refusals } = await allot(tx, programme, wanting, free.get(id))
    for (const row of each) {
      const code = refusals.get(row.personId)
      if (code) codes.set(row.id, code)
    }
  }
  return rows.filter(({ id }) => !codes.has(id))
}

/** Takes one decision on one application. */
export async function decideOne(
  tx: Tx,
  id: string,
  decision: Decision,
  reason: string | null,
): Promise<Result<Enrolment, DecideRefusal>> {
  const [outcome] = await decideMany(tx, [id], decision, reason)
  if (outcome?.code) return err(outcome.code)
  const decided = await showEnrolment(tx, id)
  return decided ? ok(decided) : err('enrolment_not_found')
}

// Work without an account (the rehearsal, a job of the system) is not confined to a part of the tree.
function mayReach(tx: Tx, decision: Decision, row: HeldEnrolment): boolean {
  const { actor } = tx.context
  if (!actor) return true
  if (decision === 'withdraw') return actor.personId === row.personId
  return steps[decision] === 'vouched' ? row.atSchool : row.atProgramme
}

async function settle(
  tx: Tx,
  decision: Decision,
  reason: string | null,
  rows: readonly HeldEnrolment[],
): Promise<void> {
  const { to } = moves[decision]
  const said = decision === 'reinstate' ? 'reinstated' : decision === 'revoke' ? 'revoked' : to
  const change = to === 'school_approved' || to === 'applied' ? {} : { holdsPlace: to === 'admitted' }
  const ids = rows.map(({ id }) => id)
  await recordDecision(tx, ids, { state: to, reason, step: steps[decision], ...change })
  await followDecision(tx, decision, rows, reason)
  await endMatters(tx, liveStates.includes(to) ? [] : ids)
  for (const { id, state } of rows) {
    note(tx, {
      act: `enrolment.${said}`,
      object: { kind: 'enrolment', id },
      before: { state },
      after: { state: to, ...(reason === null ? {} : { reason }) },
    })
  }
  if (decision === 'withdraw') return
  const byProgramme = Map.groupBy(rows, ({ programmeId }) => programmeId)
  if (said === 'no_show' || said === 'reinstated') await tellSchools(tx, said, rows)
  for (const [programmeId, told] of byProgramme) {
    if (decision === 'admit') {
      await enqueue(tx, seatWhenAdmitted, { programmeId }, { title: told[0]?.programmeTitle ?? '' })
    }
    await notify(
      tx,
      { personIds: told.map(({ personId }) => personId) },
      {
        code: `enrolment.${said}`,
        params: { programme: told[0]?.programmeTitle ?? '', ...(reason === null ? {} : { reason }) },
        link: `/m/programmes/${programmeId}`,
      },
    )
  }
}
