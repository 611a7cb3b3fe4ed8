import { workingDaysAfter } from '../../../lib/calendar/working-days.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Grid } from '../../../platform/excel/grid.ts'
import { z } from '../../../platform/http/openapi.ts'
import { judgedBelow, readLines, type JudgedList, type ListOf, type ReadRefusal } from '../../applied-lists/public.ts'
import { listWorkingDays, loadOverrides } from '../../working-days/public.ts'
import { mayChangeCalendar, mayUndoCalendarList } from '../access.ts'
import { CalendarRow } from '../contract/calendar.ts'
import { findCalendarHead, judgeCalendar, readCalendarRow, type JudgedDay } from '../core/calendar-lists.ts'
import { listOpenNotices } from '../store.ts'
import { calendarListWords } from '../words/calendar-lists.ts'
import { isOverAll, lengthenOpen, putWord } from './calendar.ts'

type Refusal = 'setting_of_the_region'

const word = z.object({ works: z.boolean(), reason: z.string() })
const kept = z.array(z.object({ day: z.string(), before: word.nullable(), after: word }))

async function wordsOf(tx: Tx, days: readonly string[]) {
  const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)]
  const rows = first === undefined || last === undefined ? [] : await listWorkingDays(tx, first, last)
  return new Map(rows.map(({ day, works, reason }) => [day, { works, reason }]))
}

async function judge(
  tx: Tx,
  grid: Grid,
  scope: readonly string[],
): Promise<Result<JudgedList<JudgedDay>, Refusal | ReadRefusal>> {
  if (!(await isOverAll(tx, scope))) return err('setting_of_the_region')
  const told = readLines(grid.rows, findCalendarHead)
  if (!told.ok) return told
  const { head } = told.value
  const lines = told.value.lines.map((line) => readCalendarRow(line, head))
  const own = await wordsOf(
    tx,
    lines.flatMap(({ day }) => day ?? []),
  )
  return ok(judgedBelow(head, judgeCalendar(lines, own)))
}

// The notices that are open, and until when they would be shown: only ever longer.
async function follows(tx: Tx, rows: readonly JudgedDay[]) {
  const overrides = new Map(await loadOverrides(tx))
  for (const { day, works } of rows) if (day !== null && works !== null) overrides.set(day, works)
  return (await listOpenNotices(tx)).flatMap(({ title, openedOn, workingDays, endsOn }) => {
    const after = workingDaysAfter(openedOn, workingDays, overrides)
    return after > endsOn ? [{ what: title, before: endsOn, after }] : []
  })
}

const plain = { choices: [], binds: false }

/** A calendar of holidays and of days worked in exchange: each day is said as one is, and the whole is taken back. */
export const calendarList: ListOf<JudgedDay, Refusal> = {
  ...{ kind: 'working_days', noun: 'working-day', name: 'WorkingDay', tag: 'Public notices' },
  said: 'days of the calendar',
  access: { apply: mayChangeCalendar, undo: mayUndoCalendarList },
  template: {
    name: '工作日历导入模板.xlsx',
    ...{ sheet: '工作日历', choices: '选项', notes: '填写说明', rows: 400 },
    general: [
      '一行一天，表头不要改。只写和平常不同的日子：放假的工作日，调休上班的周末。',
      '上传之后先试算：会看到哪些公示的截止日顺延；正在进行的公示只会顺延，不会提前结束。',
    ],
    columns: [
      { title: '日期', width: 14, note: '必填，如 2027-02-06。', ...plain },
      { title: '安排', width: 10, note: '必填，上班或休息。', choices: ['上班', '休息'], binds: true },
      { title: '说明', width: 36, note: '必填，如“春节调休”，2 至 100 个字。', ...plain },
    ],
  },
  words: calendarListWords.zh,
  row: CalendarRow,
  tell: ({ no, day, works, name, outcome, reasons }) => ({ no, day, works, name, outcome, reasons: [...reasons] }),
  judge,
  follows,
  keep: async (tx, rows) => {
    const said = rows.flatMap(({ day, works, name }) => (day === null || works === null ? [] : [{ day, works, name }]))
    const own = await wordsOf(
      tx,
      said.map(({ day }) => day),
    )
    const changes: z.infer<typeof kept> = []
    for (const { day, works, name } of said) {
      const [before, after] = [own.get(day) ?? null, { works, reason: name }]
      await putWord(tx, day, before, after)
      changes.push({ day, before, after })
    }
    await lengthenOpen(tx)
    return ok(changes)
  },
  undo: async (tx, changes, _reason, scope) => {
    if (!(await isOverAll(tx, scope))) return err('setting_of_the_region')
    const said = kept.parse(changes)
    const own = await wordsOf(
      tx,
      said.map(({ day }) => day),
    )
    // What was said of a day since stays.
    const still = said.filter(({ day, after }) => {
      const now = own.get(day)
      return now?.works === after.works && now.reason === after.reason
    })
    for (const { day, before, after } of still) await putWord(tx, day, after, before)
    await lengthenOpen(tx)
    return ok(still.length)
  },
  refusals: { setting_of_the_region: { status: 422, title: 'This is decided for the whole region.' } },
}
