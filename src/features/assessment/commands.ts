import { authorityOf, isOwnMatter } from '../../lib/access.ts'
import { formatHours } from '../../lib/hours.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { sha256 } from '../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { recordHours, type HoursDraft, type RecordRefusal } from '../credits/public.ts'
import { attendanceByMember, classMembers, closeClass, findClass, listGone, showClass } from '../delivery/public.ts'
import { notify } from '../notices/public.ts'
import { findProgramme } from '../programmes/public.ts'
import { hoursByClock } from './by-clock.ts'
import { followClosing } from './following.ts'
import type { Assessment, AssessmentResult, Closed, Closure } from './contract.ts'
import {
  attendancePercent,
  awaitsResult,
  closeRefusal,
  judge,
  resultRefusal,
  schemeRefusal,
  speaksFor,
  type CloseRefusal,
  type Judgement,
  type Presence,
  type Reason,
  type ResultRefusal,
  type Scheme,
} from './core.ts'
import {
  findClosure,
  findScheme,
  insertClosure,
  loadCompletions,
  loadResults,
  saveResults,
  saveScheme,
} from './store.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a judgement needs somebody who answers for it')
  return actor
}

const absent: Presence = { attended: 0, held: 0 }

// Every member with presence, result and what follows from both.
async function assessMembers(tx: Tx, classId: string, scheme: Scheme | undefined) {
  const presence = new Map(
    (await attendanceByMember(tx, classId)).map(({ personId, held, present, late }) => [
      personId,
      { attended: present + late, held },
    ]),
  )
  const results = await loadResults(tx, classId)
  return (await classMembers(tx, classId)).map((member) => {
    const [there, result] = [presence.get(member.personId) ?? absent, results.get(member.personId)]
    return { ...member, there, result, judgement: scheme && judge(scheme, there, result) }
  })
}

type Assessed = Awaited<ReturnType<typeof assessMembers>>[number]

function closingOf(state: 'planned' | 'running' | 'closed', members: readonly Assessed[], actor: Actor | undefined) {
  return {
    state,
    assessed: members.every((member) => member.judgement !== undefined),
    members: members.length,
    awaited: members.filter((member) => member.judgement && awaitsResult(member.judgement)).length,
    ownClass: actor !== undefined && members.some((member) => isOwnMatter(actor, member.personId)),
  }
}

/** How a class is judged, what each member reached, and what closing would do; undefined when there is no such class. */
export async function readAssessment(tx: Tx, classId: string): Promise<Assessment | undefined> {
  const shown = await showClass(tx, classId)
  const programme = shown && (await findProgramme(tx, shown.programmeId))
  if (!shown || !programme) return undefined
  const scheme = await findScheme(tx, classId)
  const [closure, left] = [await findClosure(tx, classId), await loadCompletions(tx, classId)]
  const members = await assessMembers(tx, classId, scheme)
  const judgementOf = (member: Assessed) => (closure ? left.get(member.personId) : member.judgement)
  const passed = members.filter((member) => judgementOf(member)?.passed).length
  const closing = closingOf(shown.state, members, tx.context.actor)
  return {
    classId,
    earnedOn: earnedOnOf(tx, shown),
    classTitle: shown.title,
    programmeTitle: programme.title,
    state: shown.state,
    scheme: scheme ?? null,
    programmeCentihours: programme.centihours,
    byClock: await hoursByClock(tx, classId, programme.organisationId),
    members: members.map((member) => showMember(member, judgementOf(member))),
    passed,
    failed: members.length - passed,
    awaited: closing.awaited,
    closeRefusal: closeRefusal({ ...closing, assessed: scheme !== undefined }) ?? null,
    closure: closure
      ? { id: closure.id, closedAt: closure.closedAt.toISOString(), closedByName: closure.closedByName }
      : null,
  }
}

function showMember(
  { personId, name, staffNo, schoolName, there, result }: Assessed,
  judgement: Judgement | undefined,
) {
  return {
    ...{ personId, name, staffNo, schoolName },
    ...there,
    attendancePercent: attendancePercent(there),
    scoreTenths: result?.scoreTenths ?? null,
    grade: result?.grade ?? null,
    note: result?.note ?? null,
    judgement: judgement ? { ...judgement, reasons: [...judgement.reasons] } : null,
  }
}

