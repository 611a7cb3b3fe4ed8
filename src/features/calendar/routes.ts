import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { originOf } from '../../platform/http/origin.ts'
import { problem, refuse, type Refusals } from '../../platform/http/problem.ts'
import { endFeed, makeFeed, readFeed } from './commands.ts'
import { endFeedRoute, makeFeedRoute, readFeedRoute } from './contract.ts'

const makeRefusals = {
  id_reused: { status: 409, title: 'This id already names another address.' },
} as const satisfies Refusals<'id_reused'>

export const calendarRoutes = createApp()
  .openapi(readFeedRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 403, 'not_a_person')
    return c.json(await read(c.var.db, (tx) => readFeed(tx, c.var.vault, personId, originOf(c))), 200)
  })
  .openapi(makeFeedRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 403, 'not_a_person')
    const { id } = c.req.valid('json')
    const made = await transact(c.var.db, (tx) => makeFeed(tx, c.var.vault, { personId, id, origin: originOf(c) }))
    return made.ok ? c.json(made.value, 201) : refuse(c, makeRefusals, made.error)
  })
  .openapi(endFeedRoute, async (c) => {
    const { personId } = c.var.actor
    if (personId === null) return problem(c, 403, 'not_a_person')
    await transact(c.var.db, (tx) => endFeed(tx, personId))
    return c.body(null, 204)
  })
