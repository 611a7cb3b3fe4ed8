import type { Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { recordFacts, takeBackFacts } from '../../integrity/public.ts'
import { forgetPlaces, recordAdmitted, recordEnded } from '../../participation/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import type { Decision, EnrolmentState } from '../core.ts'

type Row = {
  readonly id: string
  readonly programmeId: string
  readonly personId: string
  readonly schoolId: string
  /** Before the decision. */
  readonly state: EnrolmentState
}

/**
 * Writes down below what follows from a decision: who has a place, who lost it, and what that says of their conduct. Whoever
 * was never admitted took part in nothing.
 */
export async function followDecision(
  tx: Tx,
  decision: Decision,
  rows: readonly Row[],
  reason: string | null,
): Promise<void> {
  if (decision === 'admit') {
    for (const [programmeId, admitted] of Map.groupBy(rows, (row) => row.programmeId))
      await followAdmission(tx, programmeId, admitted)
    return
  }
  if (decision === 'miss' || decision === 'reinstate') return followMissing(tx, decision, rows)
  if (decision === 'revoke')
    return forgetPlaces(
      tx,
      rows.map(({ id }) => id),
    )
  if (decision !== 'dismiss' && decision !== 'withdraw') return
  const left = rows.filter(({ state }) => state === 'admitted')
  const ids = left.map(({ id }) => id)
  await recordEnded(tx, ids, decision === 'dismiss' ? 'dismissed' : 'withdrawn', reason)
  for (const [programmeId, gone] of Map.groupBy(left, (row) => row.programmeId)) {
    const programme = await findProgramme(tx, programmeId)
    if (!programme) continue
    const { title, level, kind } = programme
    const cause = decision === 'dismiss' ? ('dismissed' as const) : ('dropped_out' as const)
    const about = { programmeId, title, level, kind, cause, happenedOn: tx.context.today, reason }
    await recordFacts(
      tx,
      gone.map(({ id, personId }) => ({ ...about, personId, source: { kind: 'enrolment' as const, id } })),
    )
  }
}

// Whoever never came: a fact of its own each time it is said, so that what was taken back may be said again.
async function followMissing(tx: Tx, decision: 'miss' | 'reinstate', rows: readonly Row[]): Promise<void> {
  const ids = rows.map(({ id }) => id)
  if (decision === 'miss') await recordEnded(tx, ids, 'no_show', null)
  for (const [programmeId, each] of Map.groupBy(rows, (row) => row.programmeId)) {
    const programme = await findProgramme(tx, programmeId)
    if (!programme) continue
    const personIds = each.map(({ personId }) => personId)
    if (decision === 'reinstate') {
      await recordAdmitted(tx, programme, each)
      await takeBackFacts(tx, { programmeId, personIds, cause: 'not_attended' }, '撤销未报到')
      continue
    }
    const { title, level, kind } = programme
    const about = { programmeId, title, level, kind, happenedOn: tx.context.today, reason: null }
    await recordFacts(
      tx,
      personIds.map((personId) => ({
        ...{ ...about, personId, cause: 'not_attended' as const },
        source: { kind: 'enrolment' as const, id: newId(tx.context.now.getTime()) },
      })),
    )
  }
}

/** Writes down below who has a place in a programme now. */
export async function followAdmission(
  tx: Tx,
  programmeId: string,
  rows: readonly Pick<Row, 'id' | 'personId' | 'schoolId'>[],
): Promise<void> {
  const programme = rows.length > 0 ? await findProgramme(tx, programmeId) : undefined
  if (programme) await recordAdmitted(tx, programme, rows)
}

/** Forgets below the places of a programme that was cancelled. */
export async function followCancellation(tx: Tx, enrolmentIds: readonly string[]): Promise<void> {
  await forgetPlaces(tx, enrolmentIds)
}

/** Says below that whoever was replaced took part no further: nobody holds it against them. */
export async function followSubstitution(tx: Tx, enrolmentId: string, reason: string): Promise<void> {
  await recordEnded(tx, [enrolmentId], 'withdrawn', reason)
}
