import { note, type Tx } from '../../platform/db/db.ts'
import type { NewRequirement } from './contract.ts'
import { insertRequirements } from './store.ts'

/** Adds what a plan asks in hours. Asking twice with the same ids adds once. */
export async function addRequirements(tx: Tx, drafts: readonly NewRequirement[]): Promise<void> {
  if (drafts.length === 0) return
  const added = new Set(await insertRequirements(tx, drafts))
  for (const draft of drafts.filter((each) => added.has(each.id))) {
    note(tx, { act: 'requirement.added', object: { kind: 'hour_requirement', id: draft.id }, after: draft })
  }
}
