import type { Population } from '../../../lib/population/population.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { spell } from '../../../platform/pinyin.ts'
import { listAbove } from '../../organisations/public.ts'
import { countPopulation, listPopulation, loadFacts } from '../../people/public.ts'
import type { OwnProgramme } from '../contract.ts'
import { joinRefusal, type Joiner, type JoinRefusal } from '../core.ts'
import { findProgramme, listForJoiner, publicStates, showProgramme, tell, type NamedProgramme } from '../store.ts'

/** How many people a rule means in the subtrees of `roots` today, and the first twenty of them. */
export async function previewAudience(tx: Tx, population: Population, roots: readonly string[]) {
  const size = await countPopulation(tx, population, roots)
  const people = await listPopulation(tx, population, roots, 20)
  return { size, people: people.map(({ id, name, organisationName }) => ({ id, name, organisationName })) }
}

/** What the rules ask about whoever wants to join; undefined when there is no such person. */
export async function loadJoiner(tx: Tx, personId: string): Promise<Joiner | undefined> {
  const facts = await loadFacts(tx, personId)
  if (!facts) return undefined
  const above = await listAbove(tx, facts.organisationId)
  return { ...facts, under: [facts.organisationId, ...above.map((each) => each.id)] }
}

/** The programmes that a person may know of, those they may join first, each with the reason why not. */
export async function listOwnProgrammes(tx: Tx, personId: string): Promise<OwnProgramme[]> {
  const joiner = await loadJoiner(tx, personId)
  if (!joiner) return []
  const shown = (await listForJoiner(tx, joiner.under)).map((each) => toJoin(tx, each, joiner))
  return shown.toSorted((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null))
}

/** The programmes that a person may know of, with what the rules ask about them; undefined when there is no such person. */
export async function listJoinable(tx: Tx, personId: string) {
  const joiner = await loadJoiner(tx, personId)
  if (!joiner) return undefined
  return { joiner, programmes: (await listForJoiner(tx, joiner.under)).map(({ row }) => row) }
}

function toJoin(tx: Tx, found: NamedProgramme, joiner: Joiner): OwnProgramme {
  const refusal = joinRefusal(found.row, joiner, tx.context.today, tx.context.now) ?? null
  return { ...tell(found), refusal, spelled: spelledOf(found.row.title) }
}

// Titles are spelled once: a catalogue is opened by everybody on the day when it opens.
const spelled = new Map<string, string[]>()
const mostSpelled = 5_000

function spelledOf(title: string): string[] {
  const known = spelled.get(title)
  if (known) return known
  const { pinyin, initials } = spell(title)
  if (spelled.size >= mostSpelled) spelled.clear()
  spelled.set(title, [pinyin, initials])
  return [pinyin, initials]
}

/** One programme as a person of its part of the region sees it; undefined when it is not public, or another's. */
export async function readOwnProgramme(tx: Tx, id: string, personId: string): Promise<OwnProgramme | undefined> {
  const [found, joiner] = [await showProgramme(tx, id), await loadJoiner(tx, personId)]
  if (!found || !joiner) return undefined
  const isKnown = publicStates.includes(found.row.state) || found.row.state === 'cancelled'
  return isKnown && joiner.under.includes(found.row.organisationId) ? toJoin(tx, found, joiner) : undefined
}

/** Why a person may not join a programme now; undefined when they may. For whoever takes their application. */
export async function joinRefusalOf(
  tx: Tx,
  id: string,
  personId: string,
): Promise<JoinRefusal | 'programme_not_found' | 'person_not_found' | undefined> {
  const row = await findProgramme(tx, id)
  if (!row) return 'programme_not_found'
  const joiner = await loadJoiner(tx, personId)
  return joiner ? joinRefusal(row, joiner, tx.context.today, tx.context.now) : 'person_not_found'
}
