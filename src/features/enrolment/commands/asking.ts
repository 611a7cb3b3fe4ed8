import { authorityOf, handsOf, isOwnMatter, scopeOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { listHolders } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import { substituters, substitutionAskers } from '../access.ts'
import type { SubstitutionRequest } from '../contract/requests.ts'
import { isOver } from '../core.ts'
import { holdEnrolments, programmesOf, type HeldEnrolment } from '../store/decisions.ts'
import { holdCounters } from '../store/places.ts'
import { endRequest, findRequest, insertRequest, showRequest, type RequestKept } from '../store/requests.ts'
import { listNamed } from '../store/ways.ts'
import { requestLink } from './ended-requests.ts'
import { judgeWhole } from './judging.ts'
import type { PlaceRefusal } from './placing.ts'
import { exchange, substitute, type SubstituteRefusal } from './substituting.ts'

/** Whom a school wants instead, and why. */
export type NewRequest = { readonly id: string; readonly personId: string; readonly reason: string }

type Unaskable =
  'enrolment_not_found' | 'programme_over' | 'not_admitted_yet' | 'person_elsewhere' | 'substitution_asked'
type Failed = Awaited<ReturnType<typeof judgeWhole>>[number] | PlaceRefusal
type Ready = { readonly programme: ProgrammeRow; readonly leaving: HeldEnrolment }

// Who asks or decides has an account: these routes let nobody else in.
function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a substitution is asked for and decided on by somebody')
  return actor
}

// What must be so before anybody is judged: the place is one of the school's own, and so is whoever is to have it.
async function prepare(tx: Tx, enrolmentId: string, personId: string): Promise<Result<Ready, Unaskable>> {
  const roots = scopeOf(actorOf(tx), substitutionAskers)
  // Counters before applications, as whoever decides does.
  await holdCounters(tx, await programmesOf(tx, [enrolmentId]))
  const [leaving] = await holdEnrolments(tx, [enrolmentId], roots)
  const programme = leaving && (await findProgramme(tx, leaving.programmeId))
  if (!leaving?.atSchool || !programme) return err('enrolment_not_found')
  if (isOver(programme.state)) return err('programme_over')
  if (leaving.state !== 'admitted') return err('not_admitted_yet')
  if ((await listNamed(tx, [personId], roots)).length === 0) return err('person_elsewhere')
  return ok({ programme, leaving })
}

/**
 * Every rule that somebody fails who is to take the place of another: those of joining, and where none of them stands
 * against it, those of places. It does what agreeing would do, so it is only ever rehearsed.
 */
export async function trySubstitution(
  tx: Tx,
  enrolmentId: string,
  asked: NewRequest,
): Promise<Result<readonly Failed[], Unaskable>> {
  const ready = await prepare(tx, enrolmentId, asked.personId)
  if (!ready.ok) return ready
  const { programme, leaving } = ready.value
  const failed = await judgeWhole(tx, programme, asked.personId)
  if (failed.length > 0) return ok([...new Set(failed)])
  const done = await exchange(tx, programme, leaving, asked)
  // It is not whoever asks who decides: a registrar may be the one who goes or comes.
  return ok(done.ok || done.error === 'own_enrolment' ? [] : [done.error])
}

type AskRefusal = Unaskable | SubstituteRefusal

/** Asks that one person take the place of another, and tells whoever decides. Asked twice with one id, it is asked once. */
export async function askSubstitution(
  tx: Tx,
  enrolmentId: string,
  asked: NewRequest,
): Promise<Result<SubstitutionRequest, AskRefusal>> {
  const actor = actorOf(tx)
  const earlier = await findRequest(tx, asked.id)
  if (earlier) return isSame(earlier, enrolmentId, asked) ? shown(tx, asked.id) : err('id_reused')
  const ready = await prepare(tx, enrolmentId, asked.personId)
  if (!ready.ok) return ready
  const { programme, leaving } = ready.value
  const [failed] = await judgeWhole(tx, programme, asked.personId)
  if (failed) return err(failed)
  const by = { askedBy: actor.accountId, askedFor: authorityOf(actor) }
  if (!(await insertRequest(tx, { ...asked, enrolmentId, ...by }))) return askedMeanwhile(tx, enrolmentId, asked)
  note(tx, {
    act: 'enrolment.substitution_asked',
    object: { kind: 'enrolment', id: enrolmentId },
    after: { requestId: asked.id, personId: asked.personId, reason: asked.reason },
  })
  const made = await shown(tx, asked.id)
  if (made.ok) await tellDeciders(tx, programme, leaving, made.value)
  return made
}

// Whoever waited for the counter may find that their own second tap was faster, or a colleague.
async function askedMeanwhile(tx: Tx, enrolmentId: string, asked: NewRequest) {
  const kept = await findRequest(tx, asked.id)
  if (!kept) return err('substitution_asked')
  return isSame(kept, enrolmentId, asked) ? shown(tx, asked.id) : err('id_reused')
}

const isSame = (kept: RequestKept, enrolmentId: string, { personId, reason }: NewRequest) =>
  kept.enrolmentId === enrolmentId && kept.personId === personId && kept.reason === reason

