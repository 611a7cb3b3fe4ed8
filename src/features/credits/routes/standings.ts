import { read } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { readCursor } from '../../../platform/http/paging.ts'
import { contentDisposition } from '../../../platform/files/names.ts'
import { exportShortfalls, readShortfalls } from '../commands/shortfalls.ts'
import { exportStandingsRoute, listStandingsRoute } from '../contract/standings.ts'

export const standingRoutes = createApp()
  .openapi(listStandingsRoute, async (c) => {
    const { cursor, ...query } = c.req.valid('query')
    const after = readCursor(cursor, ['rank', 'missing', 'sortKey', 'id'])
    return c.json(await read(c.var.db, (tx) => readShortfalls(tx, query, c.var.scope, after)), 200)
  })
  .openapi(exportStandingsRoute, async (c) => {
    const { name, content } = await exportShortfalls(c.var.db, c.req.valid('query'), c.var.scope)
    return c.body(streamed(content), 200, {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': contentDisposition(name),
    })
  })
