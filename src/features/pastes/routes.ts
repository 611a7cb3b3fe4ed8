import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { chooseMeaning, pasteList, tellPasted, tellRows } from './commands.ts'
import { choosePastedRoute, pasteListRoute, readPastedRoute, readPastedRowsRoute } from './contract.ts'

const pasteRefusals = {
  paste_not_allowed: { status: 403, title: 'Your role sees no list of what these rows name.' },
  id_reused: { status: 409, title: 'This id already names another pasted list.' },
  paste_too_large: { status: 413, title: 'At most 1 MB is pasted at once.' },
  paste_too_long: { status: 422, title: 'At most 5,000 rows are pasted at once.' },
  paste_empty: { status: 422, title: 'There is nothing in what was pasted.' },
} as const satisfies Record<RefusalOf<typeof pasteList>, { status: number; title: string }>

const choiceRefusals = {
  pasted_list_not_found: { status: 404, title: 'There is no such pasted list, or its day is over.' },
  choice_not_offered: { status: 409, title: 'This row was not offered that meaning, or is settled already.' },
} as const satisfies Record<RefusalOf<typeof chooseMeaning>, { status: number; title: string }>

export const pasteRoutes = createApp()
  .openapi(pasteListRoute, async (c) => {
    const pasted = await transact(c.var.db, (tx) => pasteList(tx, c.var.vault, c.req.valid('json')))
    return pasted.ok ? c.json(pasted.value, 201) : refuse(c, pasteRefusals, pasted.error)
  })
  .openapi(readPastedRoute, async (c) => {
    const { pastedListId } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => tellPasted(tx, pastedListId, c.var.actor.accountId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(readPastedRowsRoute, async (c) => {
    const { pastedListId } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => tellRows(tx, pastedListId, c.var.actor.accountId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(choosePastedRoute, async (c) => {
    const { pastedListId } = c.req.valid('param')
    const chosen = await transact(c.var.db, (tx) => chooseMeaning(tx, pastedListId, c.req.valid('json')))
    return chosen.ok ? c.json(chosen.value, 201) : refuse(c, choiceRefusals, chosen.error)
  })
