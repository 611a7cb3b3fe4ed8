import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { chooseElectives, offerElectives, readElectives } from '../commands/electives.ts'
import * as contract from '../contract/electives.ts'
import { applyRefusals } from '../refusals.ts'

const offerRefusals = {
  programme_not_found: applyRefusals.programme_not_found,
  electives_contradict: { status: 422, title: 'So many cannot be chosen of these.' },
  elective_chosen: { status: 422, title: 'Somebody has chosen what would go or become too small.' },
} as const satisfies Record<RefusalOf<typeof offerElectives>, { status: number; title: string }>

const chooseRefusals = {
  electives_none: { status: 404, title: 'There is nothing to choose in this programme.' },
  not_in_programme: { status: 422, title: 'Only whoever is in the programme chooses.' },
  electives_over: { status: 422, title: 'The time to choose is over.' },
  electives_too_few: { status: 422, title: 'Choose more of them.' },
  electives_too_many: { status: 422, title: 'Choose fewer of them.' },
  elective_not_found: { status: 422, title: 'There is no such elective.' },
  elective_full: { status: 409, title: 'All places of one of them are taken.' },
} as const satisfies Record<RefusalOf<typeof chooseElectives>, { status: number; title: string }>

/** Electives of a programme: offered, chosen and read. */
export const electiveRoutes = createApp()
  .openapi(contract.offerElectivesRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const offered = await transact(c.var.db, (tx) => offerElectives(tx, programmeId, c.req.valid('json')))
    return offered.ok ? c.json(offered.value, 200) : refuse(c, offerRefusals, offered.error)
  })
  .openapi(contract.readElectivesRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    return c.json((await read(c.var.db, (tx) => readElectives(tx, programmeId, null))) ?? null, 200)
  })
  .openapi(contract.myElectivesRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    return c.json((await read(c.var.db, (tx) => readElectives(tx, programmeId, c.var.actor.personId))) ?? null, 200)
  })
  .openapi(contract.chooseElectivesRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 404, 'person_not_found')
    const { programmeId } = c.req.valid('param')
    const { electiveIds } = c.req.valid('json')
    const chosen = await transact(c.var.db, (tx) => chooseElectives(tx, programmeId, personId, electiveIds))
    return chosen.ok ? c.json(chosen.value, 200) : refuse(c, chooseRefusals, chosen.error)
  })
