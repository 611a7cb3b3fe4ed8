import { read } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem } from '../../platform/http/problem.ts'
import { readSchoolStandings, readYear } from './commands.ts'
import { readHomeRoute, readSchoolStandingsRoute, readYearRoute } from './contract.ts'
import { readHomeAtGate } from './gate.ts'

export const workbenchRoutes = createApp()
  .openapi(readHomeRoute, async (c) => {
    const { personId, accountId } = c.var.actor
    const home = personId === null ? null : await readHomeAtGate(c.var.db, { personId, accountId })
    return home ? c.json(home, 200) : problem(c, 403, 'not_a_person')
  })
  .openapi(readYearRoute, async (c) => {
    const { year } = c.req.valid('query')
    return c.json(await read(c.var.db, (tx) => readYear(tx, year, c.var.actor)), 200)
  })
  .openapi(readSchoolStandingsRoute, async (c) => {
    const { year } = c.req.valid('query')
    return c.json(await read(c.var.db, (tx) => readSchoolStandings(tx, year, c.var.scope)), 200)
  })
