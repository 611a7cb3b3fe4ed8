import { read } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem } from '../../../platform/http/problem.ts'
import { explainHours, readHourYear } from '../commands/explain.ts'
import { explainHoursRoute, explainOwnHoursRoute, readOwnHourYearRoute } from '../contract/explained.ts'

export const explainedRoutes = createApp()
  .openapi(readOwnHourYearRoute, async (c) => {
    const { personId } = c.var.actor
    const { year } = c.req.valid('query')
    const found = personId === null ? undefined : await read(c.var.db, (tx) => readHourYear(tx, personId, year))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(explainOwnHoursRoute, async (c) => {
    const { personId } = c.var.actor
    const asked = c.req.valid('query')
    const found = personId === null ? undefined : await read(c.var.db, (tx) => explainHours(tx, personId, asked))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(explainHoursRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => explainHours(tx, personId, c.req.valid('query')))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
