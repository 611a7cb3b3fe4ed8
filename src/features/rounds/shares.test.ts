import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { loosen } from './core/loosening.ts'
import { movingClock, roundOf, selectable } from './testing.ts'

const start = '2026-09-01T00:00:00Z'
const clock = movingClock(start)
let county: TestCounty
beforeAll(async () => {
  county = await testCounty(clock)
})
afterAll(() => county.close())

const setPlaces = (programmeId: string, places: number | null) =>
  county.commit(async (tx) => {
    await tx.$client.query('update programme set places_max = $1 where id = $2', [places, programmeId])
    return ok()
  })

test('[003-21] shares of a round are numbers that its page shows, and that stay from the publication on', async () => {
  const programmeId = await selectable(county, { placesMax: 13 })
  const kinds = [
    { id: 'rural', title: '乡村名额', places: 0, placesShare: 40, only: 'rural' },
    { id: 'open', title: '开放名额', places: 7, ruralShare: 25 },
  ]
  const round = roundOf(county, start, [{ programmeId, blocks: kinds }])
  await round.begin()
  const said = async () => {
    const { body } = await county.request(county.logins.bureau_officer, 'GET', round.path)
    const [rural, open] = body.list[0].blocks
    return [rural.places, rural.placesShare, open.places, open.ruralLeast, open.ruralShare]
  }
  // Two fifths of 13 are 5.2, a quarter of 7 is 1.75.
  expect(await said()).toEqual([6, 40, 7, 2, 25])
  await setPlaces(programmeId, null)
  expect((await round.publish()).body).toMatchObject({ status: 422, code: 'share_unsized' })
  // Until it is published, a share follows the places of the programme.
  await setPlaces(programmeId, 16)
  expect((await round.publish()).status).toBe(200)
  expect(await said()).toEqual([7, 40, 7, 2, 25])
  await setPlaces(programmeId, 30)
  expect(await said()).toEqual([7, 40, 7, 2, 25])
})

test('[003-21] a limit that was loosened is no share any more; the one beside it stays one', () => {
  const limit = {
    of: 'rural',
    is: null,
    programmeId: null,
    atLeast: 4,
    atMost: 6,
    leastShare: 40,
    mostShare: 60,
  } as const
  const change = { of: 'rural', is: null, programmeId: null, blockId: null, before: { atLeast: 4, atMost: 6 } } as const
  const done = loosen({ limits: [limit], programmes: [] }, [{ ...change, after: { atLeast: 3, atMost: 6 } }])
  expect(done.ok && done.value.limits).toEqual([{ ...limit, atLeast: 3, leastShare: null }])
})
