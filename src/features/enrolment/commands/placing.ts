import { listBarred, type BarRefusal } from './barring.ts'
import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import { isEnded, holdsPlace, isOver } from '../core.ts'
import { seatWhenAdmitted } from '../jobs.ts'
import { changeTaken, holdCounters, loadJoiners } from '../store/places.ts'
import { followAdmission } from './facts.ts'
import { allot, type AllotRefusal, type Wanting } from './allotting.ts'
import { acceptWaiter, loadOpenWaiters } from '../store/waiting.ts'
import { admitStanding, holdStandings, insertPlaced, type Placed, type Source } from '../store/placing.ts'

/** Somebody to be put into a programme; with an id, the row that is made for them has that one. */
export type Admittee = { readonly personId: string; readonly id?: string | undefined }

export type PlaceRefusal =
  | AllotRefusal
  | BarRefusal
  | 'person_not_found'
  | 'declined_before'
  | 'dismissed_before'
  | 'already_applied'
  | 'already_waiting'
  | 'own_enrolment'

/** What became of one person; `enrolmentId` is theirs when nothing was refused. */
export type Placing = {
  readonly personId: string
  readonly code: PlaceRefusal | null
  readonly enrolmentId: string | null
}

/**
 * Admits people whom something else has chosen (a round, a list), through the same counter as everybody: each is
 * answered by itself, in their order. Whoever is in already stays in; whoever applied is admitted from there, even when
 * an earlier round declined them; whoever is kept away by a ban or a restriction today is not. A caller who wants all or none rolls back when anybody was refused.
 */
export async function admitFrom(
  tx: Tx,
  programmeId: string,
  people: readonly Admittee[],
  source: Source,
): Promise<Result<Placing[], 'programme_not_found' | 'programme_over'>> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  if (isOver(programme.state)) return err('programme_over')
  const barred = await listBarred(
    tx,
    people.map(({ personId }) => ({ ...programme, personId })),
  )
  const free = people.filter(({ personId }) => !barred.has(personId))
  const placed = await placePeople(tx, programme, free, { ...source, state: 'admitted' })
  return ok([...placed, ...[...barred].map(([personId, code]) => ({ personId, code, enrolmentId: null }))])
}

/** Puts people into a programme in a given state, as far as there are places: for whoever has decided that they may. */
export async function placePeople(
  tx: Tx,
  programme: ProgrammeRow,
  people: readonly Admittee[],
  given: Source & { readonly state: 'school_approved' | 'admitted' },
): Promise<Placing[]> {
  const unique = [...new Map(people.map((each) => [each.personId, each])).values()]
  const ids = unique.map(({ personId }) => personId)
  // The counter before the applications, as whoever applies does.
  const free = (await holdCounters(tx, [programme.id])).get(programme.id)
  const sorted = await sortOut(tx, programme, unique, given.state)
  const { answers, fresh, standing } = sorted
  const waiting = await loadOpenWaiters(tx, programme.id, ids)
  const takes = given.state === 'admitted' || holdsPlace(given.state, programme.admission)
  const wanting = ids.flatMap((personId): Wanting[] => {
    const known = standing.get(personId)
    if (!known && !fresh.has(personId)) return []
    if (!takes && waiting.has(personId)) {
      // Who is offered a place answers that first: the offer would hold it for nobody.
      answers.set(personId, { personId, code: 'already_waiting', enrolmentId: null })
      return []
    }
    // An open offer holds the very place that is asked for.
    const holds = known?.holdsPlace === true || waiting.get(personId)?.state === 'offered'
    return [{ personId, needs: Number(takes && !holds) }]
  })
  const { refusals, taken } = takes
    ? await allot(tx, programme, wanting, free)
    : { refusals: new Map<string, AllotRefusal>(), taken: 0 }
  const inserted: Placed[] = []
  const raised: string[] = []
  for (const { personId } of wanting) {
    const [known, place, code] = [standing.get(personId), fresh.get(personId), refusals.get(personId)]
    answers.set(personId, { personId, code: code ?? null, enrolmentId: code ? null : (known?.id ?? place?.id ?? null) })
    if (code) continue
    if (known) raised.push(known.id)
    if (place) inserted.push(place)
  }
  const { sourceKind, sourceId } = given
  await insertPlaced(tx, programme.id, inserted, { sourceKind, sourceId, state: given.state, holdsPlace: takes })
  await admitStanding(tx, raised, { sourceKind, sourceId })
  for (const { id, personId } of waiting.values()) {
    const into = answers.get(personId)
    if (into?.code === null && into.enrolmentId !== null) await acceptWaiter(tx, id, into.enrolmentId)
  }
  if (free !== undefined && taken !== 0) await changeTaken(tx, programme.id, taken)
  if (given.state === 'admitted')
    await followAdmission(tx, programme.id, [
      ...inserted,
      ...[...standing.values()].filter(({ id }) => raised.includes(id)),
    ])
  await tell(
    tx,
    programme,
    [...inserted.map((each) => each.personId), ...raisedPeople(standing, raised)],
    given,
    answers,
  )
  return unique.map(
    ({ personId }) => answers.get(personId) ?? { personId, code: 'person_not_found', enrolmentId: null },
  )
}

