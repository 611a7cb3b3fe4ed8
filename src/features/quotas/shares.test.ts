import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { openTestProgramme } from '../enrolment/testing.ts'
import { quotaCell } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

test('200: [003-21] a share of the places is reckoned when the sheet is saved and stays until it is saved anew; without a number of places it is refused', async () => {
  const programmeId = await openTestProgramme(county, { state: 'published', placesMax: 51 })
  const officer = county.logins.bureau_officer
  const path = `/programmes/${programmeId}/quotas`
  const save = (cells: unknown, version = 0) =>
    county.request(officer, 'PUT', path, { version, releaseOn: null, cells })
  const root = quotaCell(null, null)
  const rural = quotaCell(root.id, 1, { dimension: 'setting', wanted: ['rural'], share: 40 })
  const urban = quotaCell(root.id, 51, { kind: 'cap', dimension: 'setting', wanted: ['urban'], share: 30 })
  const shares = async () =>
    (await county.request(officer, 'GET', path)).body.cells
      .slice(1)
      .map((cell: { placesMax: number; share: number | null }) => [cell.placesMax, cell.share])
  const reckoned = [
    [21, 40],
    [15, 30],
  ]
  // What the sender reckoned counts for nothing.
  expect(await save([root, rural, urban])).toMatchObject({ status: 200 })
  expect(await shares()).toEqual(reckoned)
  const setPlaces = (places: number | null) =>
    county.commit(async (tx) => {
      await tx.$client.query('update programme set places_max = $1 where id = $2', [places, programmeId])
      return ok()
    })
  await setPlaces(60)
  expect(await shares()).toEqual(reckoned)
  await save([root, rural, urban], 1)
  expect(await shares()).toEqual([
    [24, 40],
    [18, 30],
  ])
  await setPlaces(null)
  expect((await save([root, rural, urban], 2)).body.code).toBe('quota_share_unsized')
})
