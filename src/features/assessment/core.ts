import type { Centihours } from '../../lib/hours.ts'

/** How the work of a class is judged. */
export type Scheme = {
  readonly kind: 'exam' | 'work' | 'observation' | 'combined'
  /** Points out of a hundred that pass. */
  readonly passMark: number
  readonly attendanceMinPercent: number
  /** What passing is worth. */
  readonly centihours: Centihours
}

export type Grade = 'excellent' | 'good' | 'pass' | 'fail'

/** What a member reached: points, or a grade where no points are given. */
export type Result = { readonly scoreTenths: number | null; readonly grade: Grade | null }

/** How often a member was there, of the sessions that were held. */
export type Presence = { readonly attended: number; readonly held: number }

/** One reason of a judgement, with what it was and what was asked, so that it can be explained to whom it concerns. */
export type Reason =
  | { readonly code: 'attendance_met' | 'attendance_short'; readonly percent: number; readonly needed: number }
  | { readonly code: 'score_met' | 'score_short'; readonly scoreTenths: number; readonly needed: number }
  | { readonly code: 'grade_passed' | 'grade_failed'; readonly grade: Grade }
  | { readonly code: 'result_missing' }

export type Judgement = {
  readonly passed: boolean
  readonly reasons: readonly Reason[]
  readonly centihours: Centihours
}

/** Whole per cent of sessions attended, never rounded up; a class without sessions asks for no presence. */
export function attendancePercent({ attended, held }: Presence): number {
  return held === 0 ? 100 : Math.floor((attended * 100) / held)
}

/** Whether a member passes: there often enough, and judged well enough. Every reason is told, not only the first. */
export function judge(scheme: Scheme, presence: Presence, result: Result | undefined): Judgement {
  const reasons = [judgePresence(scheme, presence), judgeResult(scheme, result)]
  const passed = reasons.every((reason) => good.has(reason.code))
  return { passed, reasons, centihours: passed ? scheme.centihours : 0 }
}

const good = new Set<Reason['code']>(['attendance_met', 'score_met', 'grade_passed'])

/** Whether a reason speaks for its member. */
export function speaksFor(reason: Reason): boolean {
  return good.has(reason.code)
}

function judgePresence(scheme: Scheme, presence: Presence): Reason {
  const percent = attendancePercent(presence)
  const needed = scheme.attendanceMinPercent
  return { code: percent >= needed ? 'attendance_met' : 'attendance_short', percent, needed }
}

function judgeResult(scheme: Scheme, result: Result | undefined): Reason {
  if (result && result.scoreTenths !== null) {
    const met = result.scoreTenths >= scheme.passMark * 10
    return { code: met ? 'score_met' : 'score_short', scoreTenths: result.scoreTenths, needed: scheme.passMark }
  }
  if (result && result.grade !== null) {
    return { code: result.grade === 'fail' ? 'grade_failed' : 'grade_passed', grade: result.grade }
  }
  return { code: 'result_missing' }
}

/** Whether closing waits for a member's result: somebody who was there too seldom fails whatever it would be. */
export function awaitsResult(judgement: Judgement): boolean {
  const codes = judgement.reasons.map((reason) => reason.code)
  return codes.includes('result_missing') && !codes.includes('attendance_short')
}

/** Why a class may not be judged in this way; undefined when it may. Nobody gives more hours than the programme promised when it was approved. */
export function schemeRefusal(
  scheme: Scheme,
  programme: { readonly centihours: Centihours },
): 'hours_beyond_programme' | undefined {
  return scheme.centihours > programme.centihours ? 'hours_beyond_programme' : undefined
}

/** What must be known of a class to decide whether it may be closed. */
export type Closing = {
  readonly state: 'planned' | 'running' | 'closed'
  readonly assessed: boolean
  readonly members: number
  readonly awaited: number
  /** Whoever closes sits in the class. */
  readonly ownClass: boolean
}

export type CloseRefusal =
  | 'class_already_closed'
  | 'class_not_running'
  | 'class_without_members'
  | 'class_not_assessed'
  | 'results_missing'
  | 'class_of_own'

/** Why a class may not be closed; undefined when it may. Nothing is closed without an assessment (凡训必考). */
export function closeRefusal(closing: Closing): CloseRefusal | undefined {
  if (closing.state === 'closed') return 'class_already_closed'
  if (closing.state === 'planned') return 'class_not_running'
  if (closing.members === 0) return 'class_without_members'
  if (!closing.assessed) return 'class_not_assessed'
  if (closing.awaited > 0) return 'results_missing'
  return closing.ownClass ? 'class_of_own' : undefined
}

export type ResultRefusal = 'not_a_member' | 'score_missing' | 'own_result'

/** Why a result cannot be taken down; undefined when it can. An exam has points; other work may have a grade instead. */
export function resultRefusal(
  scheme: Scheme,
  result: Result,
  about: { readonly isMember: boolean; readonly isOwn: boolean },
): ResultRefusal | undefined {
  if (!about.isMember) return 'not_a_member'
  if (about.isOwn) return 'own_result'
  const pointsNeeded = scheme.kind === 'exam' || scheme.kind === 'combined'
  if (result.scoreTenths === null && (pointsNeeded || result.grade === null)) return 'score_missing'
  return undefined
}
