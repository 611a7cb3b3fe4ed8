import { describe, expect, test } from 'vitest'
import { workingDaysAfter } from '../../lib/calendar/working-days.ts'
import { askRefusal, barredUntil, decideRefusal, factStanding, monthsAfter, reaches, usualSettings } from './core.ts'

const dropped = { cause: 'dropped_out', happenedOn: '2026-07-10', level: 'nation', kind: 'backbone' } as const

describe('a ban', () => {
  test('[002-21] dropped on 2026-07-10 means barred until 2029-07-10, and free on that day', () => {
    const until = barredUntil(usualSettings, dropped)
    expect(until).toBe('2029-07-10')
    const fact = { barredUntil: until, isReversed: false, isExcused: false }
    expect(factStanding(fact, '2029-07-09')).toBe('barring')
    expect(factStanding(fact, '2029-07-10')).toBe('over')
  })

  test('[002-21] an exempted case does not bar, and neither does one that was taken back', () => {
    const fact = { barredUntil: '2029-07-10', isReversed: false, isExcused: true }
    expect(factStanding(fact, '2027-01-01')).toBe('excused')
    expect(factStanding({ ...fact, isReversed: true }, '2027-01-01')).toBe('reversed')
  })

  test('is about what the bureau set: levels, kinds, causes and months', () => {
    expect(barredUntil(usualSettings, { ...dropped, level: 'county' })).toBeNull()
    expect(barredUntil({ ...usualSettings, kinds: ['topic'] }, dropped)).toBeNull()
    expect(barredUntil({ ...usualSettings, causes: ['dismissed'] }, dropped)).toBeNull()
    expect(barredUntil({ ...usualSettings, banMonths: 0 }, dropped)).toBeNull()
    expect(barredUntil({ ...usualSettings, levels: ['county', 'nation'], banMonths: 12 }, dropped)).toBe('2027-07-10')
  })

  test('ends on the last day of a month that has no such day', () => {
    expect(monthsAfter('2024-02-29', 36)).toBe('2027-02-28')
    expect(monthsAfter('2026-01-31', 1)).toBe('2026-02-28')
    expect(monthsAfter('2026-12-10', 1)).toBe('2027-01-10')
  })

  test('reaches programmes of its levels and kinds, and every one where none is named', () => {
    const national = { level: 'nation', kind: 'backbone' } as const
    expect(reaches({ levels: ['nation'], kinds: [] }, national)).toBe(true)
    expect(reaches({ levels: ['nation'], kinds: ['topic'] }, national)).toBe(false)
    expect(reaches({ levels: [], kinds: [] }, { level: 'school', kind: 'topic' })).toBe(true)
  })
})

describe('what may be asked', () => {
  const fact = { standing: 'barring', appealDueOn: '2026-07-24', requests: [] } as const
  test.each([
    ['appeal', fact, '2026-07-24', false, undefined],
    ['appeal', fact, '2026-07-25', false, 'appeal_too_late'],
    ['exemption', fact, '2026-09-01', true, undefined],
    ['exemption', fact, '2026-09-01', false, 'evidence_missing'],
    ['exemption', { ...fact, standing: 'over' }, '2026-09-01', true, 'nothing_to_excuse'],
    ['appeal', { ...fact, standing: 'reversed' }, '2026-07-20', false, 'fact_reversed'],
    ['appeal', { ...fact, requests: [{ kind: 'appeal', state: 'refused' }] }, '2026-07-20', false, 'asked_before'],
    ['exemption', { ...fact, requests: [{ kind: 'exemption', state: 'refused' }] }, '2026-07-20', true, undefined],
    ['exemption', { ...fact, requests: [{ kind: 'exemption', state: 'asked' }] }, '2026-07-20', true, 'asked_before'],
  ] as const)('%s of %o on %s', (kind, known, today, hasEvidence, refusal) => {
    expect(askRefusal(kind, known, today, hasEvidence)).toBe(refusal)
  })

  test('ten working days to appeal pass over two weekends', () => {
    expect(workingDaysAfter('2026-07-10', 10)).toBe('2026-07-24')
  })
})

describe('who decides', () => {
  const request = {
    kind: 'appeal',
    state: 'asked',
    personId: 'p',
    askedBy: 'asker',
    askedFor: 'asker',
    againstBy: 'recorder',
    againstFor: 'recorder',
  } as const
  const officer = { accountId: 'officer', personId: null }
  test.each([
    [request, officer, undefined],
    [request, { accountId: 'officer', personId: 'p' }, 'own_request'],
    [request, { accountId: 'asker', personId: null }, 'asked_by_same'],
    [request, { accountId: 'recorder', personId: null }, 'recorded_by_same'],
    [request, { ...officer, onBehalfOf: { accountId: 'recorder', personId: null } }, 'recorded_by_same'],
    [{ ...request, kind: 'exemption' }, { accountId: 'recorder', personId: null }, undefined],
    [{ ...request, state: 'granted' }, officer, 'request_over'],
  ] as const)('%o by %o', (asked, actor, refusal) => {
    expect(decideRefusal(asked, actor)).toBe(refusal)
  })
})
