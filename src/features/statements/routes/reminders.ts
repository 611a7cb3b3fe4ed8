import { ok } from '../../../lib/result.ts'
import { transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { remindOfHours } from '../commands/remind.ts'
import { remindRoute } from '../contract/reminders.ts'

export const reminderRoutes = createApp().openapi(remindRoute, async (c) => {
  const draft = c.req.valid('json')
  const done = await transact(c.var.db, async (tx) => ok(await remindOfHours(tx, draft, c.var.scope)))
  return c.json(done.ok ? done.value : { reminded: 0, recently: 0 }, 200)
})
