/** Where the next page goes on: the sort key of the last row, opaque to whoever carries it. */
export function writeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url')
}

/** Reads a cursor back as the named keys; one that was tampered with starts from the beginning. */
export function readCursor<const K extends string>(
  cursor: string | undefined,
  keys: readonly K[],
): Record<K, string> | undefined {
  if (cursor === undefined) return undefined
  const values = parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!Array.isArray(values) || values.length !== keys.length) return undefined
  if (!values.every((value): value is string => typeof value === 'string')) return undefined
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? ''])) as Record<K, string>
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Cuts the rows of a query that asked for one more than `limit` into a page and the cursor after it. */
export function cutPage<Row extends object, K extends keyof Row & string>(
  rows: readonly Row[],
  limit: number,
  keys: readonly K[],
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const more = rows.length > limit && last !== undefined
  return { items, nextCursor: more ? writeCursor(keys.map((key) => String(last[key]))) : null }
}
