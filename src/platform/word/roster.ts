import type { CalendarDate } from '../../lib/dates.ts'
import { plainChineseDate } from '../../lib/numerals.ts'
import { renderDocument } from './build.ts'

export type RosterMember = {
  readonly name: string
  readonly gender: string
  readonly school: string
  /** 小学数学 */
  readonly teaches: string
  readonly title: string | null
  /** Already masked: 138****5678. */
  readonly phoneMasked: string | null
}

/** What a class roster says. */
export type Roster = {
  readonly programme: string
  readonly className: string
  readonly provider: string
  readonly lead: string | null
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  readonly members: readonly RosterMember[]
  readonly issuer: string
  readonly issuedOn: CalendarDate
  /** Who took it out, at the foot of each page. */
  readonly mark?: string | undefined
}

/** 花名册: everybody in a class, as a Word file. */
export function rosterDocument(roster: Roster): Promise<Buffer> {
  const { startsOn, endsOn, members } = roster
  const when =
    startsOn === endsOn ? plainChineseDate(startsOn) : `${plainChineseDate(startsOn)}至${plainChineseDate(endsOn)}`
  const lead = roster.lead === null ? '' : `　　班主任：${roster.lead}`
  return renderDocument({
    title: `${roster.programme}学员花名册`,
    issuer: roster.issuer,
    date: roster.issuedOn,
    list: true,
    mark: roster.mark,
    blocks: [
      { kind: 'title', text: `${roster.programme}\n学员花名册`, below: roster.className },
      { kind: 'line', text: `承办单位：${roster.provider}${lead}` },
      { kind: 'line', text: `培训时间：${when}　　共${members.length}人` },
      {
        kind: 'table',
        rowHeight: 8.5,
        columns: [
          { title: '序号', width: 11, align: 'center' },
          { title: '姓名', width: 22, align: 'center' },
          { title: '性别', width: 11, align: 'center' },
          { title: '工作单位', width: 52 },
          { title: '任教学段学科', width: 26, align: 'center' },
          { title: '职称', width: 20, align: 'center' },
          { title: '联系电话', width: 28, align: 'center' },
        ],
        rows: members.map((member, place) => [
          String(place + 1),
          member.name,
          member.gender,
          member.school,
          member.teaches,
          member.title ?? '',
          member.phoneMasked ?? '',
        ]),
      },
      { kind: 'line', text: `${roster.issuer}　${plainChineseDate(roster.issuedOn)}`, align: 'right' },
    ],
  })
}
