/** How somebody who waits for a place stands. */
export type WaiterState = 'waiting' | 'offered' | 'accepted' | 'declined' | 'expired' | 'left'

/** What may happen to somebody who waits. */
export const waiterMoves = {
  offer: { from: ['waiting'], to: 'offered' },
  accept: { from: ['offered'], to: 'accepted' },
  decline: { from: ['offered'], to: 'declined' },
  expire: { from: ['offered'], to: 'expired' },
  leave: { from: ['waiting'], to: 'left' },
} as const satisfies Readonly<Record<string, { readonly from: readonly WaiterState[]; readonly to: WaiterState }>>
export type WaiterMove = keyof typeof waiterMoves

/** The states in which somebody is still in the list or has an offer. */
export const openWaiterStates: readonly WaiterState[] = ['waiting', 'offered']

export type WaiterRefusal = 'not_offered' | 'offer_over' | 'not_waiting'

/** Why this may not happen to somebody who waits; undefined when it may. An offer is over at its deadline, whether or not anybody has looked since. */
export function waiterRefusal(
  move: WaiterMove,
  waiter: { readonly state: WaiterState; readonly offerUntil: Date | null },
  now: Date,
): WaiterRefusal | undefined {
  const from: readonly WaiterState[] = waiterMoves[move].from
  const isOver = waiter.offerUntil !== null && now.getTime() >= waiter.offerUntil.getTime()
  if (!from.includes(waiter.state)) {
    if (move === 'offer' || move === 'leave') return 'not_waiting'
    return waiter.state === 'expired' ? 'offer_over' : 'not_offered'
  }
  if (move === 'expire') return isOver ? undefined : 'not_offered'
  return move === 'accept' && isOver ? 'offer_over' : undefined
}

/** For how long an offer stands, and how long before the first day the last one ends. */
export type OfferRule = { readonly termHours: number; readonly leadHours: number }

/** What holds for a programme for which nobody has said anything else. */
export const usualOfferRule: OfferRule = { termHours: 48, leadHours: 48 }

/** Until when an offer that is made now stands: its term, but never past the lead before the first day; undefined when it is too late to offer. */
export function offerDeadline(rule: OfferRule, now: Date, startsAt: Date | null): Date | undefined {
  const term = now.getTime() + rule.termHours * 3_600_000
  const last = startsAt === null ? Number.POSITIVE_INFINITY : startsAt.getTime() - rule.leadHours * 3_600_000
  return last > now.getTime() ? new Date(Math.min(term, last)) : undefined
}

/** Whether a programme in this state offers freed places to those whom a round or a selection left without one: from its publication on. */
export function offersSuccession(programmeState: string): boolean {
  return programmeState === 'published' || offersPlaces(programmeState)
}

/**
 * Whether a programme in this state offers places to those who wait. One that was started early still does: its first day says
 * until when (`offerDeadline`).
 */
export function offersPlaces(programmeState: string): boolean {
  return programmeState === 'enrolling' || programmeState === 'running'
}

/** Whether a programme has a waiting list of its own: places are taken by applying, and there is a number of them. */
export function keepsWaiters(programme: { readonly admission: string; readonly placesMax: number | null }): boolean {
  return programme.admission === 'first_come' && programme.placesMax !== null
}
