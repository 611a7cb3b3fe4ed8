import { yearOf } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { covers, findBureau, loadTenant, setCycle } from '../../organisations/public.ts'
import type { HourCycle, NewHourCycle } from '../contract/cycle.ts'
import { countEntries, strayEntry } from '../store/cycle.ts'

/** In which cycle of years hours are reckoned now. */
export async function readCycle(tx: Tx): Promise<HourCycle> {
  const { cycleStart, cycleYears } = await loadTenant(tx)
  const fromYear = cycleStart + Math.floor((yearOf(tx.context.today) - cycleStart) / cycleYears) * cycleYears
  return { cycleStart, cycleYears, fromYear, toYear: fromYear + cycleYears - 1, entries: await countEntries(tx) }
}

/**
 * Sets the cycle of years of the whole bureau. Every entry names for ever the cycle that it lies in: where one of them would lie
 * in another, nothing is changed.
 */
export async function changeCycle(
  tx: Tx,
  cycle: NewHourCycle,
  roots: readonly string[],
): Promise<Result<HourCycle, 'not_whole_bureau' | 'cycle_posted'>> {
  const bureau = await findBureau(tx)
  if (!bureau || !(await covers(tx, roots, [bureau.id]))) return err('not_whole_bureau')
  const { cycleStart, cycleYears } = await loadTenant(tx)
  if (await strayEntry(tx, cycle)) return err('cycle_posted')
  await setCycle(tx, cycle)
  note(tx, {
    act: 'hour_cycle.changed',
    object: { kind: 'organisation', id: bureau.id },
    before: { cycleStart, cycleYears },
    after: cycle,
  })
  return ok(await readCycle(tx))
}
