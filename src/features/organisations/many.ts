import { note, type Tx } from '../../platform/db/db.ts'
import { spell } from '../../platform/pinyin.ts'
import type { OrganisationKind } from './core.ts'
import { insertLevel, removeRows, setFacts, type OrganisationFactsRow } from './store/many.ts'

/** An organisation that a list adds. The list was judged as a whole; here it is only written. */
export type Listed = {
  readonly id: string
  readonly parentId: string
  readonly kind: OrganisationKind
  readonly name: string
  readonly schoolKind: string | null
  readonly stages: string[]
  readonly setting: 'urban' | 'town' | 'rural' | null
  readonly code: string | null
  readonly openedOn: string | null
  readonly closedOn: string | null
  readonly address: string | null
  readonly phone: string | null
}

/** Adds many organisations that were judged before, in any order; each stands under one that is there or under another of them. */
export async function addOrganisations(tx: Tx, listed: readonly Listed[], cause: object): Promise<void> {
  const waiting = new Map(listed.map((one) => [one.id, one]))
  while (waiting.size > 0) {
    const level = [...waiting.values()].filter(({ parentId }) => !waiting.has(parentId))
    if (level.length === 0) throw new Error('organisations that stand under each other in a ring cannot be added')
    for (const { id } of level) waiting.delete(id)
    await insertLevel(
      tx,
      level.map((one) => ({ ...one, shortName: one.name.slice(0, 20), ...spell(one.name) })),
    )
    for (const one of level)
      note(tx, { act: 'organisation.added', object: { kind: 'organisation', id: one.id }, after: { ...one, ...cause } })
  }
}

/** Changes what is known of organisations beside their names, places and states. */
export async function correctOrganisations(
  tx: Tx,
  rows: readonly { readonly before: OrganisationFactsRow; readonly after: OrganisationFactsRow }[],
  cause: object,
): Promise<void> {
  if (rows.length === 0) return
  await setFacts(
    tx,
    rows.map(({ after }) => after),
  )
  for (const { before, after } of rows) {
    const object = { kind: 'organisation', id: after.id }
    note(tx, { act: 'organisation.changed', object, before, after: { ...after, ...cause } })
  }
}

/** Takes organisations away that nothing refers to. */
export async function removeOrganisations(tx: Tx, ids: readonly string[], cause: object): Promise<void> {
  if (ids.length === 0) return
  await removeRows(tx, ids)
  for (const id of ids) note(tx, { act: 'organisation.removed', object: { kind: 'organisation', id }, before: cause })
}
