import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { words as searches } from '../src/features/search/words.ts'
import { judgeAccess, settled } from './browser.ts'
import { chapter } from './runner.ts'
import { nothingToComplain, says, seat, type Stage } from './stage.ts'

const said = searches.zh

/** Everything from one box: Ctrl K, arrows, Enter, Escape. */
export function addSearch(stage: () => Stage): void {
  chapter('Search: everything from one box', undefined, (test) => {
    test('[003-27] Ctrl K finds a person by name, and Enter opens them', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      const [{ name }] = await peopleOf(page, 'wang')
      await open('/plans')
      await page.keyboard.press('Control+K')
      const palette = box(page)
      await says(palette, said.start)
      await page.keyboard.type(name)
      await palette.getByRole('option', { name }).first().waitFor()
      assert.equal(await palette.getByRole('option').first().getAttribute('aria-selected'), 'true')
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => /^\/people\/[0-9a-f-]{36}$/.test(url.pathname))
      await settled(page)
      assert.equal(await page.locator('.palette').count(), 0)
      await says(page, name)
      // What was searched for is offered again, and typed again when it is chosen.
      await page.keyboard.press('Control+K')
      await box(page).getByRole('option', { name }).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      assert.equal(await box(page).getByRole('combobox').inputValue(), name)
      await page.keyboard.press('Escape')
      await page.locator('.palette').waitFor({ state: 'detached' })
      // The step back that closed it has to arrive before the next page is asked for.
      await settled(page)
      nothingToComplain(stage())
    })

    test('a page of the rail is found by its initials, and the arrows move to it', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open('/plans')
      await page.getByRole('button', { name: said.search }).first().click()
      await page.keyboard.type('xs')
      const hours = box(page).getByRole('option').first()
      await hours.waitFor()
      await page.keyboard.press('ArrowDown')
      assert.equal(await hours.getAttribute('aria-selected'), 'false')
      await page.keyboard.press('ArrowUp')
      assert.equal(await hours.getAttribute('aria-selected'), 'true')
      await page.keyboard.press('Enter')
      // Where that page leads whoever verifies hours: at once, where it was opened before.
      await page.waitForURL((url) => url.pathname === '/hours/approved')
      await settled(page)
      nothingToComplain(stage())
    })

    test('what nobody is called says so, and the way back closes the box', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open('/plans')
      await page.keyboard.press('Control+K')
      await page.keyboard.type('没有这样的名字')
      await says(box(page), said['empty.hint'])
      assert.deepEqual(await judgeAccess(page), [])
      await page.goBack()
      await page.locator('.palette').waitFor({ state: 'detached' })
      assert.equal(new URL(page.url()).pathname, '/plans')
      nothingToComplain(stage())
    })

    test('[003-27] a registrar finds the people of her own school only', async () => {
      const bureau = await seat(stage(), 'bureau')
      const { page, open } = await seat(stage(), 'registrar')
      await open('/people')
      const own = new Set((await peopleOf(page, '')).map(({ organisationName }) => organisationName))
      assert.equal(own.size, 1)
      const all = await peopleOf(bureau.page, 'li')
      const { staffNo } = all.find(({ organisationName }) => !own.has(organisationName)) ?? all[0]
      await page.keyboard.press('Control+K')
      await page.keyboard.type(staffNo)
      await says(box(page), said['empty.hint'])
      assert.equal(await box(page).getByRole('option').count(), 0)
      nothingToComplain(stage())
    })
  })
}

const box = (page: Page) => page.getByRole('dialog', { name: said.search })

const Listed = z.object({ name: z.string(), staffNo: z.string(), organisationName: z.string() })
type Listed = z.infer<typeof Listed>

/** The people whom the list finds, at least one. */
async function peopleOf(page: Page, typed: string): Promise<readonly [Listed, ...Listed[]]> {
  const answer = await page.context().request.get(`/api/v1/people?limit=200&q=${encodeURIComponent(typed)}`)
  const { items } = z.object({ items: z.array(Listed) }).parse(await answer.json())
  const [first, ...rest] = items
  assert.ok(first, `nobody is called ${typed}`)
  return [first, ...rest]
}
