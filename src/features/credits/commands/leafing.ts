import type { Tx } from '../../../platform/db/db.ts'
import type { Shortfalls } from '../contract/standings.ts'

/** The order of a long list as it was reckoned for its first page, with what stands above the list. */
export type Leafed = {
  readonly ids: readonly string[]
  readonly head: Pick<Shortfalls, 'year' | 'requirements' | 'populations' | 'total'>
}

type Kept = Leafed & { readonly until: number }

const keptMs = 300_000
/** In all lists together: some forty megabytes. */
const mostIds = 500_000

/** Lists that somebody may be leafing through, the oldest first; none is shared between people. */
const lists = new Map<string, Kept>()

/** What a list is known by: who asks, in whose right, and for what. */
export const leafKey = ({ tenantId, actor }: Tx['context'], asked: unknown): string =>
  JSON.stringify([tenantId, actor?.accountId, actor?.onBehalfOf?.accountId, asked])

/** Keeps the order of a list for the pages after its first; the oldest give way. */
export function keepLeafed(key: string, list: Leafed, now: Date): void {
  lists.delete(key)
  lists.set(key, { ...list, until: now.getTime() + keptMs })
  let ids = [...lists.values()].reduce((all, one) => all + one.ids.length, 0)
  for (const [oldest, one] of lists) {
    if (ids <= mostIds && one.until > now.getTime()) break
    ids -= one.ids.length
    lists.delete(oldest)
  }
}

/** The list that was reckoned some minutes ago at most; undefined where there is none. */
export function findLeafed(key: string, now: Date): Leafed | undefined {
  const found = lists.get(key)
  return found && found.until > now.getTime() ? found : undefined
}
