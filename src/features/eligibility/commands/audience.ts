import type { Tx } from '../../../platform/db/db.ts'
import { covers } from '../../organisations/public.ts'
import { listPopulation } from '../../people/public.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import type { AudienceCount, Ineligible } from '../contract.ts'
import { asksPast, judge, type Asked, type Failure } from '../core.ts'
import { listBars } from '../../integrity/public.ts'
import { listPast } from '../store/past.ts'
import { titlesOf, type RuleSet } from '../store/rules.ts'
import { loadAsked } from './judging.ts'
import { withSittings } from './sittings.ts'
import { isKnown } from './rules.ts'

// More people than a county has teachers; of a larger audience the first of them are judged, and that is said.
const mostJudged = 50_000
const atOnce = 2_000

type Judged = {
  readonly person: Awaited<ReturnType<typeof listPopulation>>[number]
  readonly failed: readonly Failure[]
}

// Only people of the owner's part who are in the asker's as well.
async function rootsWithin(tx: Tx, ownerId: string, scope: readonly string[]): Promise<string[]> {
  if (await covers(tx, scope, [ownerId])) return [ownerId]
  const inside: string[] = []
  for (const root of scope) if (await covers(tx, [ownerId], [root])) inside.push(root)
  return inside
}

async function judgeAudience(
  tx: Tx,
  programme: ProgrammeRow,
  asked: Asked,
  scope: readonly string[],
): Promise<Judged[]> {
  const roots = await rootsWithin(tx, programme.organisationId, scope)
  const people = await listPopulation(tx, programme.audience, roots, mostJudged)
  const judged: Judged[] = []
  for (let from = 0; from < people.length; from += atOnce) {
    const part = people.slice(from, from + atOnce)
    const ids = part.map(({ id }) => id)
    const bars = await listBars(tx, ids)
    const known = asksPast(asked) ? await listPast(tx, ids) : new Map<string, never>()
    const timed = await withSittings(tx, [asked], known)
    for (const person of part) {
      const facts = {
        join: [],
        bars: bars.get(person.id) ?? [],
        past: timed.past.get(person.id) ?? [],
        hoursFull: null,
      }
      judged.push({ person, failed: judge(timed.asked[0] ?? asked, facts).failed })
    }
  }
  return judged
}

/** How many of a programme's audience in these subtrees pass, and how many fall out by which rule; by rules that are not kept yet, if any are given. */
export async function countAudience(
  tx: Tx,
  programmeId: string,
  scope: readonly string[],
  draft?: RuleSet,
): Promise<AudienceCount | undefined> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme || !(await isKnown(tx, programme, scope))) return undefined
  const kept = await loadAsked(tx, programme)
  const asked = draft ? { ...kept, ...draft, prerequisites: await titlesOf(tx, draft.rules.prerequisites) } : kept
  const judged = await judgeAudience(tx, programme, asked, scope)
  const counts = new Map<string, number>()
  for (const { failed } of judged)
    for (const code of new Set(failed.map((one) => one.code))) counts.set(code, (counts.get(code) ?? 0) + 1)
  return {
    size: judged.length,
    passed: judged.filter(({ failed }) => failed.length === 0).length,
    // Somebody who fails two rules is counted at both.
    byRule: [...counts].map(([code, count]) => ({ code, count })),
    isWhole: judged.length < mostJudged,
  }
}

/** Who of a programme's audience in these subtrees falls out, and by which rules; by one of them alone, if it is named. */
export async function listIneligible(
  tx: Tx,
  programmeId: string,
  scope: readonly string[],
  code?: string,
): Promise<Ineligible[]> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme || !(await isKnown(tx, programme, scope))) return []
  const judged = await judgeAudience(tx, programme, await loadAsked(tx, programme), scope)
  return judged.flatMap(({ person, failed }) =>
    failed.length > 0 && (code === undefined || failed.some((one) => one.code === code))
      ? [
          {
            ...{ personId: person.id, name: person.name, staffNo: person.staffNo },
            organisationName: person.organisationName,
            failed: failed.map((one) => ({ ...one, params: { ...one.params } })),
          },
        ]
      : [],
  )
}
