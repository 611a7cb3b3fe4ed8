import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { acceptOffer as accept, refuseOffer as sayNo } from '../commands/offers.ts'
import { moveWaiter, readWaitingList, setOfferRule, type joinWaiting } from '../commands/waiting.ts'
import * as contract from '../contract/waiting.ts'
import { applyRefusals, decideRefusals } from '../refusals.ts'
import { joinInRush } from '../rush.ts'
import { listOwnWaiting, listWaiters, showWaiting } from '../store/waiting-lists.ts'

const waitRefusals = {
  ...applyRefusals,
  no_waiting_list: { status: 422, title: 'This programme has no waiting list.' },
} as const satisfies Record<RefusalOf<typeof joinWaiting>, { status: number; title: string }>

const offerRefusals = {
  waiter_not_found: { status: 404, title: 'There is no such turn in a waiting list.' },
  not_offered: { status: 409, title: 'No place is offered to you now.' },
  offer_over: applyRefusals.offer_over,
  not_waiting: { status: 409, title: 'This person does not wait any more.' },
  programme_over: decideRefusals.programme_over,
  declined_before: applyRefusals.declined_before,
  dismissed_before: applyRefusals.dismissed_before,
  integrity_ban: applyRefusals.integrity_ban,
  restricted: applyRefusals.restricted,
} as const satisfies Record<RefusalOf<typeof accept>, { status: number; title: string }>

const moveRefusals = {
  waiter_not_found: offerRefusals.waiter_not_found,
  not_waiting: offerRefusals.not_waiting,
  own_enrolment: decideRefusals.own_enrolment,
} as const satisfies Record<RefusalOf<typeof moveWaiter>, { status: number; title: string }>

const ruleRefusals = {
  programme_not_found: applyRefusals.programme_not_found,
} as const satisfies Record<RefusalOf<typeof setOfferRule>, { status: number; title: string }>

/** Waiting lists: joined, answered, read and put in order. */
export const waitingRoutes = createApp()
  .openapi(contract.joinWaitingRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 404, 'person_not_found')
    const { programmeId } = c.req.valid('param')
    const joined = await joinInRush(c.var.db, programmeId, c.req.valid('json').id, personId)
    return joined.ok ? c.json(joined.value, 201) : refuse(c, waitRefusals, joined.error)
  })
  .openapi(contract.listMyWaitingRoute, async (c) => {
    const { personId } = c.var.actor
    const items = personId === null ? [] : await read(c.var.db, (tx) => listOwnWaiting(tx, personId))
    return c.json({ items }, 200)
  })
  .openapi(contract.acceptOfferRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => accept(tx, c.req.valid('param').waiterId))
    return done.ok ? c.json({ enrolmentId: done.value.id }, 200) : refuse(c, offerRefusals, done.error)
  })
  .openapi(contract.refuseOfferRoute, async (c) => {
    const { waiterId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => sayNo(tx, waiterId))
    if (!done.ok) return refuse(c, offerRefusals, done.error)
    const shown = await read(c.var.db, (tx) => showWaiting(tx, waiterId))
    return shown ? c.json(shown, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.listWaitersRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['rank', 'id'])
    const rows = await read(c.var.db, (tx) => listWaiters(tx, c.var.scope, query, after))
    return c.json(cutPage(rows, query.limit, ['rank', 'id']), 200)
  })
  .openapi(contract.moveWaiterRoute, async (c) => {
    const [{ waiterId }, { before, reason }] = [c.req.valid('param'), c.req.valid('json')]
    const moved = await transact(c.var.db, (tx) => moveWaiter(tx, waiterId, before, reason))
    return moved.ok ? c.json(moved.value, 200) : refuse(c, moveRefusals, moved.error)
  })
  .openapi(contract.readWaitingListRoute, async (c) =>
    c.json(await read(c.var.db, (tx) => readWaitingList(tx, c.req.valid('param').programmeId)), 200),
  )
  .openapi(contract.setOfferRuleRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const set = await transact(c.var.db, (tx) => setOfferRule(tx, programmeId, c.req.valid('json')))
    return set.ok ? c.json(set.value, 200) : refuse(c, ruleRefusals, set.error)
  })
