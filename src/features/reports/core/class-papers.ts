import type { OfficialBlock } from '../../../lib/official.ts'
import { sayDate, sayRange } from './words.ts'

/** A member of a class as its papers name them; the phone number is masked. */
export type Member = {
  readonly name: string
  readonly gender: 'male' | 'female' | null
  readonly school: string
  readonly stage: string
  readonly subjects: string
  readonly title: string
  readonly phone: string | null
}

export type ClassHead = {
  readonly bureau: string
  readonly programme: string
  readonly title: string
  readonly provider: string
  readonly lead: string | null
  readonly startsOn: string
  readonly endsOn: string
}

const genders = { male: '男', female: '女' } as const

/** The class roster (花名册): who is in the class. */
export function rosterBlocks(head: ClassHead, members: readonly Member[], today: string): OfficialBlock[] {
  return [
    { kind: 'title', text: `${head.programme}学员花名册` },
    { kind: 'line', text: `班级：${head.title}　　承训单位：${head.provider}　　班主任：${head.lead ?? '未定'}` },
    { kind: 'line', text: `培训时间：${sayRange(head.startsOn, head.endsOn)}　　人数：${members.length} 人` },
    {
      kind: 'table',
      rowHeight: 8,
      columns: [
        { title: '序号', share: 5, align: 'center' },
        { title: '姓名', share: 11, align: 'center' },
        { title: '性别', share: 6, align: 'center' },
        { title: '工作单位', share: 28 },
        { title: '学段', share: 10, align: 'center' },
        { title: '学科', share: 14, align: 'center' },
        { title: '职称', share: 12, align: 'center' },
        { title: '联系电话', share: 14, align: 'center' },
      ],
      rows: members.map((member, index) => [
        String(index + 1),
        member.name,
        member.gender === null ? '' : genders[member.gender],
        member.school,
        member.stage,
        member.subjects,
        member.title,
        member.phone ?? '',
      ]),
    },
    { kind: 'signature', issuer: head.provider, date: sayDate(today) },
  ]
}

export type SessionHead = ClassHead & {
  readonly session: string
  /** Date and times as they are to be printed. */
  readonly when: string
  readonly venue: string
}

/** The sign-in sheet (签到表) of a session: boxes to sign in, and the time where somebody checked in by phone already. */
export function signInBlocks(
  head: SessionHead,
  rows: readonly { readonly name: string; readonly school: string; readonly checkedIn: string | null }[],
): OfficialBlock[] {
  const half = Math.ceil(rows.length / 2)
  const cells = (index: number) => {
    const row = rows[index]
    return row ? [String(index + 1), row.name, row.school, row.checkedIn ?? ''] : ['', '', '', '']
  }
  const columns = [
    { title: '序号', share: 6, align: 'center' },
    { title: '姓名', share: 12, align: 'center' },
    { title: '工作单位', share: 20 },
    { title: '签名', share: 14, align: 'center' },
  ] as const
  return [
    { kind: 'title', text: `${head.programme}签到表` },
    { kind: 'line', text: `班级：${head.title}　　课次：${head.session}` },
    { kind: 'line', text: `时间：${head.when}　　地点：${head.venue}　　应到：${rows.length} 人　　实到：　　　人` },
    {
      kind: 'table',
      rowHeight: 10,
      columns: [...columns, ...columns],
      rows: Array.from({ length: half }, (_, index) => [...cells(index), ...cells(half + index)]),
    },
    { kind: 'line', text: '班主任（签名）：　　　　　　　　　　授课教师（签名）：　　　　　　　　' },
  ]
}