type Known = Awaited<ReturnType<typeof holdStandings>>[number]

const raisedPeople = (standing: ReadonlyMap<string, Known>, raised: readonly string[]) =>
  [...standing.values()].filter(({ id }) => raised.includes(id)).map(({ personId }) => personId)

async function sortOut(
  tx: Tx,
  programme: ProgrammeRow,
  people: readonly Admittee[],
  state: 'school_approved' | 'admitted',
) {
  const ids = people.map(({ personId }) => personId)
  const stands = new Map((await holdStandings(tx, programme.id, ids)).map((each) => [each.personId, each]))
  const joiners = await loadJoiners(tx, ids)
  const answers = new Map<string, Placing>()
  const [fresh, standing] = [new Map<string, Placed>(), new Map<string, Known>()]
  const { actor } = tx.context
  for (const { personId, id } of people) {
    const known = stands.get(personId)
    const joiner = joiners.get(personId)
    const refuse = (code: PlaceRefusal) => answers.set(personId, { personId, code, enrolmentId: null })
    if (!joiner) refuse('person_not_found')
    else if (actor && isOwnMatter(actor, personId)) refuse('own_enrolment')
    else if (!known)
      fresh.set(personId, { id: id ?? newId(tx.context.now.getTime()), personId, schoolId: joiner.organisationId })
    else if (isEnded(known.state)) refuse('dismissed_before')
    else if (known.state === 'admitted') answers.set(personId, { personId, code: null, enrolmentId: known.id })
    else if (state === 'admitted') standing.set(personId, known)
    else refuse(known.state === 'not_admitted' ? 'declined_before' : 'already_applied')
  }
  return { answers, fresh, standing }
}

async function tell(
  tx: Tx,
  programme: ProgrammeRow,
  personIds: readonly string[],
  { state, sourceKind, sourceId }: Source & { readonly state: 'school_approved' | 'admitted' },
  answers: ReadonlyMap<string, Placing>,
): Promise<void> {
  if (personIds.length === 0) return
  for (const personId of personIds) {
    note(tx, {
      act: `enrolment.${state}`,
      object: { kind: 'enrolment', id: answers.get(personId)?.enrolmentId ?? '' },
      after: { programmeId: programme.id, personId, state, sourceKind, sourceId },
    })
  }
  if (state === 'admitted')
    await enqueue(tx, seatWhenAdmitted, { programmeId: programme.id }, { title: programme.title })
  await notify(
    tx,
    { personIds: [...personIds] },
    {
      code: `enrolment.${state}`,
      params: { programme: programme.title },
      link: `/m/programmes/${programme.id}`,
    },
  )
}
