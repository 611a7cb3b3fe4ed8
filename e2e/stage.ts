import assert from 'node:assert/strict'
import type { Browser, Locator, Page } from 'playwright-core'
import { demoPassword } from '../rehearsal/county.ts'
import { contextOf } from '../rehearsal/draw.ts'
import { live, type Step } from '../rehearsal/life.ts'
import { words as accounts } from '../src/features/accounts/words.ts'
import { kitWords } from '../src/ui/kit-words.ts'
import { settled, takeComplaints, seatOf, type Seat } from './browser.ts'
import type { World } from './world.ts'

/** Where the tests play, and what they hand on to each other. */
export type Stage = {
  readonly world: World
  readonly browser: Browser
  /** Whoever sits down once keeps the seat: the same device, still signed in. */
  readonly seats: Map<string, Seat>
  /** Ids that the line has come upon. */
  readonly found: Map<string, string>
}

/** The seat of a demo account, signing in when it comes for the first time. */
export async function seat(stage: Stage, userName: string, size: 'desk' | 'phone' = 'desk'): Promise<Seat> {
  const key = `${userName} ${size}`
  const taken = stage.seats.get(key)
  if (taken) return taken
  const fresh = await seatOf(stage.world, stage.browser, userName, { size })
  stage.seats.set(key, fresh)
  return fresh
}

/** Lives these steps of the county, which was founded and has lived nothing yet; what was lived before is not lived again. */
export async function lived({ world: { county, parts } }: Stage, steps: readonly Step[]): Promise<void> {
  const context = contextOf(county, undefined, parts.clock.now())
  const onlookers = { progress: () => undefined, cancelled: async () => false }
  await live({ pool: parts.pool, context }, { ...parts, county }, steps, onlookers)
}

/** An id that an earlier step has left. */
export function known(stage: Stage, name: string): string {
  const id = stage.found.get(name)
  assert.ok(id !== undefined, `no ${name} was found before`)
  return id
}

/** Waits until the page says this somewhere. */
export async function says(where: Page | Locator, what: string | RegExp): Promise<void> {
  await where.getByText(what).filter({ visible: true }).first().waitFor()
}

/** Presses the button of that name, and waits for what follows to arrive. */
export async function press(where: Page | Locator, name: string | RegExp): Promise<void> {
  await where
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
}

/** The control of a form by its label, with or without the word that it may stay empty. */
export function field(where: Page | Locator, label: string): Locator {
  const optional = kitWords.zh['field.optional']
  return where.getByLabel(new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*(${optional})?$`))
}

/** The dialog that is open. */
export const dialog = (page: Page): Locator => page.locator('dialog[open]').last()

/** Waits until the dialog has gone, which says that its deed was done. */
export async function dialogGone(page: Page): Promise<void> {
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  await settled(page)
}

/** Says who one is where that is asked: it depends on how long ago one signed in. What was refused until then goes on by itself. */
export async function prove(seat: Seat): Promise<void> {
  const { page } = seat
  await settled(page)
  const password = dialog(page).getByLabel(accounts.zh['signIn.password'])
  if (!(await password.isVisible())) return
  await password.fill(demoPassword)
  await press(dialog(page), accounts.zh['proof.submit'])
  seat.complaints.push(...takeComplaints(seat, /^(POST|PUT) .*: 403$/))
}

/** Types a date, or a date and a time, into the calendar's field. */
export async function fillDate(where: Page | Locator, label: string, written: string): Promise<void> {
  const control = field(where, label)
  await control.click()
  await control.fill(written)
  await control.press('Enter')
  await control.press('Tab')
}

/** Chooses an option by its words, typing first where the list is searched. */
export async function choose(page: Page, where: Page | Locator, label: string, option: string): Promise<void> {
  const control = field(where, label)
  const box = control.locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-select ")]').first()
  for (let tries = 0; tries < 3; tries += 1) {
    await control.click()
    // A short list is not typed into.
    await control.fill(option, { timeout: 1_000 }).catch(() => undefined)
    // What was found may be replaced by what is found for the last letter.
    await settled(page)
    await page.locator('.ant-select-item-option', { hasText: option }).filter({ visible: true }).first().click()
    await control.press('Tab')
    if ((await box.textContent())?.includes(option)) return
  }
  assert.fail(`“${option}” is not taken for “${label}”`)
}

/** Fails when a page complained of what nobody expected. */
export function nothingToComplain(stage: Stage): void {
  const all = [...stage.seats].flatMap(([who, each]) => takeComplaints(each).map((complaint) => `${who}: ${complaint}`))
  assert.deepEqual(all, [])
}
