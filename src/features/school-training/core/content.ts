import type { CalendarDate } from '../../../lib/dates.ts'
import { addDays } from '../../../lib/dates.ts'
import type { Centihours } from '../../../lib/hours.ts'

export type SessionForm = 'theory' | 'lesson_study' | 'case_clinic' | 'salon' | 'lecture'
export type SessionTier = 'backbone' | 'peers' | 'reflection'
export type TrainingMode = 'school' | 'gathered' | 'remote'

/** A sitting as it is planned. While it is being written, its day may still be open. */
export type SessionDraft = {
  readonly id: string
  readonly title: string
  readonly on: CalendarDate | null
  readonly centihours: Centihours
  readonly form: SessionForm
  readonly tier: SessionTier | null
  readonly speaker: string | null
}

/** What a plan says: one document, saved whole while it is written, and kept word for word when it is submitted. */
export type PlanContent = {
  readonly title: string
  readonly goals: string
  readonly topic: string | null
  readonly teamId: string | null
  /** What the hours count towards, such as 校本研修; null when nothing in particular. */
  readonly category: string | null
  readonly mode: TrainingMode
  /** The most that one person can earn. */
  readonly centihours: Centihours
  readonly members: readonly string[]
  readonly sessions: readonly SessionDraft[]
}

export type ContentRefusal =
  | 'plan_without_goals'
  | 'plan_without_members'
  | 'plan_without_sessions'
  | 'session_without_day'
  | 'plan_without_hours'
  | 'plan_hours_beyond_sessions'

/** Why what was written cannot be submitted yet; undefined when it can. The page shows the same as the server refuses by. */
export function contentRefusal(content: PlanContent): ContentRefusal | undefined {
  if (content.goals.trim() === '') return 'plan_without_goals'
  if (content.members.length === 0) return 'plan_without_members'
  if (content.sessions.length === 0) return 'plan_without_sessions'
  if (content.sessions.some(({ on, title }) => on === null || title.trim() === '')) return 'session_without_day'
  if (content.centihours <= 0) return 'plan_without_hours'
  const planned = content.sessions.reduce((all, { centihours }) => all + centihours, 0)
  return content.centihours > planned ? 'plan_hours_beyond_sessions' : undefined
}

/** What a semester begins with, before anybody has written anything. */
export function emptyContent(title: string): PlanContent {
  return {
    ...{ title, goals: '', topic: null, teamId: null, category: '校本研修', mode: 'school' },
    ...{ centihours: 0, members: [], sessions: [] },
  }
}

/** The days of a sitting that comes every week: one a week from the first, as many as the semester has. */
export function weeklyDays(first: CalendarDate, weeks: number): CalendarDate[] {
  return Array.from({ length: weeks }, (_, week) => addDays(first, 7 * week))
}

/** A sitting that took place or was given up: it stays as it was approved. */
export type SettledSession = Pick<SessionDraft, 'id' | 'title' | 'on' | 'centihours'>

export type AmendRefusal = 'amendment_touches_held' | 'amendment_drops_attended'

/** Why a change of an approved plan cannot stand beside what happened since: sessions that were held and people who attended stay. */
export function amendRefusal(
  content: PlanContent,
  since: { readonly settled: readonly SettledSession[]; readonly attended: readonly string[] },
): AmendRefusal | undefined {
  const kept = new Map(content.sessions.map((session) => [session.id, session]))
  const isKept = ({ id, title, on, centihours }: SettledSession) => {
    const same = kept.get(id)
    return same !== undefined && same.title === title && same.on === on && same.centihours === centihours
  }
  if (!since.settled.every(isKept)) return 'amendment_touches_held'
  const members = new Set(content.members)
  return since.attended.every((personId) => members.has(personId)) ? undefined : 'amendment_drops_attended'
}

/** Somebody of a school, as they are chosen for a plan. */
export type Named = { readonly id: string; readonly name: string; readonly staffNo: string }

/** Whom pasted names and staff numbers mean among the people of a school; what fits nobody, or several, comes back as it was typed. */
export function matchNames(typed: string, roster: readonly Named[]): { found: string[]; unclear: string[] } {
  const tokens = typed
    .normalize('NFKC')
    .split(/[\s,;、，；]+/)
    .filter((token) => token !== '')
  const found = new Set<string>()
  const unclear: string[] = []
  for (const token of tokens) {
    const meant = roster.filter(({ name, staffNo }) => staffNo === token || name === token)
    const [one] = meant
    if (one && meant.length === 1) found.add(one.id)
    else unclear.push(token)
  }
  return { found: [...found], unclear: [...new Set(unclear)] }
}
