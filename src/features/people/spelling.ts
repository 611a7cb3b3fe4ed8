import { ok, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { spellPerson } from '../../platform/pinyin.ts'
import { holdUnspelled, saveSpellings } from './store/spelling.ts'

/** How many names are spelled in one transaction: nothing else waits for it long. */
export const spellMost = 1_000

/** Spells the names of people who were written before names were spelled so; answers how many. */
export async function spellWaiting(tx: Tx): Promise<Result<number, never>> {
  const people = await holdUnspelled(tx, spellMost)
  if (people.length === 0) return ok(0)
  await saveSpellings(
    tx,
    people.map(({ id, name }) => ({ id, ...spellPerson(name) })),
  )
  note(tx, {
    act: 'people.spelled',
    object: { kind: 'tenant', id: tx.context.tenantId },
    after: { people: people.length },
  })
  return ok(people.length)
}
