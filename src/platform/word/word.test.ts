import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { renderDocument } from './build.ts'
import { countText, percentText, sumsByUnit } from './figures.ts'
import { trainingNotice, type TrainingNotice } from './notice.ts'
import { rosterDocument, type Roster } from './roster.ts'
import { signInSheet, type SignIn } from './sign-in.ts'
import { yearEndReport, type YearEnd } from './year-end.ts'

const issuer = '清源县教育和体育局'
const programme = '2026年全县小学数学骨干教师能力提升培训'
const members = Array.from({ length: 46 }, (_, place) => ({
  name: `教师${place + 1}`,
  gender: '女',
  school: '清源县柳河乡九年一贯制学校',
  teaches: '小学数学',
  title: place % 2 ? '一级教师' : null,
  phoneMasked: '138****1234',
}))

const roster: Roster = {
  programme,
  className: '1班',
  provider: '清源县教师进修学校',
  lead: '高志强',
  startsOn: '2026-03-05',
  endsOn: '2026-06-30',
  members,
  issuer,
  issuedOn: '2026-03-01',
}

const signIn: SignIn = {
  programme,
  className: '1班',
  issuer,
  issuedOn: '2026-03-05',
  sessions: [
    {
      title: '单元整体教学',
      date: '2026-03-05',
      startsAt: '08:30',
      endsAt: '11:30',
      venue: '报告厅',
      trainer: '何静',
      rows: members
        .slice(0, 26)
        .map(({ name, school }, place) => ({ name, school, checkedInAt: place === 0 ? '08:21' : null, remark: null })),
    },
    { title: null, date: '2026-03-06', startsAt: '14:00', endsAt: '17:00', venue: '报告厅', trainer: null, rows: [] },
  ],
}

const notice: TrainingNotice = {
  issuer,
  documentNumber: null,
  programme,
  addressees: '各镇中心学校，县直各学校',
  opening: ['现将有关事项通知如下。'],
  audience: '小学数学骨干教师',
  startsOn: '2026-03-05',
  endsOn: '2026-03-08',
  reporting: null,
  venue: '清源县教师进修学校',
  content: [],
  quotas: [
    { school: '第一实验小学', places: 10 },
    { school: '白塔镇中心小学', places: 8 },
  ],
  requirements: ['按名额选派。'],
  replyBy: '2026-02-25',
  contacts: [{ name: '高志强', phone: '0312-5550123' }],
  issuedOn: '2026-02-10',
}

const planned = {
  title: '骨干培训',
  level: '县级',
  planned: { value: 120, unit: '人', approximate: true },
  enrolled: 118,
  attended: 110,
  passed: 109,
  centihours: 3650,
  plannedMonths: '3—6月',
  actualTime: '3月5日至6月30日',
  state: '已办结',
  finished: true,
} as const
const yearEnd: YearEnd = {
  issuer,
  region: '清源县',
  year: 2026,
  reportedOn: '2026-12-20',
  teachers: 3001,
  trained: 3000,
  overview: ['总体平稳。'],
  programmes: [
    planned,
    { ...planned, title: '送教下乡', planned: { value: 300, unit: '人次' } },
    { ...planned, title: '巡回讲座', planned: { value: 20, unit: '场次' } },
    {
      ...planned,
      title: '未定项目',
      planned: null,
      attended: 0,
      passed: 0,
      enrolled: 0,
      actualTime: null,
      state: '未实施',
      finished: false,
    },
  ],
  targets: [
    { title: '骨干比例', target: '15%以上', reached: '16.2%', standing: 'met', remark: null },
    { title: '参训率', target: '100%', reached: '99.9%', standing: 'behind', remark: null },
  ],
  hours: {
    centihours: 1_083_050,
    people: 2_990,
    groups: [
      { group: '年度总学时', people: 10_000, met: 9_999, centihours: 1_083_050 },
      { group: '师德', people: 10_000, met: 5_000, centihours: 300_000 },
    ],
  },
  problems: [],
  nextSteps: ['完善名额分配办法。'],
  annexes: [{ title: '获证教师名单', columns: [{ title: '姓名', width: 1 }], rows: [['张三']] }],
}

const textOf = async (made: Promise<Buffer>) => (await mammoth.extractRawText({ buffer: await made })).value
const htmlOf = async (made: Promise<Buffer>) => (await mammoth.convertToHtml({ buffer: await made })).value
const rowsOf = (html: string) =>
  html.match(/<tr>.*?<\/tr>/gs)?.map((row) => row.replace(/<\/t[dh]>/g, '|').replace(/<[^>]+>/g, '')) ?? []

describe('an official document', () => {
  const document = {
    title: '总结',
    issuer,
    date: '2026-12-20',
    blocks: [{ kind: 'paragraph', text: '正文 <&>' }],
  } as const

  test('has the same bytes for the same content', async () => {
    const first = await renderDocument(document)
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(first.equals(await renderDocument(document))).toBe(true)
  })

  test('numbers its headings by level and starts lower levels anew', async () => {
    const heading = (level: 1 | 2 | 3, text: string) => ({ kind: 'heading', level, text }) as const
    const blocks = [
      heading(1, '甲'),
      heading(2, '乙'),
      heading(3, '丙'),
      heading(3, '丁'),
      heading(2, '戊'),
      heading(3, '己'),
      heading(1, '庚'),
      heading(2, '辛'),
    ]
    const text = await textOf(renderDocument({ ...document, blocks }))
    expect(text.split('\n').filter(Boolean)).toEqual([
      '一、甲',
      '（一）乙',
      '1.丙',
      '2.丁',
      '（二）戊',
      '1.己',
      '二、庚',
      '（一）辛',
    ])
  })
})

