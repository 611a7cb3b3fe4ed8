import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import type { NominationUndone } from '../contract/nominations.ts'
import { takeBackRefusal } from '../core/taking-back.ts'
import { holdEnrolments, recordDecision, type HeldEnrolment } from '../store/decisions.ts'
import { listStanding } from '../store/nominations.ts'
import { changeTaken, holdCounters } from '../store/places.ts'
import { findIntake, listNamed } from '../store/ways.ts'
import { unallot } from './allotting.ts'
import { endMatters } from './ended-requests.ts'
import { passOn } from './gate.ts'

/**
 * Takes a nomination back as a whole: whoever it brought and nobody has decided on leaves, with their places and what they
 * hold of the quotas, and is told. Whoever was decided on since stays, and is answered with why. Asked twice, it is done once.
 */
export async function undoNomination(
  tx: Tx,
  intakeId: string,
  roots: readonly string[],
): Promise<Result<NominationUndone, 'nomination_not_found'>> {
  const intake = await findIntake(tx, intakeId)
  const programme = intake?.way === 'nomination' ? await findProgramme(tx, intake.programmeId) : undefined
  if (!intake || !programme) return err('nomination_not_found')
  const free = await holdCounters(tx, [programme.id])
  const standing = await listStanding(tx, programme.id, intake.personIds)
  const brought = standing.flatMap(({ id, sourceId }) => (sourceId === intakeId ? [id] : []))
  const held = (await holdEnrolments(tx, brought, roots)).filter(({ atSchool }) => atSchool)
  const codes = new Map<string, string>()
  for (const { personId, sourceId } of standing) if (sourceId !== intakeId) codes.set(personId, 'came_otherwise')
  const leaving = held.filter((row) => {
    const refusal = takeBackRefusal(row, tx.context.actor)
    if (refusal) codes.set(row.personId, refusal)
    return refusal === undefined
  })
  await leave(tx, leaving)
  const holding = leaving.filter(({ holdsPlace }) => holdsPlace)
  if (holding.length > 0) {
    await unallot(
      tx,
      programme,
      holding.map(({ personId }) => personId),
    )
    if (free.has(programme.id)) await changeTaken(tx, programme.id, -holding.length)
    await passOn(tx, [programme.id])
  }
  if (leaving.length > 0) {
    note(tx, {
      act: 'intake.nomination_undone',
      object: { kind: 'programme', id: programme.id },
      after: { intakeId, asked: intake.personIds.length, left: leaving.length },
    })
    await notify(
      tx,
      { personIds: leaving.map(({ personId }) => personId) },
      {
        code: 'enrolment.nomination_undone',
        params: { programme: programme.title },
        link: `/m/programmes/${programme.id}`,
      },
    )
  }
  const gone = new Set(leaving.map(({ personId }) => personId))
  const rows = (await listNamed(tx, intake.personIds, roots)).map(({ id, name, staffNo, schoolName }) => ({
    ...{ personId: id, personName: name, staffNo, schoolName, left: gone.has(id), code: codes.get(id) ?? null },
  }))
  return ok({ id: intakeId, rows })
}

// They never had a place that was theirs to lose: nothing of it is kept as their conduct.
async function leave(tx: Tx, rows: readonly HeldEnrolment[]): Promise<void> {
  const ids = rows.map(({ id }) => id)
  await recordDecision(tx, ids, { state: 'withdrawn', reason: null, step: 'withdrawn', holdsPlace: false })
  await endMatters(tx, ids)
  for (const { id, state } of rows)
    note(tx, {
      act: 'enrolment.nomination_undone',
      object: { kind: 'enrolment', id },
      before: { state },
      after: { state: 'withdrawn' },
    })
}
