import assert from 'node:assert/strict'
import { words as credits } from '../src/features/credits/words.ts'
import { words as hourYears } from '../src/features/hour-years/words.ts'
import { editorWords } from '../src/features/policies/words/editor.ts'
import { pageWords } from '../src/features/policies/words/pages.ts'
import { trialWords } from '../src/features/policies/words/trial.ts'
import { yearOf } from '../src/lib/dates.ts'
import { settled } from './browser.ts'
import { chapter } from './runner.ts'
import {
  choose,
  dialog,
  field,
  fillDate,
  known,
  nothingToComplain,
  press,
  prove,
  says,
  seat,
  type Stage,
} from './stage.ts'

const editor = editorWords.zh
const policy = pageWords.zh
const trial = trialWords.zh
const year = hourYears.zh
const credit = credits.zh
const late = '证书在年度封存以后才寄到。'

/** What is asked in hours is edited in words and tried before it holds; a year is closed, and added to without being changed. */
export function addRuleDays(stage: () => Stage): void {
  chapter('A policy is written in words, and tried before it is adopted', 'policy', (test) => {
    test('[001-37] an example person is reckoned anew as a figure of a sentence is typed', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open('/hours/policies')
      await press(page, policy.begin)
      await dialog(page).getByLabel(policy['begin.pack']).click()
      await page.locator('.ant-select-item-option').filter({ visible: true }).first().click()
      await press(dialog(page), policy['begin.submit'])
      await page.waitForURL(/policies\/[0-9a-f-]{36}\/draft/)
      stage().found.set('policy', new URL(page.url()).pathname.split('/')[3] ?? '')
      const standings = page.locator('.example-standings')
      const before = await standings.innerText()
      const units = page.getByLabel(new RegExp(` ${editor.units}$`)).first()
      await units.fill('999')
      await units.press('Tab')
      await says(standings, /999/)
      assert.notEqual(await standings.innerText(), before)
      await says(page, editor.saved)
      nothingToComplain(stage())
    })

    test('the draft is tried on everybody, and adopted only from a day on, with its grounds', async () => {
      const officer = await seat(stage(), 'bureau')
      const { page } = officer
      await page.getByRole('link', { name: policy.try, exact: true }).first().click()
      await press(page, trial.run)
      await says(page, trial.byRule)
      await press(page, policy.adopt)
      await says(dialog(page), /试算结果/)
      await fillDate(dialog(page), policy['adopt.from'], `${String(thisYear(stage()) + 5)}-01-01`)
      await field(dialog(page), policy['adopt.reason']).fill('局务会审议通过，五年后施行。')
      await press(dialog(page), policy.adopt)
      await prove(officer)
      await page.locator('dialog[open]').first().waitFor({ state: 'detached' })
      await settled(page)
      await says(page, /999/)
      nothingToComplain(stage())
    })
  })

  chapter('A year of hours is closed, and added to beside it', 'year', (test) => {
    test('the year before is closed by an officer who shows who they are', async () => {
      const last = thisYear(stage()) - 1
      await record(stage(), last, { title: '省级骨干教师培训', reason: undefined })
      const officer = await seat(stage(), 'bureau')
      const { page, open } = officer
      await open('/hours/years')
      const row = page.getByRole('row').filter({ hasText: year['year.named'].replace('{{year}}', String(last)) })
      await press(row, year.freeze)
      await press(dialog(page), year['freeze.submit'])
      await prove(officer)
      await says(row, year['year.frozen'])
      await row.getByRole('link', { name: String(last) }).click()
      await page.waitForURL(/years\/[0-9a-f-]{36}/)
      stage().found.set('hourYear', new URL(page.url()).pathname.split('/')[3] ?? '')
      nothingToComplain(stage())
    })

    test('hours that come late say why, and stand in the supplementary list alone', async () => {
      const last = thisYear(stage()) - 1
      await record(stage(), last, { title: '市级课题结题', reason: late })
      const { page, open } = await seat(stage(), 'bureau')
      await open(`/hours/years/${known(stage(), 'hourYear')}/supplements`)
      await says(page, '市级课题结题')
      await says(page, late)
      assert.equal(await page.getByText('省级骨干教师培训').count(), 0)
      nothingToComplain(stage())
    })

    test('what was closed recomputes to the same numbers, which is stamped', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open(`/hours/years/${known(stage(), 'hourYear')}/proof`)
      await press(page, year['proof.run'])
      await says(page, new RegExp(year['proof.same'].split('{{persons}}').at(-1) ?? ''))
      await open('/hours/years')
      await says(page, year['check.same'])
      nothingToComplain(stage())
    })
  })
}

const thisYear = ({ world }: Stage): number => yearOf(world.county.date)

// Eight hours of the demo's teacher, recorded by the registrar, approved by the principal and verified by the bureau.
async function record(
  stage: Stage,
  in_: number,
  { title, reason }: { readonly title: string; readonly reason: string | undefined },
): Promise<void> {
  const { page, open } = await seat(stage, 'registrar')
  await open('/hours/record')
  await choose(page, page, credit['record.person'], stage.world.county.cast.demo.teacher.name)
  await field(page, credit['record.name']).fill(title)
  await field(page, credit.hours).fill('8')
  await fillDate(page, credit.earnedOn, `${String(in_)}-11-20`)
  if (reason !== undefined) await field(page, credit['late.reason']).fill(reason)
  await press(page, credit['record.save'])
  await page.waitForURL(/\/hours\/recorded/)
  const steps = [
    ['principal', 'recorded', credit.approve],
    ['hours', 'approved', credit.verify],
  ] as const
  for (const [who, queue, deed] of steps) {
    const decider = await seat(stage, who)
    await decider.open(`/hours/${queue}`)
    const row = decider.page.getByRole('row').filter({ hasText: title })
    await row.locator('input[type=checkbox]').check()
    await press(decider.page, deed)
    await row.waitFor({ state: 'detached' })
    await settled(decider.page)
  }
}
