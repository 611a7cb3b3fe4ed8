import { describe, expect, test } from 'vitest'
import { packs } from '../../features/policies/packs/index.ts'
import { mulan } from '../../features/policies/packs/mulan.ts'
import { exampleTeacher } from '../../features/policies/packs/pack.ts'
import { codeWords as peopleWords } from '../../features/people/code-words.ts'
import { codeWords as programmeWords } from '../../features/programmes/words/codes.ts'
import { postKinds, stageCodes, subjectCodes, talentLevels, titleCodes } from '../population/codes.ts'
import { programmeKinds, programmeLevels, programmeModes } from '../programmes/codes.ts'
import type { Step } from './reckoning.ts'
import type { Bucket, Policy, Rule, Selector, Who } from './language.ts'
import { nameOf } from './names.ts'
import { sayClass, sayPeriod, sayRate, saySelector, sayUnit, sayUnits, sayWho, sayYears } from './phrases.ts'
import { sayAward, sayRule, sayStanding, sayStep, saySure } from './sentences.ts'
import { standings } from './standings.ts'

const said = packs.flatMap(({ id, policy }) =>
  policy.rules.map((rule) => ({
    id: `${id}: ${rule.id}`,
    rule,
    policy,
    zh: sayRule(rule, policy, 'zh'),
    en: sayRule(rule, policy, 'en'),
  })),
)
const tables = packs.flatMap(({ policy }) =>
  (policy.awards ?? []).map((award) => ({ zh: sayAward(award, 'zh'), en: sayAward(award, 'en') })),
)
const rates = packs.flatMap(({ policy }) =>
  (policy.rates ?? []).map((rate) => ({ zh: sayRate(rate, policy, 'zh'), en: sayRate(rate, policy, 'en') })),
)
const everything = {
  zh: [...said.map(({ zh }) => zh), ...tables.flatMap(({ zh }) => zh), ...rates.map(({ zh }) => zh)],
  en: [...said.map(({ en }) => en), ...tables.flatMap(({ en }) => en), ...rates.map(({ en }) => en)],
}

describe('every rule, rate and table of every pack', () => {
  test('is a Chinese sentence with Chinese punctuation', () => {
    const wrong = everything.zh.filter(
      (text) => /[,;:?!()]|[A-Za-z]{2}|undefined|。。/.test(text) || !text.endsWith('。'),
    )
    expect(wrong).toEqual([])
  })

  test('is an English sentence without Chinese in it', () => {
    // A title that a sentence quotes is in English as well.
    expect(everything.en.filter((text) => /[\u3000-\u9fff]|undefined|\.\.| {2}/.test(text))).toEqual([])
    expect(everything.en.filter((text) => !/^[A-Z0-9].*\.$/.test(text))).toEqual([])
  })

  test('says its figure, and nothing is rounded', () => {
    for (const { id, rule, policy, zh, en } of said) {
      if (!('units' in rule) || rule.units === 1) continue
      expect(zh, id).toContain(sayUnits(rule.units, policy.unit, 'zh'))
      expect(en, id).toContain(sayUnits(rule.units, policy.unit, 'en'))
    }
    expect(sayUnits(4775, { name: 'hour' }, 'zh')).toBe('47.75 学时')
    expect(sayUnits(100, { name: 'credit' }, 'en')).toBe('1 credit')
  })

  test.each(['zh', 'en'] as const)('is said in %s as no different one is', (tongue) => {
    const meant = (rule: Rule, policy: Policy) => {
      const { id: _, title: __, source: ___, ...rest } = rule
      return JSON.stringify([rest, policy.unit.name, policy.cycle.years])
    }
    const by = Map.groupBy(said, (one) => one[tongue])
    const confused = [...by].filter(([, ones]) => new Set(ones.map(({ rule, policy }) => meant(rule, policy))).size > 1)
    expect(confused.map(([text]) => text)).toEqual([])
  })
})

