import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { admitFrom } from './commands/placing.ts'
import { openTestProgramme, takenIn, testTeacher } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const personOf = (index: number) => testTeacher(county, index).personId ?? ''

test('[002-18] a round admits through the same counter: whoever applied, whoever did not, and nobody past the last place', async () => {
  const programmeId = await openTestProgramme(county, { admission: 'selection', placesMax: 2 })
  const applied = await county.request(testTeacher(county, 0), 'POST', `/programmes/${programmeId}/enrolments`, {
    id: newId(),
  })
  const source = { sourceKind: 'round', sourceId: newId() } as const
  const people = [0, 1, 2].map((index) => ({ personId: personOf(index) }))
  const admit = () => county.commit((tx) => admitFrom(tx, programmeId, people, source))
  const first = await admit()
  expect(first).toMatchObject([
    { code: null, enrolmentId: applied.body.id },
    { code: null },
    { code: 'programme_full', enrolmentId: null },
  ])
  expect(await takenIn(county, programmeId)).toEqual({ counted: 2, held: 2 })
  expect(await admit()).toEqual(first)
  expect(await takenIn(county, programmeId)).toEqual({ counted: 2, held: 2 })
  expect(
    await county.commit(async (tx) => ({ ok: true, value: await admitFrom(tx, newId(), people, source) })),
  ).toEqual({ ok: false, error: 'programme_not_found' })
})
