import { accessRefusal, scopeOf, type Access, type Asker } from '../../lib/access.ts'

/** What can be found, in the order in which it is told. */
export const foundKinds = ['person', 'programme', 'class', 'certificate', 'organisation', 'plan'] as const
export type FoundKind = (typeof foundKinds)[number]

/** The roots of the subtrees in which the asker may use a list; empty where they may not use it at all. */
export function rootsFor(access: Access, asker: Asker): readonly string[] {
  if (access.kind !== 'roles' || accessRefusal(access, asker)) return []
  return scopeOf(asker, access.roles)
}

/** A page of the console by the names that people give it. */
export type NamedPage = { readonly to: string; readonly names: readonly string[] }

/** The pages that are called by what was typed: by a piece of a Chinese or English name, by pinyin or initials from the beginning. */
export function matchPages<P extends NamedPage>(pages: readonly P[], typed: string): P[] {
  const plain = typed.normalize('NFKC').toLowerCase().trim()
  const joined = plain.replace(/\s+/g, '')
  if (joined === '') return []
  const isCalled = (name: string) => {
    const own = name.toLowerCase()
    return /^[a-z0-9]+$/.test(own) ? own.startsWith(joined) : own.includes(plain)
  }
  return pages.filter(({ names }) => names.some(isCalled))
}

/** How many searches are remembered. */
export const mostRecent = 6

/** What was searched for lately, with the latest first and nothing twice. */
export function remember(recent: readonly string[], typed: string): string[] {
  const now = typed.trim()
  return now === '' ? [...recent] : [now, ...recent.filter((one) => one !== now)].slice(0, mostRecent)
}

/** Where the arrows lead from the entry that is marked, round and round; -1 where there is nothing to mark. */
export function step(at: number, size: number, by: 1 | -1): number {
  if (size === 0) return -1
  return at < 0 ? (by > 0 ? 0 : size - 1) : (at + by + size) % size
}
