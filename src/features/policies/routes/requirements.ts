import { read } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { listRequirementsRoute } from '../contract/requirements.ts'
import { listRequirements } from '../store/requirements.ts'

export const requirementRoutes = createApp().openapi(listRequirementsRoute, async (c) => {
  const rows = await read(c.var.db, (tx) => listRequirements(tx, c.req.valid('query').year))
  return c.json({ items: rows.map(({ population: _, ...item }) => item) }, 200)
})
