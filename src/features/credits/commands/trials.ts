import type { Tx } from '../../../platform/db/db.ts'
import { loadTenant } from '../../organisations/public.ts'
import { loadFacts } from '../../people/public.ts'
import { findDraft, findPolicy, loadExemptionsOf, loadRulebook } from '../../policies/public.ts'
import type { HourFacts, PolicyTrial } from '../contract/trials.ts'
import { isAimed, type Told } from '../core/standing.ts'
import { listOrganisations, showMembers, type Member } from '../store/crowd.ts'
import { bucketsOf } from '../store/sums.ts'
import { reckon } from './reckon.ts'

/** Who somebody is to a policy, what excuses them and what they have: enough to judge any text by; undefined where there is nobody. */
export async function readHourFacts(tx: Tx, personId: string): Promise<HourFacts | undefined> {
  const facts = await loadFacts(tx, personId)
  if (!facts) return undefined
  const buckets = (await bucketsOf(tx, [personId])).get(personId) ?? []
  const exemptions = await loadExemptionsOf(tx, personId)
  return {
    facts: { ...facts, subjects: [...facts.subjects], posts: [...facts.posts] },
    exemptions: exemptions.map((each) => ({ ...each, ruleIds: each.ruleIds === null ? null : [...each.ruleIds] })),
    buckets: buckets.map((each) => ({ ...each, proof: [...each.proof] })),
  }
}

type Sums = Map<string, { due: number; met: number }>
type Change = 'newly_short' | 'newly_met'
type Changed = { readonly member: Member; readonly change: Change; readonly before: number; readonly after: number }

// As many as are read on one page; the figures are of everybody.
const mostShown = 200

/** Runs the draft of a policy on everybody it is for, beside what is in force; undefined where there is no such policy. Nothing is changed. */
export async function tryPolicy(tx: Tx, policyId: string): Promise<PolicyTrial | undefined> {
  const [policy, draft] = [await findPolicy(tx, policyId), await findDraft(tx, policyId)]
  if (!policy || !draft) return undefined
  const { year } = await loadTenant(tx)
  const { organisationId } = policy
  const crowd = { roots: [organisationId] }
  const instead = { policyId, organisationId, policy: draft.content }
  const rulebooks = [await loadRulebook(tx, year), await loadRulebook(tx, year, { instead })] as const
  const ofPolicy = (told: readonly Told[]) =>
    told.filter(({ requirement }) => isAimed(requirement) && requirement.policy?.id === policyId)
  const [before, after] = [
    await reckon(tx, year, crowd, { rulebook: rulebooks[0] }),
    await reckon(tx, year, crowd, { rulebook: rulebooks[1] }),
  ]
  const sumsBefore: Sums = new Map()
  const sumsAfter: Sums = new Map()
  const missing = new Map<string, number>()
  await before.each(({ id }, told) => missing.set(id, add(sumsBefore, ofPolicy(told))))
  const people: Member[] = []
  const changed: Changed[] = []
  await after.each((member, told) => {
    const own = ofPolicy(told)
    const [was, is] = [missing.get(member.id) ?? 0, add(sumsAfter, own)]
    if (own.length > 0 || was > 0) people.push(member)
    if (was === 0 && is > 0) changed.push({ member, change: 'newly_short', before: was, after: is })
    if (was > 0 && is === 0) changed.push({ member, change: 'newly_met', before: was, after: is })
  })
  const titles = new Map([...before.requirements, ...after.requirements].map((each) => [each.id, each.title]))
  return {
    year,
    people: people.length,
    rules: [...new Set([...sumsBefore.keys(), ...sumsAfter.keys()])].map((id) => ({
      id,
      title: titles.get(id) ?? { zh: id, en: id },
      before: sumsBefore.get(id) ?? null,
      after: sumsAfter.get(id) ?? null,
    })),
    newlyShort: changed.filter(({ change }) => change === 'newly_short').length,
    newlyMet: changed.filter(({ change }) => change === 'newly_met').length,
    groups: await groupsOf(tx, people, changed),
    items: await itemsOf(tx, changed),
  }
}

// Adds somebody to the sums of each rule and answers the most that they miss.
function add(sums: Sums, told: readonly Told[]): number {
  for (const { requirement, standing } of told) {
    if (standing.state === 'exempt') continue
    const { due, met } = sums.get(requirement.id) ?? { due: 0, met: 0 }
    sums.set(requirement.id, { due: due + 1, met: met + (standing.missing === 0 ? 1 : 0) })
  }
  return Math.max(0, ...told.map(({ standing }) => standing.missing))
}

const keysOf = {
  school: ({ organisationId }: Member) => [organisationId],
  subject: ({ subjects }: Member) => (subjects.length === 0 ? [''] : subjects),
  stage: ({ stage }: Member) => [stage ?? ''],
  setting: ({ setting }: Member) => [setting ?? ''],
} as const

/** Somebody who teaches two subjects counts under both. */
async function groupsOf(
  tx: Tx,
  people: readonly Member[],
  changed: readonly Changed[],
): Promise<PolicyTrial['groups']> {
  const schools = new Map(
    (await listOrganisations(tx, [...new Set(people.map((each) => each.organisationId))])).map((each) => [
      each.id,
      each.name,
    ]),
  )
  return (['school', 'subject', 'stage', 'setting'] as const).map((by) => {
    const sums = new Map<string, { people: number; newlyShort: number; newlyMet: number }>()
    const sumAt = (key: string) => {
      const sum = sums.get(key) ?? { people: 0, newlyShort: 0, newlyMet: 0 }
      sums.set(key, sum)
      return sum
    }
    for (const member of people) for (const key of keysOf[by](member)) sumAt(key).people += 1
    for (const { member, change } of changed) {
      for (const key of keysOf[by](member)) sumAt(key)[change === 'newly_short' ? 'newlyShort' : 'newlyMet'] += 1
    }
    const items = [...sums].map(([key, sum]) => ({
      key,
      title: by === 'school' ? (schools.get(key) ?? key) : key,
      ...sum,
    }))
    return {
      by,
      items: items.toSorted(
        (a, b) => b.newlyShort - a.newlyShort || b.newlyMet - a.newlyMet || (a.key < b.key ? -1 : 1),
      ),
    }
  })
}

async function itemsOf(tx: Tx, changed: readonly Changed[]): Promise<PolicyTrial['items']> {
  const page = changed
    .toSorted((a, b) => b.after - a.after || b.before - a.before || (a.member.sortKey < b.member.sortKey ? -1 : 1))
    .slice(0, mostShown)
  const shown = await showMembers(
    tx,
    page.map(({ member }) => member.id),
  )
  return page.flatMap(({ member, change, before, after }) => {
    const person = shown.get(member.id)
    if (!person) return []
    const { id: personId, name, staffNo, organisationName } = person
    return [{ personId, name, staffNo, organisationName, change, missingBefore: before, missingAfter: after }]
  })
}
