import type { Average } from '../../../lib/policy/language.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { read, transact, type Tx } from '../../../platform/db/db.ts'
import type { JobTools } from '../../../platform/jobs/queue.ts'
import { loadTenant } from '../../organisations/public.ts'
import { loadFacts } from '../../people/public.ts'
import {
  findDraft,
  findPolicy,
  keepTrial,
  loadExemptionsOf,
  loadRulebook,
  trialGroupings,
  type Book,
  type Instead,
  type Rulebook,
  type TrialFound,
  type Tried,
} from '../../policies/public.ts'
import type { HourFacts } from '../contract/trials.ts'
import { matrixOf } from '../core/matrix.ts'
import { isAimed, requirementsOf, type Requirement, type Told } from '../core/standing.ts'
import {
  aimOf,
  byShift,
  isShifted,
  measured,
  measureOf,
  shiftOf,
  tallies,
  type Shift,
  type Stand,
} from '../core/trials.ts'
import { countCrowd, listOrganisations, type Crowd, type Member } from '../store/crowd.ts'
import { bucketsOf } from '../store/sums.ts'
import { rulesOf } from './matrix.ts'
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

// What a text says of a crowd: sums, schools, and how each of them stands.
type Judged = {
  readonly sums: ReturnType<typeof tallies>
  readonly matrix: ReturnType<typeof matrixOf>
}

type Shifted = { readonly member: Member; readonly shift: Shift }

/**
 * Runs the draft of a policy on everybody it is for, beside what is in force, and keeps what was found. Nothing that is asked
 * is changed. It says how far it is, and stops where somebody asks.
 */
export async function performTrial(
  { id, policyId }: { readonly id: string; readonly policyId: string },
  tools: Pick<JobTools, 'db' | 'progress' | 'cancelled'>,
): Promise<Result<{ policyId: string }, string>> {
  const found = await read(tools.db, (tx) => tryPolicy(tx, policyId, tools))
  if (!found.ok) return found
  await transact(tools.db, (tx) => keepTrial(tx, id, found.value))
  return ok({ policyId })
}

async function tryPolicy(
  tx: Tx,
  policyId: string,
  tools: Pick<JobTools, 'progress' | 'cancelled'>,
): Promise<Result<Tried, 'policy_not_found' | 'cancelled'>> {
  const [policy, draft] = [await findPolicy(tx, policyId), await findDraft(tx, policyId)]
  if (!policy || !draft) return err('policy_not_found')
  const { year } = await loadTenant(tx)
  const { organisationId } = policy
  const crowd = { roots: [organisationId] }
  const measure = measureOf(draft.content, year)
  const alone = async (instead?: Instead) =>
    only(await loadRulebook(tx, year, instead ? { instead } : {}), policyId, measure)
  const [inForce, tried] = [await alone(), await alone({ policyId, organisationId, policy: draft.content })]
  const total = 2 * (await countCrowd(tx, crowd))
  const asked = { tx, year, crowd, measure }
  const stands = new Map<string, Stand>()
  const before = await judge({ ...asked, rulebook: inForce }, tools, [0, total], (member, stand) => {
    stands.set(member.id, stand)
  })
  if (!before) return err('cancelled')
  const members: Shifted[] = []
  const counted = { before: 0, after: 0 }
  const after = await judge({ ...asked, rulebook: tried }, tools, [total / 2, total], (member, stand) => {
    const was = stands.get(member.id) ?? notAsked
    const shift = shiftOf(was, stand)
    counted.before += shift.counted[0]
    counted.after += shift.counted[1]
    if (was.isAsked || stand.isAsked || isShifted(shift)) members.push({ member, shift })
  })
  if (!after) return err('cancelled')
  const titles = titlesOf([inForce, tried], year)
  const found = {
    ...countsOf(members),
    ...rulesFound(before, after, titles),
    aims: await aimsFound(tx, before, after, titles),
    counted: { ...counted, unit: draft.content.unit.name },
    groups: await groupsOf(tx, members),
  }
  return ok({ policyId, revision: draft.revision, year, found, affected: affectedOf(members) })
}

const notAsked: Stand = { missing: 0, isAsked: false, counted: null, earned: 0 }

// The one policy by itself, with the measure beside its rules; asked of everybody where it is asked, whether or not it is in force.
function only(rulebook: Rulebook, policyId: string, measure: Average): Rulebook {
  const own = (book: Book) => book.adopted?.policyId === policyId
  return {
    ...rulebook,
    booksFor: (above) =>
      rulebook
        .booksFor(above)
        .filter(own)
        .map((book) => measured(book, measure)),
  }
}

type Asked = {
  readonly tx: Tx
  readonly year: number
  readonly crowd: Crowd
  readonly measure: Average
  readonly rulebook: Rulebook
}

