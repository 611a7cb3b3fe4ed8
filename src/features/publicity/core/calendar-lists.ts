import { isWorkingDay } from '../../../lib/calendar/working-days.ts'
import type { CalendarDate } from '../../../lib/dates.ts'
import { codeBook, readDate, type Line } from '../../../lib/lists/cells.ts'
import { columnReader, fieldsOf, type Head } from '../../../lib/lists/columns.ts'

type Field = 'day' | 'works' | 'name'

const reader = columnReader<Field>(
  ['day', 'works', 'name'],
  {
    day: ['日期', '日', 'day', 'date'],
    works: ['安排', '类型', '上班休息', '是否上班', 'works'],
    name: ['说明', '名称', '节日', '假日', '备注', 'name'],
  },
  'day',
)

/** Finds the head of a calendar: its days are needed. */
export const findCalendarHead = reader.findHead

export const calendarReasons = [
  'date_unreadable',
  'works_unknown',
  'reason_missing',
  'text_too_long',
  'row_repeated',
] as const
export type CalendarReason = (typeof calendarReasons)[number]

/** What a row says of a day. */
export type CalendarLine = {
  readonly no: number
  readonly day: CalendarDate | null
  readonly works: boolean | null
  readonly name: string
  readonly wrong: readonly CalendarReason[]
}

/** What becomes of a row. */
export type JudgedDay = CalendarLine & {
  readonly outcome: 'create' | 'change' | 'keep' | 'refuse'
  readonly reasons: readonly CalendarReason[]
}

const worksOf = codeBook(
  { on: '上班', off: '休息' },
  {
    工作日: 'on',
    调休上班: 'on',
    补班: 'on',
    是: 'on',
    放假: 'off',
    假日: 'off',
    节假日: 'off',
    休假: 'off',
    否: 'off',
  },
)

/** Reads one row. */
export function readCalendarRow({ no, cells }: Line, head: Head<Field>): CalendarLine {
  const { cellOf, said } = fieldsOf(cells, head)
  const day = readDate(cellOf('day') ?? '')
  const works = worksOf(said('works'))
  const name = said('name')
  const wrong: readonly (CalendarReason | false)[] = [
    !day.ok && 'date_unreadable',
    works === undefined && 'works_unknown',
    name.length < 2 && 'reason_missing',
    name.length > 100 && 'text_too_long',
  ]
  return {
    ...{ no, day: day.ok ? day.value : null, works: works === undefined ? null : works === 'on', name },
    wrong: wrong.filter((each) => each !== false),
  }
}

/** What the bureau says of a day, and why. */
export type OwnWord = { readonly works: boolean; readonly reason: string }

/** Decides what becomes of each row: the bureau says so of a day, says otherwise than before, or nothing changes by it. */
export function judgeCalendar(lines: readonly CalendarLine[], own: ReadonlyMap<CalendarDate, OwnWord>): JudgedDay[] {
  const seen = new Set<string>()
  return lines.map((line) => {
    const { day, works, name, wrong } = line
    const isRepeated = wrong.length === 0 && day !== null && seen.has(day)
    const reasons: readonly CalendarReason[] = isRepeated ? ['row_repeated'] : wrong
    if (day === null || works === null || reasons.length > 0) return { ...line, outcome: 'refuse', reasons }
    seen.add(day)
    const said = own.get(day)
    // What the week or the State Council says already needs no word of the bureau.
    if (!said) return { ...line, outcome: isWorkingDay(day) === works ? 'keep' : 'create', reasons }
    return { ...line, outcome: said.works === works && said.reason === name ? 'keep' : 'change', reasons }
  })
}
