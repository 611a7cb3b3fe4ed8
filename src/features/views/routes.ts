import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { changeView, removeView, saveView, setDefault, tellViews } from './commands.ts'
import { changeViewRoute, deleteViewRoute, listViewsRoute, saveViewRoute, setDefaultViewRoute } from './contract.ts'

const saveRefusals = {
  id_reused: { status: 409, title: 'This id already names another view.' },
  view_name_taken: { status: 409, title: 'You have a view of this name already.' },
  views_full: { status: 409, title: 'At most 50 views of a list are kept.' },
  view_share_refused: { status: 422, title: 'A view is shared only by an officer or registrar, with their own part.' },
} as const satisfies Record<RefusalOf<typeof saveView>, { status: number; title: string }>

const changeRefusals = {
  view_not_found: { status: 404, title: 'You have no such view.' },
  view_name_taken: saveRefusals.view_name_taken,
  view_share_refused: saveRefusals.view_share_refused,
} as const satisfies Record<RefusalOf<typeof changeView>, { status: number; title: string }>

export const viewRoutes = createApp()
  .openapi(listViewsRoute, async (c) => {
    const { list } = c.req.valid('query')
    return c.json(await read(c.var.db, (tx) => tellViews(tx, list)), 200)
  })
  .openapi(saveViewRoute, async (c) => {
    const saved = await transact(c.var.db, (tx) => saveView(tx, c.req.valid('json')))
    return saved.ok ? c.json(saved.value, 201) : refuse(c, saveRefusals, saved.error)
  })
  .openapi(changeViewRoute, async (c) => {
    const { savedViewId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changeView(tx, savedViewId, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, changeRefusals, changed.error)
  })
  .openapi(deleteViewRoute, async (c) => {
    const removed = await transact(c.var.db, (tx) => removeView(tx, c.req.valid('param').savedViewId))
    return removed.ok ? c.body(null, 204) : problem(c, 404, 'not_found')
  })
  .openapi(setDefaultViewRoute, async (c) => {
    const set = await transact(c.var.db, (tx) => setDefault(tx, c.req.valid('json')))
    return set.ok ? c.body(null, 204) : problem(c, 404, 'not_found')
  })
