import type { CalendarDate } from '../../lib/dates.ts'
import { plainChineseDate } from '../../lib/numerals.ts'
import { renderDocument } from './build.ts'
import type { Block } from './tree.ts'

export type SignInRow = {
  readonly name: string
  readonly school: string
  /** The time of day at which the person really checked in, 08:52; null when not known. */
  readonly checkedInAt: string | null
  /** 迟到, 请假 or another remark. */
  readonly remark: string | null
}

export type SignInSession = {
  readonly title: string | null
  readonly date: CalendarDate
  readonly startsAt: string
  readonly endsAt: string
  readonly venue: string
  readonly trainer: string | null
  readonly rows: readonly SignInRow[]
}

/** What a sign-in sheet says: one table a session, to be printed and signed. */
export type SignIn = {
  readonly programme: string
  readonly className: string
  readonly issuer: string
  readonly issuedOn: CalendarDate
  readonly sessions: readonly SignInSession[]
  readonly mark?: string | undefined
}

const rowsOnPage = 20
const columns = [
  { title: '序号', width: 12, align: 'center' },
  { title: '姓名', width: 24, align: 'center' },
  { title: '工作单位', width: 52 },
  { title: '签到时间', width: 22, align: 'center' },
  { title: '本人签名', width: 32 },
  { title: '备注', width: 20 },
] as const

/** 签到表: twenty rows a page, each page complete by itself, with room to sign; as a Word file. */
export function signInSheet(sheet: SignIn): Promise<Buffer> {
  return renderDocument({
    title: `${sheet.programme}签到表`,
    issuer: sheet.issuer,
    date: sheet.issuedOn,
    list: true,
    mark: sheet.mark,
    blocks: sheet.sessions.flatMap((session, place) => pagesOf(sheet, session, place === 0)),
  })
}

function pagesOf(sheet: SignIn, session: SignInSession, isFirst: boolean): readonly Block[] {
  const count = Math.max(1, Math.ceil(session.rows.length / rowsOnPage))
  const trainer = session.trainer === null ? '' : `　　主讲：${session.trainer}`
  const name = session.title === null ? '' : `课程：${session.title}${trainer}`
  return Array.from({ length: count }, (_, page) => page).flatMap((page) => {
    const shown = session.rows.slice(page * rowsOnPage, (page + 1) * rowsOnPage)
    // The last page keeps empty rows for whoever comes without being on the list.
    const rows = Array.from({ length: rowsOnPage }, (_, place) => rowOf(page * rowsOnPage + place, shown[place]))
    const part = count > 1 ? `（第${page + 1}页，共${count}页）` : ''
    return [
      {
        kind: 'title',
        text: `${sheet.programme}\n签到表`,
        below: `${sheet.className}${part}`,
        ...(isFirst && page === 0 ? {} : { newPage: true }),
      },
      ...(name === '' ? [] : [{ kind: 'line', text: name } as const]),
      {
        kind: 'line',
        text: `时间：${plainChineseDate(session.date)}　${session.startsAt}—${session.endsAt}　　地点：${session.venue}`,
      },
      { kind: 'table', columns, rows, rowHeight: 8.8, exact: true, size: 10 },
      { kind: 'line', text: `应到${session.rows.length || '　　'}人　　实到　　　人　　班主任（签字）：` },
    ] satisfies Block[]
  })
}

function rowOf(place: number, row: SignInRow | undefined): readonly string[] {
  return [String(place + 1), row?.name ?? '', row?.school ?? '', row?.checkedInAt ?? '', '', row?.remark ?? '']
}
