import { addDays, type CalendarDate } from '../dates.ts'

/** A stretch of days that are off, or worked, against what the days of the week say. */
export type StatutoryDays = {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly works: boolean
  readonly name: string
  readonly source: string
}

const s2025 = '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024年11月12日）'
const s2026 = '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号，2025年11月4日）'
// What the law itself gives. Days off that are put together and days worked for them are announced each year.
const law = '全国年节及纪念日放假办法（2024年修订，自2025年1月1日起施行）'

type Line = readonly [from: string, to: string, name: string, ...worked: string[]]

const yearly: readonly { readonly source: string; readonly lines: readonly Line[] }[] = [
  {
    source: s2025,
    lines: [
      ['2025-01-01', '2025-01-01', '元旦'],
      ['2025-01-28', '2025-02-04', '春节', '2025-01-26', '2025-02-08'],
      ['2025-04-04', '2025-04-06', '清明节'],
      ['2025-05-01', '2025-05-05', '劳动节', '2025-04-27'],
      ['2025-05-31', '2025-06-02', '端午节'],
      ['2025-10-01', '2025-10-08', '国庆节、中秋节', '2025-09-28', '2025-10-11'],
    ],
  },
  {
    source: s2026,
    lines: [
      ['2026-01-01', '2026-01-03', '元旦', '2026-01-04'],
      ['2026-02-15', '2026-02-23', '春节', '2026-02-14', '2026-02-28'],
      ['2026-04-04', '2026-04-06', '清明节'],
      ['2026-05-01', '2026-05-05', '劳动节', '2026-05-09'],
      ['2026-06-19', '2026-06-21', '端午节'],
      ['2026-09-25', '2026-09-27', '中秋节'],
      ['2026-10-01', '2026-10-07', '国庆节', '2026-09-20', '2026-10-10'],
    ],
  },
  {
    source: law,
    lines: [
      ['2027-01-01', '2027-01-01', '元旦'],
      ['2027-02-05', '2027-02-08', '春节'],
      ['2027-04-05', '2027-04-05', '清明节'],
      ['2027-05-01', '2027-05-02', '劳动节'],
      ['2027-06-09', '2027-06-09', '端午节'],
      ['2027-09-15', '2027-09-15', '中秋节'],
      ['2027-10-01', '2027-10-03', '国庆节'],
    ],
  },
]

/** The years for which the days worked in exchange are announced; of later ones only what the law gives is known. */
export const announcedThrough = 2026

/** The holidays and the days worked for them, as they were announced. */
export const statutoryDays: readonly StatutoryDays[] = yearly.flatMap(({ source, lines }) =>
  lines.flatMap(([from, to, name, ...worked]) => [
    { from, to, works: false, name, source },
    ...worked.map((day) => ({ from: day, to: day, works: true, name: `${name}调休`, source })),
  ]),
)

/** The same, day by day. */
export const statutoryByDay: ReadonlyMap<CalendarDate, Omit<StatutoryDays, 'from' | 'to'>> = new Map(
  statutoryDays.flatMap(({ from, to, ...said }) => {
    const days: [CalendarDate, Omit<StatutoryDays, 'from' | 'to'>][] = []
    for (let day = from; day <= to; day = addDays(day, 1)) days.push([day, said])
    return days
  }),
)
