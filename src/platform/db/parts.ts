import type { SQL } from 'drizzle-orm'
import type { QueryResultRow } from 'pg'
import { newId } from '../ids.ts'
import { asRows, type Tx } from './db.ts'

/** As many rows as come together. */
const atOnce = 2_000

/**
 * Reads a long answer in parts, so that it never lies in memory as a whole: while one part is worked on, the next is on its
 * way. To be read to its end, in the transaction it was asked in.
 */
export async function* inParts<Row extends QueryResultRow>(tx: Tx, statement: SQL): AsyncGenerator<readonly Row[]> {
  const name = `part_${newId().replaceAll('-', '')}`
  const { text, values, types } = asRows(statement)
  const fetch = async () => tx.$client.query<Row>({ text: `fetch ${atOnce} from ${name}`, types })
  // All of it is wanted, not its first rows soon.
  await tx.$client.query('set local cursor_tuple_fraction = 1')
  await tx.$client.query({ text: `declare ${name} no scroll cursor for ${text}`, values })
  let next = fetch()
  for (;;) {
    const { rows } = await next
    const isLast = rows.length < atOnce
    if (!isLast) {
      next = fetch()
      // Heard when it is waited for; whoever stops before that is in a transaction that ends.
      next.catch(() => undefined)
    }
    if (rows.length > 0) yield rows
    if (isLast) break
  }
  await tx.$client.query(`close ${name}`)
}