/** Decides how a class is judged. While the class is open it may be decided anew; every result is then judged by it. */
export async function decideScheme(
  tx: Tx,
  classId: string,
  scheme: Scheme,
): Promise<Result<Scheme, 'class_not_found' | 'class_already_closed' | 'hours_beyond_programme'>> {
  const found = await findClass(tx, classId)
  if (!found) return err('class_not_found')
  if (found.state === 'closed') return err('class_already_closed')
  const programme = await findProgramme(tx, found.programmeId)
  const refusal = programme && schemeRefusal(scheme, programme)
  if (refusal) return err(refusal)
  const before = await findScheme(tx, classId)
  await saveScheme(tx, classId, scheme, actorOf(tx).accountId)
  note(tx, { act: 'assessment.decided', object: { kind: 'class', id: classId }, before, after: scheme })
  return ok(scheme)
}

export type ResultOutcome = { readonly personId: string; readonly code: ResultRefusal | null }

/** Takes down what members reached, row by row; an earlier result gives way, and the trail keeps it. */
export async function recordResults(
  tx: Tx,
  classId: string,
  results: readonly AssessmentResult[],
): Promise<Result<ResultOutcome[], 'class_not_found' | 'class_already_closed' | 'class_not_assessed'>> {
  const found = await findClass(tx, classId)
  if (!found) return err('class_not_found')
  if (found.state === 'closed') return err('class_already_closed')
  const scheme = await findScheme(tx, classId)
  if (!scheme) return err('class_not_assessed')
  const actor = actorOf(tx)
  const members = new Set((await classMembers(tx, classId)).map((member) => member.personId))
  // The last row of a person counts: a list pasted twice does no harm.
  const rows = [...new Map(results.map((result) => [result.personId, result])).values()]
  const outcomes = rows.map((result) => {
    const about = { isMember: members.has(result.personId), isOwn: isOwnMatter(actor, result.personId) }
    return { personId: result.personId, code: resultRefusal(scheme, result, about) ?? null }
  })
  const before = await loadResults(tx, classId)
  const taken = rows.filter((_, index) => outcomes[index]?.code === null)
  await saveResults(tx, classId, taken, actor.accountId)
  for (const { personId, ...after } of taken) {
    const object = { kind: 'class_member', id: `${classId}/${personId}` }
    note(tx, { act: 'assessment.recorded', object, before: before.get(personId), after })
  }
  return ok(outcomes)
}

export type ClosingRefusal = CloseRefusal | 'class_not_found' | RecordRefusal

/** Closes a class: judges everybody, records the hours of those who pass, and tells all of them why. */
export async function closeAssessedClass(
  tx: Tx,
  classId: string,
  { id, lateReason }: Closure,
): Promise<Result<Closed, ClosingRefusal>> {
  const found = await findClass(tx, classId)
  if (!found) return err('class_not_found')
  const earlier = await findClosure(tx, classId)
  if (earlier) return earlier.id === id ? ok(toClosed(earlier)) : err('class_already_closed')
  if (found.state === 'closed') return err('class_already_closed')

  // The class is held from here on: what is judged is what is closed.
  const closed = await closeClass(tx, classId)
  if (!closed.ok) return closed
  const meanwhile = await findClosure(tx, classId)
  if (meanwhile) return meanwhile.id === id ? ok(toClosed(meanwhile)) : err('class_already_closed')
  const scheme = await findScheme(tx, classId)
  const members = await assessMembers(tx, classId, scheme)
  const actor = actorOf(tx)
  const closing = closingOf(found.state, members, actor)
  const refusal = closeRefusal({ ...closing, assessed: scheme !== undefined })
  if (refusal) return err(refusal)

  const left = members.flatMap(({ personId, judgement }) =>
    judgement ? [{ personId, ...judgement, recordId: judgement.centihours > 0 ? newId() : null }] : [],
  )
  const recorded = await recordPassed(tx, { ...found, lateReason }, left)
  if (!recorded.ok) return recorded
  const passed = left.filter((one) => one.passed).length
  const closure = {
    classId,
    id,
    passed,
    failed: left.length - passed,
    closedBy: actor.accountId,
    closedFor: authorityOf(actor),
  }
  await insertClosure(tx, closure, left)
  const programme = await findProgramme(tx, found.programmeId)
  if (programme) await followClosing(tx, found, programme, members, await listGone(tx, classId))
  note(tx, { act: 'class.assessed', object: { kind: 'class', id: classId }, after: closure })
  await tellEach(tx, recorded.value, left)
  return ok({ id, passed, failed: closure.failed, recorded: left.filter((one) => one.recordId !== null).length })
}

