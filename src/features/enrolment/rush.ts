import { ok } from '../../lib/result.ts'
import { gather } from '../../platform/db/batch.ts'
import { forMany, transact, type Db } from '../../platform/db/db.ts'
import { applyMany } from './commands/apply.ts'
import type { ApplyRefusal } from './commands/judging.ts'
import { joinWaiting, type WaitRefusal } from './commands/waiting.ts'
import type { MyWaiting } from './contract/waiting.ts'
import type { Enrolment } from './contract.ts'
import type { Result } from '../../lib/result.ts'

type Arrival = { readonly db: Db; readonly programmeId: string; readonly id: string; readonly personId: string }
type Answer = Result<Enrolment, ApplyRefusal>

const gate = gather<Arrival, Answer>({ waitMs: 4, most: 400, lanes: 1 }, async (arrivals) => {
  const [first] = arrivals
  if (!first) return []
  const wishes = arrivals.map(({ id, personId, db: { context: by } }) => ({ id, personId, by }))
  const done = await transact(forMany(first.db), async (tx) => ok(await applyMany(tx, first.programmeId, wishes)))
  return done.ok ? done.value : []
})

/**
 * Applies through the programme's gate: everybody of the last few milliseconds in one transaction, so that a rush
 * reaches the counter's row over one connection, however many people stand before it.
 */
export function applyInRush(db: Db, programmeId: string, id: string, personId: string): Promise<Answer> {
  return gate(`${db.context.tenantId}/${programmeId}`, { db, programmeId, id, personId })
}

const list = gather<Arrival, Result<MyWaiting, WaitRefusal>>({ waitMs: 4, most: 100, lanes: 1 }, async (arrivals) => {
  const [first] = arrivals
  if (!first) return []
  const done = await transact(forMany(first.db), async (tx) => {
    const answers: Result<MyWaiting, WaitRefusal>[] = []
    for (const { programmeId, id, personId, db } of arrivals) {
      answers.push(await joinWaiting(tx, programmeId, { id, personId, by: db.context }))
    }
    return ok(answers)
  })
  return done.ok ? done.value : []
})

/** Joins a waiting list through the same gate: one after the other, over one connection. */
export function joinInRush(
  db: Db,
  programmeId: string,
  id: string,
  personId: string,
): Promise<Result<MyWaiting, WaitRefusal>> {
  return list(`${db.context.tenantId}/${programmeId}`, { db, programmeId, id, personId })
}
