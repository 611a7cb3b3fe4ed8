import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { findOrganisation } from '../../organisations/public.ts'
import { closeProgramme, findProgramme, holdProgramme, startProgramme } from '../../programmes/public.ts'
import type { ClassChange, NewClass, TrainingClass } from '../contract/classes.ts'
import { classRefusal, datesRefusal, splitEvenly, wallTime } from '../core.ts'
import {
  holdClass,
  holdOpenClasses,
  insertClass,
  insertMembers,
  listLeads,
  listUnassigned,
  loadAssignable,
  nextNo,
  showClass,
  updateClass,
  countMembers,
  findFirstSession,
  type ClassRow,
} from '../store/classes.ts'

/** What became of one person; no code when they were put into the class. */
export type Assignment = { readonly personId: string; readonly code: AssignRefusal | null }
export type AssignRefusal = 'not_admitted' | 'class_full'

const teaching: readonly string[] = ['published', 'enrolling', 'running']

export type MakeClassRefusal =
  | 'programme_not_found'
  | 'programme_not_open'
  | 'id_reused'
  | 'class_dates_reversed'
  | 'class_outside_programme'
  | 'provider_not_found'

/** Makes a class of a programme. While it is the only one, everybody who was admitted sits in it. */
export async function makeClass(
  tx: Tx,
  programmeId: string,
  draft: NewClass,
): Promise<Result<TrainingClass, MakeClassRefusal>> {
  const earlier = await showClass(tx, draft.id)
  if (earlier)
    return earlier.programmeId === programmeId && earlier.title === draft.title ? ok(earlier) : err('id_reused')
  // Held, so that two classes made at once get different numbers.
  const programme = await holdProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  if (!teaching.includes(programme.state)) return err('programme_not_open')
  const misdated = datesRefusal(draft, programme)
  if (misdated) return err(misdated)
  const providerId = draft.providerId ?? programme.providerId ?? programme.organisationId
  if (!(await findOrganisation(tx, providerId))) return err('provider_not_found')

  const no = await nextNo(tx, programmeId)
  await insertClass(tx, { ...draft, programmeId, providerId, no })
  note(tx, { act: 'class.made', object: { kind: 'class', id: draft.id }, after: { ...draft, programmeId, no } })
  await fillOnlyClass(tx, programmeId)
  const made = await showClass(tx, draft.id)
  return made ? ok(made) : err('programme_not_found')
}

export type ChangeClassRefusal =
  'class_not_found' | 'class_closed' | 'class_dates_reversed' | 'class_outside_programme' | 'lead_not_found'

/** Changes what is said of a class that is not closed. */
export async function changeClass(
  tx: Tx,
  id: string,
  change: ClassChange,
): Promise<Result<TrainingClass, ChangeClassRefusal>> {
  const before = await holdClass(tx, id)
  if (!before) return err('class_not_found')
  const refusal = classRefusal(before.state)
  if (refusal) return err(refusal)
  const after = { ...before, ...withoutUndefined(change) }
  const programme = await findProgramme(tx, before.programmeId)
  const isMoved = after.startsOn !== before.startsOn || after.endsOn !== before.endsOn
  const misdated = programme && isMoved ? datesRefusal(after, programme) : undefined
  if (misdated) return err(misdated)
  const { leadAccountId: lead } = after
  if (lead !== null && lead !== before.leadAccountId) {
    const leads = await listLeads(tx, before.providerId)
    if (!leads.some(({ accountId }) => accountId === lead)) return err('lead_not_found')
  }
  await updateClass(tx, id, withoutUndefined(change))
  const { title, startsOn, endsOn, places, leadAccountId } = before
  note(tx, {
    act: 'class.changed',
    object: { kind: 'class', id },
    before: { title, startsOn, endsOn, places, leadAccountId },
    after: change,
  })
  const shown = await showClass(tx, id)
  return shown ? ok(shown) : err('class_not_found')
}

function withoutUndefined(change: ClassChange) {
  const { title, startsOn, endsOn, places, leadAccountId } = change
  return {
    ...(title === undefined ? {} : { title }),
    ...(startsOn === undefined ? {} : { startsOn }),
    ...(endsOn === undefined ? {} : { endsOn }),
    ...(places === undefined ? {} : { places }),
    ...(leadAccountId === undefined ? {} : { leadAccountId }),
  }
}

/** Starts a class; the first one starts its programme. One that runs already stays so. */
export async function startClass(
  tx: Tx,
  id: string,
): Promise<Result<TrainingClass, 'class_not_found' | 'class_closed' | 'programme_not_open'>> {
  const held = await holdClass(tx, id)
  if (!held) return err('class_not_found')
  const refusal = classRefusal(held.state)
  if (refusal) return err(refusal)
  if (held.state === 'planned') {
    const started = await startProgramme(tx, held.programmeId)
    if (!started.ok) return err('programme_not_open')
    await updateClass(tx, id, { state: 'running' })
    note(tx, {
      act: 'class.started',
      object: { kind: 'class', id },
      before: { state: held.state },
      after: { state: 'running' },
    })
    await fillOnlyClass(tx, held.programmeId)
  }
  const shown = await showClass(tx, id)
  return shown ? ok(shown) : err('class_not_found')
}

