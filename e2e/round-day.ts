import assert from 'node:assert/strict'
import { contextOf } from '../rehearsal/draw.ts'
import { live } from '../rehearsal/life.ts'
import { roundOf, roundProgrammeOf, roundSteps } from '../rehearsal/steps-rounds.ts'
import { words } from '../src/features/rounds/words.ts'
import { chapter } from './runner.ts'
import { nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const said = words.zh

async function plant({ county, parts }: Stage['world']): Promise<void> {
  const context = contextOf(county, undefined, parts.clock.now())
  const onlookers = { progress: () => undefined, cancelled: async () => false }
  await live({ pool: parts.pool, context }, { ...parts, county }, roundSteps(county), onlookers)
}

/** A day of two-way selection: an outcome with its reasons, a ranking on the phone, the board, the scores. */
export function addRoundDay(stage: () => Stage): void {
  chapter('A day of two-way selection: an outcome read, a ranking given, the board looked at', undefined, (test) => {
    test('[002-18] the teacher reads what a decided round brought, and why', async () => {
      await plant(stage().world)
      const { page, open } = await seat(stage(), 'teacher', 'phone')
      await open('/m/rounds')
      await says(page, '名师工作室学员双向选择')
      await open(`/m/rounds/${roundOf(stage().world.county, 'decided')}`)
      await says(page, said['result.check'])
      await says(page, /录取最低分/)
      nothingToComplain(stage())
    })

    test('[002-18] the teacher ranks programmes with buttons, and finds the order kept', async () => {
      const { page, open } = await seat(stage(), 'teacher', 'phone')
      const address = `/m/rounds/${roundOf(stage().world.county, 'open')}`
      await open(address)
      await page.locator('button.row').first().click()
      await page.locator('button.row').first().click()
      const second = await page.locator('.ranking .row-title').nth(1).innerText()
      await page.getByLabel(said['rank.up'].replace('{{title}}', second)).click()
      await press(page, said['mine.save'])
      await says(page, said['mine.saved'])
      await open(address)
      assert.equal(await page.locator('.ranking .row-title').first().innerText(), second)
      nothingToComplain(stage())
    })

    test('[002-18] the bureau looks at the board, and the provider at the scores', async () => {
      const { county } = stage().world
      const bureau = await seat(stage(), 'bureau')
      await bureau.open(`/matching-rounds/${roundOf(county, 'decided')}`)
      await says(bureau.page, said.board)
      await says(bureau.page, said.people)
      const provider = await seat(stage(), 'provider')
      await provider.open(
        `/matching-rounds/${roundOf(county, 'decided')}/scores/${roundProgrammeOf(county, 'decided', 0)}`,
      )
      await says(provider.page, said['scores.save'])
      nothingToComplain(stage())
    })
  })
}
