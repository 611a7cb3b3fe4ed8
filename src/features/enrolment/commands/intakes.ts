import { isOwnMatter } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, rehearseWithin, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import type { IntakeOutcome } from '../contract/ways.ts'
import { isEnded, isOver } from '../core.ts'
import { holdCounters } from '../store/places.ts'
import { findIntake, insertIntake, listBroughtBy, listNamed, type IntakeRow } from '../store/ways.ts'
import { insertWaiters, loadOpenWaiters } from '../store/waiting.ts'
import { holdStandings } from '../store/placing.ts'
import { allot } from './allotting.ts'
import { deadlineOf, makeOffers } from './gate.ts'
import { judge, meet, refusalFor, type Joiners } from './judging.ts'
import { placePeople } from './placing.ts'

/** Ways in which somebody brings others into a programme. */
export type Way = 'nomination' | 'list' | 'invitation'

export type IntakeRefusal = 'programme_not_found' | 'programme_over' | 'id_reused' | 'nomination_refused'

type Asked = { readonly id: string; readonly personIds: readonly string[] }

/**
 * Brings people into a programme: a school nominates them, all or none; a list assigns them; an invitation keeps a place
 * for each until they answer. Each is answered with why not. Asked twice with one id, it is done once, and the second answer
 * says who was brought in by it and why the others are not.
 */
export async function takeIn(
  tx: Tx,
  programmeId: string,
  way: Way,
  { id, personIds }: Asked,
  roots: readonly string[] | undefined,
): Promise<Result<IntakeOutcome, Exclude<IntakeRefusal, 'nomination_refused'>>> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  if (isOver(programme.state)) return err('programme_over')
  const unique = [...new Set(personIds)]
  await holdCounters(tx, [programmeId])
  const earlier = await findIntake(tx, id)
  if (earlier && !isSame(earlier, programmeId, way, unique)) return err('id_reused')
  const people = new Map((await listNamed(tx, unique, roots)).map((each) => [each.id, each]))
  const codes = new Map<string, string>()
  for (const personId of unique) if (!people.has(personId)) codes.set(personId, 'person_not_found')
  const known = unique.filter((personId) => people.has(personId))
  const refused = earlier
    ? await answerAgain(tx, programme, way, earlier, known)
    : await bringIn(tx, programme, way, id, known)
  for (const [personId, code] of refused) codes.set(personId, code)
  if (!earlier) {
    await insertIntake(tx, { id, programmeId, way, personIds: unique, placed: unique.length - codes.size })
    note(tx, {
      act: `intake.${way}`,
      object: { kind: 'programme', id: programmeId },
      after: { intakeId: id, asked: unique.length, placed: unique.length - codes.size },
    })
  }
  const rows = unique.map((personId) => {
    const { name = '', staffNo = '', schoolName = '' } = people.get(personId) ?? {}
    return { personId, personName: name, staffNo, schoolName, code: codes.get(personId) ?? null }
  })
  return ok({ id, recorded: true, rows })
}

const isSame = (earlier: IntakeRow, programmeId: string, way: Way, personIds: readonly string[]): boolean =>
  earlier.programmeId === programmeId &&
  earlier.way === way &&
  new Set(earlier.personIds).symmetricDifference(new Set(personIds)).size === 0

// Whom an intake brought in is known by what it left behind; why somebody else is not in is judged anew, and nothing of that is kept.
async function answerAgain(
  tx: Tx,
  programme: ProgrammeRow,
  way: Way,
  earlier: IntakeRow,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (earlier.placed === earlier.personIds.length) return new Map()
  const brought = new Set(await listBroughtBy(tx, earlier))
  const others = personIds.filter((personId) => !brought.has(personId))
  const standing = await holdStandings(tx, programme.id, others)
  const inside = new Set(standing.flatMap(({ personId, state }) => (state === 'admitted' ? [personId] : [])))
  const refused = await rehearseWithin(tx, (part) => bringIn(part, programme, way, newId(), others))
  const open = others.flatMap((personId) => (inside.has(personId) ? [] : [[personId, 'not_taken_in'] as const]))
  return new Map<string, string>([...open, ...refused])
}

async function bringIn(
  tx: Tx,
  programme: ProgrammeRow,
  way: Way,
  intakeId: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const source = { sourceKind: way, sourceId: intakeId }
  const refusals = new Map<string, string>(await judged(tx, programme, way, personIds))
  const fit = personIds.filter((personId) => !refusals.has(personId))
  if (way === 'invitation') {
    for (const [personId, code] of await invite(tx, programme, intakeId, fit)) refusals.set(personId, code)
    return refusals
  }
  const state = way === 'nomination' ? 'school_approved' : 'admitted'
  const placed = await placePeople(
    tx,
    programme,
    fit.map((personId) => ({ personId })),
    { ...source, state },
  )
  for (const { personId, code } of placed) if (code) refusals.set(personId, code)
  return refusals
}

// A school nominates while enrolment is open, as its teachers apply; whoever owns the programme is not bound by that.
async function judged(tx: Tx, programme: ProgrammeRow, way: Way, personIds: readonly string[]) {
  const people = personIds.map((personId) => ({ personId }))
  if (way !== 'nomination') return judge(tx, programme, people)
  const joiners: Joiners = new Map()
  await meet(tx, programme, people, joiners)
  return new Map(
    people.flatMap((wish) => {
      const refusal = refusalFor(tx, programme, wish, joiners)
      return refusal ? [[wish.personId, refusal] as const] : []
    }),
  )
}

// An invitation is an offer that nobody waited for: it holds its place until it is answered.
async function invite(tx: Tx, programme: ProgrammeRow, intakeId: string, personIds: readonly string[]) {
  const refusals = new Map<string, string>()
  const { actor } = tx.context
  const until = await deadlineOf(tx, programme)
  const free = (await holdCounters(tx, [programme.id])).get(programme.id)
  const standing = new Map((await holdStandings(tx, programme.id, personIds)).map((each) => [each.personId, each]))
  const waiting = await loadOpenWaiters(tx, programme.id, personIds)
  for (const personId of personIds) {
    const state = standing.get(personId)?.state
    // An invitation that is accepted admits: nobody invites themselves.
    if (actor && isOwnMatter(actor, personId)) refusals.set(personId, 'own_enrolment')
    else if (!until) refusals.set(personId, 'enrolment_not_open')
    else if (isEnded(state)) refusals.set(personId, 'dismissed_before')
    else if (state && state !== 'not_admitted') refusals.set(personId, 'already_applied')
    else if (waiting.has(personId)) refusals.set(personId, 'already_waiting')
  }
  const wanting = personIds.flatMap((personId) => (refusals.has(personId) ? [] : [{ personId, needs: 1 }]))
  const { refusals: without } = await allot(tx, programme, wanting, free)
  for (const [personId, code] of without) refusals.set(personId, code)
  const joiners: Joiners = new Map()
  await meet(tx, programme, wanting, joiners)
  const invited = wanting.flatMap(({ personId }) =>
    refusals.has(personId)
      ? []
      : [
          {
            id: newId(tx.context.now.getTime()),
            personId,
            schoolId: joiners.get(personId)?.organisationId ?? '',
            at: tx.context.now,
          },
        ],
  )
  const source = { sourceKind: 'invitation', sourceId: intakeId } as const
  await insertWaiters(tx, programme.id, invited, source)
  if (until) {
    await makeOffers(
      tx,
      programme,
      invited.map((each) => ({ ...each, sourceKind: 'invitation' as const })),
      until,
    )
  }
  return refusals
}
