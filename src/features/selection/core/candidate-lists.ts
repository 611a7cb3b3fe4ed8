import { namingReasons, namingRefusal, type NamedLine } from '../../../lib/lists/people.ts'

export const candidateReasons = [...namingReasons, 'row_repeated'] as const
export type CandidateReason = (typeof candidateReasons)[number]

/** What becomes of a row of a list of candidates. */
export type JudgedCandidate = NamedLine & {
  readonly personId: string | null
  readonly outcome: 'create' | 'keep' | 'refuse'
  readonly reasons: readonly CandidateReason[]
}

type Known = {
  /** Whoever bears each staff number, among those who may be added. */
  readonly people: ReadonlyMap<string, { readonly id: string; readonly name: string }>
  /** Whoever takes part already. */
  readonly candidates: ReadonlySet<string>
}

/** Decides what becomes of each row: somebody is added, takes part already, or is refused and why. */
export function judgeCandidates(lines: readonly NamedLine[], { people, candidates }: Known): JudgedCandidate[] {
  const seen = new Set<string>()
  return lines.map((line) => {
    const person = people.get(line.staffNo)
    const naming = namingRefusal(line, person)
    const isRepeated = naming === undefined && person !== undefined && seen.has(person.id)
    const reasons: readonly CandidateReason[] = naming ? [naming] : isRepeated ? ['row_repeated'] : []
    if (person && reasons.length === 0) seen.add(person.id)
    const isIn = person !== undefined && candidates.has(person.id)
    const outcome = reasons.length > 0 ? 'refuse' : isIn ? 'keep' : 'create'
    return { ...line, personId: person?.id ?? null, outcome, reasons }
  })
}
