/** How long one code stands on the host's screen. The one before it is still taken: 12–24 seconds to scan or type. */
export const stepMs = 12_000
/** How long a ticket waits for its holder to sign in. */
export const ticketMs = 5 * 60_000

const minute = 60_000

/** An instant as the store gives it or as it travels. */
export type Instant = Date | string

const time = (instant: Instant): number => new Date(instant).getTime()

/** The step that an instant lies in: all of one step show the same code. */
export function stepAt(instant: Instant): number {
  return Math.floor(time(instant) / stepMs)
}

/** When a step's code leaves the screen. */
export function stepEnds(step: number): Date {
  return new Date((step + 1) * stepMs)
}

export type StepRefusal = 'code_too_old' | 'code_wrong'

/** Why a genuine code of one step is not taken at another; undefined when it is the current one or the one before. */
export function stepRefusal(step: number, current: number): StepRefusal | undefined {
  if (step === current || step === current - 1) return undefined
  return step < current ? 'code_too_old' : 'code_wrong'
}

/** Six characters from a signature: five bits each, so that each of the 32 is as likely as the others. */
export function codeFrom(signature: Uint8Array, alphabet: string, length = 6): string {
  return Array.from({ length }, (_, index) => alphabet[(signature[index] ?? 0) % 32] ?? '').join('')
}

/** What was typed, as codes are written: upper case, full-width letters narrowed, spaces and dashes gone. */
export function readTyped(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
}

/** What check-in must know of a session. */
export type SessionTimes = {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly opensBefore: number
  readonly lateAfter: number
  readonly closesAfter: number | null
}

/** When check-in opens, when one starts to be late, and when it closes. */
export function checkInWindow(session: SessionTimes): {
  readonly opensAt: Date
  readonly lateAt: Date
  readonly closesAt: Date
} {
  const start = time(session.startsAt)
  const end = time(session.endsAt)
  return {
    opensAt: new Date(start - session.opensBefore * minute),
    lateAt: new Date(start + session.lateAfter * minute),
    closesAt: new Date(session.closesAfter === null ? end : Math.min(end, start + session.closesAfter * minute)),
  }
}

export type WindowRefusal = 'session_cancelled' | 'class_closed' | 'check_in_too_early' | 'check_in_over'

/** Why nobody may check in at this instant; undefined while the window is open. An early try leaves no trace. */
export function windowRefusal(
  session: SessionTimes & { readonly state: 'planned' | 'cancelled'; readonly classState: string },
  at: Instant,
): WindowRefusal | undefined {
  if (session.state === 'cancelled') return 'session_cancelled'
  if (session.classState === 'closed') return 'class_closed'
  const { opensAt, closesAt } = checkInWindow(session)
  if (time(at) < opensAt.getTime()) return 'check_in_too_early'
  return time(at) > closesAt.getTime() ? 'check_in_over' : undefined
}

/** Whether somebody who comes at this instant is on time. */
export function arrival(session: SessionTimes, at: Instant): 'present' | 'late' {
  return time(at) < checkInWindow(session).lateAt.getTime() ? 'present' : 'late'
}

/** What a ticket says: that somebody held a code of this session at this instant. */
export type Ticket = {
  readonly nonce: string
  readonly sessionId: string
  readonly scannedAt: Date
  readonly step: number
}

/** Why a ticket is no longer taken; undefined while it is. One from the future was not made here. */
export function ticketRefusal(
  ticket: Pick<Ticket, 'scannedAt'>,
  now: Instant,
): 'ticket_expired' | 'ticket_invalid' | undefined {
  const age = time(now) - ticket.scannedAt.getTime()
  if (age < -minute) return 'ticket_invalid'
  return age > ticketMs ? 'ticket_expired' : undefined
}

export type MarkState = 'present' | 'late' | 'absent' | 'leave'
export type CheckInRefusal = WindowRefusal | 'not_a_member' | 'ticket_used' | 'id_reused' | 'session_not_found'

/** What is known when somebody checks in: the session, whether they belong to it, and what stands already. */
export type CheckInFacts = {
  readonly session:
    (SessionTimes & { readonly state: 'planned' | 'cancelled'; readonly classState: string }) | undefined
  readonly isMember: boolean
  readonly mark: { readonly id: string; readonly state: MarkState; readonly way: 'qr' | 'code' | 'hand' } | undefined
}

export type CheckInDecision =
  | { readonly kind: 'mark'; readonly state: 'present' | 'late' }
  | { readonly kind: 'stands' }
  | { readonly kind: 'refuse'; readonly code: CheckInRefusal }

/**
 * Decides a check-in. Whoever has checked in already keeps what they have, whenever they ask again; what the host
 * marked by hand stands above any code. The instant is that of the scan, so that signing in slowly makes nobody late.
 */
export function decideCheckIn(facts: CheckInFacts, scannedAt: Instant): CheckInDecision {
  if (!facts.session) return { kind: 'refuse', code: 'session_not_found' }
  if (!facts.isMember) return { kind: 'refuse', code: 'not_a_member' }
  if (facts.mark) return { kind: 'stands' }
  const code = windowRefusal(facts.session, scannedAt)
  return code ? { kind: 'refuse', code } : { kind: 'mark', state: arrival(facts.session, scannedAt) }
}

export type HandRefusal = 'session_cancelled' | 'class_closed' | 'check_in_too_early'