describe('figures', () => {
  test('[000-41] persons, attendances and events are summed apart', () => {
    const sums = sumsByUnit([
      { value: 120, unit: '人', approximate: true },
      { value: 300, unit: '人次' },
      { value: 60, unit: '人' },
      { value: 20, unit: '场次' },
    ])
    expect(sums.map(countText)).toEqual(['约180人', '300人次', '20场次'])
  })

  test.each([
    [999, 1000, '99.9%'],
    [9999, 10_000, '99.9%'],
    [1000, 1000, '100%'],
    [1, 3, '33.3%'],
    [0, 5, '0%'],
    [0, 0, '—'],
  ] as const)('%i of %i is %s, never rounded up', (part, whole, share) => {
    expect(percentText(part, whole)).toBe(share)
  })
})

describe('花名册', () => {
  test('lists everybody once, with a masked phone', async () => {
    const html = await htmlOf(rosterDocument(roster))
    const rows = rowsOf(html)
    expect(rows).toHaveLength(47)
    expect(rows[0]).toBe('序号|姓名|性别|工作单位|任教学段学科|职称|联系电话|')
    expect(rows[2]).toBe('2|教师2|女|清源县柳河乡九年一贯制学校|小学数学|一级教师|138****1234|')
    expect(html).toContain('共46人')
  })
})

describe('签到表', () => {
  test('has twenty rows a page, each page with its own head, and the times of those who checked in', async () => {
    const rows = rowsOf(await htmlOf(signInSheet(signIn)))
    expect(rows.filter((row) => row.startsWith('序号'))).toHaveLength(3)
    expect(rows).toHaveLength(3 * 21)
    expect(rows[1]).toBe('1|教师1|清源县柳河乡九年一贯制学校|08:21|||')
    expect(rows[28]).toBe('27||||||')
  })
})

describe('通知', () => {
  test('is addressed, numbered, signed, and carries the quota table and the reply slip', async () => {
    const html = await htmlOf(trainingNotice(notice))
    const text = html.replace(/<[^>]+>/g, '\n')
    for (const words of [
      `关于举办${programme}的通知`,
      '各镇中心学校，县直各学校：',
      '一、培训对象及名额',
      '共18人',
      '2026年3月5日至2026年3月8日。',
      '四、有关要求',
      '2.请各单位于2026年2月25日前填报回执',
      '附件：1.培训名额分配表',
      issuer,
      '2026年2月10日',
    ])
      expect(text).toContain(words)
    const rows = rowsOf(html)
    expect(rows).toContain('1|第一实验小学|10||')
    expect(rows).toContain('|合计|18||')
    expect(rows.filter((row) => /^\d+\|\|\|\|\|\|\|$/.test(row))).toHaveLength(12)
  })
})

describe('年终总结', () => {
  test('says its figures in the text, units apart and shares cut', async () => {
    const text = await textOf(yearEndReport(yearEnd))
    expect(text).toContain(
      '共安排教师培训项目4个，计划培训约120人、300人次、20场次（分别统计，不相加），另有1个项目未定人数。截至报告日，已完成3个，完成率75%。',
    )
    expect(text).toContain(
      '全年到训330人次，考核合格327人次，已完成项目的合格率99%；参加培训的教师共3000人，占在册教师3001人的99.9%。',
    )
    // What is asked twice of the same people is never added up.
    expect(text).toContain(
      '全年审定学时10830.5学时，涉及教师2990人。年度总学时应达标10000人，已达标9999人，达标率99.9%；师德应达标10000人，已达标5000人，达标率50%。',
    )
    expect(text).not.toContain('20000')
    expect(text).toContain('已达成1项，未达成1项。')
    expect(text).toContain('本年度未记录突出问题。')
    expect(text).not.toContain('440')
  })

  test('shows every programme planned against actual, the targets with their standing, and the annexed lists', async () => {
    const rows = rowsOf(await htmlOf(yearEndReport(yearEnd)))
    expect(rows).toContain('序号|项目名称|级别|计划人数|实际报名|到训|合格|学时|计划月份|实际时间|状态|')
    expect(rows).toContain('1|骨干培训|县级|约120人|118|110|109|36.5|3—6月|3月5日至6月30日|已办结|')
    expect(rows).toContain('4|未定项目|县级|未定|0|0|0|36.5|3—6月|—|未实施|')
    expect(rows).toContain('|合计||约120人300人次20场次|354|330|327|||||')
    expect(rows).toContain('2|参训率|100%|99.9%|未达成||')
    expect(rows).toContain('张三|')
  })
})

const office = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path))

describe.skipIf(office === undefined)('in LibreOffice', () => {
  test('the papers open, and every sign-in page is one sheet', { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'word-'))
    try {
      await writeFile(join(folder, 'sign-in.docx'), await signInSheet(signIn))
      await writeFile(join(folder, 'year-end.docx'), await yearEndReport(yearEnd))
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
      const files = ['sign-in', 'year-end'].map((name) => join(folder, `${name}.docx`))
      await promisify(execFile)(office ?? '', [
        profile,
        '--headless',
        '--convert-to',
        'pdf',
        '--outdir',
        folder,
        ...files,
      ])
      const pages = async (name: string) =>
        extractText(await getDocumentProxy(new Uint8Array(await readFile(join(folder, `${name}.pdf`)))))
      expect((await pages('sign-in')).totalPages).toBe(3)
      expect((await pages('year-end')).text.join('').replace(/\s/g, '')).toContain('—1—')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