/** Closes a running class; with the last open one the programme is closed. One that is closed already stays so. */
export async function closeClass(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'class_not_found' | 'class_not_running'>> {
  const held = await holdClass(tx, id)
  if (!held) return err('class_not_found')
  if (held.state === 'closed') return ok()
  if (held.state !== 'running') return err('class_not_running')
  await updateClass(tx, id, { state: 'closed', closedAt: tx.context.now })
  note(tx, {
    act: 'class.closed',
    object: { kind: 'class', id },
    before: { state: held.state },
    after: { state: 'closed' },
  })
  const open = await holdOpenClasses(tx, held.programmeId)
  if (open.length === 0) await closeProgramme(tx, held.programmeId)
  return ok()
}

/** Seats whoever was just admitted: into the programme's class where it has exactly one, and that one is not closed. */
export async function seatAdmitted(tx: Tx, programmeId: string): Promise<void> {
  if ((await nextNo(tx, programmeId)) === 2) await fillOnlyClass(tx, programmeId)
}

/** Puts everybody who waits for a class into the only open one, as far as it has room. With several, people are split or named by hand. */
export async function fillOnlyClass(tx: Tx, programmeId: string): Promise<void> {
  const open = await holdOpenClasses(tx, programmeId)
  if (open.length === 1) await placeWaiting(tx, programmeId, open)
}

/** Splits everybody who was admitted and sits in no class evenly over the open classes. */
export async function splitMembers(tx: Tx, programmeId: string): Promise<Result<Assignment[], 'class_missing'>> {
  const open = await holdOpenClasses(tx, programmeId)
  if (open.length === 0) return err('class_missing')
  return ok(await placeWaiting(tx, programmeId, open))
}

async function placeWaiting(
  tx: Tx,
  programmeId: string,
  open: readonly (ClassRow & { readonly size: number })[],
): Promise<Assignment[]> {
  const { placed, left } = splitEvenly(await listUnassigned(tx, programmeId), open)
  await seat(
    tx,
    open,
    placed.map(({ person, classId }) => ({ classId, personId: person.personId, enrolmentId: person.enrolmentId })),
  )
  return [
    ...placed.map(({ person }) => ({ personId: person.personId, code: null })),
    ...left.map(({ personId }) => ({ personId, code: 'class_full' as const })),
  ]
}

/** Puts these people into a class, moving those who sit in another one of its programme. Each is answered by itself. */
export async function assignMembers(
  tx: Tx,
  classId: string,
  personIds: readonly string[],
): Promise<Result<Assignment[], 'class_not_found' | 'class_closed'>> {
  const held = await holdClass(tx, classId)
  if (!held) return err('class_not_found')
  const refusal = classRefusal(held.state)
  if (refusal) return err(refusal)
  const found = await loadAssignable(tx, held.programmeId, personIds)
  const known = new Map(found.map((each) => [each.personId, each]))
  let room =
    held.places === null
      ? Number.POSITIVE_INFINITY
      : held.places - ((await countMembers(tx, [classId])).get(classId) ?? 0)
  const seats: { classId: string; personId: string; enrolmentId: string }[] = []
  const outcomes = [...new Set(personIds)].map((personId): Assignment => {
    const person = known.get(personId)
    if (!person) return { personId, code: 'not_admitted' }
    if (person.classId === classId) return { personId, code: null }
    if (room <= 0) return { personId, code: 'class_full' }
    room -= 1
    seats.push({ classId, personId, enrolmentId: person.enrolmentId })
    return { personId, code: null }
  })
  await seat(tx, [held], seats)
  return ok(outcomes)
}

async function seat(
  tx: Tx,
  classes: readonly ClassRow[],
  seats: readonly { readonly classId: string; readonly personId: string; readonly enrolmentId: string }[],
): Promise<void> {
  await insertMembers(tx, seats)
  for (const each of classes) {
    const personIds = seats.filter(({ classId }) => classId === each.id).map(({ personId }) => personId)
    if (personIds.length === 0) continue
    note(tx, { act: 'class.members_added', object: { kind: 'class', id: each.id }, after: { personIds } })
    const { title, startsOn, endsOn } = each
    const first = await findFirstSession(tx, each.id)
    const params = { class: title, startsOn, endsOn }
    const link = `/m/programmes/${each.programmeId}`
    await notify(
      tx,
      { personIds },
      first
        ? {
            code: 'class.assigned_session',
            params: { ...params, session: wallTime(first.startsAt, tx.context.zone), venue: first.venue },
            link,
          }
        : { code: 'class.assigned', params, link },
    )
  }
}
