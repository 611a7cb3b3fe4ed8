import type { TestCounty } from '../../app/testing.ts'
import { must } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { read, transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { openHours } from '../credits/testing.ts'
import { addRequirements } from '../policies/public.ts'
import { examineEdition } from './commands/check.ts'
import { performFreeze } from './commands/freeze.ts'
import { findEdition } from './store/editions.ts'

/** Whoever tests close years as. */
export const actorOf = ({ logins }: TestCounty, role: 'bureau_officer' | 'hours_officer'): Actor => ({
  ...{ accountId: logins[role].accountId, personId: null, name: '测试', grants: [], sessionId: 's' },
})

/** The work of a job, watched by nobody. */
export const unwatched = { progress: () => Promise.resolve(), cancelled: () => Promise.resolve(false) }

/** Posts hours that were earned elsewhere and that three logins vouched for. */
export function post(county: TestCounty, personId: string, centihours: number, earnedOn: string, category = '师德') {
  return openHours(county, [{ personId, centihours, earnedOn, category }])
}

/** Asks of everybody 48 hours in a year and 10 of one category, 60 counting at most. */
export function askHours(county: TestCounty, year: number) {
  const of = { organisationId: county.tree.bureau, fromYear: year, toYear: year, average: false, population: {} }
  const plan = { ...of, unit: 'hour' as const, source: '年度计划' }
  return county.commit(async (tx) => {
    await addRequirements(tx, [
      { ...plan, id: newId(), category: null, minCentihours: 4800, maxCentihours: 6000 },
      { ...plan, id: newId(), category: '师德', minCentihours: 1000, maxCentihours: null },
    ])
    return ok()
  })
}

/** Closes a year at once, as the job does; the id of the edition. */
export async function freeze(county: TestCounty, year: number, edition = 1, reason: string | null = null) {
  const id = newId()
  const door = county.door(actorOf(county, 'bureau_officer'))
  const payload = { id, year, edition, reason: edition > 1 ? (reason ?? '补录计入') : reason }
  must(await transact(door, (tx) => performFreeze(tx, county.vault, payload, unwatched)))
  return id
}

/** What recomputing an edition finds. */
export async function examine(county: TestCounty, id: string) {
  const edition = await read(county.door(), (tx) => findEdition(tx, id))
  return edition && examineEdition(county.door(), edition)
}
