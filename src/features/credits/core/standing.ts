import { compile, type Reckoner } from '../../../lib/policy/evaluate.ts'
import type { Standing, Totals } from '../../../lib/policy/reckoning.ts'
import type { Classification, Exemption, Policy, Rule, Said } from '../../../lib/policy/language.ts'
import { cycleOf, type Subject } from '../../../lib/policy/who.ts'
import type { PersonFacts } from '../../../lib/population/population.ts'

/** One policy that is asked of people, as `policies` hands it out: an adopted version, or what plans ask together. */
export type Book = {
  readonly adopted: { readonly policyId: string; readonly version: number } | null
  readonly policy: Policy
  readonly earlier: Parameters<typeof compile>[2] & {}
}

/** One rule that is asked, as a list of many people names it. */
export type Requirement = {
  /** Of a plan: the id of what it asks; of a policy: the policy's and the rule's, with a dot between. */
  readonly id: string
  readonly kind: Standing['kind']
  readonly title: Said
  /** Where it asks about one category and nothing else. */
  readonly category: string | null
  /** Whether it asks about all hours together. */
  readonly whole: boolean
  /** Null where the years differ from person to person, or have no end. */
  readonly fromYear: number | null
  readonly toYear: number | null
  readonly units: number
  readonly unit: 'hour' | 'credit'
  readonly source: string
  /** Its title in English, where the policy says one. */
  readonly sourceEn: string | null
  /** How sure the figure is: the document states it, it was found elsewhere, or it is what is usual. */
  readonly sure: 'stated' | 'found' | 'general'
  readonly policy: { readonly id: string; readonly version: number; readonly title: Said } | null
}

/** How somebody stands against one requirement. */
export type Told = { readonly requirement: Requirement; readonly standing: Standing }

/** Whom hours are asked of, before what excuses them is known of a policy. */
export type Facts = PersonFacts & { readonly retiresOn: string | null }

type Asking = Exclude<Rule, { kind: 'evidence' }>

const prefixOf = ({ adopted }: Book) => (adopted ? `${adopted.policyId}.` : '')

function yearsOf({ period }: Asking, policy: Policy, year: number): { fromYear: number | null; toYear: number | null } {
  if (period.kind === 'year') return { fromYear: year, toYear: year }
  if (period.kind === 'span') return { fromYear: period.from, toYear: period.to }
  if (period.kind !== 'cycle') return { fromYear: null, toYear: null }
  const { from, to } = cycleOf(policy, year)
  return { fromYear: from, toYear: to }
}

/** Every rule of a policy that people can stand against, as lists name it. */
export function requirementsOf(book: Book, year: number): readonly Requirement[] {
  const { policy, adopted } = book
  const plain = policy.rules.filter((rule) => rule.kind !== 'evidence')
  return plain.map((rule) => {
    const { categories = [], ...others } = rule.of
    const asksMore = Object.values(others).some((each) => each !== undefined)
    return {
      id: prefixOf(book) + rule.id,
      kind: rule.kind,
      title: rule.title,
      category: !asksMore && categories.length === 1 ? (categories[0] ?? null) : null,
      whole: !asksMore && categories.length === 0,
      ...yearsOf(rule, policy, year),
      units: rule.kind === 'ratio' ? 0 : rule.units,
      unit: policy.unit.name,
      source: (rule.source ?? policy.source).cites,
      sourceEn: (rule.source ?? policy.source).citesEn ?? null,
      sure: (rule.source ?? policy.source).sure,
      policy: adopted && { id: adopted.policyId, version: adopted.version, title: policy.title },
    }
  })
}

/** Whether a requirement is something that one person has to reach. */
export function isAimed({ kind }: Pick<Requirement, 'kind'>): boolean {
  return kind === 'least'
}

/** Several policies made ready for many people whose hours are of these classifications. */
export type Ready = (subject: Facts, exemptions: readonly Exemption[], totals: Totals, withSteps?: boolean) => Told[]

/** Makes policies ready. A maximum that stands beside a minimum of the same plan is told with that minimum, not by itself. */
export function ready(
  books: readonly Book[],
  classes: readonly Classification[],
  moment: { readonly today: string; readonly year: number },
): Ready {
  const compiled = books.map((book): readonly [Book, Reckoner, ReadonlyMap<string, Requirement>] => {
    const named = requirementsOf(book, moment.year).filter(({ id }) => !isBeside(id, book))
    const prefix = prefixOf(book).length
    return [
      book,
      compile(book.policy, classes, book.earlier),
      new Map(named.map((each) => [each.id.slice(prefix), each])),
    ]
  })
  return (facts, exemptions, totals, withSteps = false) => {
    const plain = subjectOf(facts, exemptions)
    const found: Told[] = []
    for (const [book, reckoner, named] of compiled) {
      const subject = exemptions.length === 0 ? plain : subjectOf(facts, ofBook(exemptions, book))
      for (const standing of reckoner.stand(subject, totals, moment, withSteps)) {
        const requirement = named.get(standing.ruleId)
        if (requirement) found.push({ requirement, standing })
      }
    }
    return found
  }
}

// Named one by one: a copy of whatever comes costs more than judging some people.
const subjectOf = (facts: Facts, exemptions: readonly Exemption[]): Subject => ({
  organisationId: facts.organisationId,
  stage: facts.stage,
  subjects: facts.subjects,
  title: facts.title,
  talentLevel: facts.talentLevel,
  setting: facts.setting,
  startedOn: facts.startedOn,
  retiresOn: facts.retiresOn,
  state: facts.state,
  posts: facts.posts,
  exemptions,
})

const isBeside = (id: string, { adopted, policy }: Book) =>
  adopted === null && id.endsWith('-most') && policy.rules.some((rule) => `${rule.id}-most` === id)

// An exemption names rules with their policy; a policy knows its own by their ids alone.
function ofBook(exemptions: readonly Exemption[], book: Book): readonly Exemption[] {
  const prefix = prefixOf(book)
  return exemptions.map((each) => ({
    ...each,
    ruleIds: each.ruleIds?.flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : [])) ?? null,
  }))
}
