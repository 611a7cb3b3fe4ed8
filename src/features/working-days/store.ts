import { and, asc, eq, gte, lte } from 'drizzle-orm'
import { workingDaysAfter, type DayOverrides } from '../../lib/calendar/working-days.ts'
import type { CalendarDate } from '../../lib/dates.ts'
import type { Tx } from '../../platform/db/db.ts'
import { workingDays } from './tables.ts'

/** The days of the calendar on which the bureau has its own word. */
export async function listWorkingDays(tx: Tx, from: CalendarDate, through: CalendarDate) {
  return tx
    .select()
    .from(workingDays)
    .where(
      and(eq(workingDays.tenantId, tx.context.tenantId), gte(workingDays.day, from), lte(workingDays.day, through)),
    )
    .orderBy(asc(workingDays.day))
}

/** The same as the reckoning of periods asks for it. */
export async function loadOverrides(tx: Tx): Promise<DayOverrides> {
  const rows = await tx
    .select({ day: workingDays.day, works: workingDays.works })
    .from(workingDays)
    .where(eq(workingDays.tenantId, tx.context.tenantId))
  return new Map(rows.map(({ day, works }) => [day, works]))
}

/** The last day of a period of so many working days after a day, by the bureau's calendar as it is now. */
export async function dueAfter(tx: Tx, date: CalendarDate, days: number): Promise<CalendarDate> {
  return workingDaysAfter(date, days, await loadOverrides(tx))
}

/** Keeps the bureau's word on a day. */
export async function saveWorkingDay(tx: Tx, row: Omit<typeof workingDays.$inferInsert, 'tenantId'>): Promise<void> {
  await tx
    .insert(workingDays)
    .values({ ...row, tenantId: tx.context.tenantId })
    .onConflictDoUpdate({ target: [workingDays.tenantId, workingDays.day], set: row })
}

/** Takes the bureau's word on a day back; whether there was one. */
export async function dropWorkingDay(tx: Tx, day: CalendarDate): Promise<boolean> {
  const gone = await tx
    .delete(workingDays)
    .where(and(eq(workingDays.tenantId, tx.context.tenantId), eq(workingDays.day, day)))
    .returning({ day: workingDays.day })
  return gone.length > 0
}
