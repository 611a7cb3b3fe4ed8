import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isEverybody,
  populationRefusal,
  startedBetween,
  wholeYears,
  type PersonFacts,
  type Population,
} from './population.ts'

const today = '2026-11-22'
const person: PersonFacts = {
  organisationId: 'a',
  stage: '2',
  subjects: ['14'],
  posts: ['10', '23'],
  title: 'first',
  talentLevel: 'county_backbone',
  setting: 'rural',
  startedOn: '2016-09-01',
  state: '11',
}

test.each<[Population, string | undefined]>([
  [{ stages: ['2'], subjects: ['14'], talentLevels: ['county_backbone'] }, undefined],
  [{ stages: ['3'] }, 'stage_differs'],
  [{ subjects: ['13'] }, 'subject_differs'],
  [{ posts: ['23', '21'] }, undefined],
  [{ posts: ['31'] }, 'post_differs'],
  [{ talentLevels: ['city_backbone'] }, 'talent_level_differs'],
  [{ settings: ['urban'] }, 'setting_differs'],
  [{ yearsMax: 3 }, 'years_differ'],
  [{ yearsMin: 10 }, undefined],
  [{ yearsMin: 11 }, 'years_differ'],
  [{}, undefined],
])('[000-02] 小学 + 数学 + 骨干 against %j: %s', (population, refusal) => {
  expect(populationRefusal(population, person, today)).toBe(refusal)
})

test('[003-13] everybody (全员) means everybody in post, and nobody else', () => {
  expect(isEverybody({ stages: [] })).toBe(true)
  expect(populationRefusal({}, person, today)).toBeUndefined()
  expect(populationRefusal({}, { ...person, state: '01' }, today)).toBe('not_in_post')
})

const dates = fc
  .date({ min: new Date('1975-01-01'), max: new Date('2026-11-21'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('the dates asked of the database are the years asked of a person', () => {
  fc.assert(
    fc.property(dates, fc.nat(40), fc.nat(40), (startedOn, yearsMin, more) => {
      const { from, to } = startedBetween({ yearsMin, yearsMax: yearsMin + more }, today)
      const years = wholeYears(startedOn, today)
      expect(startedOn >= (from ?? '') && startedOn <= (to ?? '')).toBe(years >= yearsMin && years <= yearsMin + more)
    }),
  )
})
