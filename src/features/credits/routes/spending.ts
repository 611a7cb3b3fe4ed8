import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { releaseSpend, spendHours } from '../commands/spend.ts'
import { listSpendsRoute, releaseSpendRoute, spendHoursRoute } from '../contract/spending.ts'
import { listSpends } from '../store/spending.ts'

const spendRefusals = {
  person_not_found: { status: 404, title: 'There is no such person in your part of the tree.' },
  entry_not_found: { status: 404, title: 'There is no such entry of this person.' },
  id_reused: { status: 409, title: 'This id already names another use.' },
  entry_spent: { status: 409, title: 'These hours are used for this purpose already.' },
  entry_already_reversed: { status: 409, title: 'A reversed entry cannot be used.' },
  entry_is_reversal: { status: 422, title: 'A reversal has no hours to use.' },
  nothing_to_spend: { status: 422, title: 'This cycle has no hours that are free for this purpose.' },
  record_own_hours: { status: 422, title: 'Nobody decides on their own hours.' },
} as const satisfies Record<RefusalOf<typeof spendHours>, { status: number; title: string }>

const releaseRefusals = {
  spend_not_found: { status: 404, title: 'There is no such use of hours.' },
  id_reused: { status: 409, title: 'This id already names another release.' },
  spend_released: { status: 409, title: 'This use has been released already.' },
  record_own_hours: { status: 422, title: 'Nobody decides on their own hours.' },
} as const satisfies Record<RefusalOf<typeof releaseSpend>, { status: number; title: string }>

export const spendingRoutes = createApp()
  .openapi(listSpendsRoute, async (c) => {
    const { personId } = c.req.valid('param')
    return c.json({ items: await read(c.var.db, (tx) => listSpends(tx, personId)) }, 200)
  })
  .openapi(spendHoursRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const spent = await transact(c.var.db, (tx) => spendHours(tx, personId, c.req.valid('json')))
    return spent.ok ? c.json(spent.value, 201) : refuse(c, spendRefusals, spent.error)
  })
  .openapi(releaseSpendRoute, async (c) => {
    const { spendId } = c.req.valid('param')
    const released = await transact(c.var.db, (tx) => releaseSpend(tx, spendId, c.req.valid('json')))
    return released.ok ? c.json(released.value, 201) : refuse(c, releaseRefusals, released.error)
  })
