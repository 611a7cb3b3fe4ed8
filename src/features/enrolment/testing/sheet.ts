import { people, type Person } from './cast.ts'

/** A cell as it was shared out: `meant` says for whom, `most` how many (none: no limit). */
export type Cell = {
  readonly key: string
  readonly parent: string | null
  readonly kind: 'reserve' | 'cap'
  readonly meant: { readonly stage?: '2' | '3'; readonly school?: 'a' | 'c' }
  readonly most: number | null
}
export type Sheet = { readonly no: number; readonly isDue: boolean; readonly cells: readonly Cell[] }
/** A place in one cell; `isOpen` where it is one of those that no cell below keeps. */
export type Seat = { readonly key: string; readonly isOpen: boolean }

/** How many places each part of a sheet has: undefined leaves the part out, null sets no number. */
export type Shares = {
  readonly primary: number | null | undefined
  readonly school: number | null | undefined
  readonly within: number | undefined
  readonly cap: number | undefined
}

const root: Cell = { key: '全部', parent: null, kind: 'reserve', meant: {}, most: null }

/** A sheet whose parts overlap: a primary school's share, a school's with one for the middle stage within it, and a cap. */
export function sheetOf({ primary, school, within, cap }: Shares, no: number, isDue: boolean): Sheet {
  const part = (
    key: string,
    kind: Cell['kind'],
    meant: Cell['meant'],
    most: number | null | undefined,
    parent = '全部',
  ) => (most === undefined ? [] : [{ key, parent, kind, meant, most }])
  const cells = [
    root,
    ...part('小学', 'reserve', { stage: '2' }, primary),
    ...part('丙校', 'reserve', { school: 'c' }, school),
    ...(school === undefined ? [] : part('丙校初中', 'reserve', { stage: '3' }, within, '丙校')),
    ...part('初中上限', 'cap', { stage: '3' }, cap),
  ]
  return { no, isDue, cells }
}

const below = (sheet: Sheet, key: string) => sheet.cells.filter(({ parent }) => parent === key)
/** What the parts of a cell keep for those they mean. */
export const kept = (sheet: Sheet, key: string): number =>
  below(sheet, key).reduce((sum, { kind, most }) => sum + (kind === 'reserve' ? (most ?? 0) : 0), 0)
export const takenIn = (seats: readonly Seat[], key: string): number => seats.filter((seat) => seat.key === key).length
export const openIn = (seats: readonly Seat[], key: string): number =>
  seats.filter((seat) => seat.key === key && seat.isOpen).length

const isMeant = ({ meant }: Cell, person: Person): boolean =>
  (meant.stage === undefined || meant.stage === people[person].stage) &&
  (meant.school === undefined || meant.school === people[person].school)

// Every way in which somebody could stand in a cell, the best first, whoever else stands there.
function waysThrough(sheet: Sheet, cell: Cell, person: Person): Seat[][] {
  const meant = below(sheet, cell.key).filter((each) => isMeant(each, person))
  const own = meant
    .filter(({ kind }) => kind === 'reserve')
    .flatMap((part) =>
      waysThrough(sheet, part, person).map((way) => [{ key: cell.key, isOpen: part.most === null }, ...way]),
    )
  const caps = meant.filter(({ kind }) => kind === 'cap')
  return caps.reduce<Seat[][]>(
    (ways, cap) => ways.flatMap((way) => waysThrough(sheet, cap, person).map((side) => [...way, ...side])),
    [...own, [{ key: cell.key, isOpen: true }]],
  )
}

/** How many places the whole of a sheet has: those of the programme, and no fewer than are kept and held. */
export const rootPlaces = (sheet: Sheet, places: number, seats: readonly Seat[]): number =>
  Math.max(places, kept(sheet, root.key) + openIn(seats, root.key), takenIn(seats, root.key))

/** Where somebody finds a place beside those who have one; or why they do not. */
export function seatFor(
  sheet: Sheet,
  places: number,
  seats: readonly Seat[],
  person: Person,
): readonly Seat[] | string {
  const mostOf = new Map(sheet.cells.map(({ key, most }) => [key, most]))
  mostOf.set(root.key, rootPlaces(sheet, places, seats))
  const hasRoom = ({ key, isOpen }: Seat) => {
    const most = mostOf.get(key) ?? Number.POSITIVE_INFINITY
    return takenIn(seats, key) < most && (!isOpen || openIn(seats, key) < most - kept(sheet, key))
  }
  const found = waysThrough(sheet, root, person).find((way) => way.every(hasRoom))
  if (found) return found
  const isForThem = sheet.cells.some((cell) => cell.parent !== null && cell.kind === 'reserve' && isMeant(cell, person))
  return isForThem ? 'quota_full' : 'quota_outside'
}

/** Fits people into a sheet in their order; undefined where somebody finds no place. */
export function fitAll(
  sheet: Sheet,
  places: number,
  held: readonly { readonly person: Person; readonly heldAt: number }[],
): Map<Person, { heldAt: number; seats: readonly Seat[] }> | undefined {
  const fitted = new Map<Person, { heldAt: number; seats: readonly Seat[] }>()
  for (const { person, heldAt } of held) {
    const seats = seatFor(
      sheet,
      places,
      [...fitted.values()].flatMap((each) => each.seats),
      person,
    )
    if (typeof seats === 'string') return undefined
    fitted.set(person, { heldAt, seats })
  }
  return fitted
}

/** Why a sheet is none. */
export function sheetWrong(sheet: Sheet, places: number): string | undefined {
  if (kept(sheet, root.key) > places) return 'quota_over_places'
  const over = sheet.cells.find(({ key, most }) => most !== null && kept(sheet, key) > most)
  return over ? 'quota_over_parent' : undefined
}

/** The same sheet with another number in one cell. */
export const resized = (sheet: Sheet, key: string, change: number): Sheet => ({
  ...sheet,
  cells: sheet.cells.map((cell) =>
    cell.key === key && cell.most !== null ? { ...cell, most: cell.most + change } : cell,
  ),
})
