import { announcedThrough, statutoryByDay } from '../../../lib/calendar/statutory.ts'
import { countWorkingDays, workingDaysAfter } from '../../../lib/calendar/working-days.ts'
import { addDays, yearOf } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { covers, findBureau } from '../../organisations/public.ts'
import { dropWorkingDay, listWorkingDays, loadOverrides, saveWorkingDay } from '../../working-days/public.ts'
import type { CalendarDay, CalendarYear } from '../contract/calendar.ts'
import { notify } from '../../notices/public.ts'
import type { NameStyle } from '../core.ts'
import type { OwnWord } from '../core/calendar-lists.ts'
import { findSetting, holdOpenNotices, insertStep, listRows, saveSetting, updateNotice } from '../store.ts'
import { actorOf } from './opening.ts'

/** Whether somebody is over all of the bureau: what holds for the whole is said by them alone. */
export async function isOverAll(tx: Tx, scope: readonly string[]): Promise<boolean> {
  const bureau = await findBureau(tx)
  return bureau !== undefined && (await covers(tx, scope, [bureau.id]))
}

/** The calendar of a year: every day that is not what its weekday says, and every day that the bureau spoke about. */
export async function tellCalendar(tx: Tx, year: number): Promise<CalendarYear> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const own = new Map((await listWorkingDays(tx, first, last)).map((row) => [row.day, row]))
  const days: CalendarDay[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const [said, announced] = [own.get(day), statutoryByDay.get(day)]
    if (said) {
      const { works, reason, changedByName } = said
      days.push({ day, works, name: reason, source: null, changedByName, announced: announced?.works ?? null })
    } else if (announced) days.push({ day, ...announced, changedByName: null, announced: null })
  }
  const overrides = new Map([...own].map(([day, { works }]) => [day, works]))
  return { year, announcedThrough, days, workingDays: countWorkingDays(addDays(first, -1), last, overrides) }
}

/** Moves the last days of the notices that are open by the calendar as it is now, and tells whom they name and who opened them. Nobody who relied on a last day is surprised by an earlier one. */
export async function lengthenOpen(tx: Tx): Promise<void> {
  const overrides = await loadOverrides(tx)
  for (const notice of await holdOpenNotices(tx)) {
    const endsOn = workingDaysAfter(notice.openedOn, notice.workingDays, overrides)
    if (endsOn <= notice.endsOn) continue
    await updateNotice(tx, notice.id, { endsOn })
    await insertStep(tx, notice.id, 'calendar_moved', { endsOn })
    note(tx, {
      act: 'public_notice.calendar_moved',
      object: { kind: 'public_notice', id: notice.id },
      before: { endsOn: notice.endsOn },
      after: { endsOn },
    })
    const message = { code: 'public_notice.calendar_moved', params: { title: notice.title, until: endsOn } }
    const personIds = (await listRows(tx, notice.id)).map(({ personId }) => personId)
    await notify(tx, { personIds }, { ...message, link: `/m/public-notices/${notice.id}` })
    await notify(tx, { accountIds: [notice.openedBy] }, { ...message, link: `/public-notices/${notice.id}` })
  }
}

/** Puts the bureau's word on a day in the place of what it said before; none takes it back. */
export async function putWord(tx: Tx, day: string, before: OwnWord | null, after: OwnWord | null): Promise<void> {
  const { accountId, name } = actorOf(tx)
  const by = { changedBy: accountId, changedByName: name, changedAt: tx.context.now }
  if (after) await saveWorkingDay(tx, { day, ...after, ...by })
  else await dropWorkingDay(tx, day)
  note(tx, {
    act: after ? 'working_day.set' : 'working_day.cleared',
    object: { kind: 'working_day', id: day },
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  })
}

/** Says whether a day is worked. Periods that run now are only ever lengthened by it. */
export async function setWorkingDay(
  tx: Tx,
  day: string,
  { works, reason }: { readonly works: boolean; readonly reason: string },
  scope: readonly string[],
): Promise<Result<CalendarYear, 'setting_of_the_region'>> {
  if (!(await isOverAll(tx, scope))) return err('setting_of_the_region')
  const [before] = await listWorkingDays(tx, day, day)
  await putWord(tx, day, before ? { works: before.works, reason: before.reason } : null, { works, reason })
  await lengthenOpen(tx)
  return ok(await tellCalendar(tx, yearOf(day)))
}

/** Takes the bureau's word on a day back. */
export async function clearWorkingDay(
  tx: Tx,
  day: string,
  scope: readonly string[],
): Promise<Result<undefined, 'setting_of_the_region' | 'day_not_set'>> {
  if (!(await isOverAll(tx, scope))) return err('setting_of_the_region')
  if (!(await dropWorkingDay(tx, day))) return err('day_not_set')
  note(tx, { act: 'working_day.cleared', object: { kind: 'working_day', id: day } })
  await lengthenOpen(tx)
  return ok()
}

/** Says how long notices are shown and how names are written from now on. */
export async function changeSetting(
  tx: Tx,
  setting: { readonly workingDays: number; readonly names: NameStyle },
  scope: readonly string[],
): Promise<Result<Awaited<ReturnType<typeof findSetting>>, 'setting_of_the_region'>> {
  if (!(await isOverAll(tx, scope))) return err('setting_of_the_region')
  const { accountId, name } = actorOf(tx)
  const { workingDays, names } = await findSetting(tx)
  await saveSetting(tx, { ...setting, changedBy: accountId, changedByName: name, changedAt: tx.context.now })
  const object = { kind: 'tenant', id: tx.context.tenantId }
  note(tx, { act: 'publicity_setting.changed', object, before: { workingDays, names }, after: setting })
  return ok(await findSetting(tx))
}
