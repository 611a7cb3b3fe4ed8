import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { words as pastes } from '../src/features/pastes/words.ts'
import { words as views } from '../src/features/views/words.ts'
import { settled } from './browser.ts'
import { chapter } from './runner.ts'
import { dialog, dialogGone, field, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const paste = pastes.zh
const view = views.zh

const rowsOf = (page: Page) => page.locator('table tbody tr').filter({ visible: true })

/** The first rows of the roster as a spreadsheet would hold them: name, staff number and school. */
async function firstRows(page: Page, most: number): Promise<string[]> {
  const shown = await rowsOf(page).evaluateAll((rows, limit) => {
    const cellOf = (row: Element, label: string) => row.querySelector(`td[data-label="${label}"]`)?.textContent ?? ''
    return rows
      .slice(0, limit)
      .map((row) => [row.querySelector('td')?.textContent ?? '', cellOf(row, '工号'), cellOf(row, '学校')])
  }, most)
  return shown.map((cells) => cells.join('\t'))
}

/** Lists: rows pasted from a spreadsheet narrow one, and a view of it is kept. */
export function addLists(theStage: () => Stage): void {
  chapter('Lists', undefined, (test) => {
    test('pasted rows narrow a list to exactly those found, and lead to those that were not', async () => {
      const stage = theStage()
      const { page } = await seat(stage, 'bureau')
      await page.goto(`${stage.world.url}/people`)
      await rowsOf(page).first().waitFor()
      const rows = await firstRows(page, 5)
      const text = ['姓名\t工号\t学校', ...rows, '没有的人\tX-0\t']
      await press(page, paste.paste)
      await field(dialog(page), paste['paste.cells']).fill(text.join('\r\n'))
      await press(dialog(page), paste['paste.show'])
      await dialogGone(page)
      await says(page, /粘贴 6 行：找到 5，未找到 1/)
      await settled(page)
      assert.equal(await rowsOf(page).count(), 5)
      await press(page, paste['line.open'])
      await says(dialog(page), paste['reason.code_unknown'])
      await page.keyboard.press('Escape')
      await dialogGone(page)
      await press(page, paste['line.drop'])
      await settled(page)
      assert.ok((await rowsOf(page).count()) > 5)
      nothingToComplain(stage)
    })

    test('pasting while no field is open asks for the same', async () => {
      const { page } = await seat(theStage(), 'bureau')
      await page.evaluate(() => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', '工号\nQS100001\nQS100002')
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      })
      assert.match(await field(dialog(page), paste['paste.cells']).inputValue(), /QS100002/)
      await page.keyboard.press('Escape')
      await dialogGone(page)
    })

    test('a view is kept with its conditions, is the default when one comes back, and is deleted and taken back', async () => {
      const stage = theStage()
      const { page } = await seat(stage, 'bureau')
      await page.goto(`${stage.world.url}/people?stage=2`)
      await rowsOf(page).first().waitFor()
      await press(page, view.save)
      await field(dialog(page), view.name).fill('小学教师')
      await dialog(page).getByLabel(view.isDefault).check()
      await press(dialog(page), view.save)
      await dialogGone(page)
      const chip = page.getByRole('button', { name: /^小学教师/ })
      await chip.waitFor()
      await page.goto(`${stage.world.url}/classes`)
      await page.goto(`${stage.world.url}/people`)
      await page.waitForURL(/stage=2/)
      await settled(page)
      assert.equal(await chip.getAttribute('aria-pressed'), 'true')
      await press(page, view.manage.replace('{{name}}', '小学教师'))
      await page.getByRole('menuitem', { name: view.delete }).click()
      await chip.waitFor({ state: 'detached' })
      await press(page, view.undo)
      await chip.waitFor()
      nothingToComplain(stage)
    })
  })
}
