import { read } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { listRecordIdsRoute, listRecordSourcesRoute } from '../contract/queues.ts'
import { listRecordIds, listSources } from '../store/queues.ts'

export const queueRoutes = createApp()
  .openapi(listRecordIdsRoute, async (c) => {
    const query = c.req.valid('query')
    return c.json(await read(c.var.db, (tx) => listRecordIds(tx, c.var.scope, query)), 200)
  })
  .openapi(listRecordSourcesRoute, async (c) => {
    const { state } = c.req.valid('query')
    return c.json({ items: await read(c.var.db, (tx) => listSources(tx, c.var.scope, state)) }, 200)
  })
