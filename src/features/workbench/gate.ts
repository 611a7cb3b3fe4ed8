import { gather } from '../../platform/db/batch.ts'
import { forMany, read, type Db } from '../../platform/db/db.ts'
import { readHomes } from './commands.ts'
import type { Home } from './contract.ts'
import type { HomeAsker } from './store.ts'

type Item = { readonly db: Db; readonly asker: HomeAsker }

const gate = gather<Item, Home | null>({ waitMs: 1, most: 100, lanes: 2 }, async (items) => {
  const [first] = items
  if (!first) return []
  return read(forMany(first.db), (tx) =>
    readHomes(
      tx,
      items.map(({ asker }) => asker),
    ),
  )
})

/**
 * Reads a home together with those of everybody who opens theirs in the same millisecond: one statement for all, because
 * the whole region looks at its homes when a notice goes out.
 */
export function readHomeAtGate(db: Db, asker: HomeAsker): Promise<Home | null> {
  return gate(db.context.tenantId, { db, asker })
}
