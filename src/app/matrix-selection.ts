import { newId } from '../platform/ids.ts'

type Row = (table: string, values: Record<string, unknown>) => Promise<void>
type Place = {
  readonly bureau: string
  readonly school: string
  readonly personId: string
  readonly accounts: readonly [string, string, string]
}

/** Plants a selection of the school's people that is being prepared. */
export async function plantSelection(row: Row, { school, personId, accounts }: Place, at: string) {
  const selectionId = newId()
  const rules = { steps: [], ties: [], quota: { places: 1, parts: [] } }
  const made = { created_by: accounts[0], created_by_name: '局干部', created_at: at, state: 'draft', step: 0 }
  await row('selection', {
    id: selectionId,
    organisation_id: school,
    kind: 'honour',
    title: '师德标兵评选',
    rules,
    ...made,
  })
  const candidate = { person_id: personId, number: 1, school_id: school, stage: '2', kind: 'rural', years: 3 }
  await row('selection_candidate', { selection_id: selectionId, ...candidate })
  return { selectionId, candidateId: personId, markingId: selectionId }
}