/** Judges a crowd under one text; undefined where somebody stopped it. */
async function judge(
  { tx, year, crowd, measure, rulebook }: Asked,
  tools: Pick<JobTools, 'progress' | 'cancelled'>,
  [from, total]: readonly [number, number],
  tell: (member: Member, stand: Stand) => void,
): Promise<Judged | undefined> {
  const sums = tallies()
  const matrix = matrixOf(rulesOf(rulebook, year))
  const { each } = await reckon(tx, year, crowd, { rulebook })
  let isStopped = false
  const hear = (member: Member, told: readonly Told[]) => {
    const whole = told.find(({ standing }) => standing.ruleId === measure.id)?.standing
    const own = told.filter(({ standing }) => standing.ruleId !== measure.id)
    for (const one of own) {
      sums.add(one)
      matrix.add(member, one.requirement.id, one.standing)
    }
    const aimed = own.filter(({ requirement }) => isAimed(requirement)).map(({ standing }) => standing.missing)
    const missing = Math.max(0, ...aimed)
    tell(member, {
      ...{ missing, isAsked: own.length > 0 },
      ...{ counted: whole?.counted ?? null, earned: whole?.earned ?? 0 },
    })
  }
  await each(hear, async (done) => {
    await tools.progress(from + done, total)
    isStopped = await tools.cancelled()
    return !isStopped
  })
  return isStopped ? undefined : { sums, matrix }
}

type Titles = ReadonlyMap<string, Requirement>

function titlesOf(rulebooks: readonly Rulebook[], year: number): Titles {
  const books = rulebooks.flatMap((rulebook) => rulebook.booksFor(rulebook.organisationIds))
  return new Map(books.flatMap((book) => requirementsOf(book, year).map((one) => [one.id, one] as const)))
}

const titleOf = (titles: Titles, id: string) => titles.get(id)?.title ?? { zh: id, en: id }

function rulesFound(before: Judged, after: Judged, titles: Titles): Pick<TrialFound, 'rules' | 'limits'> {
  const listed = <T>(of: (judged: Judged) => ReadonlyMap<string, T>) =>
    [...new Set([...of(before).keys(), ...of(after).keys()])].map((id) => ({
      ...{ id, title: titleOf(titles, id) },
      ...{ before: of(before).get(id) ?? null, after: of(after).get(id) ?? null },
    }))
  return { rules: listed(({ sums }) => sums.rules), limits: listed(({ sums }) => sums.limits) }
}

async function aimsFound(tx: Tx, before: Judged, after: Judged, titles: Titles): Promise<TrialFound['aims']> {
  const [was, is] = [before.matrix.schools(), after.matrix.schools()]
  const names = await namesOf(tx, [...new Set([...was.keys(), ...is.keys()])])
  return [...titles.values()].flatMap(({ id, kind, title }) => {
    if (kind !== 'average' && kind !== 'ratio') return []
    const aim = aimOf(id, was, is)
    if (!aim.before && !aim.after) return []
    const named = aim.schools.map((school) => ({ ...school, name: names.get(school.organisationId) ?? '' }))
    const inOrder = named.toSorted((a, b) => compare(b.change, a.change) || compare(a.name, b.name))
    return [{ ...aim, id, kind, title, schools: inOrder }]
  })
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

const namesOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await listOrganisations(tx, ids)).map(({ id, name }) => [id, name]))

function countsOf(members: readonly Shifted[]) {
  const size = (is: (shift: Shift) => boolean) => members.filter(({ shift }) => is(shift)).length
  return {
    people: members.length,
    newlyShort: size(({ change }) => change === 'newly_short'),
    newlyMet: size(({ change }) => change === 'newly_met'),
    countsLess: size(({ counted: [was, is] }) => is < was),
    countsMore: size(({ counted: [was, is] }) => is > was),
  }
}

const keysOf = {
  school: ({ organisationId }: Member) => [organisationId],
  subject: ({ subjects }: Member) => (subjects.length === 0 ? [''] : subjects),
  stage: ({ stage }: Member) => [stage ?? ''],
  setting: ({ setting }: Member) => [setting ?? ''],
} as const

/** Somebody who teaches two subjects counts under both. */
async function groupsOf(tx: Tx, members: readonly Shifted[]): Promise<TrialFound['groups']> {
  const schools = await namesOf(tx, [...new Set(members.map(({ member }) => member.organisationId))])
  return trialGroupings.map((by) => {
    const groups = new Map<string, Shifted[]>()
    for (const one of members) {
      for (const key of keysOf[by](one.member)) {
        const group = groups.get(key) ?? []
        group.push(one)
        groups.set(key, group)
      }
    }
    const items = [...groups].map(([key, group]) => ({
      ...{ key, title: by === 'school' ? (schools.get(key) ?? key) : key },
      ...countsOf(group),
    }))
    return {
      by,
      items: items.toSorted(
        (a, b) =>
          b.newlyShort - a.newlyShort ||
          b.newlyMet - a.newlyMet ||
          b.countsLess + b.countsMore - a.countsLess - a.countsMore ||
          compare(a.key, b.key),
      ),
    }
  })
}

function affectedOf(members: readonly Shifted[]): Tried['affected'] {
  return members
    .filter(({ shift }) => isShifted(shift))
    .toSorted((a, b) => byShift(a.shift, b.shift) || compare(a.member.sortKey, b.member.sortKey))
    .map(({ member, shift: { change, missing, counted } }) => ({
      ...{ personId: member.id, organisationId: member.organisationId, stage: member.stage },
      ...{ subjects: [...member.subjects], setting: member.setting, change },
      ...{ missingBefore: missing[0], missingAfter: missing[1] },
      ...{ countedBefore: counted[0], countedAfter: counted[1] },
    }))
}
