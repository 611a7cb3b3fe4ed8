import { read } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem } from '../../../platform/http/problem.ts'
import { readHourFacts } from '../commands/trials.ts'
import { readHourFactsRoute } from '../contract/trials.ts'

export const trialRoutes = createApp().openapi(readHourFactsRoute, async (c) => {
  const found = await read(c.var.db, (tx) => readHourFacts(tx, c.req.valid('param').personId))
  return found ? c.json(found, 200) : problem(c, 404, 'not_found')
})
