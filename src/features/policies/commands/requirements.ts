import { isDeepStrictEqual } from 'node:util'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { NewRequirement } from '../contract/requirements.ts'
import { deleteRequirements, findRequirements, insertRequirements } from '../store/requirements.ts'

/** Adds what a plan asks in hours. Asking twice with the same ids adds once. */
export async function addRequirements(tx: Tx, drafts: readonly NewRequirement[]): Promise<void> {
  if (drafts.length === 0) return
  const added = new Set(await insertRequirements(tx, drafts))
  for (const draft of drafts.filter((each) => added.has(each.id))) {
    note(tx, { act: 'requirement.added', object: { kind: 'hour_requirement', id: draft.id }, after: draft })
  }
}

/** Puts these requirements in the place of those named in `before`. What is asked as before stays untouched. */
export async function replaceRequirements(
  tx: Tx,
  before: readonly string[],
  drafts: readonly NewRequirement[],
): Promise<void> {
  const standing = await findRequirements(tx, before)
  const gone = standing.filter((each) => !drafts.some((draft) => isDeepStrictEqual(draft, each)))
  await deleteRequirements(
    tx,
    gone.map(({ id }) => id),
  )
  for (const each of gone) {
    note(tx, { act: 'requirement.withdrawn', object: { kind: 'hour_requirement', id: each.id }, before: each })
  }
  await addRequirements(tx, drafts)
}
