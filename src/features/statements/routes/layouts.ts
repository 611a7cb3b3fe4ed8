import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { listHeaders } from '../../../platform/excel/answers.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { exportLayout, previewLayout } from '../commands/layouts.ts'
import {
  exportLayoutRoute,
  exportUnmaskedLayoutRoute,
  listLayoutsRoute,
  previewLayoutRoute,
} from '../contract/layouts.ts'
import { layouts } from '../layouts/known.ts'
import { isUnmasked } from '../layouts/layout.ts'

const previewRefusals = {
  layout_not_found: { status: 404, title: 'There is no such layout.' },
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the region.' },
} as const satisfies Record<RefusalOf<typeof previewLayout>, { status: number; title: string }>

const exportRefusals = {
  ...previewRefusals,
  id_reused: { status: 409, title: 'This id already names another export.' },
  layout_unmasked: { status: 422, title: 'This layout has ID numbers in full and needs a reason.' },
  layout_masked: { status: 422, title: 'This layout has no full ID numbers and needs no reason.' },
  export_empty: { status: 422, title: 'There is nobody in this list.' },
  export_too_large: { status: 422, title: 'So many full numbers do not go into one file.' },
} as const satisfies Record<RefusalOf<typeof exportLayout>, { status: number; title: string }>

export const layoutRoutes = createApp()
  .openapi(listLayoutsRoute, (c) =>
    c.json(
      {
        items: layouts.map((layout) => ({
          ...{
            id: layout.id,
            edition: layout.edition,
            title: layout.title,
            of: layout.of,
            unmasked: isUnmasked(layout),
          },
          columns: layout.columns.map(({ title, required = false }) => ({ title, required })),
        })),
      },
      200,
    ),
  )
  .openapi(previewLayoutRoute, async (c) => {
    const asked = c.req.valid('query')
    const told = await read(c.var.db, (tx) => previewLayout(tx, c.var.vault, asked, c.var.scope))
    return told.ok ? c.json(told.value, 200) : refuse(c, previewRefusals, told.error)
  })
  .openapi(exportLayoutRoute, async (c) => {
    const draft = c.req.valid('json')
    const made = await transact(c.var.db, (tx) => exportLayout(tx, c.var.vault, draft, c.var.scope))
    if (!made.ok) return refuse(c, exportRefusals, made.error)
    return c.body(streamed(made.value.content), 200, listHeaders(made.value.name))
  })
  .openapi(exportUnmaskedLayoutRoute, async (c) => {
    const draft = c.req.valid('json')
    const made = await transact(c.var.db, (tx) => exportLayout(tx, c.var.vault, draft, c.var.scope))
    if (!made.ok) return refuse(c, exportRefusals, made.error)
    return c.body(streamed(made.value.content), 201, listHeaders(made.value.name))
  })
