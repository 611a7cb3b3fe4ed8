import type { Tx } from '../../../platform/db/db.ts'
import type { Outlook } from '../core.ts'
import { lookAhead, type Asked } from './look-ahead.ts'

/** For each of a crowd who owes something with a last day: how it looks, and how much will be missing. */
export async function readRisks(
  tx: Tx,
  asked: Asked,
): Promise<ReadonlyMap<string, { readonly state: Outlook; readonly short: number }>> {
  const { people } = await lookAhead(tx, asked)
  return new Map(people.map(({ id, state, short }) => [id, { state, short }]))
}
