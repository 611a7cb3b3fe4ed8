import { newId } from '../platform/ids.ts'
import { plantList, type Place, type Row } from './matrix-place.ts'

const written = {
  ...{ id: 'written', title: '笔试', form: 'written', weight: 1, experts: 0, blind: false, double: false },
  ...{ average: 'mean', cutOff: { kind: 'none' } },
  criteria: [{ id: 'paper', title: '试卷', maxCentipoints: 10_000, weight: 1 }],
}

/** Plants a selection of the school's people whose written test is open, with a sheet of its scores. */
export async function plantSelection(row: Row, { school, personId, accounts }: Place, at: string) {
  const [selectionId, scoreImportId, candidateListId] = [newId(), newId(), newId()]
  const rules = { steps: [written], ties: [], quota: { places: 1, parts: [] } }
  const made = { created_by: accounts[0], created_by_name: '局干部', created_at: at, state: 'running', step: 0 }
  await row('selection', {
    id: selectionId,
    organisation_id: school,
    kind: 'honour',
    title: '师德标兵评选',
    seed: '00',
    rules,
    ...made,
  })
  const candidate = { person_id: personId, number: 1, school_id: school, stage: '2', kind: 'rural', years: 3 }
  await row('selection_candidate', { selection_id: selectionId, ...candidate })
  const counts = { row_count: 0, create_count: 0, change_count: 0, keep_count: 0, refuse_count: 0, changes: [] }
  const sheet = { selection_id: selectionId, id: scoreImportId, step: 'written', name: '成绩表.xlsx', sha256: '' }
  const applied = { state: 'applied', created_by: accounts[0], created_by_name: '局干部', applied_at: at }
  await row('selection_score_import', { ...sheet, ...counts, ...applied })
  const list = { id: candidateListId, kind: 'selection_candidates', about: selectionId, organisation_id: school }
  await plantList(row, list, accounts, at)
  return {
    candidateListId,
    appliedListId: candidateListId,
    selectionId,
    candidateId: personId,
    markingId: selectionId,
    scoreImportId,
  }
}
