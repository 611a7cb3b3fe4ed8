import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { planDocument } from '../rehearsal/plan-document.ts'
import { projectFolder } from '../src/app/config.ts'
import { words as certificates } from '../src/features/certificates/words.ts'
import { openBrowser, seatOf, settled, takeSeat, type Seat } from './browser.ts'
import { openWorld } from './world.ts'

// Draws the screens of the README and of docs/screens from the rehearsal county on a fixed day: npm run screens.

const folder = join(projectFolder, 'docs/screens')
const moment = new Date('2026-11-21T10:05:00+08:00')
const Rows = z.object({ items: z.array(z.looseObject({ id: z.string(), title: z.string().optional() })) })

const world = await openWorld({
  moment,
  size: 400,
  isLived: true,
  progress: (done, total, step) => process.stderr.write(`${Math.round((done * 100) / total)} % ${step}\n`),
})
const browser = await openBrowser()
mkdirSync(folder, { recursive: true })

async function picture({ page, open }: Seat, name: string, path?: string): Promise<void> {
  if (path !== undefined) await open(path)
  await page.mouse.move(0, 0)
  await page.waitForTimeout(600)
  const file = join(folder, `${name}.png`)
  await page.screenshot({ path: file })
  process.stdout.write(`${name}.png ${Math.round(statSync(file).size / 1024)} kB\n`)
}

async function list({ page }: Seat, path: string) {
  const answer = await page.request.get(`/api/v1${path}`)
  return Rows.parse(await answer.json()).items
}

async function drawDesk(): Promise<void> {
  const stranger = await takeSeat(world, browser)
  await picture(stranger, 'sign-in', '/sign-in')
  const officer = await seatOf(world, browser, 'bureau')
  await picture(officer, 'workbench', '/')
  await picture(officer, 'programmes', '/programmes?year=2026')
  await picture(officer, 'people', '/people')
  await picture(officer, 'reports', '/reports')
  await picture(officer, 'certificates', '/certificates')
  await officer.open('/plans')
  await officer.page.locator('input[type=file]').setInputFiles({
    name: '2027年教师培训工作计划.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await planDocument(2027, 3_000),
  })
  await officer.page.locator('.review').waitFor({ timeout: 60_000 })
  await officer.page.locator('[data-item] .item-name').nth(1).click()
  await settled(officer.page)
  await picture(officer, 'plan-review')
  await picture(await seatOf(world, browser, 'hours'), 'hours', '/hours/approved')
  await drawClass()
}

async function drawClass(): Promise<void> {
  const lead = await seatOf(world, browser, 'lead')
  const [today] = await list(lead, '/class-sessions')
  const classes = await list(lead, '/classes?state=running')
  const classId = z.object({ classId: z.string() }).safeParse(today).data?.classId ?? classes[0]?.id
  if (classId === undefined) throw new Error('the county has no class that runs on this day')
  await picture(lead, 'class', `/classes/${classId}/attendance`)
  if (today) await picture(lead, 'host', `/classes/${classId}/sessions/${today.id}`)
}

async function drawPhone(): Promise<void> {
  const teacher = await seatOf(world, browser, 'teacher', { size: 'phone' })
  await picture(teacher, 'phone-home', '/m')
  await picture(teacher, 'phone-programmes', '/m/programmes')
  await picture(teacher, 'phone-check-in', '/m/check-in')
  await picture(teacher, 'phone-hours', '/m/hours')
  await picture(teacher, 'phone-certificate', '/m/certificates')
  const link = teacher.page.getByRole('link', { name: certificates.zh['verify.link'] }).first()
  const address = await link.getAttribute('href')
  await picture(await takeSeat(world, browser, { size: 'phone' }), 'verify', address ?? '/verify')
}

try {
  await drawDesk()
  await drawPhone()
} finally {
  await browser.close()
  await world.close()
}
