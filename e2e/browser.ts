import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core'
import { demoPassword } from '../rehearsal/county.ts'
import { findBrowser } from '../src/app/browser.ts'
import { projectFolder } from '../src/app/config.ts'
import { words as accounts } from '../src/features/accounts/words.ts'
import type { World } from './world.ts'

/** The sizes that people look at it in. */
export const sizes = {
  desk: { width: 1440, height: 900 },
  narrow: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
  smallPhone: { width: 360, height: 740 },
} as const

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the browser that the product's checks found. */
export async function openBrowser(): Promise<Browser> {
  const found = await findBrowser()
  if (!found.ok) throw new Error(found.error)
  return chromium.launch({ executablePath: found.value, args: [...asRoot, ...quiet] })
}

/** What a page said that it should not have: errors of its scripts, and answers of the server that nobody expected. */
type Complaints = string[]

/** Somebody at a device of their own, signed in or not. */
export type Seat = {
  readonly context: BrowserContext
  readonly page: Page
  readonly complaints: Complaints
  readonly language: 'zh-CN' | 'en'
  /** Opens an address of the product and waits until it shows what it is about. */
  readonly open: (path: string) => Promise<void>
}

type SeatOptions = {
  readonly size?: keyof typeof sizes
  readonly language?: 'zh-CN' | 'en'
}

const seats: Seat[] = []

/** Sits somebody down at a device. Its clock is the world's; what it complains about is kept. */
export async function takeSeat(
  world: World,
  browser: Browser,
  { size = 'desk', language = 'zh-CN' }: SeatOptions = {},
) {
  const isPhone = size === 'phone' || size === 'smallPhone'
  const context = await browser.newContext({
    baseURL: world.url,
    viewport: sizes[size],
    locale: language,
    timezoneId: 'Asia/Shanghai',
    hasTouch: isPhone,
    isMobile: isPhone,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(15_000)
  await context.clock.install({ time: world.clock.now() })
  await context.addCookies([{ name: 'lang', value: language, url: world.url }])
  const page = await context.newPage()
  const complaints: Complaints = []
  watchRequests(page)
  page.on('pageerror', (failure) => complaints.push(`${page.url()}: ${failure.message}`))
  page.on('console', (message) => {
    // A refused request is not a defect of the page; which ones are right is for the tests to say.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
    complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('response', (answer) => {
    const isKnown = answer.status() === 401 && answer.url().endsWith('/api/v1/me')
    if (answer.status() >= 400 && !isKnown) {
      const { pathname } = new URL(answer.url())
      complaints.push(`${answer.request().method()} ${pathname}: ${answer.status()}`)
    }
  })
  const seat: Seat = {
    context,
    page,
    complaints,
    language,
    open: async (path) => {
      await page.goto(path)
      await settled(page)
    },
  }
  seats.push(seat)
  context.once('close', () => void seats.splice(seats.indexOf(seat), 1))
  return seat
}

const underway = new WeakMap<Page, Set<Request>>()

// An open stream of events is no answer that somebody waits for.
function watchRequests(page: Page): void {
  const open = new Set<Request>()
  underway.set(page, open)
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) open.clear()
  })
}

/** Waits until nothing on the page is still on its way. */
export async function settled(page: Page): Promise<void> {
  const open = underway.get(page)
  let quietFor = 0
  for (let tries = 0; tries < 300 && quietFor < 4; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    const isQuiet = (open?.size ?? 0) === 0 && (await page.locator('.skeleton').count()) === 0
    quietFor = isQuiet ? quietFor + 1 : 0
  }
}

/** Signs a demo account in through the page that fits the device. */
export async function signIn(seat: Seat, userName: string): Promise<void> {
  const { page } = seat
  const isPhone = (page.viewportSize()?.width ?? 0) < 500
  const said = accounts[seat.language === 'en' ? 'en' : 'zh']
  if (!new URL(page.url(), 'http://nowhere').pathname.endsWith('/sign-in'))
    await seat.open(isPhone ? '/m/sign-in' : '/sign-in')
  await page.getByLabel(said['signIn.name']).fill(userName)
  await page.getByLabel(said['signIn.password']).fill(demoPassword)
  await page.getByRole('button', { name: said.signIn, exact: true }).click()
  await page.getByLabel(said['signIn.password']).waitFor({ state: 'detached' })
  await settled(page)
}

/** Sits somebody down and signs them in. */
export async function seatOf(world: World, browser: Browser, userName: string, options: SeatOptions = {}) {
  const seat = await takeSeat(world, browser, options)
  await signIn(seat, userName)
  return seat
}

/** Sets the world's clock, and that of every device in it. */
export async function setClock(world: World, moment: Date): Promise<void> {
  world.clock.set(moment)
  await Promise.all(seats.map(({ context }) => context.clock.setSystemTime(moment)))
}

/** Takes what was complained about since last time, but for what was expected. */
export function takeComplaints(seat: Seat, ...expected: readonly RegExp[]): string[] {
  return seat.complaints.splice(0).filter((each) => !expected.some((pattern) => pattern.test(each)))
}

/** Everything serious that axe finds on the page as it stands. */
export async function judgeAccess(page: Page): Promise<string[]> {
  // Handed over by the browser's own way in, which no content policy of the page stops.
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`),
      }))
  })
  return found.map(({ id, help, nodes }) => `${id}: ${help}\n      ${nodes.join('\n      ')}`)
}

/**
 * What sticks out of the page to the right, or nothing where the page fits. Codes and keys that are drawn by lot are wide on
 * one day and narrow on the next: one that nothing would break or clip is told of on every day.
 */
export async function judgeWidth(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.scrollingElement?.scrollWidth ?? 0
    const named = (each: Element) => `<${each.tagName.toLowerCase()} class="${each.className}">`
    const guilty = [...document.querySelectorAll<HTMLElement>('body *')].filter((each) => {
      const { right, width } = each.getBoundingClientRect()
      return width > 0 && right > window.innerWidth + 1
    })
    const said =
      wide > window.innerWidth
        ? [`${wide} px wide in ${window.innerWidth} px: ${guilty.slice(0, 4).map(named).join(' ')}`]
        : []
    const isHeld = (each: Element | null): boolean => {
      if (!each || each === document.body) return false
      const { overflowWrap, wordBreak, overflowX } = getComputedStyle(each)
      return (
        overflowWrap === 'anywhere' ||
        wordBreak === 'break-all' ||
        overflowX !== 'visible' ||
        isHeld(each.parentElement)
      )
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { textContent, parentElement } = texts.currentNode
      const [drawn] = /(?=\S*\d)(?=\S*[a-z])[\w+/=.-]{32,}/i.exec(textContent ?? '') ?? []
      if (drawn === undefined || !parentElement?.getClientRects().length || isHeld(parentElement)) continue
      said.push(`nothing breaks “${drawn}” in ${named(parentElement)}`)
    }
    return said
  })
}

const failures = join(projectFolder, 'node_modules/.cache/e2e')

/** Keeps a picture of every device, so that a failure can be looked at. */
export async function pictureSeats(name: string): Promise<string> {
  mkdirSync(failures, { recursive: true })
  const file = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)
  for (const [index, { page }] of seats.entries()) {
    if (page.isClosed()) continue
    await page.screenshot({ path: join(failures, `${file}-${index}.png`) }).catch(() => undefined)
  }
  return failures
}
