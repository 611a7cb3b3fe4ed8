import { read, transact } from '../../platform/db/db.ts'
import { listHeaders } from '../../platform/excel/answers.ts'
import { streamed } from '../../platform/http/streamed.ts'
import { createApp } from '../../platform/http/app.ts'
import { readCursor } from '../../platform/http/paging.ts'
import { problem, refuse, type Refusals } from '../../platform/http/problem.ts'
import { exportForecasts } from './commands/export.ts'
import { adviceFor, readForecasts } from './commands/forecasts.ts'
import { remindPeople } from './commands/remind.ts'
import { exportForecastRoute, listForecastRoute, readAdviceRoute, readOwnAdviceRoute, remindRoute } from './contract.ts'

const remindRefusals = {
  reminder_nobody_here: {
    status: 404,
    title: 'None of these people is in your part of the region with hours to reach.',
  },
} as const satisfies Refusals<'reminder_nobody_here'>

export const forecastRoutes = createApp()
  .openapi(listForecastRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['state', 'short', 'sortKey', 'id'])
    return c.json(await read(c.var.db, (tx) => readForecasts(tx, query, c.var.scope, after)), 200)
  })
  .openapi(exportForecastRoute, async (c) => {
    const { name, content } = await exportForecasts(c.var.db, c.req.valid('query'), c.var.scope)
    return c.body(streamed(content), 200, listHeaders(name))
  })
  .openapi(readAdviceRoute, async (c) => {
    const found = await read(c.var.db, (tx) => adviceFor(tx, c.req.valid('param').personId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(readOwnAdviceRoute, async (c) => {
    const found = await read(c.var.db, (tx) => adviceFor(tx, c.var.actor.personId ?? ''))
    return found ? c.json(found, 200) : problem(c, 403, 'not_a_person')
  })
  .openapi(remindRoute, async (c) => {
    const { personIds } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => remindPeople(tx, personIds, c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, remindRefusals, done.error)
  })
