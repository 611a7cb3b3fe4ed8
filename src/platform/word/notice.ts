import type { CalendarDate } from '../../lib/dates.ts'
import { plainChineseDate } from '../../lib/numerals.ts'
import { renderDocument } from './build.ts'
import type { Block } from './tree.ts'

/** What a training notice says to the schools. */
export type TrainingNotice = {
  readonly issuer: string
  /** 清教体〔2026〕12号; null while the document has no number. */
  readonly documentNumber: string | null
  readonly programme: string
  /** 各镇中心学校、县直各学校 */
  readonly addressees: string
  /** Why the training is held, one or more paragraphs. */
  readonly opening: readonly string[]
  /** Who it is for, in words. */
  readonly audience: string
  readonly startsOn: CalendarDate
  readonly endsOn: CalendarDate
  /** When and where to report: 3月5日8:30前到县教师进修学校一楼大厅报到. */
  readonly reporting: string | null
  readonly venue: string
  readonly content: readonly string[]
  readonly quotas: readonly { readonly school: string; readonly places: number }[]
  readonly requirements: readonly string[]
  /** The last day for the reply slip. */
  readonly replyBy: CalendarDate
  readonly contacts: readonly { readonly name: string; readonly phone: string }[]
  readonly issuedOn: CalendarDate
}

/** 通知: addressed to the schools, with the quota table and the reply slip attached; as a Word file. */
export function trainingNotice(notice: TrainingNotice): Promise<Buffer> {
  const title = `${notice.issuer}\n关于举办${notice.programme}的通知`
  return renderDocument({
    title: title.replace('\n', ''),
    issuer: notice.issuer,
    date: notice.issuedOn,
    blocks: [
      { kind: 'title', text: title, ...(notice.documentNumber === null ? {} : { below: notice.documentNumber }) },
      { kind: 'addressee', text: notice.addressees },
      ...paragraphs(notice.opening),
      ...body(notice),
      { kind: 'attachments', titles: ['培训名额分配表', '参训回执'] },
      { kind: 'signature', issuer: notice.issuer, date: notice.issuedOn },
      ...quotaAttachment(notice),
      ...replySlip(notice),
    ],
  })
}

function paragraphs(texts: readonly string[]): Block[] {
  return texts.map((text) => ({ kind: 'paragraph', text }))
}

function body(notice: TrainingNotice): Block[] {
  const { startsOn, endsOn, quotas } = notice
  const places = quotas.reduce((sum, quota) => sum + quota.places, 0)
  const when =
    startsOn === endsOn ? plainChineseDate(startsOn) : `${plainChineseDate(startsOn)}至${plainChineseDate(endsOn)}`
  const contacts = notice.contacts.map(({ name, phone }) => `${name}，${phone}`).join('；')
  const requirements = [
    ...notice.requirements,
    `请各单位于${plainChineseDate(notice.replyBy)}前填报回执（附件2），逾期视为放弃名额。`,
    ...(contacts === '' ? [] : [`联系人：${contacts}。`]),
  ]
  return [
    { kind: 'heading', level: 1, text: '培训对象及名额' },
    { kind: 'paragraph', text: `${notice.audience}，共${places}人。各单位名额见附件1。` },
    { kind: 'heading', level: 1, text: '培训时间' },
    { kind: 'paragraph', text: `${when}。${notice.reporting ?? ''}` },
    { kind: 'heading', level: 1, text: '培训地点' },
    { kind: 'paragraph', text: `${notice.venue}。` },
    ...(notice.content.length === 0
      ? []
      : [{ kind: 'heading', level: 1, text: '培训内容' } as const, ...paragraphs(notice.content)]),
    { kind: 'heading', level: 1, text: '有关要求' },
    { kind: 'list', items: requirements },
  ]
}

function quotaAttachment({ quotas, programme }: TrainingNotice): Block[] {
  return [
    { kind: 'attachment', number: 1, title: `${programme}\n名额分配表` },
    {
      kind: 'table',
      size: 12,
      columns: [
        { title: '序号', width: 14, align: 'center' },
        { title: '单位', width: 80 },
        { title: '名额（人）', width: 26, align: 'center' },
        { title: '备注', width: 36 },
      ],
      rows: quotas.map(({ school, places }, place) => [String(place + 1), school, String(places), '']),
      total: ['', '合计', String(quotas.reduce((sum, quota) => sum + quota.places, 0)), ''],
    },
  ]
}

const emptySlipRows = 12

function replySlip({ programme, replyBy }: TrainingNotice): Block[] {
  return [
    { kind: 'attachment', number: 2, title: `${programme}\n参训回执` },
    { kind: 'line', text: '单位（盖章）：　　　　　　　　填报人：　　　　　　联系电话：' },
    {
      kind: 'table',
      rowHeight: 10,
      columns: [
        { title: '序号', width: 12, align: 'center' },
        { title: '姓名', width: 24 },
        { title: '性别', width: 12 },
        { title: '任教学段学科', width: 32 },
        { title: '职称', width: 24 },
        { title: '联系电话', width: 32 },
        { title: '备注', width: 20 },
      ],
      rows: Array.from({ length: emptySlipRows }, (_, place) => [String(place + 1), '', '', '', '', '', '']),
    },
    { kind: 'line', text: `注：请于${plainChineseDate(replyBy)}前报送。` },
  ]
}