async function shown(tx: Tx, id: string): Promise<Result<SubstitutionRequest, 'enrolment_not_found'>> {
  const found = await showRequest(tx, id)
  return found ? ok(found) : err('enrolment_not_found')
}

async function tellDeciders(tx: Tx, programme: ProgrammeRow, leaving: HeldEnrolment, request: SubstitutionRequest) {
  const own = new Set(handsOf(actorOf(tx)))
  const { providerId, organisationId } = programme
  const holders = [
    ...(await listHolders(tx, 'bureau_officer', organisationId)),
    ...(providerId === null ? [] : await listHolders(tx, 'provider', providerId)),
  ]
  const accountIds = [...new Set(holders.map(({ accountId }) => accountId))].filter((id) => !own.has(id))
  const { schoolName, leavingName, personName, reason } = request
  await notify(
    tx,
    { accountIds },
    {
      code: 'enrolment.substitution_asked',
      params: { school: schoolName, who: leavingName, name: personName, programme: leaving.programmeTitle, reason },
      link: requestLink(request),
    },
  )
}

type RequestRefusal = 'request_not_found' | 'request_over'
type DecideRequestRefusal = RequestRefusal | 'own_enrolment' | SubstituteRefusal

type Held = { readonly request: RequestKept; readonly about: HeldEnrolment }

// The counter before the application and the request, as everybody does who changes places.
async function hold(tx: Tx, id: string, side: 'school' | 'programme'): Promise<Held | undefined> {
  const known = await findRequest(tx, id)
  if (!known) return undefined
  await holdCounters(tx, await programmesOf(tx, [known.enrolmentId]))
  const roots = scopeOf(actorOf(tx), side === 'school' ? substitutionAskers : substituters)
  const [about] = await holdEnrolments(tx, [known.enrolmentId], roots)
  const request = await findRequest(tx, id, true)
  const isTheirs = side === 'school' ? about?.atSchool : about?.atProgramme
  return request && about && isTheirs ? { request, about } : undefined
}

// Nobody decides on what they asked for themselves, on their own place, or on who they become.
function isOwn(tx: Tx, { request, about }: Held): boolean {
  const actor = actorOf(tx)
  const asked = handsOf(actor).some((hand) => hand === request.askedBy || hand === request.askedFor)
  return asked || isOwnMatter(actor, about.personId) || isOwnMatter(actor, request.personId)
}

/** Agrees to what a school asked for: it is done at once, or refused and stays open. Whoever asked is told. */
export async function agreeSubstitution(
  tx: Tx,
  id: string,
): Promise<Result<SubstitutionRequest, DecideRequestRefusal>> {
  const held = await hold(tx, id, 'programme')
  if (!held) return err('request_not_found')
  const { request } = held
  if (request.state === 'agreed') return shown(tx, id)
  if (request.state !== 'asked') return err('request_over')
  if (isOwn(tx, held)) return err('own_enrolment')
  const done = await substitute(tx, request.enrolmentId, request)
  if (!done.ok) return done
  return end(tx, held, 'agreed', null)
}

/** Declines what a school asked for, with a reason that whoever asked reads. */
export async function declineSubstitution(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<SubstitutionRequest, RequestRefusal | 'own_enrolment' | 'enrolment_not_found'>> {
  const held = await hold(tx, id, 'programme')
  if (!held) return err('request_not_found')
  const { request } = held
  if (request.state === 'declined' && request.decisionReason === reason) return shown(tx, id)
  if (request.state !== 'asked') return err('request_over')
  if (isOwn(tx, held)) return err('own_enrolment')
  return end(tx, held, 'declined', reason)
}

/** Takes back what one's school asked for, as long as nobody has decided. */
export async function withdrawSubstitution(
  tx: Tx,
  id: string,
): Promise<Result<SubstitutionRequest, RequestRefusal | 'enrolment_not_found'>> {
  const held = await hold(tx, id, 'school')
  if (!held) return err('request_not_found')
  if (held.request.state === 'withdrawn') return shown(tx, id)
  if (held.request.state !== 'asked') return err('request_over')
  return end(tx, held, 'withdrawn', null)
}

async function end(
  tx: Tx,
  { request, about }: Held,
  state: 'agreed' | 'declined' | 'withdrawn',
  reason: string | null,
): Promise<Result<SubstitutionRequest, 'enrolment_not_found'>> {
  await endRequest(tx, request.id, { state, reason })
  note(tx, {
    act: `enrolment.substitution_${state}`,
    object: { kind: 'enrolment', id: about.id },
    after: { requestId: request.id, ...(reason === null ? {} : { reason }) },
  })
  const ended = await shown(tx, request.id)
  // A colleague may take back what another asked for; nobody is told of what they did themselves.
  if (!ended.ok || handsOf(actorOf(tx)).includes(request.askedBy)) return ended
  const { leavingName, personName } = ended.value
  await notify(
    tx,
    { accountIds: [request.askedBy] },
    {
      code: `enrolment.substitution_${state}`,
      params: {
        ...{ who: leavingName, name: personName, programme: about.programmeTitle },
        ...(reason === null ? {} : { reason }),
      },
      link: requestLink(ended.value),
    },
  )
  return ended
}
