import type { PasteMatcher } from '../../pastes/public.ts'
import { mayListPlans } from '../access.ts'
import { listCalled } from './plans.ts'

/** Finds pasted plans by title; year and owner tell those of one title apart. */
export const planMatcher: PasteMatcher = {
  subject: 'plans',
  access: mayListPlans,
  async find(tx, _vault, { roots, names }) {
    const rows = await listCalled(tx, roots, names)
    return rows.map(({ id, title, year, organisationName }) => ({
      id,
      codes: [],
      names: [title],
      places: [String(year), organisationName],
      shown: { name: title, code: '', place: `${year} ${organisationName}` },
    }))
  },
}
