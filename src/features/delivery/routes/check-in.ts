import type { Context as HttpContext } from 'hono'
import { read, type Db } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { openLimit } from '../../../platform/http/limit.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { arrivalByCode, arrivalByTicket, exchangeToken, type ExchangeRefusal } from '../commands/check-in.ts'
import { checkInRoute, exchangeRoute } from '../contract/sessions.ts'
import { checkInWindow, ticketMs, type CheckInRefusal, type StepRefusal } from '../core.ts'
import { checkInAtGate } from '../gate.ts'
import { findSession } from '../store/sessions.ts'

const exchangeRefusals = {
  session_not_found: { status: 404, title: 'There is no such session.' },
  code_too_old: { status: 410, title: 'This code has left the screen; scan the one that is there now.' },
  code_wrong: { status: 422, title: 'This is not a code of this session.' },
  session_cancelled: { status: 422, title: 'The session was cancelled.' },
  class_closed: { status: 422, title: 'The class is closed.' },
  check_in_too_early: { status: 422, title: 'Check-in is not open yet; come back when it is.' },
  check_in_over: { status: 422, title: 'Check-in is over; speak to the host.' },
} as const satisfies Record<ExchangeRefusal, { status: number; title: string }>

const checkInRefusals = {
  ...exchangeRefusals,
  ticket_expired: { status: 410, title: 'Too much time has passed since the scan; scan again.' },
  ticket_invalid: { status: 422, title: 'This ticket was not made here; scan the code on the screen.' },
  ticket_used: { status: 409, title: 'Somebody else has used this scan; scan the code on the screen yourself.' },
  not_a_member: { status: 403, title: 'You are not a member of this class.' },
  id_reused: { status: 409, title: 'This id already names a different check-in.' },
} as const satisfies Record<
  CheckInRefusal | StepRefusal | 'ticket_expired' | 'ticket_invalid',
  { status: number; title: string }
>

// One hall often stands behind one address; a person who types gets ten tries in five minutes.
const exchanges = openLimit(1_500, 60)
const wrongScans = openLimit(120, 60)
const wrongCodes = openLimit(10, 300)

/** An early try is told when to come back. */
async function tellOpening(c: HttpContext, db: Db, sessionId: string) {
  const found = await read(db, (tx) => findSession(tx, sessionId))
  const { title, status } = exchangeRefusals.check_in_too_early
  const detail = found && checkInWindow(found.session).opensAt.toISOString()
  return problem(c, status, 'check_in_too_early', { title, ...(detail === undefined ? {} : { detail }) })
}

/** Codes exchanged, and people checked in. */
export const checkInRoutes = createApp()
  .openapi(exchangeRoute, async (c) => {
    const address = c.get('address')
    if (!(await exchanges.spend(address)) || !(await wrongScans.has(address)))
      return problem(c, 429, 'too_many_requests')
    const { bureau, ...scanned } = c.req.valid('json')
    const door = bureau === undefined ? c.get('door') : await c.get('tenants').door(c, bureau)
    if (!door) return refuse(c, exchangeRefusals, 'session_not_found')
    const exchanged = await read(door, (tx) => exchangeToken(tx, c.var.vault, scanned))
    if (!exchanged.ok) {
      if (exchanged.error === 'code_wrong' || exchanged.error === 'session_not_found') await wrongScans.spend(address)
      if (exchanged.error === 'check_in_too_early') return tellOpening(c, door, scanned.sessionId)
      return refuse(c, exchangeRefusals, exchanged.error)
    }
    const expiresAt = new Date(door.context.now.getTime() + ticketMs).toISOString()
    return c.json({ ...exchanged.value, expiresAt }, 201)
  })
  .openapi(checkInRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 403, 'not_a_person')
    const { id, ticket, code } = c.req.valid('json')
    const who = `${c.var.db.context.tenantId}/${personId}`
    if (ticket === undefined && !(await wrongCodes.has(who))) return problem(c, 429, 'too_many_codes')
    const arrival =
      ticket === undefined
        ? await read(c.var.db, (tx) => arrivalByCode(tx, c.var.vault, { id, personId, code: code ?? '' }))
        : arrivalByTicket(c.var.vault, c.var.db.context, { id, personId, ticket })
    if (!arrival.ok) {
      if (arrival.error === 'code_wrong') await wrongCodes.spend(who)
      return refuse(c, checkInRefusals, arrival.error)
    }
    const checkedIn = await checkInAtGate(c.var.db, arrival.value)
    if (checkedIn.ok) return checkedIn.value.already ? c.json(checkedIn.value, 200) : c.json(checkedIn.value, 201)
    if (checkedIn.error === 'check_in_too_early') return tellOpening(c, c.var.db, arrival.value.sessionId)
    return refuse(c, checkInRefusals, checkedIn.error)
  })
