import type { CalendarDate } from '../../../lib/dates.ts'

export type PlanState = 'draft' | 'published' | 'closed'

/** Which state may follow which. */
export const movesFrom = {
  draft: ['published'],
  published: ['closed'],
  closed: [],
} as const satisfies Record<PlanState, readonly PlanState[]>

/** How a phase stands on a day: one whose deadline has passed and that nobody reported as done is overdue. */
export function phaseStanding(
  phase: {
    readonly fromOn: CalendarDate | null
    readonly toOn: CalendarDate | null
    readonly doneOn: CalendarDate | null
  },
  today: CalendarDate,
): 'done' | 'overdue' | 'current' | 'ahead' {
  if (phase.doneOn !== null) return 'done'
  if (phase.toOn !== null && phase.toOn < today) return 'overdue'
  return phase.fromOn !== null && phase.fromOn > today ? 'ahead' : 'current'
}

/** The same day of another year; 29 February becomes the 28th where there is none. */
export function inYear(date: CalendarDate, shift: number): CalendarDate {
  const year = Number(date.slice(0, 4)) + shift
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const day = date.slice(5) === '02-29' && !isLeap ? '02-28' : date.slice(5)
  return `${String(year).padStart(4, '0')}-${day}`
}

export type PublishPlanRefusal = 'plan_not_draft' | 'plan_without_programmes' | 'leading_group_missing'

/** Why a plan may not be published now; undefined when it may. */
export function publishPlanRefusal(
  plan: { readonly state: PlanState },
  has: { readonly programmes: number; readonly heads: number },
): PublishPlanRefusal | undefined {
  if (plan.state !== 'draft') return 'plan_not_draft'
  if (has.programmes === 0) return 'plan_without_programmes'
  return has.heads === 0 ? 'leading_group_missing' : undefined
}

export type EditPlanRefusal = 'plan_closed' | 'reason_missing' | 'revision_stale'

/** Why a plan may not be changed now; undefined when it may. After publication every change is an amendment and says why. */
export function editPlanRefusal(
  plan: { readonly state: PlanState; readonly revision: number },
  edit: { readonly revision: number; readonly reason: string },
): EditPlanRefusal | undefined {
  if (plan.state === 'closed') return 'plan_closed'
  if (plan.revision !== edit.revision) return 'revision_stale'
  return plan.state === 'published' && edit.reason.trim() === '' ? 'reason_missing' : undefined
}

/** Whether the year's meeting of the leading group (年度例会) is still to be held. */
export function meetingMissing(
  plan: { readonly year: number },
  meetings: readonly { readonly heldOn: CalendarDate }[],
): boolean {
  return !meetings.some((meeting) => meeting.heldOn.startsWith(`${plan.year}-`))
}
