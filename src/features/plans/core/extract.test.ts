import { describe, expect, test } from 'vitest'
import { readPlan, type Document } from './extract.ts'
import { paragraphs, source } from './fixtures/build.ts'
import { cutOff, fourInOne, qingyuan, summary, transition } from './fixtures/traps.ts'

const documentsOf = (...args: Parameters<typeof readPlan>) => readPlan(...args).documents

function only(...args: Parameters<typeof readPlan>): Document {
  const [document] = documentsOf(...args)
  if (!document) throw new Error('nothing was read')
  return document
}

const codes = (document: Document) => document.warnings.map((warning) => warning.code)
const row = (document: Document, no: number) => document.programmes.find((programme) => programme.no === no)

describe('a plan with its table', () => {
  const plan = only(qingyuan)

  test('[003-01] the five-year cycle is read, and the plan’s place in it', () => {
    expect(plan.cycle).toEqual({ from: 2021, to: 2025, year: 4 })
    expect(plan.years).toEqual([2024])
  })

  test('[003-05] the stated number of programmes is checked against the table', () => {
    expect(plan.programmes).toHaveLength(14)
    expect(codes(plan)).not.toContain('count-mismatch')
    expect(plan.targets).toContainEqual(expect.objectContaining({ measure: '培训项目', value: 14, unit: '个' }))
    const short = {
      ...qingyuan,
      blocks: qingyuan.blocks.map((block) =>
        block.kind === 'table' ? { ...block, rows: block.rows.slice(0, -2) } : block,
      ),
    }
    expect(codes(only(short))).toContain('count-mismatch')
  })

  test('[003-06] batch, headcount, two modes and month of a row', () => {
    expect(row(plan, 1)).toMatchObject({
      name: '区级骨干教师与名师研修（第四期）',
      batch: 4,
      headcount: 300,
      modes: ['send-to-school', 'online'],
      months: [4],
    })
  })

  test('[003-07] the levels of the reserve list come from the text', () => {
    expect(row(plan, 1)?.audience.reserveLevels).toEqual(['province', 'city', 'county', 'school'])
  })

  test('[003-09] a cohort over the whole year with at least eight topics', () => {
    expect(row(plan, 3)).toMatchObject({
      headcount: 50,
      months: 'year-round',
      topicsMin: 8,
      modes: ['task-driven', 'showcase', 'face-to-face'],
    })
    expect(plan.targets).toContainEqual(expect.objectContaining({ measure: '专题', comparator: '>=', value: 8 }))
    expect(plan.quotas).toEqual([expect.objectContaining({ group: '数学骨干教师', count: 50 })])
  })

  test('[003-11] a heading that differs from the table’s title is linked, and said', () => {
    expect(row(plan, 5)).toMatchObject({ name: '师德建设工作团队专题培训', heading: '师德管理人员研修' })
    expect(row(plan, 10)).toMatchObject({ name: '教研组长、业务校长领导力培训', heading: '教科研能力提升研修' })
    expect(row(plan, 12)).toMatchObject({ name: '中小学校长治校能力提升培训班', heading: '中小学校长治校能力提升培训' })
    expect(row(plan, 8)?.heading).toBeNull()
    expect(codes(plan).filter((code) => code === 'title-differs').length).toBeGreaterThanOrEqual(3)
  })

  test('[003-13] everyone is everyone, never a number', () => {
    expect(row(plan, 7)).toMatchObject({ headcount: 'all', audience: { everyone: true } })
  })

  test('[003-15] an approximate headcount and the policy behind it', () => {
    expect(row(plan, 9)).toMatchObject({ headcount: 120, approximate: true, counts: '人' })
    expect(plan.policies).toContainEqual(expect.objectContaining({ number: '云教办〔2023〕79号' }))
  })

  test('[003-21] split headers, an empty column, a row out of order; the sum is 2775 and two rows for everyone', () => {
    const fixed = plan.programmes.map((programme) => programme.headcount).filter((count) => typeof count === 'number')
    expect(fixed.reduce((sum, count) => sum + count, 0)).toBe(2775)
    expect(plan.programmes.filter((programme) => programme.headcount === 'all')).toHaveLength(2)
    const inMonth = (month: number) =>
      plan.programmes.filter((programme) => programme.months !== 'year-round' && programme.months.includes(month))
    expect(inMonth(4).map((programme) => programme.headcount)).toEqual([300, 400, 400])
    expect(inMonth(10)).toHaveLength(3)
    expect(plan.warnings.find((warning) => warning.code === 'missing-place')?.params).toEqual({ count: 14 })
    expect(plan.warnings.find((warning) => warning.code === 'months-out-of-order')?.params).toMatchObject({ month: 10 })
  })

  test('[003-22] the note that dates may change is kept', () => {
    expect(codes(plan)).toContain('dates-may-change')
  })

  test('[003-33] phases with their deadlines and deliverables', () => {
    expect(plan.phases.map(({ name, from, to }) => ({ name, from, to }))).toEqual([
      { name: '筹备', from: null, to: '2024-04-30' },
      { name: '推进', from: '2024-05-01', to: '2024-12-31' },
      { name: '总结', from: null, to: '2024-12-31' },
    ])
    expect(plan.phases[2]?.deliverables).toContain('自评报告')
  })

  test('the cycle’s task is an hour rule of its category', () => {
    expect(plan.hourRules).toEqual([
      expect.objectContaining({ category: '继续教育岗位培训', min: 60, max: null, period: 'cycle' }),
    ])
  })

  test('every item points at its own words in the source', () => {
    for (const programme of plan.programmes) {
      const block = qingyuan.blocks[programme.at.block]
      if (block?.kind !== 'table') throw new Error('not in the table')
      const cell = block.rows[programme.at.row ?? 0]?.[programme.at.column ?? 0]?.text ?? ''
      expect(cell.replace(/\s/g, '')).toBe(programme.name)
    }
    for (const item of [...plan.targets, ...plan.quotas]) {
      const block = qingyuan.blocks[item.at.block]
      if (block?.kind !== 'paragraph') throw new Error('not in a paragraph')
      expect(block.text.slice(item.at.start, item.at.end)).toMatch(/\d/)
    }
  })
})

