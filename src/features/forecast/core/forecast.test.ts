import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../lib/dates.ts'
import { byUrgency, outlooks } from '../../../lib/policy/outlook.ts'
import { forecast, worstOf, type Circumstances } from './forecast.ts'
import { share, type Offered } from './share.ts'

const asked = (needed: number, counted: number, carried = 0) => ({
  ...{ kind: 'least' as const, window: { from: 2026, to: 2026 }, needed, counted, carried, state: 'short' as const },
})
const on = (today: string, more: Partial<Circumstances> = {}): Circumstances => ({
  ...{ today, startedOn: null, retiresOn: null, onTheWay: 0, booked: 0, mostDaily: 800 },
  ...more,
})

test('[003-32] half of the year with a third of the hours will miss; what is on its way and booked is added before', () => {
  expect(forecast(asked(3600, 1200), on('2026-07-02'))).toEqual({
    state: 'will_miss',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    daysLeft: 183,
    secured: 1200,
    short: 2400,
    projected: 2393,
    by: 'pace',
    steps: [
      { kind: 'counted', units: 1200 },
      { kind: 'pace', units: 1200, days: 183, of: 365, projected: 2393 },
    ],
  })
  const secured = forecast(asked(3600, 1200, 100), on('2026-07-02', { onTheWay: 800, booked: 1500 }))
  expect(secured).toMatchObject({ state: 'safe', secured: 3600, short: 0, projected: 3600, by: 'secured' })
  expect(secured?.steps.map(({ kind }) => kind)).toEqual(['counted', 'carried', 'on_the_way', 'booked', 'pace'])
})

test('who keeps the pace is at risk and not safe; in the first sixty days nobody can say', () => {
  expect(forecast(asked(3600, 1900), on('2026-07-02'))).toMatchObject({ state: 'at_risk', by: 'pace' })
  expect(forecast(asked(3600, 0), on('2026-02-28'))).toMatchObject({ state: 'at_risk', projected: 0 })
  expect(forecast(asked(3600, 0), on('2026-03-01'))).toMatchObject({ state: 'will_miss', projected: 0 })
  // Whoever came in May has their own sixty days, and a shorter year.
  const newcomer = on('2026-06-29', { startedOn: '2026-05-01' })
  expect(forecast(asked(3600, 100), newcomer)?.steps.at(-1)).toEqual({
    ...{ kind: 'pace', units: 100, days: 60, of: 245, projected: 408 },
  })
  expect(forecast(asked(3600, 100), { ...newcomer, today: '2026-06-28' })?.steps.at(-1)?.kind).toBe('too_early')
})

test('what the days that are left do not hold, or what is over, cannot be reached any more', () => {
  expect(forecast(asked(3600, 0), on('2026-12-28'))).toMatchObject({ state: 'out_of_reach', daysLeft: 4 })
  expect(forecast(asked(3600, 400), on('2026-12-28'))).toMatchObject({ state: 'will_miss' })
  expect(forecast(asked(3600, 0), on('2026-12-28', { mostDaily: null }))?.state).toBe('will_miss')
  const over = forecast(asked(3600, 3500), on('2027-01-01', { mostDaily: null }))
  expect(over).toMatchObject({ state: 'out_of_reach', daysLeft: 0 })
  expect(over?.steps.at(-1)).toEqual({ kind: 'over', endedOn: '2026-12-31' })
  expect(forecast(asked(3600, 0), on('2026-07-01', { retiresOn: '2026-06-30' }))?.state).toBe('out_of_reach')
})

test('what is not owed, or has no last day, is not forecast', () => {
  expect(forecast({ ...asked(1, 0), kind: 'average' }, on('2026-07-02'))).toBeUndefined()
  expect(forecast({ ...asked(1, 0), state: 'exempt' }, on('2026-07-02'))).toBeUndefined()
  expect(forecast({ ...asked(1, 0), window: { from: -Infinity, to: Infinity } }, on('2026-07-02'))).toBeUndefined()
})

test('more hours never look worse, and no day is without an answer', () => {
  const hours = fc.nat(5000)
  fc.assert(
    fc.property(hours, hours, hours, hours, fc.integer({ min: -30, max: 400 }), (needed, counted, more, way, day) => {
      const circumstances = on(addDays('2026-01-01', day), { onTheWay: way })
      const [one, other] = [counted, counted + more].map((each) => forecast(asked(needed, each), circumstances))
      const badness = (state = 'safe') => ['safe', 'at_risk', 'will_miss', 'out_of_reach'].indexOf(state)
      expect(badness(other?.state)).toBeLessThanOrEqual(badness(one?.state))
      expect(other?.projected ?? 0).toBeGreaterThanOrEqual(one?.projected ?? 0)
      expect(one?.short).toBe(Math.max(0, needed - counted - way))
      expect(one?.state === 'safe').toBe(one?.short === 0)
    }),
  )
})

test('somebody stands as the worst of what is asked of them', () => {
  expect(worstOf(['safe', 'at_risk', 'out_of_reach', 'will_miss'])).toBe('out_of_reach')
  expect(worstOf(['safe', 'at_risk'])).toBe('at_risk')
  expect(worstOf([])).toBe('safe')
})

const person = fc.record({
  state: fc.constantFrom(...outlooks),
  short: fc.integer({ min: 1, max: 9 }),
  sortKey: fc.constantFrom('a', 'b'),
})

test('places go to the most urgent, and never more than are left', () => {
  fc.assert(
    fc.property(
      fc.array(person, { maxLength: 8 }),
      fc.array(fc.option(fc.nat(3)), { maxLength: 4 }),
      (crowd, places) => {
        const people = crowd.map((each, index) => ({ ...each, id: String(index) }))
        const programmes = places.map((left, index): Offered => {
          const days = { startsOn: '2026-07-01', endsOn: '2026-07-02' }
          return { id: `p${String(index)}`, left, centihours: 100, takesDays: false, ...days }
        })
        // Everybody takes the first that is free.
        const solve = (_: unknown, free: readonly Offered[]) => ({
          takes: free.slice(0, 1),
        })
        const given = [...share(people, programmes, solve)]
        expect(given.map(([{ id }]) => id)).toEqual(people.toSorted(byUrgency).map(({ id }) => id))
        for (const { id, left } of programmes) {
          const taken = given.filter(([, { takes }]) => takes.some((each) => each.id === id)).length
          if (left !== null) expect(taken).toBeLessThanOrEqual(left)
        }
        const without = given.findIndex(([, { takes }]) => takes.length === 0)
        if (without >= 0) expect(given.slice(without).every(([, { takes }]) => takes.length === 0)).toBe(true)
      },
    ),
  )
})
