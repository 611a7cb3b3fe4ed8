import type pg from 'pg'

/** Lets the planner know what was written a moment ago: for whoever has just filled tables, before the next query walks through them row by row. */
export async function gatherStatistics(pool: pg.Pool): Promise<void> {
  await pool.query('select qinglan_gather_statistics()')
}