/** Why the host may not mark anybody now; undefined when they may. A leave may be noted ahead, presence may not. */
export function handRefusal(
  session: SessionTimes & { readonly state: 'planned' | 'cancelled'; readonly classState: string },
  state: MarkState,
  now: Instant,
): HandRefusal | undefined {
  const refusal = windowRefusal(session, now)
  if (refusal === 'check_in_over') return undefined
  return refusal === 'check_in_too_early' && state === 'leave' ? undefined : refusal
}

/** How a member stands at a session now: what was marked, or absent when check-in is over, or still to come. */
export function standingOf(
  session: SessionTimes & { readonly state: 'planned' | 'cancelled' },
  mark: { readonly state: MarkState } | undefined,
  now: Instant,
): MarkState | 'pending' | 'cancelled' {
  if (session.state === 'cancelled') return 'cancelled'
  if (mark) return mark.state
  return time(now) > checkInWindow(session).closesAt.getTime() ? 'absent' : 'pending'
}

/** Sessions held so far and how one person stood at each. Sessions that were cancelled or lie ahead count for nothing. */
export function tally(
  sessions: readonly (SessionTimes & { readonly id: string; readonly state: 'planned' | 'cancelled' })[],
  marks: ReadonlyMap<string, { readonly state: MarkState }>,
  now: Instant,
): {
  readonly held: number
  readonly present: number
  readonly late: number
  readonly absent: number
  readonly leave: number
} {
  const count = { held: 0, present: 0, late: 0, absent: 0, leave: 0 }
  for (const session of sessions) {
    const standing = standingOf(session, marks.get(session.id), now)
    if (standing === 'cancelled' || standing === 'pending') continue
    count.held += 1
    count[standing] += 1
  }
  return count
}

export type ClassState = 'planned' | 'running' | 'closed'

/** Why a class may not be changed; undefined when it may. */
export function classRefusal(state: ClassState): 'class_closed' | undefined {
  return state === 'closed' ? 'class_closed' : undefined
}

/** Why a class may not run on these days; undefined when it may. A programme without dates binds none. */
export function datesRefusal(
  days: { readonly startsOn: string; readonly endsOn: string },
  programme: { readonly startsOn: string | null; readonly endsOn: string | null },
): 'class_dates_reversed' | 'class_outside_programme' | undefined {
  if (days.endsOn < days.startsOn) return 'class_dates_reversed'
  const isEarly = programme.startsOn !== null && days.startsOn < programme.startsOn
  const isLate = programme.endsOn !== null && days.endsOn > programme.endsOn
  return isEarly || isLate ? 'class_outside_programme' : undefined
}

/** Where a session stands by the clock, unless it was cancelled. */
export function phaseOf(
  session: { readonly startsAt: Instant; readonly endsAt: Instant; readonly state: 'planned' | 'cancelled' },
  now: Instant,
): 'planned' | 'running' | 'over' | 'cancelled' {
  if (session.state === 'cancelled') return 'cancelled'
  if (time(now) < time(session.startsAt)) return 'planned'
  return time(now) > time(session.endsAt) ? 'over' : 'running'
}

export type SessionRefusal =
  'class_closed' | 'session_times_reversed' | 'session_too_long' | 'session_cancelled' | 'session_over'

/** Why a session may not be put at these times; undefined when it may. */
export function sessionRefusal(
  draft: { readonly startsAt: Instant; readonly endsAt: Instant },
  classState: ClassState,
): SessionRefusal | undefined {
  if (classState === 'closed') return 'class_closed'
  const length = time(draft.endsAt) - time(draft.startsAt)
  if (length <= 0) return 'session_times_reversed'
  return length > 14 * 60 * minute ? 'session_too_long' : undefined
}

/** Why a session may no longer be moved or cancelled; undefined when it may. */
export function changeRefusal(
  session: { readonly state: 'planned' | 'cancelled'; readonly endsAt: Instant },
  classState: ClassState,
  now: Instant,
): SessionRefusal | undefined {
  if (classState === 'closed') return 'class_closed'
  if (session.state === 'cancelled') return 'session_cancelled'
  return time(session.endsAt) < time(now) ? 'session_over' : undefined
}

/** A class with room, as a split sees it. */
export type Room = { readonly id: string; readonly size: number; readonly places: number | null }

/**
 * Splits people over classes: each goes to the class with the fewest so far that still has room, in the order of the
 * classes. Whoever finds no room is left over, never dropped.
 */
export function splitEvenly<P>(
  people: readonly P[],
  rooms: readonly Room[],
): { readonly placed: readonly { person: P; classId: string }[]; readonly left: readonly P[] } {
  const sizes = rooms.map((room) => ({ ...room }))
  const placed: { person: P; classId: string }[] = []
  const left: P[] = []
  for (const person of people) {
    const open = sizes.filter(({ size, places }) => places === null || size < places)
    const [first] = open
    if (!first) {
      left.push(person)
      continue
    }
    const smallest = open.reduce((least, each) => (each.size < least.size ? each : least), first)
    smallest.size += 1
    placed.push({ person, classId: smallest.id })
  }
  return { placed, left }
}

/** An instant as a clock on the wall in a time zone shows it: `2026-11-21 14:00`. */
export function wallTime(instant: Instant, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

/** The instant at which a calendar date begins in a time zone. */
export function midnight(date: string, zone: string): Date {
  const asUtc = Date.parse(`${date}T00:00:00Z`)
  const shown = (ms: number) => Date.parse(`${wallTime(new Date(ms), zone).replace(' ', 'T')}:00Z`)
  // Twice, because the first guess may lie on the other side of a clock change.
  const guess = asUtc - (shown(asUtc) - asUtc)
  return new Date(guess - (shown(guess) - asUtc))
}
