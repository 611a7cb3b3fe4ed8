/** An expert as assigning looks at them. */
export type Expert = {
  readonly id: string
  readonly schoolId: string | null
  readonly personId: string | null
  /** Teams and studios they belong to. */
  readonly teamIds: readonly string[]
}

/** Somebody who is marked. */
export type Marked = { readonly id: string; readonly schoolId: string; readonly teamIds: readonly string[] }

/** Why an expert does not mark somebody. */
export type ConflictKind = 'self' | 'same_school' | 'same_team' | 'declared'

/** What keeps an expert from marking somebody; undefined when nothing does. */
export function conflictOf(expert: Expert, marked: Marked, declared: ReadonlySet<string>): ConflictKind | undefined {
  if (expert.personId === marked.id) return 'self'
  if (expert.schoolId !== null && expert.schoolId === marked.schoolId) return 'same_school'
  if (expert.teamIds.some((team) => marked.teamIds.includes(team))) return 'same_team'
  return declared.has(declaration(expert.id, marked.id)) ? 'declared' : undefined
}

/** How a declared conflict is named in a set of them. */
export function declaration(expertId: string, markedId: string): string {
  return `${expertId} ${markedId}`
}

export type Assignment = { readonly expertId: string; readonly markedId: string }
export type Assigned = {
  readonly pairs: readonly Assignment[]
  /** Whoever has fewer experts than they should, and how many are missing. */
  readonly short: readonly { readonly markedId: string; readonly missing: number }[]
}

type Wanted = {
  readonly experts: readonly Expert[]
  readonly marked: readonly Marked[]
  /** How many experts each candidate is marked by. */
  readonly each: number
  readonly declared: ReadonlySet<string>
  /** What stays as it is: marks were given already. */
  readonly kept: readonly Assignment[]
  /** The same number for the same pair, whoever reckons it. */
  readonly lot: (text: string) => string
}

/**
 * Gives each candidate their experts: never one in conflict, the load as even as conflicts allow, and the same answer
 * whatever the order of the lists. Whoever has the fewest experts to choose from is served first.
 */
export function assignExperts({ experts, marked, each, declared, kept, lot }: Wanted): Assigned {
  const load = new Map(experts.map(({ id }) => [id, 0]))
  const given = new Map<string, Set<string>>(marked.map(({ id }) => [id, new Set()]))
  for (const { expertId, markedId } of kept) {
    given.get(markedId)?.add(expertId)
    load.set(expertId, (load.get(expertId) ?? 0) + 1)
  }
  const choices = new Map(
    marked.map((one) => [one.id, experts.filter((expert) => conflictOf(expert, one, declared) === undefined)]),
  )
  const order = [...marked].sort((a, b) => {
    const few = (choices.get(a.id)?.length ?? 0) - (choices.get(b.id)?.length ?? 0)
    return few || (lot(a.id) < lot(b.id) ? -1 : 1)
  })
  const short: { markedId: string; missing: number }[] = []
  for (const { id } of order) {
    const has = given.get(id) ?? new Set<string>()
    while (has.size < each) {
      const [next] = (choices.get(id) ?? [])
        .filter((expert) => !has.has(expert.id))
        .sort((a, b) => {
          const less = (load.get(a.id) ?? 0) - (load.get(b.id) ?? 0)
          return less || (lot(`${a.id} ${id}`) < lot(`${b.id} ${id}`) ? -1 : 1)
        })
      if (!next) break
      has.add(next.id)
      load.set(next.id, (load.get(next.id) ?? 0) + 1)
    }
    if (has.size < each) short.push({ markedId: id, missing: each - has.size })
  }
  const pairs = [...given].flatMap(([markedId, ids]) => [...ids].map((expertId) => ({ expertId, markedId })))
  const name = ({ markedId, expertId }: Assignment) => `${markedId} ${expertId}`
  return {
    pairs: pairs.sort((a, b) => (name(a) < name(b) ? -1 : 1)),
    short: short.sort((a, b) => (a.markedId < b.markedId ? -1 : 1)),
  }
}
