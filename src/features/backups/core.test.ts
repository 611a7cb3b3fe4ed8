import { describe, expect, test } from 'vitest'
import { addDays } from '../../lib/dates.ts'
import { defaultSchedule, dueDay, instantIn, isLate, nameOf, nextAt, outdated, readName, shownState } from './core.ts'

const zone = 'Asia/Shanghai'
const at = (text: string) => new Date(text)

describe('[003-50] when a backup is due', () => {
  const since = at('2026-11-01T00:00:00Z')
  const due = (now: string, asked: readonly string[] = [], schedule = defaultSchedule) =>
    dueDay(schedule, { zone, now: at(now), since }, asked)

  test.each([
    ['a minute before its time it is yesterday’s', '2026-11-21T18:29:00Z', '2026-11-21'],
    ['at half past two in the bureau’s zone it is today’s', '2026-11-21T18:30:00Z', '2026-11-22'],
    ['a server that was off all night makes it when it starts', '2026-11-22T09:00:00Z', '2026-11-22'],
  ])('%s', (_, now, day) => expect(due(now)).toBe(day))

  test('one that was asked for is not asked for again', () =>
    expect(due('2026-11-21T18:31:00Z', ['2026-11-22'])).toBeUndefined())
  test('none when it is switched off', () =>
    expect(due('2026-11-21T18:31:00Z', [], { ...defaultSchedule, isOn: false })).toBeUndefined())
  test('a schedule that was just set waits for its next time', () => {
    const now = at('2026-11-22T02:00:00Z')
    const set = { zone, now, since: at('2026-11-22T01:00:00Z') }
    expect(dueDay(defaultSchedule, set, [])).toBeUndefined()
    expect(nextAt(defaultSchedule, zone, now)).toEqual(at('2026-11-22T18:30:00Z'))
  })
  test('the instant follows clocks that are changed', () => {
    expect(instantIn('Europe/Berlin', '2026-03-28', 150).toISOString()).toBe('2026-03-28T01:30:00.000Z')
    expect(instantIn('Europe/Berlin', '2026-03-30', 150).toISOString()).toBe('2026-03-30T00:30:00.000Z')
    expect(instantIn(zone, '2026-11-22', 0).toISOString()).toBe('2026-11-21T16:00:00.000Z')
  })
  test('two days without a good one are too long, counted from when there were books at all', () => {
    expect(isLate(at('2026-11-03T00:00:01Z'), null, since)).toBe(true)
    expect(isLate(at('2026-11-03T00:00:00Z'), null, since)).toBe(false)
    expect(isLate(at('2026-11-20T00:00:00Z'), at('2026-11-19T00:00:00Z'), since)).toBe(false)
  })
})

describe('[003-50] which backups stay', () => {
  // Half a year of nights.
  const days = Array.from({ length: 180 }, (_, back) => addDays('2026-11-22', -back))
  const nightly = days.map((day) => nameOf(instantIn(zone, day, 150), 'schedule'))
  const left = (names: readonly string[], keep = defaultSchedule) => {
    const gone = new Set(outdated(names, keep, zone))
    return names.filter((name) => !gone.has(name))
  }

  test('of half a year of nights: 7 days, 4 weeks and 6 months, of which some are the same', () => {
    const stay = left(nightly)
    expect(stay.slice(0, 7)).toEqual(nightly.slice(0, 7))
    // It is a Sunday: the seven are a whole week, and the newest of its month.
    expect(stay).toHaveLength(7 + 3 + 5)
    expect(stay.at(-1)).toBe(nameOf(instantIn(zone, '2026-06-30', 150), 'schedule'))
    expect(left(stay)).toEqual(stay)
  })
  test('night after night the same ones are left as if all were looked at together', () => {
    let kept: readonly string[] = []
    for (const name of nightly.toReversed()) kept = left([name, ...kept])
    expect(kept.slice(0, 7)).toEqual(nightly.slice(0, 7))
    expect(kept.length).toBeGreaterThanOrEqual(13)
  })
  test('those made by hand stay, as many as there are days, and never push a nightly one out', () => {
    const hand = Array.from({ length: 9 }, (_, hour) => nameOf(at(`2026-11-22T0${hour}:00:00Z`), 'hand')).toReversed()
    expect(left([...hand, ...nightly])).toEqual([...hand.slice(0, 7), ...left(nightly)])
  })
  test('the newest never goes, and a file that is none of ours is not spoken of', () => {
    const one = nameOf(at('2020-01-01T00:00:00Z'), 'schedule')
    expect(outdated([one, 'thesis.docx', `${one}.unverified`], defaultSchedule, zone)).toEqual([])
    expect(readName('qinglan-20269999T000000Z-auto.backup')).toBeUndefined()
    expect(readName('../qinglan-20261122T000000Z-auto.backup')).toBeUndefined()
    expect(readName(one)).toEqual({ at: at('2020-01-01T00:00:00Z'), origin: 'schedule' })
  })
})

test('how one is shown depends on its file too', () => {
  expect(shownState('good', false, false)).toBe('missing')
  expect(shownState('good', true, false)).toBe('good')
  expect(shownState('open', false, true)).toBe('making')
  // Its work ended without a word: it failed.
  expect(shownState('open', false, false)).toBe('failed')
})
