import type { Policy, Rule, Said } from '../../../lib/policy/language.ts'
import { matcherOf } from '../../../lib/policy/select.ts'
import { requirementsOf, type Book } from './standing.ts'

/** What must be known of an entry to say whether a rule looks at it. */
export type LookedAt = {
  readonly earnedOn: string
  readonly category: string | null
  readonly level: string | null
  readonly mode: string | null
  readonly kind: string | null
  readonly evidence: readonly { readonly kind: string }[]
}

/** What a step of a standing says of an entry: it lies under a maximum that was passed, or lacks what is asked. */
export type Marked<E> = { readonly entry: E; readonly under: readonly Said[]; readonly lacks: readonly string[] }

type Cut =
  | { readonly kind: 'capped'; readonly rule: { readonly id: string } }
  | { readonly kind: 'unproven'; readonly rule: { readonly id: string } }
  | { readonly kind: 'earned' | 'converted' | 'carried' | 'by_months' | 'excused' | 'instead' }

type Years = { readonly fromYear: number | null; readonly toYear: number | null }

/** The book and the rule that a requirement names; undefined where nobody asks it. */
export function ruleOf(
  books: readonly Book[],
  requirementId: string,
  year: number,
): { readonly book: Book; readonly rule: Rule } | undefined {
  for (const book of books) {
    if (!requirementsOf(book, year).some(({ id }) => id === requirementId)) continue
    const rule = book.policy.rules.find(({ id }) => requirementId === id || requirementId.endsWith(`.${id}`))
    if (rule) return { book, rule }
  }
  return undefined
}

/** The entries of a window that a rule looks at, each with the maximums that cut it and the evidence it lacks. */
export function markEntries<E extends LookedAt>(
  policy: Policy,
  rule: Rule,
  { fromYear, toYear, steps }: Years & { readonly steps: readonly Cut[] },
  entries: readonly E[],
): readonly Marked<E>[] {
  const matches = matcherOf(policy)
  const byId = new Map(policy.rules.map((each) => [each.id, each]))
  const cuts = steps.flatMap((step) => {
    const cut = step.kind === 'capped' || step.kind === 'unproven' ? byId.get(step.rule.id) : undefined
    return cut ? [cut] : []
  })
  return entries.flatMap((entry) => {
    const year = Number(entry.earnedOn.slice(0, 4))
    const proof = entry.evidence.map(({ kind }) => kind)
    const { category, level, mode, kind } = entry
    const hours = { category, level, mode, kind, proof }
    if (year < (fromYear ?? year) || year > (toYear ?? year) || !matches(rule.of, hours)) return []
    const mine = cuts.filter((cut) => matches(cut.of, hours))
    return [
      {
        entry,
        under: mine.flatMap((cut) => (cut.kind === 'most' ? [cut.title] : [])),
        lacks: mine.flatMap((cut) =>
          cut.kind === 'evidence' ? cut.needs.filter((need) => !proof.includes(need)) : [],
        ),
      },
    ]
  })
}
