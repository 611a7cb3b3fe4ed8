type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** What a change really says: keys without a value say nothing. */
export function defined<T extends object>(change: T): Defined<T> {
  const kept: Defined<T> = { ...change }
  for (const key in kept) if (kept[key] === undefined) delete kept[key]
  return kept
}

/** Whether a value differs from what is wanted under its key. */
export function differs(value: unknown, wanted: object, key: string): boolean {
  const other: unknown = Object.entries(wanted).find(([name]) => name === key)?.[1]
  return inOrder(value) !== inOrder(other)
}

// The database orders the keys of a rule in its own way: the order says nothing.
function inOrder(value: unknown): string {
  const isPlain = (each: unknown): each is object =>
    typeof each === 'object' && each !== null && !Array.isArray(each) && !(each instanceof Date)
  return JSON.stringify(value, (_, each: unknown) =>
    isPlain(each) ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))) : each,
  )
}
