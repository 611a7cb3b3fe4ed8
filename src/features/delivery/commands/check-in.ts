import { err, ok, type Result } from '../../../lib/result.ts'
import type { Vault } from '../../../platform/crypto.ts'
import { note, type Context, type Tx } from '../../../platform/db/db.ts'
import type { CheckIn } from '../contract/sessions.ts'
import { decideCheckIn, windowRefusal, type CheckInRefusal, type StepRefusal, type WindowRefusal } from '../core.ts'
import {
  insertArrivals,
  loadArrivals,
  shareSeats,
  spentTickets,
  type Arrival,
  type ArrivalFacts,
} from '../store/attendance.ts'
import { findSession, listOwnSessions } from '../store/sessions.ts'
import { findTyped, readTicket, readToken, writeTicket } from '../tickets.ts'

/** One arrival, and whose request it was where several are answered together. */
export type Arriving = Arrival & { readonly by?: Context }

type Answer = Result<CheckIn, CheckInRefusal>

/**
 * Checks many people in, each answered by itself, in their order. One statement holds their seats, one reads, one writes,
 * however many there are.
 */
export async function checkInMany(tx: Tx, arrivals: readonly Arriving[]): Promise<Answer[]> {
  await shareSeats(tx, arrivals)
  const facts = await loadArrivals(tx, arrivals)
  const answers = new Map<number, Answer>()
  const marks: (Arriving & { position: number; state: 'present' | 'late'; from: string })[] = []
  for (const [position, arrival] of arrivals.entries()) {
    const known = facts[position]
    if (!known) continue
    const decision = decideCheckIn(known, arrival.scannedAt)
    if (decision.kind === 'refuse') answers.set(position, err(decision.code))
    else if (decision.kind === 'stands') answers.set(position, ok(standing(arrival, known)))
    else marks.push({ ...arrival, position, state: decision.state, from: (arrival.by ?? tx.context).from })
  }
  const written = await insertArrivals(tx, marks)
  const beaten: typeof marks = []
  for (const mark of marks) {
    const known = facts[mark.position]
    if (!known || !written.delete(mark.id)) {
      beaten.push(mark)
      continue
    }
    noteArrival(tx, mark)
    answers.set(mark.position, ok(checkInOf(mark, known, { state: mark.state, at: mark.scannedAt, already: false })))
  }
  for (const [position, answer] of await answerBeaten(tx, beaten)) answers.set(position, answer)
  return arrivals.map((_, position) => answers.get(position) ?? err('session_not_found'))
}

// Somebody else's request was there first: the same person's, or one that spent the same ticket or took the same id.
async function answerBeaten(tx: Tx, beaten: readonly (Arriving & { position: number })[]): Promise<[number, Answer][]> {
  if (beaten.length === 0) return []
  const facts = await loadArrivals(tx, beaten)
  const spent = await spentTickets(
    tx,
    beaten.flatMap(({ ticket }) => (ticket === null ? [] : [ticket])),
  )
  return beaten.map((arrival, index) => {
    const known = facts[index]
    if (known?.mark) return [arrival.position, ok(standing(arrival, known))]
    const isSpent = arrival.ticket !== null && spent.has(arrival.ticket)
    return [arrival.position, err(isSpent ? 'ticket_used' : 'id_reused')]
  })
}

function standing(arrival: Arriving, known: ArrivalFacts): CheckIn {
  const state = known.mark?.state ?? 'present'
  const already = known.mark?.id !== arrival.id
  return checkInOf(arrival, known, { state, at: known.markedAt ?? arrival.scannedAt, already })
}

function checkInOf(
  { sessionId }: Arriving,
  { title, classTitle, venue }: ArrivalFacts,
  mark: { state: CheckIn['state']; at: Date; already: boolean },
): CheckIn {
  return { sessionId, title, classTitle, venue, state: mark.state, at: mark.at.toISOString(), already: mark.already }
}

function noteArrival(tx: Tx, { sessionId, personId, state, way, by }: Arriving & { state: string }): void {
  const object = { kind: 'class_session', id: sessionId }
  note(tx, { act: 'attendance.checked_in', object, after: { personId, state, way }, ...(by ? { by } : {}) })
}

export type ExchangeRefusal = StepRefusal | WindowRefusal | 'session_not_found'

/** Exchanges what a QR said for a ticket that keeps the instant of the scan. Nothing is written: an early try spoils nothing. */
export async function exchangeToken(
  tx: Tx,
  vault: Vault,
  scanned: { readonly sessionId: string; readonly token: string },
): Promise<Result<{ ticket: string; title: string; classTitle: string; startsAt: string }, ExchangeRefusal>> {
  const { tenantId, now } = tx.context
  const found = await findSession(tx, scanned.sessionId)
  if (!found) return err('session_not_found')
  const { session, classState, classTitle } = found
  const source = { tenantId, sessionId: session.id, secret: session.secret }
  const step = readToken(vault, source, scanned.token, now)
  if (!step.ok) return step
  const refusal = windowRefusal({ ...session, classState }, now)
  if (refusal) return err(refusal)
  const ticket = writeTicket(vault, tenantId, { sessionId: session.id, scannedAt: now, step: step.value })
  return ok({ ticket, title: session.title, classTitle, startsAt: session.startsAt.toISOString() })
}

/** What a ticket stands for, as an arrival; decided without asking the database. */
export function arrivalByTicket(
  vault: Vault,
  context: Context,
  { id, personId, ticket }: { readonly id: string; readonly personId: string; readonly ticket: string },
): Result<Arrival, 'ticket_invalid' | 'ticket_expired'> {
  const read = readTicket(vault, context.tenantId, ticket, context.now)
  if (!read.ok) return read
  const { sessionId, scannedAt, nonce, step } = read.value
  return ok({ id, personId, sessionId, scannedAt, way: 'qr', ticket: nonce, step })
}

const dayMs = 86_400_000

/** Finds which of a person's sessions of today shows the code that they typed. */
export async function arrivalByCode(
  tx: Tx,
  vault: Vault,
  { id, personId, code }: { readonly id: string; readonly personId: string; readonly code: string },
): Promise<Result<Arrival, StepRefusal>> {
  const { tenantId, now } = tx.context
  const around = await listOwnSessions(tx, personId, new Date(now.getTime() - dayMs), new Date(now.getTime() + dayMs))
  const sources = around.map(({ session }) => ({ tenantId, sessionId: session.id, secret: session.secret }))
  const typed = findTyped(vault, sources, code, now)
  if (!typed.ok) return typed
  const { source, step } = typed.value
  return ok({ id, personId, sessionId: source.sessionId, scannedAt: now, way: 'code', ticket: null, step })
}
