import { ok } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { listNoticesRoute, readNoticesRoute } from './contract.ts'
import { listNotices, markRead } from './store.ts'

export const noticeRoutes = createApp()
  .openapi(listNoticesRoute, async (c) => {
    const { cursor, limit } = c.req.valid('query')
    const before = readCursor(cursor, ['id'])?.id
    const rows = await read(c.var.db, (tx) => listNotices(tx, c.var.actor.accountId, limit, before))
    const { items, nextCursor } = cutPage(rows, limit, ['id'])
    const shown = items.map(({ id, code, params, link, createdAt, readAt, own }) => ({
      id,
      code,
      params,
      link,
      createdAt: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
      own,
    }))
    return c.json({ items: shown, nextCursor }, 200)
  })
  .openapi(readNoticesRoute, async (c) => {
    const { ids } = c.req.valid('json')
    await transact(c.var.db, async (tx) => {
      await markRead(tx, c.var.actor.accountId, ids)
      return ok()
    })
    return c.body(null, 204)
  })
