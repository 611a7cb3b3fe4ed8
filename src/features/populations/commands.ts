import type { Population as Rule } from '../../lib/population/population.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { note, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { covers } from '../organisations/public.ts'
import { countPopulation, listPopulation } from '../people/public.ts'
import type { NewPopulation, PopulationInFull, PopulationVersion, SavedPopulation } from './contract.ts'
import {
  findPopulation,
  findUse,
  insertPopulation,
  insertUse,
  insertVersion,
  isNamed,
  listUses,
  listVersions,
  showPopulation,
  updatePopulation,
} from './store.ts'
import type { useKinds } from './tables.ts'

// As many as a page shows.
const mostShown = 50

/** Whom a rule means today in an organisation and below: how many, and the first of them. */
export async function countMeant(tx: Tx, rule: Rule, organisationId: string): Promise<PopulationInFull['meant']> {
  const people = await listPopulation(tx, rule, [organisationId], mostShown)
  const size = people.length < mostShown ? people.length : await countPopulation(tx, rule, [organisationId])
  return {
    size,
    people: people.map(({ id, name, staffNo, organisationName }) => ({ id, name, staffNo, organisationName })),
  }
}

/** One population in full: its versions, where it is used, and whom it means today. */
export async function readPopulation(tx: Tx, id: string): Promise<PopulationInFull | undefined> {
  const shown = await showPopulation(tx, id)
  if (!shown) return undefined
  const versions = await listVersions(tx, id)
  const usedBy = await listUses(tx, id)
  const rule = versions[0]?.rule ?? {}
  return { ...shown, versions, usedBy, meant: await countMeant(tx, rule, shown.organisationId) }
}

export type AddPopulationRefusal =
  'organisation_not_found' | 'id_reused' | 'population_name_taken' | 'population_years_crossed'

const isCrossed = ({ yearsMin, yearsMax }: Rule) =>
  yearsMin !== undefined && yearsMax !== undefined && yearsMin > yearsMax

/** Saves a rule over people of an organisation in `scope`. Asking twice with the same id is harmless. */
export async function addPopulation(
  tx: Tx,
  draft: NewPopulation,
  scope: readonly string[],
): Promise<Result<SavedPopulation, AddPopulationRefusal>> {
  if (!(await covers(tx, scope, [draft.organisationId]))) return err('organisation_not_found')
  const earlier = await showPopulation(tx, draft.id)
  if (earlier) return earlier.name === draft.name ? ok(earlier) : err('id_reused')
  if (isCrossed(draft.rule)) return err('population_years_crossed')
  if (await isNamed(tx, draft.organisationId, draft.name, draft.id)) return err('population_name_taken')
  const { rule, ...row } = draft
  await insertPopulation(tx, { ...row, version: 1 })
  await insertVersion(tx, { populationId: draft.id, version: 1, rule, reason: null })
  note(tx, { act: 'population.added', object: { kind: 'population', id: draft.id }, after: draft })
  const added = await showPopulation(tx, draft.id)
  return added ? ok(added) : err('organisation_not_found')
}

export type ChangePopulationRefusal =
  | 'population_not_found'
  | 'population_closed'
  | 'population_changed_meanwhile'
  | 'population_name_taken'
  | 'population_years_crossed'

/** Makes a new version of a saved rule; every earlier one stays, for whatever used it. */
export async function changePopulation(
  tx: Tx,
  id: string,
  { after, name, note: said, rule, reason }: PopulationVersion,
): Promise<Result<SavedPopulation, ChangePopulationRefusal>> {
  const before = await findPopulation(tx, id, true)
  if (!before) return err('population_not_found')
  if (before.closedAt !== null) return err('population_closed')
  if (before.version !== after) return err('population_changed_meanwhile')
  if (isCrossed(rule)) return err('population_years_crossed')
  if (await isNamed(tx, before.organisationId, name, id)) return err('population_name_taken')
  const version = after + 1
  await insertVersion(tx, { populationId: id, version, rule, reason })
  await updatePopulation(tx, id, { name, note: said, version })
  note(tx, {
    act: 'population.changed',
    object: { kind: 'population', id },
    before: { name: before.name, version: after },
    after: { name, version, rule, reason },
  })
  const shown = await showPopulation(tx, id)
  return shown ? ok(shown) : err('population_not_found')
}

/** Puts a saved rule away. What uses it keeps it, and whoever puts it away has been told of it: `usedToo` says so. */
export async function closePopulation(
  tx: Tx,
  id: string,
  usedToo: boolean,
): Promise<Result<SavedPopulation, 'population_not_found' | 'population_in_use'>> {
  const before = await findPopulation(tx, id, true)
  if (!before) return err('population_not_found')
  if (before.closedAt === null) {
    if (!usedToo && (await listUses(tx, id)).length > 0) return err('population_in_use')
    await updatePopulation(tx, id, { closedAt: tx.context.now })
    note(tx, { act: 'population.closed', object: { kind: 'population', id }, before: { name: before.name } })
  }
  const shown = await showPopulation(tx, id)
  return shown ? ok(shown) : err('population_not_found')
}

/** What uses a population: an audience, a target, a requirement, a report. */
export type Use = { readonly kind: (typeof useKinds)[number]; readonly id: string; readonly title: string }

/**
 * Gives the rule of a saved population to whatever uses it, and keeps which version that was: the object stores the rule, so
 * that a later change of the population does not change what it meant.
 */
export async function citePopulation(
  tx: Tx,
  populationId: string,
  use: Use,
): Promise<Result<{ rule: Rule; version: number }, 'population_not_found' | 'population_closed'>> {
  const found = await findPopulation(tx, populationId)
  if (!found) return err('population_not_found')
  const earlier = await findUse(tx, use.id)
  const isSame = earlier?.populationId === populationId && earlier.version === found.version && !earlier.isOver
  if (found.closedAt !== null && !isSame) return err('population_closed')
  const version = (await listVersions(tx, populationId)).find((one) => one.version === found.version)
  if (!version) return err('population_not_found')
  if (!isSame) {
    const object = { objectKind: use.kind, objectId: use.id, objectTitle: use.title }
    await insertUse(tx, { id: newId(), populationId, version: found.version, ...object })
  }
  return ok({ rule: version.rule, version: found.version })
}

/** Says that objects which used a population use it no longer. */
export async function endUses(tx: Tx, objectIds: readonly string[]): Promise<void> {
  for (const objectId of objectIds) {
    const last = await findUse(tx, objectId)
    if (!last || last.isOver) continue
    const { populationId, version, objectKind, objectTitle } = last
    await insertUse(tx, { id: newId(), populationId, version, objectKind, objectId, objectTitle, isOver: true })
  }
}
