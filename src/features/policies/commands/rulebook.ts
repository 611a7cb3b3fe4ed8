import type { EarlierRates } from '../../../lib/policy/evaluate.ts'
import type { Policy } from '../../../lib/policy/language.ts'
import { usualProofs } from '../../../lib/policy/written.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { NewRequirement } from '../contract/requirements.ts'
import { dayFor, earlierRates, policyOfPlans, versionAt } from '../core.ts'
import { findVersion, listAdopted, listPolicies, type Adopted } from '../store/policies.ts'
import { listRequirements } from '../store/requirements.ts'

/** One policy that is asked of people: an adopted version, or what published plans ask together. */
export type Book = {
  /** Null for what plans ask. */
  readonly adopted: { readonly policyId: string; readonly version: number } | null
  readonly policy: Policy
  readonly earlier: EarlierRates
  /** The day from which this version is in force; null for what plans ask, and for a text that is only tried. */
  readonly from: string | null
}

/** Everything that is asked in hours in a year. */
export type Rulebook = {
  readonly year: number
  /** The organisations whose rules these are: people who stand below the same of them are asked the same. */
  readonly organisationIds: readonly string[]
  /** What is asked of somebody below these organisations, their own and those above. */
  readonly booksFor: (above: readonly string[]) => readonly Book[]
}

/**
 * The kinds of evidence that hours may name, wherever they come from: what is usual, and what any policy of the region asks for or ever
 * asked for. The ledger keeps kinds with commas between them, so that none has one.
 */
export async function proofsNamed(tx: Tx): Promise<readonly string[]> {
  const texts = await Promise.all((await listAdopted(tx)).map((each) => textOf(tx, each)))
  const asked = texts.flatMap(({ rules, awards = [] }) => [
    ...rules.flatMap((rule) => (rule.kind === 'evidence' ? rule.needs : [])),
    ...awards.flatMap(({ proves = [] }) => proves),
  ])
  return [...new Set([...usualProofs, ...asked])].filter((kind) => !kind.includes(','))
}

/** The days on which a policy of the region began, changed or ended, in their order. */
export async function turningDays(tx: Tx): Promise<readonly string[]> {
  const began = (await listAdopted(tx)).map(({ effectiveFrom }) => effectiveFrom)
  const ended = (await listPolicies(tx)).flatMap(({ endedOn }) => endedOn ?? [])
  return [...new Set([...began, ...ended])].toSorted()
}

// Texts are kept in memory by what they say, a few hundred of all bureaus: an adopted version never changes.
const kept = new Map<string, Policy>()
const mostKept = 500

async function textOf(tx: Tx, { policyId, version, hash }: Adopted): Promise<Policy> {
  const known = kept.get(hash)
  if (known) return known
  const found = await findVersion(tx, policyId, version)
  if (!found) throw new Error('an adopted version has no text')
  if (kept.size >= mostKept) kept.clear()
  kept.set(hash, found)
  return found
}

/** A text to be looked at as if it were in force in the place of a policy's version. */
export type Instead = { readonly policyId: string; readonly organisationId: string; readonly policy: Policy }

/** Which rules of a year are meant; nothing said means those in force. */
export type AskedRules = {
  /** The day on which they stood: today where the year runs, else the year's last day. */
  readonly day?: string | undefined
  /** Only what had been adopted by the end of this day. */
  readonly adoptedBy?: string | undefined
  /** As it would be with another text; nothing is changed. */
  readonly instead?: Instead | undefined
}

/** Loads what is asked in a year. */
export async function loadRulebook(
  tx: Tx,
  year: number,
  { day = dayFor(year, tx.context.today), adoptedBy, instead }: AskedRules = {},
): Promise<Rulebook> {
  // Asked together, they travel together.
  const [requirements, adopted] = await Promise.all([listRequirements(tx, year), listAdopted(tx, day, adoptedBy)])
  const own = await Promise.all(
    [...Map.groupBy(adopted, ({ policyId }) => policyId).values()].map((versions) => bookOf(tx, versions, day)),
  )
  const found = own.flatMap((each) => each ?? []).filter(({ adopted: { policyId } }) => policyId !== instead?.policyId)
  if (instead) found.push(tried(instead, own))
  const organisationIds = [
    ...new Set([
      ...found.map(({ organisationId }) => organisationId),
      ...requirements.map((each) => each.organisationId),
    ]),
  ]
  const kin = new Map<string, readonly Book[]>()
  return {
    year,
    organisationIds,
    booksFor: (above) => {
      const mine = organisationIds.filter((id) => above.includes(id))
      const key = mine.join()
      const books = kin.get(key) ?? booksOf(mine, found, requirements)
      kin.set(key, books)
      return books
    },
  }
}

type Owned = Book & {
  readonly organisationId: string
  readonly adopted: { readonly policyId: string; readonly version: number }
}

// A text that is tried is the version after the one in force; hours of years before keep the rates they had.
function tried({ policyId, organisationId, policy }: Instead, own: readonly (Owned | undefined)[]): Owned {
  const current = own.find((each) => each?.adopted.policyId === policyId)
  return {
    adopted: { policyId, version: (current?.adopted.version ?? 0) + 1 },
    organisationId,
    policy,
    earlier: current?.earlier ?? [],
    from: null,
  }
}

async function bookOf(tx: Tx, versions: readonly Adopted[], day: string): Promise<Owned | undefined> {
  const chosen = versionAt(versions, day)
  if (!chosen) return undefined
  const texts = await Promise.all(versions.map(async (each) => ({ ...each, policy: await textOf(tx, each) })))
  const policy = texts.find(({ version }) => version === chosen.version)?.policy
  if (!policy) return undefined
  const { policyId, version, organisationId } = chosen
  const earlier = earlierRates(texts, chosen)
  return { adopted: { policyId, version }, organisationId, policy, earlier, from: chosen.effectiveFrom }
}

function booksOf(
  mine: readonly string[],
  found: readonly Owned[],
  requirements: readonly NewRequirement[],
): readonly Book[] {
  const asked = requirements.filter(({ organisationId }) => mine.includes(organisationId))
  const plans: Book[] =
    asked.length === 0 ? [] : [{ adopted: null, policy: policyOfPlans(asked), earlier: [], from: null }]
  return [...plans, ...found.filter(({ organisationId }) => mine.includes(organisationId))]
}
