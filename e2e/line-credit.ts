import assert from 'node:assert/strict'
import mammoth from 'mammoth'
import type { Page } from 'playwright-core'
import { words as certificates } from '../src/features/certificates/words.ts'
import { words as credits } from '../src/features/credits/words.ts'
import { words as reports } from '../src/features/reports/words.ts'
import { judgeAccess, judgeWidth, setClock, settled, takeComplaints, takeSeat } from './browser.ts'
import { joined } from './line-plan.ts'
import { chapter } from './runner.ts'
import { known, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const credit = credits.zh
const certificate = certificates.zh
const report = reports.zh

/** From a closed class to a certificate that a stranger can check, and the year's report. */
export function addLineOfCredits(stage: () => Stage): void {
  chapter('The line: from a closed class to a certificate and the year-end report', 'line', (test) => {
    test('[003-31] hours are approved by the school and verified by the bureau, by two different people', async () => {
      const principal = await seat(stage(), 'principal')
      await principal.open('/hours')
      await principal.page.waitForURL(/\/hours\/recorded/)
      await decide(principal.page, credit.approve)
      await setClock(stage().world, new Date('2026-04-10T15:00:00+08:00'))
      const hours = await seat(stage(), 'hours')
      await hours.open('/hours/approved')
      await says(hours.page, joined)
      await decide(hours.page, credit.verify)
      await hours.open('/hours/verified')
      assert.equal(await hours.page.locator('tbody tr').count(), 2)
      nothingToComplain(stage())
    })

    test("the teacher's phone shows the balance and the entry behind it", async () => {
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open('/m/hours')
      await says(teacher.page, joined)
      await says(teacher.page, /24 学时/)
      await says(teacher.page, /学时审定办公室/)
      await teacher.open('/m')
      await says(teacher.page, /24/)
      nothingToComplain(stage())
    })

    test('every step was told in a notice', async () => {
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open('/m/notices')
      const told = (await teacher.page.locator('body').innerText()).replaceAll(/\s+/g, ' ')
      for (const word of ['录取', '进入班级', '结业', '审定', '证书'])
        assert.ok(told.includes(word), `${word}: ${told}`)
      nothingToComplain(stage())
    })

    test('the certificate opens as PDF, and a stranger finds it genuine', async () => {
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open('/m/certificates')
      const pdf = await teacher.page.getByRole('link', { name: certificate.open }).getAttribute('href')
      const opened = await teacher.page.request.get(pdf ?? '')
      assert.equal(opened.headers()['content-type'], 'application/pdf')
      assert.equal((await opened.body()).subarray(0, 5).toString(), '%PDF-')
      const link = await teacher.page.getByRole('link', { name: certificate['verify.link'] }).getAttribute('href')
      stage().found.set('verify', link ?? '')
      const stranger = await takeSeat(stage().world, stage().browser, { size: 'smallPhone' })
      await stranger.page.goto(link ?? '')
      await says(stranger.page, certificate['verify.genuine'])
      await says(stranger.page, stage().world.county.cast.demo.teacher.name)
      assert.ok(!(await stranger.page.content()).includes(stage().world.county.cast.demo.teacher.idNumber))
      assert.deepEqual([...(await judgeAccess(stranger.page)), ...(await judgeWidth(stranger.page))], [])
      await stranger.page.goto((link ?? '').replace(/c=.*/, 'c=AAAAAAAA'))
      await says(stranger.page, certificate['verify.unknown'])
      assert.deepEqual(takeComplaints(stranger, /verify.*404/), [])
      await stranger.context.close()
    })

    test('the year-end report is written as Word, and reads back', async () => {
      const officer = await seat(stage(), 'bureau')
      await officer.open('/reports')
      await press(officer.page, report.write)
      const link = officer.page.getByRole('link', { name: report.download }).first()
      await link.waitFor({ timeout: 60_000 })
      const said = await readWord(officer.page, (await link.getAttribute('href')) ?? '')
      assert.match(said, /2026年/)
      assert.ok(said.includes(joined))
      nothingToComplain(stage())
    })

    test('roster, sign-in sheet and notice to schools come as Word', async () => {
      const lead = await seat(stage(), 'lead')
      const { name } = stage().world.county.cast.demo.teacher
      await lead.open(`/classes/${known(stage(), 'class')}`)
      assert.ok((await readWord(lead.page, await hrefOf(lead.page, report['paper.roster']))).includes(name))
      await lead.open(`/classes/${known(stage(), 'class')}/sessions`)
      assert.ok((await readWord(lead.page, await hrefOf(lead.page, report['paper.signIn']))).includes(name))
      const officer = await seat(stage(), 'bureau')
      await officer.open(`/programmes/${known(stage(), 'programme')}`)
      assert.ok((await readWord(officer.page, await hrefOf(officer.page, report['paper.notice']))).includes(joined))
      nothingToComplain(stage())
    })
  })
}

const hrefOf = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole('link', { name }).first().getAttribute('href')) ?? ''

async function decide(page: Page, deed: string): Promise<void> {
  await page.locator('tbody input[type=checkbox]').first().waitFor()
  await page.locator('thead input[type=checkbox]').check()
  await press(page, deed)
  await page.locator('tbody input[type=checkbox]').first().waitFor({ state: 'detached' })
  await settled(page)
}

async function readWord(page: Page, address: string): Promise<string> {
  const answer = await page.request.get(address)
  assert.equal(answer.status(), 200, address)
  return (await mammoth.extractRawText({ buffer: await answer.body() })).value
}
