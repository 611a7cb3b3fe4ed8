import { read } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem } from '../../../platform/http/problem.ts'
import { readHourFacts, tryPolicy } from '../commands/trials.ts'
import { readHourFactsRoute, tryPolicyRoute } from '../contract/trials.ts'

export const trialRoutes = createApp()
  .openapi(tryPolicyRoute, async (c) => {
    const found = await read(c.var.db, (tx) => tryPolicy(tx, c.req.valid('param').policyId))
    return found ? c.json(found, 200) : problem(c, 404, 'policy_not_found')
  })
  .openapi(readHourFactsRoute, async (c) => {
    const found = await read(c.var.db, (tx) => readHourFacts(tx, c.req.valid('param').personId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
