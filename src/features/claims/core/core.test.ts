import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workingDaysAfter } from '../../../lib/calendar/working-days.ts'
import { awardOf } from '../../../lib/policy/award.ts'
import type { Award } from '../../../lib/policy/language.ts'
import { titleKeyOf } from '../../../lib/titles.ts'
import { appealRefusal, decideAppealRefusal } from './appeals.ts'
import {
  certificateKeyOf,
  contentRefusal,
  cycleBegins,
  isTrip,
  lowerRefusal,
  offerOf,
  uptakeRefusal,
} from './claims.ts'

const said = (text: string) => ({ zh: text, en: text })
const paper: Award = {
  id: 'paper',
  title: said('论文'),
  asks: [
    { key: 'level', title: said('级别'), kind: 'choice', options: ['国家级', '省级', '校级'] },
    { key: 'prize', title: said('获奖'), kind: 'choice', options: ['有', '无'] },
  ],
  rows: [
    { when: { level: '国家级' }, centihours: [1500, 3000] },
    { when: { level: '省级' }, centihours: 1000 },
    { when: { level: '国家级', prize: '有' }, centihours: [1000, 2000] },
  ],
  category: '专业知识',
  mode: null,
  evidence: ['封面', '正文'],
}
const bounds = { today: '2026-11-22', claimableFrom: '2026-01-01', closedYears: [] }
const written = {
  title: '作业设计研究',
  startedOn: null,
  doneOn: '2026-05-04',
  answers: { level: '国家级', prize: '有' },
  lateReason: null,
  place: null,
  files: [{ kind: '封面' }, { kind: '正文' }],
}

describe('what is handed in', () => {
  test.each([
    ['kind_not_in_force', written, undefined],
    ['title_missing', { ...written, title: ' · ' }, paper],
    ['date_missing', { ...written, doneOn: null }, paper],
    ['dates_reversed', { ...written, startedOn: '2026-05-05' }, paper],
    ['work_in_future', { ...written, doneOn: '2026-11-23' }, paper],
    ['before_cycle', { ...written, doneOn: '2025-12-31' }, paper],
    ['answer_missing', { ...written, answers: { level: '国家级' } }, paper],
    ['answer_unknown', { ...written, answers: { level: '宇宙级', prize: '无' } }, paper],
    ['not_in_table', { ...written, answers: { level: '校级', prize: '无' } }, paper],
    ['evidence_missing', { ...written, files: [{ kind: '封面' }] }, paper],
    ['place_missing', written, { ...paper, mode: 'off-site' }],
    ['place_missing', { ...written, place: ' 沪 ' }, { ...paper, mode: 'off-site' }],
    [undefined, { ...written, place: '上海市' }, { ...paper, mode: 'off-site' }],
    [undefined, written, paper],
  ])('%s', (refusal, content, award) => {
    expect(contentRefusal(content, award, bounds)).toBe(refusal)
  })

  test('[003-32] work of a closed year is claimed with the reason why it comes late, and not without', () => {
    const closed = { ...bounds, closedYears: [2026] }
    expect(contentRefusal(written, paper, closed)).toBe('year_closed')
    expect(contentRefusal({ ...written, lateReason: ' 无 ' }, paper, closed)).toBe('year_closed')
    expect(contentRefusal({ ...written, lateReason: '证书刚寄到' }, paper, closed)).toBeUndefined()
  })

  test('the cycle begins as the policy says', () => {
    const cycle = { years: 5, from: 2021 }
    expect(['2021-01-01', '2025-12-31', '2026-01-01'].map((day) => cycleBegins(cycle, day))).toEqual([
      '2021-01-01',
      '2021-01-01',
      '2026-01-01',
    ])
  })
})

describe('what the table gives', () => {
  test('a national paper with a prize: the steps add up', () => {
    const offer = offerOf(paper, written.answers, [])
    expect(offer.ok && [offer.value.least, offer.value.most]).toEqual([2500, 5000])
    expect(offer.ok && offer.value.steps.map(({ from, to }) => [from, to])).toEqual([
      [1500, 3000],
      [1000, 2000],
    ])
  })

  const answers = fc.record({
    level: fc.constantFrom('国家级', '省级', '校级'),
    prize: fc.constantFrom('有', '无'),
  })
  const thisYear = fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 6 })

  test('steps add up to what is offered before any maximum, for all answers', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const awarded = awardOf(paper, given)
        const offer = offerOf(paper, given, [])
        if (!awarded.ok || !offer.ok) return awarded.ok === offer.ok
        const sum = (side: 'from' | 'to') => offer.value.steps.reduce((all, step) => all + step[side], 0)
        return sum('from') === offer.value.least && sum('to') === offer.value.most && offer.value.left === null
      }),
    )
  })

  test('what is recorded in a year never passes its maximum, however many claims there are', () => {
    fc.assert(
      fc.property(answers, thisYear, fc.integer({ min: 100, max: 6000 }), (given, before, mostYearly) => {
        const offer = offerOf({ ...paper, mostYearly }, given, before)
        const had = before.reduce((all, each) => all + each, 0)
        return !offer.ok || (offer.value.most >= 0 && (offer.value.most === 0 || had + offer.value.most <= mostYearly))
      }),
    )
  })

  test('where only the best of a year counts, a year comes to its best piece', () => {
    fc.assert(
      fc.property(fc.array(answers, { minLength: 1, maxLength: 6 }), (pieces) => {
        const once: Award = { ...paper, onceYearly: true }
        let recorded = 0
        let best = 0
        for (const given of pieces) {
          const offer = offerOf(once, given, recorded === 0 ? [] : [recorded])
          if (!offer.ok) continue
          best = Math.max(best, offer.value.to)
          recorded += offer.value.most
        }
        return recorded === best
      }),
    )
  })
})

