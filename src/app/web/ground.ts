// What older web views lack and our code uses. Each is defined only where it is missing.

function define(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

// Chromium 110 and Safari 16; WeChat's web view begins at 107.
define(Array.prototype, 'toSorted', function toSorted<T>(this: T[], compare?: (a: T, b: T) => number) {
  return [...this].sort(compare)
})
define(Array.prototype, 'toReversed', function toReversed<T>(this: T[]) {
  return [...this].reverse()
})
define(Array.prototype, 'with', function withOne<T>(this: T[], index: number, value: T) {
  const copy = [...this]
  copy[index < 0 ? copy.length + index : index] = value
  return copy
})
// Chromium 117.
define(Object, 'groupBy', function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string) {
  const groups: Record<string, T[]> = {}
  for (const item of items) (groups[keyOf(item)] ??= []).push(item)
  return groups
})

// Browsers give it only to pages of a secure origin; a bureau's own network often has none.
define(crypto, 'randomUUID', function randomUUID() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte, at) => {
    const marked = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte
    return marked.toString(16).padStart(2, '0')
  })
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
})

export {}
