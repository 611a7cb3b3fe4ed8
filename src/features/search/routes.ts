import { read } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { findThings } from './commands.ts'
import { searchRoute } from './contract.ts'

export const searchRoutes = createApp().openapi(searchRoute, async (c) => {
  const { q } = c.req.valid('query')
  return c.json(await read(c.var.db, (tx) => findThings(tx, q)), 200)
})
