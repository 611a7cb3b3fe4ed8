/** One thing that an act changed, as text; `null` where there was or is nothing. */
export type Difference = { readonly field: string; readonly before: string | null; readonly after: string | null }

type Flat = ReadonlyMap<string, string>

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

// Lists stay whole: what matters is that one was changed, and how it reads now.
function flattened(value: unknown, path = ''): [string, string][] {
  if (value === null || value === undefined) return []
  if (!isObject(value)) return [[path || '·', textOf(value)]]
  return Object.entries(value).flatMap(([key, each]) => flattened(each, path ? `${path}.${key}` : key))
}

/** What was different afterwards, field by field, in the order of what is so now. Fields that stayed as they were are left out. */
export function differences(before: unknown, after: unknown): readonly Difference[] {
  const [was, is]: [Flat, Flat] = [new Map(flattened(before)), new Map(flattened(after))]
  // A note that says only what changed leaves out what stayed: nothing said afterwards means no change, unless nothing is said at all.
  const fields = is.size === 0 ? [...was.keys()] : [...is.keys(), ...[...was.keys()].filter((key) => covers(is, key))]
  return [...new Set(fields)].flatMap((field) => {
    const [old, now] = [was.get(field) ?? null, is.get(field) ?? null]
    return old === now ? [] : [{ field, before: old, after: now }]
  })
}

// A field that is gone is told where the object it belonged to is still spoken of.
function covers(is: Flat, field: string): boolean {
  if (is.has(field)) return true
  const parent = field.slice(0, field.lastIndexOf('.') + 1)
  return parent === '' ? false : [...is.keys()].some((key) => key.startsWith(parent))
}

/** The differences on one line, for a table that people keep. */
export function toldInOneLine(before: unknown, after: unknown): string {
  return differences(before, after)
    .map(({ field, before: old, after: now }) =>
      old === null ? `${field}: ${now ?? ''}` : `${field}: ${old} → ${now ?? '–'}`,
    )
    .join('; ')
}
