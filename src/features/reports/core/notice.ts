import type { OfficialBlock } from '../../../lib/official.ts'
import { sayDate, sayHours, sayRange } from './words.ts'

/** How many places each school gets, by the number of its people whom the programme is for. */
export type Allotment = { readonly school: string; readonly eligible: number; readonly places: number }

/**
 * Divides places over schools in proportion to their eligible people, by largest remainder (Hamilton); never more than a school has.
 * Equal remainders go to the school named first, so that the same schools always get the same places.
 */
export function allot(
  places: number,
  schools: readonly { readonly school: string; readonly eligible: number }[],
): Allotment[] {
  const whole = schools.reduce((sum, school) => sum + school.eligible, 0)
  if (whole <= places) return schools.map((school) => ({ ...school, places: school.eligible }))
  const shares = schools.map((school, index) => {
    const exact = school.eligible * places
    return { ...school, index, places: Math.floor(exact / whole), remainder: exact % whole }
  })
  const left = places - shares.reduce((sum, share) => sum + share.places, 0)
  const lucky = new Set(
    shares
      .toSorted((a, b) => b.remainder - a.remainder || a.index - b.index)
      .slice(0, left)
      .map((share) => share.index),
  )
  return shares.map(({ school, eligible, places: got, index }) => ({
    school,
    eligible,
    places: got + (lucky.has(index) ? 1 : 0),
  }))
}

export type NoticeData = {
  readonly bureau: string
  readonly title: string
  readonly audience: string
  readonly places: number | null
  readonly provider: string | null
  readonly startsOn: string | null
  readonly endsOn: string | null
  readonly place: string | null
  readonly centihours: number
  readonly enrolBy: string | null
  readonly quotas: readonly Allotment[]
  readonly today: string
}

/** The notice to schools (通知), with the table of places and the reply slip as attachments. */
export function noticeBlocks(data: NoticeData): OfficialBlock[] {
  const hours = data.centihours > 0 ? `培训合格的，按规定记 ${sayHours(data.centihours)} 学时。` : ''
  const places = data.places === null ? '不限名额' : `${data.places} 人，各校名额见附件 1`
  const by = data.enrolBy === null ? '请在报名开放期间' : `请于${sayDate(data.enrolBy)}前`
  return [
    { kind: 'title', text: `${data.bureau}关于举办${data.title}的通知` },
    { kind: 'addressee', text: '各乡镇中心学校、局属各学校：' },
    { kind: 'paragraph', text: `根据年度教师培训工作计划，现就举办${data.title}有关事项通知如下。` },
    { kind: 'heading', level: 1, text: '一、培训对象与名额' },
    { kind: 'paragraph', text: `${data.audience}，${places}。` },
    { kind: 'heading', level: 1, text: '二、培训时间与地点' },
    {
      kind: 'paragraph',
      text: `培训时间：${sayRange(data.startsOn, data.endsOn)}。培训地点：${data.place ?? '另行通知'}。承训单位：${data.provider ?? '另行通知'}。`,
    },
    { kind: 'heading', level: 1, text: '三、报名与考勤' },
    {
      kind: 'paragraph',
      text: `${by}由教师本人在青蓝平台报名，学校审核。培训期间按课次签到，无故缺席的，不予结业。${hours}`,
    },
    { kind: 'heading', level: 1, text: '四、有关要求' },
    {
      kind: 'paragraph',
      text: '各校要合理安排教学工作，保证参训教师按时到训；参训教师返校后要在教研组内交流所学。参训情况将通报选派学校。',
    },
    { kind: 'paragraph', text: '附件：1. 各校名额分配表　2. 参训回执' },
    { kind: 'signature', issuer: data.bureau, date: sayDate(data.today) },
    ...quotaTable(data),
    ...replySlip(data),
  ]
}

function quotaTable(data: NoticeData): OfficialBlock[] {
  return [
    { kind: 'attachment', label: '附件 1', title: '各校名额分配表' },
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 10, align: 'center' },
        { title: '学校', share: 50 },
        { title: '符合条件人数', share: 20, align: 'center' },
        { title: '名额', share: 20, align: 'center' },
      ],
      rows: [
        ...data.quotas.map((quota, index) => [
          String(index + 1),
          quota.school,
          String(quota.eligible),
          String(quota.places),
        ]),
        [
          '',
          '合计',
          String(data.quotas.reduce((sum, quota) => sum + quota.eligible, 0)),
          String(data.quotas.reduce((sum, quota) => sum + quota.places, 0)),
        ],
      ],
    },
  ]
}

function replySlip(data: NoticeData): OfficialBlock[] {
  return [
    { kind: 'attachment', label: '附件 2', title: '参训回执' },
    { kind: 'line', text: `培训名称：${data.title}` },
    { kind: 'line', text: '学校（盖章）：　　　　　　　　　　联系人及电话：' },
    {
      kind: 'table',
      rowHeight: 10,
      columns: [
        { title: '序号', share: 8, align: 'center' },
        { title: '姓名', share: 18 },
        { title: '学段学科', share: 22 },
        { title: '职务职称', share: 22 },
        { title: '联系电话', share: 20 },
        { title: '备注', share: 14 },
      ],
      rows: Array.from({ length: 10 }, (_, index) => [String(index + 1), '', '', '', '', '']),
    },
  ]
}
