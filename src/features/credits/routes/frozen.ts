import { read } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { listFrozenYearsRoute } from '../contract/frozen.ts'
import { listFrozenYears } from '../store/frozen.ts'

export const frozenRoutes = createApp().openapi(listFrozenYearsRoute, async (c) =>
  c.json({ items: await read(c.var.db, listFrozenYears) }, 200),
)
