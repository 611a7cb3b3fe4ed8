import type { PasteMatcher } from '../../pastes/public.ts'
import { mayListProgrammes } from '../access.ts'
import { listCalled } from '../store.ts'

/** Finds pasted programmes by title, or by their number in the plan. */
export const programmeMatcher: PasteMatcher = {
  subject: 'programmes',
  access: mayListProgrammes,
  async find(tx, _vault, { roots, codes, names }) {
    const numbers = codes.filter((code) => /^\d{1,4}$/.test(code)).map(Number)
    const rows = await listCalled(tx, roots, names, numbers)
    return rows.map(({ row, organisationName, providerName }) => ({
      id: row.id,
      codes: row.no === null ? [] : [String(row.no)],
      names: [row.title, ...(row.planTitle === null ? [] : [row.planTitle])],
      places: [String(row.year), organisationName, ...(providerName === null ? [] : [providerName])],
      shown: { name: row.title, code: row.no === null ? '' : String(row.no), place: String(row.year) },
    }))
  },
}
