import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { deleteProgrammes, listProgrammesOfPlan, type ProgrammeRow } from '../store.ts'

/** Removes the programmes of a plan, if all of them are drafts or were cancelled as such; gives what they said. */
export async function removeDrafts(tx: Tx, planId: string): Promise<Result<ProgrammeRow[], 'programmes_underway'>> {
  const found = await listProgrammesOfPlan(tx, planId)
  const isFresh = (row: ProgrammeRow) => row.state === 'draft' || (row.state === 'cancelled' && row.approvedAt === null)
  if (!found.every(isFresh)) return err('programmes_underway')
  await deleteProgrammes(
    tx,
    found.map(({ id }) => id),
  )
  for (const row of found)
    note(tx, { act: 'programme.removed', object: { kind: 'programme', id: row.id }, before: row })
  return ok(found)
}
