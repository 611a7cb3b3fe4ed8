import { newId } from '../platform/ids.ts'

type Row = (table: string, values: Record<string, unknown>) => Promise<void>

/** Plants somebody who waits for a place of a programme. */
export async function plantWaiter(
  row: Row,
  { school, personId }: { readonly school: string; readonly personId: string },
  at: string,
  programmeId: string,
) {
  const waiterId = newId()
  const turn = { state: 'waiting', turn: 1, source_kind: 'waiting', joined_at: at }
  await row('waiter', { id: waiterId, programme_id: programmeId, person_id: personId, school_id: school, ...turn })
  return { waiterId }
}
