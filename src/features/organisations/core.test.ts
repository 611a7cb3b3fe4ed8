import { expect, test } from 'vitest'
import { decidePlace, type OrganisationKind } from './core.ts'

const place = (kind: OrganisationKind, under: OrganisationKind, schoolKind: string | null = null) =>
  decidePlace({ kind, schoolKind }, { kind: under, closedOn: null })

test.each([
  ['school', 'town_centre', '211', true],
  ['school', 'bureau', '342', true],
  ['school', 'school', '211', false],
  ['town_centre', 'school', null, false],
  ['town_centre', 'bureau', null, true],
  ['provider', 'town_centre', null, false],
  ['provider', 'bureau', null, true],
  ['bureau', 'bureau', null, false],
] as const)('[003-27] a %s under a %s (kind %s): %s', (kind, under, schoolKind, allowed) => {
  expect(place(kind, under, schoolKind).ok).toBe(allowed)
})

test('a school must say which kind of school it is, and nothing else may', () => {
  expect(place('school', 'bureau')).toEqual({ ok: false, error: 'school_kind_missing' })
  expect(place('provider', 'bureau', '211')).toEqual({ ok: false, error: 'school_kind_missing' })
})

test('nothing is added under a closed organisation', () => {
  const closed = { kind: 'town_centre', closedOn: '2026-01-31' } as const
  expect(decidePlace({ kind: 'school', schoolKind: '211' }, closed)).toEqual({ ok: false, error: 'parent_closed' })
})
