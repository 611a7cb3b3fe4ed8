import { ok, type Result } from '../../lib/result.ts'
import { gather } from '../../platform/db/batch.ts'
import { forMany, transact, type Db } from '../../platform/db/db.ts'
import { checkInMany } from './commands/check-in.ts'
import type { CheckIn } from './contract/sessions.ts'
import type { CheckInRefusal } from './core.ts'
import type { Arrival } from './store/attendance.ts'

type Item = { readonly db: Db; readonly arrival: Arrival }

const gate = gather<Item, Result<CheckIn, CheckInRefusal>>({ waitMs: 4, most: 200, lanes: 1 }, async (items) => {
  const [first] = items
  if (!first) return []
  const arrivals = items.map(({ arrival, db: { context: by } }) => ({ ...arrival, by }))
  const done = await transact(forMany(first.db), async (tx) => ok(await checkInMany(tx, arrivals)))
  return done.ok ? done.value : []
})

/** Checks somebody in together with whoever arrives in the same few milliseconds: one commit for all, and an answer only after it. */
export function checkInAtGate(db: Db, arrival: Arrival): Promise<Result<CheckIn, CheckInRefusal>> {
  return gate(db.context.tenantId, { db, arrival })
}
