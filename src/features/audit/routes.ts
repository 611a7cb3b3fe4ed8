import { read } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { listTrailRoute } from './contract.ts'
import { listTrail } from './store/trail.ts'

export const auditRoutes = createApp().openapi(listTrailRoute, async (c) => {
  const query = c.req.valid('query')
  const rows = await read(c.var.db, (tx) => listTrail(tx, query, readCursor(query.cursor, ['id'])?.id))
  return c.json(cutPage(rows, query.limit, ['id']), 200)
})