type ProgrammeFacts = Readonly<Record<'id' | 'title', string>> & {
  readonly category: string | null
  readonly level: string
  readonly centihours: number
}

// A class that was closed had a plan that was approved, a record of who was there, and an assessment: the three proofs that
// hour policies ask for. What stands behind each is in the class itself, so that its digest can be made again.
function evidenceOf(programme: ProgrammeFacts, left: readonly Left[]): HoursDraft['evidence'] {
  const judged = left.toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
  const reasons = (isPresence: boolean) =>
    judged.map(({ personId, reasons }) => [
      personId,
      reasons.filter(({ code }) => code.startsWith('attendance') === isPresence),
    ])
  const proof = (kind: string, title: string, of: unknown) => ({
    ...{ kind, title },
    sha256: sha256(JSON.stringify(of)).toString('hex'),
  })
  return [
    proof('计划', '项目方案', [
      programme.id,
      programme.title,
      programme.category,
      programme.level,
      programme.centihours,
    ]),
    proof('记载', '考勤记录', reasons(true)),
    proof('考核', '考核结果', reasons(false)),
  ]
}

const toClosed = ({ id, passed, failed, recorded }: Closed): Closed => ({ id, passed, failed, recorded })

type Left = Judgement & { readonly personId: string; readonly recordId: string | null }

// Hours are earned on the last day of the class, or today when it ends early.
const earnedOnOf = (tx: Tx, { endsOn }: { readonly endsOn: string }) =>
  endsOn < tx.context.today ? endsOn : tx.context.today

// Answers with the programme's title.
async function recordPassed(
  tx: Tx,
  found: {
    readonly id: string
    readonly programmeId: string
    readonly startsOn: string
    readonly endsOn: string
    readonly lateReason: string | undefined
  },
  left: readonly Left[],
): Promise<Result<string, 'class_not_found' | RecordRefusal>> {
  const programme = await findProgramme(tx, found.programmeId)
  if (!programme) return err('class_not_found')
  const { category, level, kind, certificate, title } = programme
  const earnedOn = earnedOnOf(tx, found)
  const work = {
    ...{ category, level, kind, evidence: evidenceOf(programme, left), certificate, earnedOn },
    lateReason: found.lateReason,
    source: { kind: 'class', id: found.id, title },
    mode: programme.modes[0] ?? null,
    startedOn: found.startsOn <= earnedOn ? found.startsOn : null,
  }
  const drafts = left.flatMap(({ personId, recordId, centihours }) =>
    recordId === null ? [] : [{ ...work, id: recordId, personId, centihours }],
  )
  const recorded = await recordHours(tx, drafts)
  return recorded.ok ? ok(title) : recorded
}

// One statement for everybody who is told the same.
async function tellEach(tx: Tx, title: string, left: readonly Left[]): Promise<void> {
  const told = left.map(({ personId, ...judgement }) => ({ personId, message: messageOf(title, judgement) }))
  for (const same of Map.groupBy(told, ({ message }) => JSON.stringify(message)).values()) {
    const [first] = same
    if (!first) continue
    const personIds = same.map(({ personId }) => personId)
    await notify(tx, { personIds }, { ...first.message, link: '/m/hours' })
  }
}

function messageOf(title: string, judgement: Judgement) {
  if (judgement.passed) {
    const hours = formatHours(judgement.centihours)
    return {
      code: judgement.centihours > 0 ? 'assessment.passed' : 'assessment.passed_without_hours',
      params: { title, hours },
    }
  }
  const against = judgement.reasons.find((reason) => !speaksFor(reason))
  return { code: `assessment.${against?.code ?? 'result_missing'}`, params: { title, ...figuresOf(against) } }
}

function figuresOf(reason: Reason | undefined): Record<string, number | string> {
  if (reason?.code === 'attendance_short') return { percent: reason.percent, needed: reason.needed }
  if (reason?.code === 'score_short') return { score: reason.scoreTenths / 10, needed: reason.needed }
  return {}
}
