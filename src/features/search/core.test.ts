import { expect, test } from 'vitest'
import { held, overOrOwn, signedIn } from '../../lib/access.ts'
import { matchPages, mostRecent, remember, rootsFor, step } from './core.ts'

test('one looks where one may use the list, and nowhere without its role', () => {
  const asker = {
    personId: 'p',
    grants: [
      { role: 'school_registrar' as const, organisationId: 'a' },
      { role: 'auditor' as const, organisationId: 'bureau' },
      { role: 'school_registrar' as const, organisationId: 'b' },
    ],
  }
  expect(rootsFor(held('school_registrar', 'principal'), asker)).toEqual(['a', 'b'])
  expect(rootsFor(held('provider'), asker)).toEqual([])
  expect(rootsFor(overOrOwn('personId', 'provider'), asker)).toEqual([])
  expect(rootsFor(signedIn, asker)).toEqual([])
})

const pages = [
  { to: '/people', names: ['教师', 'Teachers', 'jiaoshi', 'js'] },
  { to: '/hours', names: ['学时', 'Hours', 'xueshi', 'xs'] },
  { to: '/hours/standing', names: ['学时达标', 'Who misses hours', 'xueshidabiao', 'xsdb'] },
]
test.each([
  ['教师', ['/people']],
  ['师', ['/people']],
  ['js', ['/people']],
  ['Jiao Shi', ['/people']],
  ['xs', ['/hours', '/hours/standing']],
  ['HOURS', ['/hours', '/hours/standing']],
  ['dabiao', []],
  ['ＸＳＤＢ', ['/hours/standing']],
  ['  ', []],
])('%j calls the pages %j', (typed, found) => {
  expect(matchPages(pages, typed).map(({ to }) => to)).toEqual(found)
})

test('what was searched for is remembered once, the latest first', () => {
  expect(remember(['王', '单'], ' 单 ')).toEqual(['单', '王'])
  expect(remember(['王'], '  ')).toEqual(['王'])
  expect(remember(['1', '2', '3', '4', '5', '6'], '7')).toHaveLength(mostRecent)
})

test.each([
  [-1, 3, 1, 0],
  [-1, 3, -1, 2],
  [2, 3, 1, 0],
  [0, 3, -1, 2],
  [0, 0, 1, -1],
] as const)('from %i of %i, a step of %i leads to %i', (at, size, by, next) => {
  expect(step(at, size, by)).toBe(next)
})
