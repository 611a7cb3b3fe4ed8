import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { undoNomination } from '../commands/taking-back.ts'
import * as contract from '../contract/nominations.ts'
import { listNominations } from '../store/nominations.ts'

const undoRefusals = {
  nomination_not_found: { status: 404, title: 'There is no such nomination in your part of the region.' },
} as const satisfies Record<RefusalOf<typeof undoNomination>, { status: number; title: string }>

/** What schools nominated at once, and taking it back. */
export const nominationRoutes = createApp()
  .openapi(contract.listNominationsRoute, async (c) => {
    const { programmeId } = c.req.valid('query')
    const rows = await read(c.var.db, (tx) => listNominations(tx, programmeId, c.var.scope))
    return c.json({ items: rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() })) }, 200)
  })
  .openapi(contract.undoNominationRoute, async (c) => {
    const { nominationId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => undoNomination(tx, nominationId, c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, undoRefusals, done.error)
  })
