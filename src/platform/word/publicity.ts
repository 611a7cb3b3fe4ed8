import type { CalendarDate } from '../../lib/dates.ts'
import { addDays } from '../../lib/dates.ts'
import { plainChineseDate } from '../../lib/numerals.ts'
import { renderDocument } from './build.ts'
import type { Block } from './tree.ts'

/** What is shown to everybody before it is decided. */
export type PublicityDocument = {
  readonly issuer: string
  readonly title: string
  /** The sentences above the list, a line each. */
  readonly text: string
  /** What is said of each name besides the school. */
  readonly columns: readonly string[]
  /** Name, school and a text for each further column. */
  readonly rows: readonly (readonly string[])[]
  readonly openedOn: CalendarDate
  /** The last day of the period. */
  readonly endsOn: CalendarDate
}

/** 公示: what it is about, until when something may be said against it, and the names as an attachment; as a Word file. */
export function publicityDocument(notice: PublicityDocument): Promise<Buffer> {
  const { issuer, title, text, openedOn, endsOn, columns, rows } = notice
  const period = `公示时间：${plainChineseDate(addDays(openedOn, 1))}至${plainChineseDate(endsOn)}。`
  const objections =
    '公示期内，任何单位和个人对公示内容有异议的，可以通过公示网页或者书面向我单位反映。反映情况应当客观真实，并留下真实姓名和联系方式，我单位予以保密。'
  const wide = columns.length > 3
  const table: Block = {
    kind: 'table',
    columns: [
      { title: '序号', width: 12, align: 'center' },
      { title: '姓名', width: 22 },
      { title: '学校', width: 48 },
      ...columns.map((column) => ({ title: column, width: Math.max(20, Math.floor(70 / columns.length)) })),
    ],
    rows: rows.map((row, place) => [String(place + 1), ...row]),
  }
  return renderDocument({
    title,
    issuer,
    date: openedOn,
    blocks: [
      { kind: 'title', text: title },
      ...text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line): Block => ({ kind: 'paragraph', text: line })),
      { kind: 'paragraph', text: period },
      { kind: 'paragraph', text: objections },
      ...(rows.length === 0 ? [] : [{ kind: 'attachments', titles: ['公示名单'] } as const]),
      { kind: 'signature', issuer, date: openedOn },
      ...(rows.length === 0
        ? []
        : [{ kind: 'attachment', title: '公示名单', ...(wide ? { landscape: true as const } : {}) } as const, table]),
    ],
  })
}
