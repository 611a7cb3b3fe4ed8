import type { RefusalOf } from '../../../lib/result.ts'
import { transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { filePlan, voidFiling } from '../commands/filing.ts'
import { filePlanRoute, voidFilingRoute } from '../contract/filing.ts'

const filing = {
  plan_not_found: { status: 404, title: 'There is no such plan.' },
  plan_not_published: { status: 409, title: 'Only a published plan is filed.' },
  plan_filed_already: { status: 409, title: 'This plan is filed already; void that entry first.' },
  filed_in_future: { status: 422, title: 'A plan cannot have been filed on a day to come.' },
  file_not_found: { status: 422, title: 'There is no such file.' },
} as const satisfies Record<RefusalOf<typeof filePlan>, { status: number; title: string }>

const voiding = {
  plan_not_found: filing.plan_not_found,
  plan_not_filed: { status: 409, title: 'This plan is not filed.' },
} as const satisfies Record<RefusalOf<typeof voidFiling>, { status: number; title: string }>

/** The filing (备案) of plans. */
export const filingRoutes = createApp()
  .openapi(filePlanRoute, async (c) => {
    const { planId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => filePlan(tx, planId, c.req.valid('json')))
    return done.ok ? c.json(done.value, 201) : refuse(c, filing, done.error)
  })
  .openapi(voidFilingRoute, async (c) => {
    const { planId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => voidFiling(tx, planId, c.req.valid('json').reason))
    return done.ok ? c.json(done.value, 200) : refuse(c, voiding, done.error)
  })