describe('names', () => {
  test('are those that programmes and rosters show', () => {
    const shown = { ...programmeWords.zh, ...peopleWords.zh } satisfies Record<string, string>
    const codes = [
      ...programmeLevels.map((code) => ['level', code] as const),
      ...programmeModes.map((code) => ['mode', code] as const),
      ...programmeKinds.map((code) => ['kind', code] as const),
      ...Object.keys(postKinds).map((code) => ['post', code] as const),
      ...Object.keys(subjectCodes).map((code) => ['subject', code] as const),
      ...Object.keys(titleCodes).map((code) => ['title', code] as const),
      ...Object.keys(talentLevels).map((code) => ['talent', code] as const),
    ]
    const words = new Map(Object.entries(shown))
    expect(
      codes.filter(([dimension, code]) => nameOf(dimension, code, 'zh') !== words.get(`${dimension}.${code}`)),
    ).toEqual([])
    expect(Object.keys(stageCodes).every((code) => nameOf('stage', code, 'en') !== code)).toBe(true)
  })

  test('a code that nobody named says itself', () => {
    expect(nameOf('mode', '研学', 'en')).toBe('研学')
  })
})

describe('a clerk reads', () => {
  const of = (id: string, rule: string, tongue: 'zh' | 'en' = 'zh') =>
    said.find((one) => one.id === `${id}: ${rule}`)?.[tongue]

  test.each([
    ['mulan', 'year', '每年至少 48 学时。年中入职或退休的，按整月折算。'],
    ['mulan', 'ethics-evidence', '师德培训须有计划、记载、考核材料，缺一项即不计入。'],
    ['county-credits', 'passed', '全部培训须有考核材料，缺则不计入。'],
    ['jiangsu', 'county-and-above', '每个周期（5 年）县级以上培训至少 180 学时。期中入职或退休的，按整月折算。'],
    ['kindergarten', 'year-most', '每年最多计 144 学时，超出部分保留并列出，不计入。'],
    ['kindergarten', 'average', '每年全校人均至少 72 学时；这是学校的目标，不要求到个人。'],
    [
      'kindergarten',
      'released',
      '每年每个学科至少 10% 的教师参加集中面授、外出研修或跟岗实践形式的培训，不足一人按一人计。',
    ],
    ['jianan', 'ethics', '每年须参加师德培训，长短不限。'],
    ['shanghai', 'city-ethics', '每个周期（5 年）市级师德素养培训至少 2 学分。期中入职或退休的，按整月折算。'],
    ['national', 'head-qualification', '校长累计（不限年份）校园长任职资格培训至少 300 学时。'],
  ])('%s, %s', (pack, rule, sentence) => {
    expect(of(pack, rule)).toBe(sentence)
  })

  test.each([
    ['jianan', 'ethics', 'Some ethics training each year, however short.'],
    ['jianan', 'cycle', 'At least 60 hours in each cycle of 5 years.'],
    [
      'mulan',
      'ethics-evidence',
      'Hours of ethics training count only with each of these proofs: plan, record and assessment.',
    ],
    ['kindergarten', 'year-most', 'At most 144 hours count each year; what is earned beyond is kept and shown.'],
  ])('%s, %s in English', (pack, rule, sentence) => {
    expect(of(pack, rule, 'en')).toBe(sentence)
  })

  test('what a rule stands in the place of, and what it carries', () => {
    expect(of('kindergarten', 'retiring-own')).toContain('不再适用“人均学时”“人均园本培训”“每人最低学时”。')
    const [rule] = mulan.policy.rules
    if (rule?.kind !== 'least') throw new Error('the pack begins with another rule')
    expect(sayRule({ ...rule, carry: 1000 }, mulan.policy, 'zh')).toContain('上一年超出的部分最多结转 10 学时。')
    expect(sayRule({ ...rule, carry: 1000 }, mulan.policy, 'en')).toContain('Up to 10 hours beyond it')
  })

  test.each<[Selector, string, string]>([
    [{}, '', ''],
    [{ levels: ['nation', 'province'] }, '省级以上培训', 'provincial-or-higher training'],
    [{ levels: ['outside'] }, '省外培训', 'out-of-province training'],
    [{ levels: ['nation', 'outside'] }, '国家级或省外培训', 'national or out-of-province training'],
    [
      { levels: ['nation', 'outside', 'province'] },
      '省级以上或省外培训',
      'provincial-or-higher or out-of-province training',
    ],
    [{ levels: ['nation', 'city'] }, '国家级或市级培训', 'national or city training'],
    [{ levels: ['nation'], kinds: ['backbone'] }, '国家级骨干教师提升培训', 'national backbone training'],
    [{ categories: ['校本研修'] }, '校本研修', 'school-study training'],
    [{ modes: ['school-based'] }, '校本研修形式的培训', 'school-based training'],
    [
      { modes: ['online'], or: { categories: ['新课程'] } },
      '线上研修形式的培训（含新课程培训）',
      'online training (or new-curriculum training)',
    ],
    [
      { categories: ['师德'], except: { modes: ['online'] } },
      '师德培训中线上研修形式的培训以外的部分',
      'ethics training other than online training',
    ],
  ])('a selector %j', (selector, zh, en) => {
    expect([saySelector(selector, 'zh'), saySelector(selector, 'en')]).toEqual([zh, en])
  })

  test.each<[Who | undefined, string, string]>([
    [undefined, '', ''],
    [{ population: { posts: [] } }, '', ''],
    [{ population: { posts: ['23'] } }, '班主任', 'class teachers'],
    [{ retires: 'in_cycle' }, '周期内退休的教师', 'teachers who retire within the cycle'],
    [
      { population: { stages: ['2'], subjects: ['13', '14'], settings: ['rural'], yearsMax: 3 }, entered: 'in_cycle' },
      '周期内入职、教龄不超过 3 年的乡村小学语文或数学教师',
      'primary teachers of Chinese or mathematics in rural schools with at most 3 years of teaching who began within the cycle',
    ],
    [
      {
        population: { titles: ['senior'], talentLevels: ['county_backbone'], organisationIds: ['a', 'b'], yearsMin: 5 },
      },
      '教龄满 5 年、职称为高级教师、属于县级骨干教师、在指定的 2 个单位的教师',
      'teachers of 2 named organisations with the title senior teacher who are county backbone teachers with at least 5 years of teaching',
    ],
  ])('people %j', (who, zh, en) => {
    expect([sayWho(who, 'zh'), sayWho(who, 'en')]).toEqual([zh, en])
  })

  test('what hours are', () => {
    const hours = { category: '师德', level: 'county', mode: 'online', kind: null }
    expect([sayClass(hours, 'zh'), sayClass({ ...hours, category: null }, 'en')]).toEqual([
      '师德 · 县级 · 线上研修',
      'county · online',
    ])
    expect(sayClass({ category: null, level: null, mode: null, kind: null }, 'zh')).toBe('')
  })

  test('over which time, and which years these are', () => {
    const say = (period: Parameters<typeof sayPeriod>[0]) => sayPeriod(period, mulan.policy, 'zh')
    expect([
      say({ kind: 'entry', years: 3 }),
      say({ kind: 'span', from: 2020, to: 2022 }),
      say({ kind: 'entry', years: 1 }),
    ]).toEqual(['入职起 3 个自然年内', '2020–2022 年', '入职当年'])
    expect(sayYears({ from: 2021, to: 2025 }, 'zh')).toBe('2021–2025 年')
    expect(sayYears({ from: -Infinity, to: Infinity }, 'en')).toBe('all years')
  })

  test('how hours become credits, and how long they are', () => {
    expect(rates.map(({ zh }) => zh)).toContain('新教师入职培训：每 120 学时记 72 学分。')
    expect(rates.map(({ zh }) => zh)).toContain('其余培训：每 8 学时记 1 学分。')
    expect(sayUnit({ name: 'hour', minutes: 45, step: 50, mostDaily: 800 }, 'zh')).toBe(
      '45 分钟为 1 学时，不足 0.5 学时的舍去，一天最多计 8 学时。',
    )
  })

  test('what a table gives, what is doubtful in it, and what to hand in', () => {
    const lines = tables.flatMap(({ zh }) => zh)
    expect(lines).toContain('国家级：15–30 学时。')
    expect(lines).toContain('国家级、获奖：另加 10–20 学时。')
    expect(lines).toContain('省级、获奖：最多另加 5 学时。')
    expect(lines).toContain('市级：7 学时（待核）。')
    expect(lines).toContain('专著：每千字 20 学时。')
    expect(lines).toContain('每年最多计 18 学时。')
    expect(lines).toContain('每年只计最高的一项。')
    expect(lines).toContain('须提交：会议通知、参会证明。')
  })

  test('how sure a figure is', () => {
    expect(saySure({ cites: '', sure: 'general' }, 'zh')).toBe('通行做法或本系统的读法，不作法定依据')
  })
})

