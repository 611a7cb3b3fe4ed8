import type { Selection } from '../../../lib/matching/selection.ts'
import type { Vault } from '../../../platform/crypto.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { matchLimit, withArea } from '../core/method.ts'
import { matchPerson, scoreMost } from '../core/rules.ts'
import { listFacts, listPins, listScores, type ApplicantFacts, type PinKept } from '../store/applicants.ts'
import { listRules, type RoundKept } from '../store/rounds.ts'
import { shareOut } from './sharing.ts'

/** What a round is reckoned from, how many choices have no score yet, and the programmes whose quotas the matching cannot keep. */
export type Selected = {
  readonly selection: Selection
  readonly missing: number
  readonly facts: readonly ApplicantFacts[]
  readonly unshared: readonly string[]
}

/** All that the matching of a round depends on, as it stands now, without a name. */
export async function selectionOf(tx: Tx, vault: Vault, round: RoundKept): Promise<Selected> {
  const [rules, facts, scores, pins] = [
    await listRules(tx, round.id),
    await listFacts(tx, round.id),
    await listScores(tx, round.id),
    await listPins(tx, round.id),
  ]
  const byPerson = Map.groupBy(scores, ({ personId }) => personId)
  let missing = 0
  const applicants = facts.map((one) => {
    const own = byPerson.get(one.personId) ?? []
    missing += one.choices.filter((programme) => !own.some(({ programmeId }) => programmeId === programme)).length
    const known = new Map(
      own.flatMap(({ programmeId, score }) => (score === null ? [] : [[programmeId, score] as const])),
    )
    const person = matchPerson(one, known)
    return round.method === 'optimal' ? withArea(person, one.areaId) : person
  })
  const codes = new Map(facts.map(({ personId, code }) => [personId, code]))
  const shared = await shareOut(tx, round.method, rules, {
    ...{ facts, people: applicants, pins: pins.map((pin) => pinOf(pin, codes)) },
  })
  const { programmes, people } = shared
  const limits = [...round.limits.map(matchLimit), ...shared.limits]
  const selection: Selection = {
    ...{ format: 'qinglan-selection', version: 1, round: round.id, title: round.title },
    ...{ seed: vault.open(round.seedSealed), salt: vault.open(round.saltSealed), commitment: round.commitment },
    ...{ scoreMost, programmes, people, pins: shared.pins },
    ...(round.method === 'optimal' ? { method: 'optimal', limits } : {}),
    published: null,
  }
  return { selection, missing, facts, unshared: shared.unshared }
}

const pinOf = ({ personId, programmeId, blockId, reason }: PinKept, codes: ReadonlyMap<string, string>) => ({
  ...{ person: codes.get(personId) ?? '', programme: programmeId, block: blockId, reason },
})

/** Whether a kept reckoning still says what one of now would. */
export async function isCurrent(tx: Tx, vault: Vault, round: RoundKept, kept: Selection): Promise<boolean> {
  return isSame((await selectionOf(tx, vault, round)).selection, kept)
}

/** Whether two selections are reckoned from the same. */
export const isSame = (one: Selection, other: Selection): boolean => sorted(one) === sorted(other)

// The database gives the keys of a document back in an order of its own.
function sorted(selection: Selection): string {
  return JSON.stringify({ ...selection, published: null }, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  )
}