describe('text that is not whole', () => {
  test('[000-41] a document that stops after “2.” says so, and the mall’s lines are gone', () => {
    const read = readPlan(cutOff)
    const [plan] = read.documents
    expect(read.documents).toHaveLength(1)
    expect(plan).toMatchObject({ title: '2026年小学教师培训方案', truncated: true, years: [2026] })
    expect(plan?.warnings.find((warning) => warning.code === 'truncated')?.message).toContain('2.')
    expect(read.dropped.filter((line) => /[、]/.test(line.text) && /\d/.test(line.text))).toHaveLength(6)
    expect(plan?.programmes.map((programme) => programme.name)).toEqual([
      '师德专项培训',
      '“师者仁心”专题讲座',
      '师德故事会',
      '警示教育会',
      '智能备课工具应用',
    ])
    expect(plan?.programmes.at(-1)?.minutes).toBe(180)
  })

  test('[001-68] four documents in one file; the torn one is marked, the site’s words are gone', () => {
    const read = readPlan(fourInOne)
    expect(read.documents.map((document) => document.title)).toEqual([
      '2022年小学教师培训计划',
      '乡村小学教师研训计划',
      '2022年教师研训计划',
      '2022年松岭县中小学教师培训工作计划',
    ])
    expect(read.documents.map((document) => document.truncated)).toEqual([false, false, true, false])
    expect(read.documents.map((document) => document.kind)).toEqual([
      'school-plan',
      'school-plan',
      'school-plan',
      'training-plan',
    ])
    expect(read.documents.map((document) => document.years)).toEqual([[2022], [], [2022], [2022]])
    expect(read.documents[2]?.warnings.map((warning) => warning.code)).toEqual(
      expect.arrayContaining(['lost-middle', 'placeholder-year']),
    )
    expect(read.dropped.map((line) => line.text).join('\n')).toMatch(/编辑精选[\s\S]*展开全文/)
    expect(read.documents[1]?.targets).toContainEqual(
      expect.objectContaining({ comparator: 'range', value: 2, upper: 4, unit: '名' }),
    )
  })

  test('[004-29] a summary with a plan cut in its first item', () => {
    const plan = only(summary)
    expect(plan).toMatchObject({ kind: 'work-summary', years: [2025, 2026], truncated: true })
    expect(plan.programmes.map((programme) => programme.name)).toContain('“铸魂润心”工程')
  })
})

describe('what is no training, and figures that do not agree', () => {
  const [first, second, kindergarten] = documentsOf(transition)

  test('[002-26] activities for children are activities, worth no hours', () => {
    expect(first).toMatchObject({ kind: 'transition-plan', programmes: [], targets: [], hourRules: [] })
    expect(first?.activities).toHaveLength(6)
    expect(first?.activities.every((activity) => activity.hours === 0)).toBe(true)
  })

  test('[002-28] minutes of a child’s lesson are no session length', () => {
    expect(second).toMatchObject({ kind: 'transition-plan', programmes: [], hourRules: [] })
    expect(second?.activities).toHaveLength(3)
  })

  test('[002-29] a ratio is reckoned again from its counts', () => {
    expect(kindergarten?.kind).toBe('school-plan')
    const ratio = kindergarten?.warnings.find((warning) => warning.code === 'ratio-from-counts')
    expect(ratio?.params).toEqual({ computed: 68.6, stated: 68, near: 1 })
    expect(kindergarten?.targets.map((target) => target.unit)).toEqual(['%', '%'])
  })

  test('[002-30] a target below the current value is questioned', () => {
    const below = kindergarten?.warnings.find((warning) => warning.code === 'target-below-current')
    expect(below?.params).toMatchObject({ goal: 60, current: 68 })
  })

  test('[004-01] sessions and attendances are kept apart, and eight to a session is questioned', () => {
    const plan = only(summary)
    expect(plan.targets.slice(0, 2).map(({ value, unit }) => [value, unit])).toEqual([
      [23000, '场次'],
      [186000, '人次'],
    ])
    expect(plan.warnings.find((warning) => warning.code === 'implausible-average')?.params).toMatchObject({ each: 8.1 })
  })

  test('names of persons are marked as personal', () => {
    const plan = only(
      source(
        '松岭县2025年教师培训计划',
        ...paragraphs(
          '一、组织领导\n成立以校长赵明远为组长，钱思源为副组长的领导小组，教研组长为成员。\n二、工作任务\n1.建立孙小禾、李清越的名师工作室。',
        ),
      ),
    )
    expect(plan.leadingGroup.filter((member) => member.personal).map((member) => member.role)).toEqual([
      '组长',
      '副组长',
    ])
    expect(plan.persons.map((person) => person.name)).toEqual(['孙小禾', '李清越'])
    expect(codes(plan)).toContain('personal-names')
  })
})
