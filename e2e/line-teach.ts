import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { words as assessments } from '../src/features/assessment/words.ts'
import { words as deliveries } from '../src/features/delivery/words.ts'
import { setClock, settled, signIn, takeComplaints, takeSeat } from './browser.ts'
import { colleague } from './line-plan.ts'
import { chapter } from './runner.ts'
import {
  choose,
  dialog,
  dialogGone,
  field,
  fillDate,
  known,
  nothingToComplain,
  press,
  says,
  seat,
  type Stage,
} from './stage.ts'

const delivery = deliveries.zh
const assessment = assessments.zh
const at = (written: string) => new Date(`${written}:00+08:00`)

/** From an admitted teacher to a closed class. */
export function addLineOfTeaching(stage: () => Stage): void {
  const classPath = () => `/classes/${known(stage(), 'class')}`
  const hostPath = () => `${classPath()}/sessions/${known(stage(), 'session')}`

  chapter('The line: from a class to what its members reached', 'line', (test) => {
    test('a class lead makes a class of whoever was admitted, and a session', async () => {
      const lead = await seat(stage(), 'lead')
      await lead.open(`/programmes/${known(stage(), 'programme')}/classes/new`)
      await field(lead.page, delivery['newClass.title']).fill('春季班')
      await fillDate(lead.page, delivery['newClass.startsOn'], '2026-04-09')
      await fillDate(lead.page, delivery['newClass.endsOn'], '2026-04-10')
      await press(lead.page, delivery['newClass.submit'])
      await lead.page.waitForURL((url) => /^\/classes\/[^/]+$/.test(url.pathname))
      stage().found.set('class', new URL(lead.page.url()).pathname.split('/')[2] ?? '')
      await settled(lead.page)
      // The only class of a programme takes whoever was admitted by itself.
      assert.equal(await lead.page.locator('tbody tr').count(), 2)
      await lead.open(`${classPath()}/sessions`)
      await press(lead.page, delivery.addSession)
      const sheet = dialog(lead.page)
      await field(sheet, delivery['session.title']).fill('课程标准解读')
      await field(sheet, delivery['session.venue']).fill('青石县第一小学')
      await fillDate(sheet, delivery['session.startsAt'], '2026-04-09 09:00')
      await fillDate(sheet, delivery['session.endsAt'], '2026-04-09 11:30')
      await press(sheet, delivery['session.add'])
      await dialogGone(lead.page)
      await press(lead.page, delivery.start)
      // Applications are still open: whoever ends them early is asked.
      await says(dialog(lead.page), /2026-04-08/)
      await press(dialog(lead.page), delivery['start.early'])
      await dialogGone(lead.page)
      await says(lead.page, delivery['state.running'])
      const host = await lead.page.getByRole('link', { name: delivery.host }).getAttribute('href')
      stage().found.set('session', host?.split('/').at(-1) ?? '')
      nothingToComplain(stage())
    })

    test('check-in: early is told when to come, and spoils nothing', async () => {
      await setClock(stage().world, at('2026-04-09T08:30'))
      const lead = await seat(stage(), 'lead')
      await lead.open(hostPath())
      await lead.page.getByRole('img', { name: delivery['host.qr'] }).waitFor()
      const teacher = await seat(stage(), 'teacher', 'phone')
      await typeCode(teacher.page, await shownCode(lead.page))
      await says(teacher.page, delivery['big.check_in_too_early'])
      await says(teacher.page, /08:40/)
      assert.deepEqual(takeComplaints(teacher, /check-ins: 4\d\d/), [])
    })

    test('check-in: a wrong code is refused, the right one is taken, a second try changes nothing', async () => {
      await setClock(stage().world, at('2026-04-09T08:50'))
      const lead = await seat(stage(), 'lead')
      const teacher = await seat(stage(), 'teacher', 'phone')
      await lead.open(hostPath())
      await typeCode(teacher.page, 'ZZZZZZ')
      await says(teacher.page, delivery['big.code_wrong'])
      assert.deepEqual(takeComplaints(teacher, /check-ins: 4\d\d/), [])
      await typeCode(teacher.page, await shownCode(lead.page))
      await says(teacher.page, delivery['result.present'])
      await typeCode(teacher.page, await shownCode(lead.page))
      await says(teacher.page, delivery['result.already'])
      await says(lead.page, /1 \/ 2/)
      nothingToComplain(stage())
    })

    test('check-in: the link of the QR, opened before signing in, holds its place; late is late', async () => {
      await setClock(stage().world, at('2026-04-09T09:15'))
      const lead = await seat(stage(), 'lead')
      await lead.open(hostPath())
      const link = await currentLink(lead.page, known(stage(), 'session'))
      const stranger = await takeSeat(stage().world, stage().browser, { size: 'phone' })
      await stranger.page.goto(link)
      await stranger.page.waitForURL(/sign-in/)
      const token = new URL(link, stage().world.url).searchParams.get('t') ?? ''
      assert.ok(token !== '' && !stranger.page.url().includes(encodeURIComponent(token)))
      await signIn(stranger, colleague(stage()).staffNo)
      await says(stranger.page, delivery['result.late'])
      assert.deepEqual(takeComplaints(stranger, /401/), [])
      await stranger.context.close()
      nothingToComplain(stage())
    })

    test('[001-64] a class without assessment cannot be closed', async () => {
      await setClock(stage().world, at('2026-04-10T09:00'))
      const lead = await seat(stage(), 'lead')
      await lead.open(`${classPath()}/assessment`)
      const close = lead.page.getByRole('button', { name: assessment.close, exact: true })
      assert.equal(await close.getAttribute('aria-disabled'), 'true')
      await says(lead.page, assessment['scheme.none'])
      assert.ok((await lead.page.content()).includes(assessment['refusal.class_not_assessed']))
      const asked = await lead.page.request.post(`/api/v1/classes/${known(stage(), 'class')}/closure`, {
        data: { id: crypto.randomUUID() },
        headers: { origin: stage().world.url },
      })
      assert.equal(asked.status(), 422)
    })

    test('results are taken down, and the class is closed', async () => {
      const { page } = await seat(stage(), 'lead')
      await press(page, assessment['scheme.decide'])
      await choose(page, dialog(page), assessment.kind, assessment['kind.combined'])
      await press(dialog(page), assessment['scheme.save'])
      await dialogGone(page)
      const scores = page.getByLabel(new RegExp(`^${assessment.score} `))
      assert.equal(await scores.count(), 2)
      for (const [index, score] of ['92.5', '88'].entries()) await scores.nth(index).fill(score)
      await press(page, assessment.saveResults)
      await says(page, /92\.5，达到/)
      await press(page, assessment.close)
      await press(dialog(page), assessment['close.confirm'])
      await dialogGone(page)
      await says(page, delivery['state.closed'])
      nothingToComplain(stage())
    })
  })
}

async function shownCode(host: Page): Promise<string> {
  const code = host.getByLabel(delivery['host.code'], { exact: true })
  // Whoever types has twelve seconds at least: not the code that is about to leave.
  await host.waitForTimeout(200)
  return ((await code.textContent()) ?? '').replaceAll(/[^0-9A-Z]/g, '')
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.goto('/m/check-in')
  await settled(page)
  await page.getByRole('group', { name: delivery['checkIn.code'] }).getByRole('textbox').first().click()
  await page.keyboard.type(code)
}

// What a camera would read off the screen.
async function currentLink(host: Page, sessionId: string): Promise<string> {
  const board = await host.request.get(`/api/v1/class-sessions/${sessionId}/host`)
  const said: unknown = await board.json()
  assert.ok(typeof said === 'object' && said !== null && 'link' in said && typeof said.link === 'string')
  return said.link
}
