import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { applyInRush } from './rush.ts'
import { openTestProgramme, takenIn } from './testing.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

test('[003-15] 40 small races of 60 people for 20 places: never 21', async () => {
  const racers = Array.from({ length: 60 }, () => newId())
  await county.commit(async (tx) => {
    await tx.$client.query(
      `insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, stage, state, created_at)
       select $1, id, $2, 'R' || id, '李明', 'liming', 'lm', '2', '11', now() from unnest($3::uuid[]) as row (id)`,
      [county.tenant.id, county.tree.a, racers],
    )
    return ok()
  })
  const { context } = county.door()
  for (let race = 0; race < 40; race += 1) {
    const programmeId = await openTestProgramme(county, { placesMax: 20 })
    const tries = racers.flatMap((personId, index) => {
      const id = newId()
      const once = () => applyInRush({ pool: county.pool, context }, programmeId, id, personId)
      return index % 6 === 0 ? [once(), once()] : [once()]
    })
    const answers = await Promise.all(tries)
    expect(await takenIn(county, programmeId)).toEqual({ counted: 20, held: 20 })
    expect(new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.id] : []))).size).toBe(20)
  }
}, 120_000)
