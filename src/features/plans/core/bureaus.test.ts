import { describe, expect, test } from 'vitest'
import { readPlan, type Document } from './extract.ts'
import { paragraphs, source, table } from './fixtures/build.ts'
import { beihu, collection, lanhe, qinghe, weishan, yunxi } from './fixtures/bureaus.ts'

function only(...args: Parameters<typeof readPlan>): Document {
  const { documents } = readPlan(...args)
  const [document] = documents
  if (!document || documents.length > 1) throw new Error(`${String(documents.length)} documents`)
  return document
}

const names = (document: Document) => document.programmes.map((programme) => programme.name)

describe('a county’s scheme with labelled lines', () => {
  const plan = only(yunxi)

  test('programmes with people, months, modes, place, hours and provider', () => {
    expect(plan.programmes).toHaveLength(3)
    expect(plan.programmes[0]).toMatchObject({
      name: '新入职教师规范化培训',
      headcount: 150,
      approximate: true,
      months: [8],
      place: '县教师发展中心',
      provider: '县教师发展中心',
      hours: 120,
    })
    expect(plan.programmes[1]).toMatchObject({ headcount: 80, months: [3, 4, 5], modes: ['workshop', 'online'] })
    expect(plan.programmes[2]).toMatchObject({ headcount: 260, months: [4, 5, 6] })
  })

  test('hour rules by category and cycle', () => {
    expect(plan.hourRules.map(({ scope, category, min, period }) => [scope, category, min, period])).toEqual([
      ['在职教师', null, 90, 'year'],
      ['在职教师', '校本研修', 40, 'year'],
      ['在职教师', '师德培训', 12, 'year'],
      ['新教师', null, 120, 'year'],
      ['校长', '提高培训', 360, 'cycle'],
    ])
  })

  test('phases, shares and the leading group', () => {
    expect(plan.phases.map(({ from, to }) => [from, to])).toEqual([
      ['2025-02-01', '2025-02-28'],
      ['2025-03-01', '2025-11-30'],
      [null, '2025-12-31'],
    ])
    expect(
      plan.targets.filter((target) => target.unit === '%').map(({ comparator, value }) => [comparator, value]),
    ).toEqual([
      ['=', 100],
      ['>=', 18],
      ['>=', 95],
      ['+pp', 6],
    ])
    expect(plan.leadingGroup.map(({ role, personal }) => [role, personal])).toEqual([
      ['组长', false],
      ['副组长', false],
      ['成员', false],
    ])
    expect(plan).toMatchObject({ issuer: '云溪县', years: [2025], kind: 'training-plan', truncated: false })
  })
})

describe('a city’s notice with its list', () => {
  const plan = only(lanhe)

  test('other header words, merged categories, ranges and seasons', () => {
    expect(plan.programmes.map(({ name, headcount, months }) => [name, headcount, months])).toEqual([
      ['乡村首席教师高级研修班', 60, [3, 4, 5]],
      ['初中物理实验教学培训', 100, [7, 8]],
      ['幼儿园园长任职资格培训', 45, [4, 5, 6]],
      ['师德师风专题教育', 'all', 'year-round'],
      ['普通话水平提升培训', 200, [1, 2, 3, 4, 5, 6]],
      ['中小学心理健康教师持证上岗培训', 150, [7, 10]],
    ])
    expect(plan.programmes.map((programme) => programme.level)).toEqual([
      'city',
      'city',
      'city',
      'county',
      'county',
      'county',
    ])
    expect(plan.programmes[4]?.approximate).toBe(true)
    expect(plan.programmes[0]).toMatchObject({
      hours: 80,
      provider: '兰河师范学院',
      budget: '12',
      audience: { words: '乡村首席教师' },
    })
  })

  test('a total row that does not add up is questioned', () => {
    expect(plan.warnings.find((warning) => warning.code === 'sum-mismatch')?.params).toEqual({
      stated: 560,
      found: 555,
    })
  })
})

test('a bureau’s key points: headings, quotation marks and verbs name programmes', () => {
  const plan = only(weishan)
  expect(names(plan)).toEqual([
    '“清风润教”主题活动',
    '师德演讲比赛',
    '新教师岗前培训',
    '骨干教师能力提升工程',
    '信息技术应用能力提升工程全员培训',
    '送教下乡活动',
  ])
  expect(plan.programmes[2]).toMatchObject({ headcount: 86, months: [8] })
  expect(plan.targets).not.toContainEqual(expect.objectContaining({ value: 1.5 }))
})

test('a school’s plan: duties as targets, no headcount taken for a target', () => {
  const plan = only(beihu)
  expect(plan).toMatchObject({ kind: 'school-plan', issuer: '北湖实验小学', years: [2024, 2025] })
  expect(names(plan)).toContain('青年教师“启明”培养工程')
  expect(plan.targets).toContainEqual(expect.objectContaining({ comparator: '>=', value: 2, unit: '本' }))
  expect(plan.targets).toContainEqual(expect.objectContaining({ comparator: 'range', value: 2, upper: 3 }))
  expect(plan.targets.some((target) => target.value === 64 || target.value === 9)).toBe(false)
})

