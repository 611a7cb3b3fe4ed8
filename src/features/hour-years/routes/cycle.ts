import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { changeCycle, readCycle } from '../commands/cycle.ts'
import { readCycleRoute, setCycleRoute } from '../contract/cycle.ts'

const refusals = {
  not_whole_bureau: { status: 403, title: 'The cycle is that of the whole bureau, and set by its officer.' },
  cycle_posted: { status: 409, title: 'Entries that were posted would lie in another cycle than the one they name.' },
} as const satisfies Record<RefusalOf<typeof changeCycle>, { status: number; title: string }>

export const cycleRoutes = createApp()
  .openapi(readCycleRoute, async (c) => c.json(await read(c.var.db, readCycle), 200))
  .openapi(setCycleRoute, async (c) => {
    const changed = await transact(c.var.db, (tx) => changeCycle(tx, c.req.valid('json'), c.var.scope))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, refusals, changed.error)
  })
