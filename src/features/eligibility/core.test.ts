import { describe, expect, test } from 'vitest'
import { asksPast, cycleOf, judge, noRules, usualSettings, type Asked, type Facts, type PastFact } from './core.ts'

const asked: Asked = {
  ...{ programmeId: 'this', titleKey: '国培骨干研修', level: 'nation', kind: 'backbone', year: 2026 },
  ...{ startsOn: '2026-07-10', endsOn: '2026-07-20', takesDays: true, series: null, stage: null },
  ...{ rules: noRules, prerequisites: [], settings: usualSettings },
}
const clean: Facts = { join: [], bars: [], past: [], hoursFull: false }
const past: PastFact = {
  ...{ programmeId: 'before', title: '国培甲', titleKey: '国培甲', level: 'nation', kind: 'topic', year: 2024 },
  ...{ series: null, stage: null, startsOn: '2024-07-01', endsOn: '2024-07-10', takesDays: true, state: 'passed' },
}
const codesOf = (which: Asked, facts: Facts) => judge(which, facts).failed.map(({ code }) => code)

describe('judge', () => {
  test('lets whoever fails nothing join, without a word', () => {
    expect(judge(asked, clean)).toEqual({ failed: [], warnings: [] })
  })

  test('[002-17] tells every failed rule, not only the first: audience, history, and the time at last', () => {
    const facts: Facts = {
      ...clean,
      join: ['stage_differs', 'subject_differs', 'enrolment_closed'],
      bars: [
        { kind: 'ban', levels: ['nation'], kinds: [], until: '2029-07-10', cause: 'dropped_out', title: '国培乙' },
        { kind: 'restriction', levels: [], kinds: [], until: null, contact: '人事科' },
      ],
      past: [{ ...past, year: 2026 }],
    }
    const strict = {
      ...asked,
      rules: { ...noRules, cycleMost: 1, prerequisites: ['p'] },
      prerequisites: [{ id: 'p', title: '甲' }],
    }
    expect(codesOf(strict, facts)).toEqual([
      ...['stage_differs', 'subject_differs', 'integrity_ban', 'restricted', 'prerequisite_missing'],
      ...['cycle_limit_reached', 'enrolment_closed'],
    ])
  })

  test('[002-19] a second 国培 in the cycle is barred when the limit is one, and free in the next cycle', () => {
    const settings = { ...usualSettings, limits: [{ level: 'nation', kind: null, most: 1 }] } as const
    expect(judge({ ...asked, settings }, { ...clean, past: [{ ...past, year: 2024 }] }).failed).toEqual([])
    const inCycle = { ...clean, past: [{ ...past, year: 2026, programmeId: 'other' }] }
    expect(judge({ ...asked, settings }, inCycle).failed).toEqual([
      { code: 'cycle_limit_reached', params: { most: 1, count: 1, from: 2026, to: 2030 } },
    ])
    expect(judge({ ...asked, settings, year: 2031 }, inCycle).failed).toEqual([])
    expect(judge({ ...asked, settings, level: 'county' }, inCycle).failed).toEqual([])
    const ofKind = { ...settings, limits: [{ level: 'nation', kind: 'backbone', most: 1 }] } as const
    expect(judge({ ...asked, settings: ofKind }, inCycle).failed).toEqual([])
    // A programme's own limit comes before the bureau's.
    expect(judge({ ...asked, settings, rules: { ...noRules, cycleMost: 2 } }, inCycle).failed).toEqual([])
  })

  test('[002-19] nobody passes the same stage of a series, or a programme of the same name, twice', () => {
    const again = { ...asked, rules: { ...noRules, notAgain: true }, series: '信息技术', stage: 2 }
    expect(codesOf(again, { ...clean, past: [{ ...past, series: '信息技术', stage: 2 }] })).toEqual(['taken_before'])
    expect(codesOf(again, { ...clean, past: [{ ...past, series: '信息技术', stage: 1 }] })).toEqual([])
    expect(codesOf(again, { ...clean, past: [{ ...past, titleKey: asked.titleKey }] })).toEqual(['taken_before'])
    expect(codesOf(again, { ...clean, past: [{ ...past, titleKey: asked.titleKey, state: 'failed' }] })).toEqual([])
  })

  test('[000-37] stage 2 is barred until stage 1 is passed', () => {
    const second = { ...asked, series: '三阶段', stage: 2, rules: { ...noRules, previousStage: true } }
    expect(judge(second, clean).failed).toEqual([
      { code: 'previous_stage_missing', params: { series: '三阶段', stage: 1 } },
    ])
    const first = { ...past, series: '三阶段', stage: 1 }
    expect(codesOf(second, { ...clean, past: [{ ...first, state: 'accepted' }] })).toEqual(['previous_stage_missing'])
    expect(codesOf(second, { ...clean, past: [first] })).toEqual([])
    expect(codesOf({ ...second, stage: 1 }, clean)).toEqual([])
  })

  test('[002-21] a ban tells until when; of several, the longest', () => {
    const ban = { kind: 'ban', levels: ['nation'], kinds: [], cause: 'dismissed', title: '国培' } as const
    const bars = [
      { ...ban, until: '2027-01-01' },
      { ...ban, until: '2029-07-10' },
    ]
    expect(judge(asked, { ...clean, bars }).failed).toMatchObject([
      { code: 'integrity_ban', params: { until: '2029-07-10' } },
    ])
    expect(codesOf({ ...asked, level: 'county' }, { ...clean, bars })).toEqual([])
  })

  test('[004-10] a restriction tells that it stands and whom to ask, and nothing else', () => {
    const bars = [{ kind: 'restriction', levels: [], kinds: [], until: '2030-01-01', contact: '人事科' }] as const
    expect(judge(asked, { ...clean, bars }).failed).toEqual([{ code: 'restricted', params: { contact: '人事科' } }])
  })

  test('days that are taken bar or warn as the programme says; a day apart they do neither', () => {
    const accepted: PastFact = { ...past, state: 'accepted', startsOn: '2026-07-20', endsOn: '2026-07-25' }
    expect(judge(asked, { ...clean, past: [accepted] })).toMatchObject({
      failed: [],
      warnings: [{ code: 'time_clash' }],
    })
    const strict: Asked = { ...asked, rules: { ...noRules, clash: 'bar' } }
    expect(judge(strict, { ...clean, past: [accepted] })).toMatchObject({
      failed: [{ code: 'time_clash' }],
      warnings: [],
    })
    expect(codesOf(strict, { ...clean, past: [{ ...accepted, startsOn: '2026-07-21' }] })).toEqual([])
    expect(codesOf(strict, { ...clean, past: [{ ...accepted, takesDays: false }] })).toEqual([])
    expect(codesOf(strict, { ...clean, past: [{ ...accepted, state: 'passed' }] })).toEqual([])
  })

  test('full hours are a warning and never a ban', () => {
    expect(judge(asked, { ...clean, hoursFull: true })).toEqual({
      failed: [],
      warnings: [{ code: 'hours_full', params: {} }],
    })
  })

  test('one’s own place in the same programme is no reason', () => {
    const own: PastFact = {
      ...past,
      programmeId: 'this',
      state: 'accepted',
      startsOn: '2026-07-10',
      endsOn: '2026-07-20',
    }
    expect(
      judge({ ...asked, rules: { ...noRules, clash: 'bar', cycleMost: 1 } }, { ...clean, past: [own] }).failed,
    ).toEqual([])
  })
})

test('cycles follow one another without a gap, before their beginning too', () => {
  expect(cycleOf(usualSettings, 2025)).toEqual({ from: 2021, to: 2025 })
  expect(cycleOf(usualSettings, 2026)).toEqual({ from: 2026, to: 2030 })
  expect(cycleOf(usualSettings, 2020)).toEqual({ from: 2016, to: 2020 })
})

test('a programme without rules over history asks for none', () => {
  expect(asksPast(asked)).toBe(false)
  expect(asksPast({ ...asked, rules: { ...noRules, notAgain: true } })).toBe(true)
  expect(
    asksPast({ ...asked, settings: { ...usualSettings, limits: [{ level: 'nation', kind: null, most: 1 }] } }),
  ).toBe(true)
})