describe('taking a claim up', () => {
  const claim = { state: 'submitted', personId: 'teacher', isTrip: false, isShared: false } as const
  const registrar = { accountId: 'registrar', personId: 'somebody' }
  test.each([
    ['claim_not_submitted', { ...claim, state: 'returned' as const }, 2000, registrar],
    ['own_claim', claim, 2000, { accountId: 'registrar', personId: 'teacher' }],
    ['own_claim', claim, 2000, { ...registrar, onBehalfOf: { accountId: 'x', personId: 'teacher' } }],
    ['hours_outside_table', claim, 1499, registrar],
    ['hours_outside_table', claim, 3001, registrar],
    ['hours_to_be_chosen', claim, null, registrar],
    [undefined, claim, 1500, registrar],
  ])('%s', (refusal, facts, chosen, actor) => {
    expect(uptakeRefusal(facts, { least: 1500, most: 3000 }, chosen, actor)).toBe(refusal)
  })

  test('[001-09] a trip waits for its sharing record', () => {
    const trip = { ...claim, isTrip: true }
    const offer = { least: 400, most: 400 }
    expect(uptakeRefusal(trip, offer, 400, registrar)).toBe('sharing_missing')
    expect(uptakeRefusal({ ...trip, isShared: true }, offer, 400, registrar)).toBeUndefined()
    expect(isTrip({ evidence: ['通知', '汇报'], mode: null })).toBe(true)
    expect(isTrip({ evidence: ['通知'], mode: 'off-site' })).toBe(true)
    expect(isTrip(paper)).toBe(false)
  })

  test('nothing is left of a year that is full', () => {
    expect(uptakeRefusal(claim, { least: 0, most: 0 }, 100, registrar)).toBe('yearly_most_reached')
  })

  test('an approver lowers, and never raises', () => {
    expect(lowerRefusal(3000, 1500, 3000)).toBe('hours_not_lower')
    expect(lowerRefusal(3000, 1500, 1400)).toBe('hours_below_table')
    expect(lowerRefusal(3000, 1500, 2000)).toBeUndefined()
  })
})

describe('the same work', () => {
  test('titles are the same however they are typed', () => {
    expect(titleKeyOf('《作业设计》研究 （上）')).toBe(titleKeyOf('作业设计研究(上)'))
    expect(titleKeyOf('ＡＩ 与课堂')).toBe('ai与课堂')
    expect(certificateKeyOf(' NO. 2026-001 ')).toBe('no2026001')
    expect(certificateKeyOf('—')).toBeNull()
  })

  test('a title does not change by being read twice', () => {
    fc.assert(fc.property(fc.string(), (title) => titleKeyOf(titleKeyOf(title)) === titleKeyOf(title)))
  })
})

describe('appeals', () => {
  test('Saturdays and Sundays are passed over', () => {
    // 2026-11-20 is a Friday.
    expect(workingDaysAfter('2026-11-20', 1)).toBe('2026-11-23')
    expect(workingDaysAfter('2026-11-20', 10)).toBe('2026-12-04')
    expect(workingDaysAfter('2026-11-21', 1)).toBe('2026-11-23')
  })

  test('are in time until the last day, and are made once', () => {
    expect(appealRefusal({ dueOn: '2026-12-04', appeals: [] }, '2026-12-04')).toBeUndefined()
    expect(appealRefusal({ dueOn: '2026-12-04', appeals: [] }, '2026-12-05')).toBe('appeal_too_late')
    expect(appealRefusal({ dueOn: '2026-12-04', appeals: ['withdrawn'] }, '2026-12-01')).toBeUndefined()
    expect(appealRefusal({ dueOn: '2026-12-04', appeals: ['dismissed'] }, '2026-12-01')).toBe('already_appealed')
  })

  test('go to somebody who had no hand in it, and not to whoever appeals', () => {
    const against = { againstBy: 'a', againstFor: 'b', hands: ['d'] } as const
    const appeal = { state: 'asked', personId: 'teacher', ...against } as const
    const as = (accountId: string, personId: string | null = null) =>
      decideAppealRefusal(appeal, { accountId, personId })
    expect([as('a'), as('b'), as('d'), as('c', 'teacher'), as('c')]).toEqual([
      'decided_before',
      'decided_before',
      'decided_before',
      'own_appeal',
      undefined,
    ])
    const standingIn = { accountId: 'c', personId: null, onBehalfOf: { accountId: 'a', personId: null } }
    expect(decideAppealRefusal(appeal, standingIn)).toBe('decided_before')
  })
})
