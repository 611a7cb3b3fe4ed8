export const changes = ['new', 'changed', 'gone', 'same'] as const
export type Change = (typeof changes)[number]

/** What is kept of a row that went out: a digest of the whole, and one of each cell. Exports of long ago have no cells. */
export type Digest = { readonly digest: string; readonly cells: readonly string[] | null }

/** What became of a row since the last export; the columns are those that both versions have. */
export type Difference = { readonly change: Change; readonly columns: readonly string[] }

function differenceOf(
  before: Digest | undefined,
  now: Digest,
  titles: { readonly before: readonly string[]; readonly now: readonly string[] },
): Difference {
  if (!before) return { change: 'new', columns: [] }
  const { cells } = before
  if (!cells || !now.cells) return { change: before.digest === now.digest ? 'same' : 'changed', columns: [] }
  const earlier = new Map(titles.before.map((title, place) => [title, cells[place]]))
  const columns = titles.now.filter((title, place) => earlier.has(title) && earlier.get(title) !== now.cells?.[place])
  return { change: columns.length === 0 ? 'same' : 'changed', columns }
}

/**
 * What differs from the export before: which rows are new or changed and in which columns, and which subjects are gone. A column
 * that only one of the two versions has changes no row: that is told of the versions.
 */
export function compareRows(
  before: ReadonlyMap<string, Digest>,
  now: readonly ({ readonly id: string } & Digest)[],
  titles: { readonly before: readonly string[]; readonly now: readonly string[] },
): { readonly differences: ReadonlyMap<string, Difference>; readonly gone: readonly string[] } {
  const here = new Set(now.map(({ id }) => id))
  return {
    differences: new Map(now.map((row) => [row.id, differenceOf(before.get(row.id), row, titles)])),
    gone: [...before.keys()].filter((id) => !here.has(id)),
  }
}