describe('a teacher reads', () => {
  const hour = { name: 'hour' } as const
  const rule = { id: 'r', title: { zh: '年度上限', en: 'Limit of the year' } }
  test.each<[Step, string, string]>([
    [{ kind: 'earned', units: 15_000 }, '共 150 学时。', '150 hours earned.'],
    [
      { kind: 'capped', rule, most: 14_400, before: 15_000, after: 14_400 },
      '150 学时中计入 144 学时：“年度上限”最多计 144 学时，超出 6 学时。',
      'Of 150 hours 144 count: “Limit of the year” allows 144 hours, 6 hours are over.',
    ],
    [
      { kind: 'unproven', rule, needs: ['计划', '考核'], before: 1000, after: 0 },
      '10 学时中计入 0 学时：“年度上限”要求有计划、考核，10 学时材料不全。',
      'Of 10 hours 0 count: “Limit of the year” asks for plan and assessment, which 10 hours lack.',
    ],
    [
      { kind: 'by_months', months: 4, of: 12, before: 4800, after: 1600 },
      '12 个月中在职 4 个整月，要求由 48 学时折算为 16 学时。',
      'In post for 4 full months of 12: 16 hours are asked in the place of 48.',
    ],
    [
      { kind: 'excused', months: 5, reasons: ['产假'], before: 4800, after: 2800 },
      '因产假免除 5 个月，要求由 48 学时减为 28 学时。',
      'Excused for 5 months (maternity leave): 28 hours are asked in the place of 48.',
    ],
    [
      { kind: 'carried', units: 1000, fromYear: 2025 },
      '上一期（2025 年起）超出的部分结转 10 学时。',
      '10 hours are carried over from the period that began in 2025.',
    ],
    [{ kind: 'instead', rules: [rule] }, '本项代替“年度上限”。', 'This stands in the place of “Limit of the year”.'],
  ])('the step %j', (step, zh, en) => {
    expect([sayStep(step, hour, 'zh'), sayStep(step, hour, 'en')]).toEqual([zh, en])
  })

  test('hours that became credits', () => {
    const step: Step = { kind: 'converted', centihours: 12_000, units: 7200 }
    expect(sayStep(step, { name: 'credit' }, 'zh')).toBe('共 120 学时，折合 72 学分。')
  })

  test('how they stand', () => {
    const bucket: Bucket = {
      year: 2026,
      category: null,
      level: null,
      mode: null,
      kind: null,
      proof: [],
      centihours: 4750,
    }
    const stand = (centihours: number, exemptions: typeof exampleTeacher.exemptions = []) =>
      standings(mulan.policy, { ...exampleTeacher, exemptions }, [{ ...bucket, centihours }], {
        today: '2026-12-31',
        year: 2026,
      })[0]
    const say = (standing: ReturnType<typeof stand>, tongue: 'zh' | 'en' = 'zh') =>
      standing && sayStanding(standing, hour, tongue)
    expect(say(stand(4750))).toBe('未达标：要求 48 学时，计入 47.5 学时，还差 0.5 学时。')
    expect(say(stand(4750), 'en')).toBe('Short: 48 asked, 47.5 hours counted, 0.5 missing.')
    expect(say(stand(4800))).toBe('已达标：要求 48 学时，计入 48 学时。')
    const away = { ruleIds: null, fromOn: '2025-01-01', toOn: '2027-01-01', reason: '产假' }
    expect(say(stand(0, [away]))).toBe('已免除：本期不作要求，计入 0 学时。')
  })

  test('every standing and step of every example', () => {
    for (const { policy, examples } of packs) {
      for (const { person, on, hours } of examples) {
        const buckets = hours.map((each) => ({ ...emptyBucket, year: Number(on.slice(0, 4)), ...each }))
        const found = standings(policy, { ...exampleTeacher, ...person }, buckets, {
          today: on,
          year: Number(on.slice(0, 4)),
        })
        for (const standing of found) {
          const zh = [
            sayStanding(standing, policy.unit, 'zh'),
            ...standing.steps.map((step) => sayStep(step, policy.unit, 'zh')),
          ]
          const en = [
            sayStanding(standing, policy.unit, 'en'),
            ...standing.steps.map((step) => sayStep(step, policy.unit, 'en')),
          ]
          expect(zh.filter((text) => !text.endsWith('。') || /undefined|NaN|Infinity/.test(text))).toEqual([])
          expect(
            en.filter((text) => !text.endsWith('.') || /undefined|NaN|Infinity|[\u4e00-\u9fff]/.test(text)),
          ).toEqual([])
        }
      }
    }
  })
})

const emptyBucket = { category: null, level: null, mode: null, kind: null, proof: [] }
