import { isOwnMatter, scopeOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import { substituters } from '../access.ts'
import type { Enrolment } from '../contract.ts'
import { isOver } from '../core.ts'
import { holdEnrolments, recordDecision, type HeldEnrolment } from '../store/decisions.ts'
import { showEnrolment } from '../store/lists.ts'
import { changeTaken, holdCounters } from '../store/places.ts'
import { holdStandings } from '../store/placing.ts'
import { findSubstitution, insertSubstitution } from '../store/ways.ts'
import { unallot } from './allotting.ts'
import { followSubstitution } from './facts.ts'
import { endMatters } from './ended-requests.ts'
import { passOn } from './gate.ts'
import { judge } from './judging.ts'
import { placePeople, type PlaceRefusal } from './placing.ts'

type Judged = Awaited<ReturnType<typeof judge>> extends ReadonlyMap<string, infer R> ? R : never
export type SubstituteRefusal =
  Judged | PlaceRefusal | 'enrolment_not_found' | 'programme_over' | 'id_reused' | 'not_admitted_yet'

type Asked = { readonly id: string; readonly personId: string; readonly reason: string }

/**
 * Lets one person take the place of another who was admitted (学员变更): the place never goes through the list, and both
 * stay on record with the reason. Asked twice with one id, it is done once.
 */
export async function substitute(
  tx: Tx,
  enrolmentId: string,
  { id, personId, reason }: Asked,
): Promise<Result<Enrolment, SubstituteRefusal>> {
  const named = await showEnrolment(tx, enrolmentId)
  if (!named) return err('enrolment_not_found')
  await holdCounters(tx, [named.programmeId])
  const programme = await findProgramme(tx, named.programmeId)
  if (!programme) return err('enrolment_not_found')
  const earlier = await findSubstitution(tx, id)
  if (earlier) return earlier.fromId === enrolmentId ? shown(tx, earlier.toId) : err('id_reused')
  const { actor } = tx.context
  // A school that trains others, too, exchanges nobody whom it sends to somebody else's programme: it asks for that.
  const [leaving] = await holdEnrolments(tx, [enrolmentId], actor ? scopeOf(actor, substituters) : [])
  if (actor && leaving?.atProgramme === false) return err('enrolment_not_found')
  if (leaving?.state !== 'admitted') return err('not_admitted_yet')
  if (actor && isOwnMatter(actor, leaving.personId)) return err('own_enrolment')
  if (isOver(programme.state)) return err('programme_over')
  const refusal = (await judge(tx, programme, [{ personId }])).get(personId)
  if (refusal) return err(refusal)
  const exchanged = await exchange(tx, programme, leaving, { id, personId, reason })
  if (!exchanged.ok) return exchanged
  await endMatters(tx, [enrolmentId], id)
  // With quotas the two may stand in different cells: what the one leaves free may be another's.
  await passOn(tx, [programme.id])
  return shown(tx, exchanged.value)
}

/**
 * Puts one person in the place of another, whoever decided on it and however the newcomer was judged: out and in under the
 * counter's lock, which the caller holds, so that nobody else ever sees the place free. Gives the new application.
 */
export async function exchange(
  tx: Tx,
  programme: ProgrammeRow,
  leaving: Pick<HeldEnrolment, 'id' | 'personId'>,
  { id, personId, reason }: Asked,
): Promise<Result<string, PlaceRefusal>> {
  const enrolmentId = leaving.id
  // Whoever has a place already would leave the one that is given up to nobody.
  const [standing] = await holdStandings(tx, programme.id, [personId])
  if (standing?.state === 'admitted') return err('already_applied')
  await recordDecision(tx, [enrolmentId], { state: 'withdrawn', holdsPlace: false, reason, step: 'withdrawn' })
  await followSubstitution(tx, enrolmentId, reason)
  if (programme.placesMax !== null) await changeTaken(tx, programme.id, -1)
  await unallot(tx, programme, [leaving.personId])
  const source = { sourceKind: 'substitution', sourceId: id, state: 'admitted' } as const
  const [placed] = await placePeople(tx, programme, [{ personId }], source)
  if (placed?.code) return err(placed.code)
  const toId = placed?.enrolmentId ?? ''
  await insertSubstitution(tx, { id, programmeId: programme.id, fromId: enrolmentId, toId, reason })
  note(tx, {
    act: 'enrolment.substituted',
    object: { kind: 'enrolment', id: enrolmentId },
    before: { personId: leaving.personId },
    after: { personId, enrolmentId: toId, reason },
  })
  await notify(
    tx,
    { personIds: [leaving.personId] },
    {
      code: 'enrolment.substituted',
      params: { programme: programme.title, reason },
      link: `/m/programmes/${programme.id}`,
    },
  )
  return ok(toId)
}

async function shown(tx: Tx, id: string): Promise<Result<Enrolment, 'enrolment_not_found'>> {
  const found = await showEnrolment(tx, id)
  return found ? ok(found) : err('enrolment_not_found')
}