test('a title on two lines, steps by month, a timetable of lessons that lists no programmes', () => {
  const plan = only(qinghe)
  expect(plan).toMatchObject({
    title: '青荷县教育局关于印发2025年全县教师培训工作计划的通知',
    issuer: '青荷县教育局',
    years: [2025],
  })
  expect(plan.programmes.map(({ name, headcount, months }) => [name, headcount, months])).toEqual([
    ['新教师入职培训', 140, [8]],
    ['骨干教师研修', 30, []],
    ['校园长任职培训', 50, [9, 10]],
  ])
  expect(plan.quotas.map(({ group, count }) => [group, count])).toEqual([['市级骨干教师后备人选', 30]])
  expect(plan.phases.map(({ from, to }) => [from, to])).toEqual([
    ['2025-03-01', '2025-03-31'],
    ['2025-04-01', '2025-10-31'],
    ['2025-11-01', '2025-12-31'],
  ])
})

test('a collection whose members are only numbered; months stand above their items', () => {
  const { documents } = readPlan(collection)
  expect(documents.map((document) => document.title)).toEqual([
    '教师培训计划范文三篇【篇一】',
    '教师培训计划范文三篇【篇二】',
    '第3篇：教师继续教育培训计划',
  ])
  expect(documents[1]?.programmes.map(({ name, months }) => [name, months])).toEqual([
    ['“幼儿游戏指导”专题培训', [9]],
    ['青年教师基本功比赛', [10]],
  ])
  expect(documents[2]?.hourRules.map(({ min, period }) => [min, period])).toEqual([
    [60, 'year'],
    [360, 'cycle'],
  ])
})

describe('hours that are asked, capped, and merely given', () => {
  const plan = only(
    source(
      `青山县2026年教师培训计划
一、工作目标
全县教师每年完成不少于72学时的培训，其中师德不少于10学时，校本研修最多计24学时。五年累计不少于360学时，最高不超过540学时。
二、主要任务
（一）新教师岗前培训。8月组织新招聘的60名教师参加岗前培训，每人上一节汇报课，合格者记30学时。
（二）心理健康教育培训。10月举办心理健康教师培训班2期，培训50人，考核合格者认定24学时。`,
    ),
  )

  test('a part of the hours is a rule of its own, and so is a cap on another part', () => {
    expect(plan.hourRules.map(({ category, min, max, period }) => [category, min, max, period])).toEqual([
      [null, 72, null, 'year'],
      ['师德', 10, null, 'year'],
      ['校本研修', null, 24, 'year'],
      [null, 360, 540, 'cycle'],
    ])
  })

  test('one lesson each is how a training goes, and the month is no part of what is counted', () => {
    expect(plan.targets.map(({ measure, value }) => [measure, value])).toEqual([['举办心理健康教师培训班', 2]])
  })
})

describe('tables of many shapes', () => {
  test('two header rows, dates with dots, people per school', () => {
    const plan = only(
      source(
        '松阳县2025年度教师培训安排',
        table(`
      |序号|项目|<|培训安排|<|<|
      |^|级别|名称|对象|人数（人）|时间|
      |1|国培|农村骨干教师提升培训|农村骨干教师|20|2025.3.10-3.15|
      |2|省培|校园长治校能力研修|校长、园长|15人左右|9月中旬—10月|
      |3|县培|新教师跟岗|新教师|每校2人|待定|`),
      ),
    )
    expect(plan.programmes.map(({ name, headcount, months, level }) => [name, headcount, months, level])).toEqual([
      ['农村骨干教师提升培训', 20, [3], 'nation'],
      ['校园长治校能力研修', 15, [9, 10], 'province'],
      ['新教师跟岗', null, [], 'county'],
    ])
    expect(plan.warnings.map((warning) => warning.code)).toEqual(['missing-month', 'missing-headcount'])
  })

  test('section rows, groups under one name, a table of phases', () => {
    const plan = only(
      source(
        '松阳县2024年培训计划',
        table(`
        |培训班次|培训对象|计划人数|实施时间|
        |一、管理干部类|<|<|<|
        |中学校长高级研修班|中学校长|小学20人\\n初中30人|10月|
        |二、专任教师类|<|<|<|
        |特岗教师培训|小学特岗教师|30|3月|
        |^|初中特岗教师|25|3月|`),
        table(`
        |阶段|时间|内容|
        |准备阶段|2024年1月—2月|调研|
        |总结阶段|12月底前|总结|`),
      ),
    )
    expect(plan.programmes.map(({ name, headcount, category }) => [name, headcount, category])).toEqual([
      ['中学校长高级研修班', 50, '管理干部类'],
      ['特岗教师培训', 55, '专任教师类'],
    ])
    expect(plan.programmes[1]?.groups).toEqual([
      { name: '小学特岗教师', headcount: 30 },
      { name: '初中特岗教师', headcount: 25 },
    ])
    expect(plan.phases.map(({ name, from, to }) => [name, from, to])).toEqual([
      ['准备', '2024-01-01', '2024-02-29'],
      ['总结', null, '2024-12-31'],
    ])
  })

  test('places given out by school are quotas, not programmes', () => {
    const plan = only(
      source('2025年松阳县骨干教师名额分配方案', table('|学校|名额|\n|第一中学|5|\n|城关小学|3|\n|合计|8|')),
    )
    expect(plan.programmes).toEqual([])
    expect(plan.quotas.map(({ group, count }) => [group, count])).toEqual([
      ['第一中学', 5],
      ['城关小学', 3],
    ])
  })

  test('a table of anything else is left alone', () => {
    const plan = only(source(...paragraphs('松阳县2025年教师工作要点'), table('|姓名|单位|电话|\n|张三|一中|12345|')))
    expect(plan.programmes).toEqual([])
  })
})
