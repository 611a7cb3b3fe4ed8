import type { CalendarDate } from '../../lib/dates.ts'
import { percentText } from './figures.ts'
import { renderDocument } from './build.ts'
import type { Block } from './tree.ts'

/** What a school hears of those whom it sent to a class. */
export type BulletinDocument = {
  readonly issuer: string
  readonly school: string
  readonly programme: string
  readonly className: string
  readonly passed: number
  /** Of the others, those who lost their places before the class closed: 劝退, 退出, 未报到. */
  readonly gone: readonly { readonly how: string; readonly size: number }[]
  /** Sessions held and attended, of all these people together. */
  readonly held: number
  readonly attended: number
  readonly people: readonly {
    readonly name: string
    readonly staffNo: string
    /** 8/10 */
    readonly presence: string
    readonly score: string
    readonly result: string
    readonly hours: string
  }[]
  readonly sentOn: CalendarDate
  readonly mark?: string | undefined
}

/** 参训情况通报: how many a school sent, came and completed, and the people as an attachment; as a Word file. */
export function bulletinDocument(bulletin: BulletinDocument): Promise<Buffer> {
  const { issuer, school, programme, className, people, passed, gone, held, attended, sentOn } = bulletin
  const rest = people.length - passed
  const without = gone.map(({ how, size }) => `${how}${size}人`).join('、')
  const among = without === '' ? '' : `（其中${without}）`
  const completed = rest === 0 ? '全部结业' : `${passed}人结业，${rest}人未结业${among}`
  const presence =
    held === 0
      ? '本期培训没有考勤记录。'
      : `应到${held}人次，实到${attended}人次，出勤率${percentText(attended, held)}。`
  const blocks: Block[] = [
    { kind: 'title', text: `${issuer}\n关于${programme}参训情况的通报` },
    { kind: 'addressee', text: school },
    {
      kind: 'paragraph',
      text: `你单位选派${people.length}人参加${programme}（${className}），${completed}。${presence}`,
    },
    { kind: 'paragraph', text: '现将参训情况通报给你单位，作为教师培训管理和考核的依据。' },
    ...(people.length === 0 ? [] : [{ kind: 'attachments', titles: ['参训人员情况'] } as const]),
    { kind: 'signature', issuer, date: sentOn },
  ]
  const table: Block = {
    kind: 'table',
    columns: [
      { title: '序号', width: 12, align: 'center' },
      { title: '姓名', width: 22 },
      { title: '工号', width: 28 },
      { title: '出勤', width: 18, align: 'center' },
      { title: '成绩', width: 18, align: 'center' },
      { title: '结果', width: 22, align: 'center' },
      { title: '学时', width: 16, align: 'center' },
    ],
    rows: people.map((one, place) => [
      ...[String(place + 1), one.name, one.staffNo, one.presence, one.score, one.result, one.hours],
    ]),
  }
  return renderDocument({
    title: `关于${programme}参训情况的通报`,
    issuer,
    date: sentOn,
    mark: bulletin.mark,
    blocks: people.length === 0 ? blocks : [...blocks, { kind: 'attachment', title: '参训人员情况' }, table],
  })
}
