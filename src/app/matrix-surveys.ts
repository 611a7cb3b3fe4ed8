import { newId } from '../platform/ids.ts'
import { dayOf, type Row } from './matrix-place.ts'

/** Plants a survey of needs. */
export async function plantSurvey(
  row: Row,
  { school, accounts }: { readonly school: string; readonly accounts: readonly string[] },
  at: string,
) {
  const surveyId = newId()
  const asked = {
    title: '需求调研',
    lead: '',
    anonymous: true,
    audience: {},
    questions: [],
    closes_on: dayOf(at),
  }
  const made = { state: 'draft', version: 1, created_by: accounts[0], created_by_name: '干部', created_at: at }
  await row('survey', { id: surveyId, organisation_id: school, ...asked, ...made })
  return { surveyId }
}
