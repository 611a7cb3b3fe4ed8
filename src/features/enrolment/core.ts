import { isOwnMatter, type Acting } from '../../lib/access.ts'
import { err, ok, type Result } from '../../lib/result.ts'

export type EnrolmentState =
  'applied' | 'school_approved' | 'returned' | 'admitted' | 'not_admitted' | 'withdrawn' | 'dismissed' | 'no_show'

/** What may be decided of an application: by the school, by whoever holds the programme, or by the person. */
export const decisions = [
  'approve',
  'return',
  'recall',
  'admit',
  'decline',
  'dismiss',
  'revoke',
  'withdraw',
  'miss',
  'reinstate',
] as const
export type Decision = (typeof decisions)[number]

type Move = { readonly from: readonly EnrolmentState[]; readonly to: EnrolmentState; readonly says: 'why' | 'nothing' }

/** Which decision leads from where to where, and which must say why. */
export const moves: Readonly<Record<Decision, Move>> = {
  approve: { from: ['applied'], to: 'school_approved', says: 'nothing' },
  return: { from: ['applied'], to: 'returned', says: 'why' },
  // What the school said too soon: nobody has acted on it yet, so the application waits for the school again.
  recall: { from: ['school_approved'], to: 'applied', says: 'nothing' },
  admit: { from: ['school_approved'], to: 'admitted', says: 'nothing' },
  decline: { from: ['school_approved'], to: 'not_admitted', says: 'why' },
  dismiss: { from: ['admitted'], to: 'dismissed', says: 'why' },
  // An admission that should not have been, such as one that an objection was upheld against: nobody's conduct.
  revoke: { from: ['admitted'], to: 'not_admitted', says: 'why' },
  withdraw: { from: ['applied', 'school_approved', 'admitted'], to: 'withdrawn', says: 'nothing' },
  // Said of a class that goes on: whoever never came to it, and whoever was taken for that by mistake.
  miss: { from: ['admitted'], to: 'no_show', says: 'nothing' },
  reinstate: { from: ['no_show'], to: 'admitted', says: 'nothing' },
}

/** The states in which an application is still on its way or has its place. */
export const liveStates: readonly EnrolmentState[] = ['applied', 'school_approved', 'admitted']

/** Whether whoever holds the programme ended this application after it was admitted: it is not begun anew. */
export function isEnded(state: EnrolmentState | undefined): boolean {
  return state === 'dismissed' || state === 'no_show'
}

/** Whether an application in this state, for a programme that admits in this way, has a place counted for it. */
export function holdsPlace(state: EnrolmentState, admission: 'first_come' | 'selection'): boolean {
  return state === 'admitted' || (admission === 'first_come' && liveStates.includes(state))
}

export type DecisionRefusal =
  'reason_missing' | 'not_vouched_yet' | 'already_decided' | 'own_enrolment' | 'programme_over' | 'programme_running'

const over: readonly string[] = ['closed', 'archived', 'cancelled']

/** Whether a programme in this state takes nobody in any more. */
export function isOver(programmeState: string): boolean {
  return over.includes(programmeState)
}

/** Why this decision may not be taken on an application; undefined when it may. Nobody decides on their own application but to withdraw it. */
export function decisionRefusal(
  decision: Decision,
  enrolment: { readonly state: EnrolmentState; readonly personId: string; readonly programmeState: string },
  by: Acting | undefined,
  reason: string | null,
): DecisionRefusal | undefined {
  const move = moves[decision]
  if (!move.from.includes(enrolment.state)) {
    const tooSoon = enrolment.state === 'applied' && (decision === 'admit' || decision === 'decline')
    return tooSoon ? 'not_vouched_yet' : 'already_decided'
  }
  if (move.says === 'why' && (reason === null || reason.trim() === '')) return 'reason_missing'
  if (decision !== 'withdraw' && by && isOwnMatter(by, enrolment.personId)) return 'own_enrolment'
  if (over.includes(enrolment.programmeState)) return 'programme_over'
  // A class that has begun loses people only through whoever leads it.
  if (decision === 'withdraw' && enrolment.state === 'admitted' && enrolment.programmeState === 'running') {
    return 'programme_running'
  }
  return undefined
}

/** What stands of a person's earlier tries at the same programme. */
export type Standing = {
  readonly id: string
  readonly personId: string
  readonly programmeId: string
  readonly state: EnrolmentState
}

export type StandingRefusal = 'already_applied' | 'declined_before' | 'dismissed_before' | 'id_reused'

/**
 * Decides whether an application is new. One that repeats an earlier id gives that one back; whoever already stands in
 * the programme, was declined or was dismissed is told so.
 */
export function decideStanding(
  application: { readonly id: string; readonly personId: string; readonly programmeId: string },
  known: { readonly sameId: Standing | undefined; readonly standing: Standing | undefined },
): Result<'new' | 'repeated', StandingRefusal> {
  const { sameId, standing } = known
  if (sameId) {
    const isSame = sameId.personId === application.personId && sameId.programmeId === application.programmeId
    return isSame ? ok('repeated') : err('id_reused')
  }
  if (!standing) return ok('new')
  if (standing.state === 'not_admitted') return err('declined_before')
  return err(isEnded(standing.state) ? 'dismissed_before' : 'already_applied')
}

/** What a decision does to the place of an application: takes one, gives one back, or neither. */
export function placeChange(decision: Decision, enrolment: { readonly holdsPlace: boolean }): -1 | 0 | 1 {
  const { to } = moves[decision]
  if (to === 'admitted') return enrolment.holdsPlace ? 0 : 1
  if (to === 'school_approved' || to === 'applied') return 0
  return enrolment.holdsPlace ? -1 : 0
}

/**
 * Walks through decisions in their order and says which find a place, given how many are free in each programme
 * (none named: no limit). What it gives back is free for those who come after it.
 */
export function allotPlaces<Row extends { readonly programmeId: string; readonly holdsPlace: boolean }>(
  decision: Decision,
  rows: readonly Row[],
  freeByProgramme: ReadonlyMap<string, number>,
): {
  readonly placed: readonly Row[]
  readonly full: readonly Row[]
  readonly changeByProgramme: ReadonlyMap<string, number>
} {
  const free = new Map(freeByProgramme)
  const changes = new Map<string, number>()
  const placed: Row[] = []
  const full: Row[] = []
  for (const row of rows) {
    const change = placeChange(decision, row)
    const left = free.get(row.programmeId)
    if (left !== undefined && change > left) {
      full.push(row)
      continue
    }
    if (left !== undefined) free.set(row.programmeId, left - change)
    if (change !== 0) changes.set(row.programmeId, (changes.get(row.programmeId) ?? 0) + change)
    placed.push(row)
  }
  return { placed, full, changeByProgramme: changes }
}

/** What the person can expect next on a day, as the key of a sentence: what has begun is announced no longer. */
export function nextStep(
  state: EnrolmentState,
  programme: { readonly state: string; readonly startsOn: string | null },
  today: string,
): 'school' | 'provider' | 'class' | 'attending' | 'again' | 'over' {
  switch (state) {
    case 'applied':
      return 'school'
    case 'school_approved':
      return 'provider'
    case 'admitted':
      if (over.includes(programme.state)) return 'over'
      return programme.startsOn !== null && programme.startsOn <= today ? 'attending' : 'class'
    case 'returned':
    case 'withdrawn':
      return programme.state === 'enrolling' ? 'again' : 'over'
    case 'not_admitted':
    case 'dismissed':
    case 'no_show':
      return 'over'
  }
}
