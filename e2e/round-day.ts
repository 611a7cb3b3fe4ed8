import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { at } from '../rehearsal/calendar.ts'
import type { County } from '../rehearsal/draw.ts'
import type { Acting } from '../rehearsal/life.ts'
import { openStudio } from '../rehearsal/steps-rounds.ts'
import { words as kit } from '../src/features/publicity/words.ts'
import { words as quotas } from '../src/features/quotas/words.ts'
import { words as rounds } from '../src/features/rounds/words.ts'
import { kitWords as shared } from '../src/ui/kit-words.ts'
import { addDays, dateIn } from '../src/lib/dates.ts'
import { newId } from '../src/platform/ids.ts'
import { setClock, settled, takeComplaints } from './browser.ts'
import { chapter } from './runner.ts'
import {
  choose,
  dialog,
  dialogGone,
  field,
  fillDate,
  known,
  lived,
  nothingToComplain,
  press,
  says,
  seat,
  type Stage,
} from './stage.ts'

const said = rounds.zh
const quota = quotas.zh
const publicity = kit.zh
const zone = 'Asia/Shanghai'

const title = '名师工作室双向选择（春季）'
const studios = { one: '阅读教学名师工作室', two: '班级管理名师工作室' } as const
const Told = z.object({ notice: z.object({ id: z.string(), endsOn: z.iso.date() }) })
const byHand = '支教返岗，按县里文件优先安排。'
const objection = '该教师没有参加支教，不应优先安排，请核实。'
const answer = '经查支教派遣函和返岗证明，情况属实，异议不成立。'

/** Two schools of the county with their registrars, and two teachers of each; the demo's teacher comes first. */
export function castOf({ cast, people }: County) {
  const plain = (schoolId: string) =>
    people.filter(
      (one) => one.schoolId === schoolId && one.state === '11' && (cast.teachers.get(one.id)?.grants.length ?? 1) === 0,
    )
  const { school, teacher } = cast.demo
  const other = [...cast.registrars.keys()].find((id) => id !== school.id && plain(id).length >= 2)
  const [second] = plain(school.id).filter(({ id }) => id !== teacher.id)
  const [third, fourth] = plain(other ?? '')
  const registrar = cast.registrars.get(other ?? '')?.names[0]?.name
  if (!second || !third || !fourth || !registrar) throw new Error('the county has two schools with two teachers each')
  const names = [teacher, second, third, fourth].map(({ name }) => name)
  assert.equal(new Set(names).size, 4)
  return { teachers: [teacher, second, third, fourth] as const, registrars: ['registrar', registrar] as const }
}

/** From a quota for each school to a public notice that is objected to, answered and confirmed. */
export function addRoundDay(stage: () => Stage): void {
  const teacher = (index: number) => {
    const found = castOf(stage().world.county).teachers[index]
    if (!found) throw new Error('four teachers take part')
    return found
  }
  const phone = (index: number) => seat(stage(), index === 0 ? 'teacher' : teacher(index).staffNo, 'phone')
  const roundAt = () => `/matching-rounds/${known(stage(), 'round')}`
  const ownAt = () => `/m/rounds/${known(stage(), 'round')}`
  const later = (hours: number) =>
    setClock(stage().world, new Date(stage().world.clock.now().getTime() + hours * 3_600_000))

  // Whoever is kept away after the notice is named, with what can be done; lifted in time, nobody is struck.
  const namedWhenBarred = async () => {
    const officer = await seat(stage(), 'bureau')
    const { page } = officer
    const { id: personId, name } = teacher(1)
    const id = newId()
    const headers = { origin: new URL(page.url()).origin }
    const fromOn = dateIn(zone, stage().world.clock.now())
    const barred = { id, personId, fromOn, reference: '师核3号', contact: '人事科' }
    assert.equal((await page.request.post('/api/v1/restrictions', { headers, data: barred })).status(), 201)
    await press(page, said.settle)
    await press(dialog(page), said.settle)
    await says(dialog(page), said['settle.refused'].replace('{{count}}', '1'))
    await says(dialog(page), name)
    await says(dialog(page), said['settle.without'].replace('{{count}}', '1'))
    await press(dialog(page), shared.zh.cancel)
    await dialogGone(page)
    assert.deepEqual(takeComplaints(officer, /settlement: 422/), [])
    const reason = { reason: '核查结束，没有问题' }
    assert.equal(
      (await page.request.post(`/api/v1/restrictions/${id}/lifting`, { headers, data: reason })).status(),
      201,
    )
  }

  chapter('A day of two-way selection: from quotas to a public notice', 'round', (test) => {
    test('[001-46] the bureau gives each of two schools a place of a programme, and both registrars read theirs', async () => {
      await plant(stage())
      const { page, open } = await seat(stage(), 'bureau')
      await open(`/programmes/${known(stage(), 'studio one')}/quotas`)
      const schools = [teacher(0), teacher(2)].map(({ schoolId }) => schoolName(stage(), schoolId))
      await choose(page, page, quota.rows, quota['dimension.organisation'])
      await clear(page, quota.columns)
      for (const name of schools) {
        await choose(page, page, quota['matrix.add'], name)
        await press(page, quota['matrix.add'])
        await page.getByLabel(quotaCell(name)).fill('1')
      }
      await says(page, quota['sum.of'].replace('{{sum}}', '2').replace('{{max}}', '2'))
      await press(page, quota.save)
      await says(page, quota.saved)
      for (const [index, who] of castOf(stage().world.county).registrars.entries()) {
        const registrar = await seat(stage(), who)
        await registrar.open('/quotas')
        const row = registrar.page.getByRole('row').filter({ hasText: studios.one })
        await says(row, new RegExp(`${schools[index] ?? ''} 0 / 1`))
      }
      await open('/quotas')
      await says(page, quota.heat)
      await says(page, studios.one)
      nothingToComplain(stage())
    })

    test('[002-18] the bureau opens a round over two programmes', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open('/matching-rounds/new')
      await field(page, said.title).fill(title)
      const from = stage().world.clock.now().getTime()
      await fillDate(page, said.opensAt, written(from - 3_600_000))
      await fillDate(page, said.rankingClosesAt, written(from + 2 * 3_600_000))
      await fillDate(page, said.adjustingClosesAt, written(from + 2 * 3_600_000))
      await fillDate(page, said.scoringClosesAt, written(from + 4 * 3_600_000))
      for (const name of Object.values(studios)) await press(page, new RegExp(`^${name}`))
      await press(page, said.save)
      await page.waitForURL(/matching-rounds\/[0-9a-f-]{36}$/)
      stage().found.set('round', new URL(page.url()).pathname.split('/')[2] ?? '')
      await press(page, said.publish)
      await press(dialog(page), said.publish)
      await dialogGone(page)
      await says(page, said['phase.ranking'])
      nothingToComplain(stage())
    })

    test('[002-18] four teachers rank on their phones, with taps, buttons and a finger', async () => {
      await rank(await phone(0), ownAt(), [studios.one, studios.two])
      await rank(await phone(1), ownAt(), [studios.two])
      await rank(await phone(2), ownAt(), [studios.one, studios.two], drawSecondUp)
      await rank(await phone(3), ownAt(), [studios.two, studios.one], liftSecond)
      const { page, open } = await phone(3)
      // What is not wanted after all is taken out again, and the order that was saved is the order that is found.
      await page.getByLabel(said['rank.remove'].replace('{{title}}', studios.two)).click()
      await press(page, said['mine.save'])
      await says(page, said['mine.saved'])
      await open(ownAt())
      assert.deepEqual(await page.locator('.ranking .row-title').allInnerTexts(), [studios.one])
      const third = await phone(2)
      await third.open(ownAt())
      assert.deepEqual(await third.page.locator('.ranking .row-title').allInnerTexts(), [studios.two, studios.one])
      nothingToComplain(stage())
    })

    test('[002-18] the provider scores both programmes with the keyboard', async () => {
      await later(2.5)
      const { page, open } = await seat(stage(), 'provider')
      const scored = [
        ['studio one', { 0: '90', 2: '75', 3: '70' }],
        ['studio two', { 0: '50', 1: '60', 2: '80' }],
      ] as const
      for (const [which, marks] of scored) {
        await open(`${roundAt()}/scores/${known(stage(), which)}`)
        const rows = await page.locator('tbody tr').allInnerTexts()
        await page.locator('input[name="c1"]').first().focus()
        for (const row of rows) {
          const found = Object.entries(marks).find(([who]) => row.includes(teacher(Number(who)).name))
          await page.keyboard.type(found?.[1] ?? '0')
          await page.keyboard.press('Enter')
        }
        await press(page, said['scores.save'])
        await says(page, said['scores.saved'])
        await says(page, said['scores.progress'].replace('{{scored}}', '3').replace('{{all}}', '3'))
      }
      nothingToComplain(stage())
    })

    test('[002-18] the bureau rehearses, places somebody by hand with a reason, and may show or admit', async () => {
      await later(2)
      const { page, open } = await seat(stage(), 'bureau')
      await open(roundAt())
      await press(page, said.run)
      await says(page, said['run.done'])
      const row = page.getByRole('row').filter({ hasText: teacher(1).name })
      await says(row, said['outcome.unplaced'])
      await press(row, said.pin)
      await choose(page, dialog(page), said['pin.where'], `${studios.two} · ${said.open}`)
      await field(dialog(page), said['pin.reason']).fill(byHand)
      await press(dialog(page), said.pin)
      await dialogGone(page)
      await says(page, said['reason.changed'])
      await press(page, said['run.again'])
      await says(row, byHand.slice(0, -1))
      await page.getByText(said['reason.changed']).first().waitFor({ state: 'detached' })
      // Admitting without a public notice is offered too, and says what it is.
      await press(page, said.confirm)
      await says(dialog(page), /名单不公示，没有异议期/)
      await press(dialog(page), said.cancel)
      await dialogGone(page)
      await says(page, said.board)
      await says(page, said.people)
      nothingToComplain(stage())
    })

    test('[002-18] the proposed list is shown and nobody is admitted; whoever is not on it objects on the phone, and another officer answers', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await press(page, said.show)
      await field(dialog(page), said['show.days']).fill('2')
      await says(dialog(page), said['show.then'])
      await press(dialog(page), said.show)
      await dialogGone(page)
      await says(page, said['phase.shown'])
      await says(page, said['next.open'])
      const until = await endOf(page, known(stage(), 'round'))
      stage().found.set('round notice', until.id)
      stage().found.set('round notice ends', until.endsOn)
      const proposed = await phone(0)
      await proposed.open(ownAt())
      await says(proposed.page, new RegExp(`^拟录取：${studios.one}`))
      await says(proposed.page, /期满、异议答复完毕并确认后才算录取/)
      const objector = await phone(3)
      await objector.open(ownAt())
      await says(objector.page, said['result.none.proposed'])
      await says(objector.page, /录取最低分 75/)
      await objector.page.getByText(/^名单公示中/).click()
      await press(objector.page, publicity['shown.object'])
      const about = field(dialog(objector.page), publicity['shown.object.about'])
      const named = await about.locator('option', { hasText: teacher(1).name }).innerText()
      await about.selectOption({ label: named })
      await field(dialog(objector.page), publicity['shown.object.text']).fill(objection)
      await press(dialog(objector.page), publicity['shown.object.send'])
      await says(objector.page, publicity['shown.object.sent'])
      await open(`/public-notices/${until.id}`)
      await says(page, objection)
      const director = await seat(stage(), 'director')
      await director.open(`/public-notices/${until.id}`)
      await press(director.page, publicity.answer)
      await dialog(director.page).getByLabel(publicity['answer.dismissed'], { exact: true }).check()
      await field(dialog(director.page), publicity['answer.text']).fill(answer)
      await press(dialog(director.page), publicity['answer.submit'])
      await dialogGone(director.page)
      await says(director.page, answer)
      nothingToComplain(stage())
    })

    test('[002-18] after the working days the notice is confirmed, then those on the list are admitted, and everybody reads the outcome, the reason and the answer', async () => {
      const { county } = stage().world
      const over = addDays(known(stage(), 'round notice ends'), 1)
      await setClock(stage().world, at(over, '09:00'))
      assert.ok(over > addDays(county.date, 2))
      const { page, open } = await seat(stage(), 'bureau')
      await open(`/public-notices/${known(stage(), 'round notice')}`)
      await press(page, publicity.confirm)
      await press(dialog(page), publicity.confirm)
      await dialogGone(page)
      await says(page, publicity['state.confirmed'])
      await open(roundAt())
      await says(page, said['next.confirmed'])
      await namedWhenBarred()
      await press(page, said.settle)
      await says(dialog(page), /录取 3 人，写入报名/)
      await press(dialog(page), said.settle)
      await dialogGone(page)
      await says(page, said['phase.confirmed'])
      const outcomes = [studios.one, studios.two, studios.one] as const
      for (const [index, studio] of outcomes.entries()) {
        const placed = await phone(index)
        await placed.open('/m/rounds')
        await placed.page.getByText(title).first().click()
        await placed.page.waitForURL(`**${ownAt()}`)
        await settled(placed.page)
        await says(placed.page, new RegExp(`^录取：${studio}`))
        await says(placed.page, said['result.notice.confirmed'])
        if (index === 1) await says(placed.page, said['result.byHand'].replace('{{reason}}', byHand))
        else await says(placed.page, said['why.seated'])
      }
      const objector = await phone(3)
      await objector.open(ownAt())
      await says(objector.page, said['result.none'])
      await says(objector.page, said['result.check'])
      await objector.open('/m/public-notices')
      await says(objector.page, answer)
      await says(objector.page, publicity['objection.dismissed'])
      nothingToComplain(stage())
    })
  })
}

// A choice that may be left open is taken back by the cross that shows when it is pointed at.
async function clear(page: Page, label: string): Promise<void> {
  const box = page.locator('.ant-select', { has: field(page, label) }).last()
  await box.hover()
  await box.locator('.ant-select-clear').click()
}

const schoolName = ({ world }: Stage, id: string) =>
  world.county.tree.schools.find((school) => school.id === id)?.name ?? ''

const quotaCell = (name: string) => quota['matrix.cell'].replace('{{row}}', name).replace('{{column}}', quota.places)

// Two programmes that a round may have: what comes before a round is told by other days.
async function plant(stage: Stage): Promise<void> {
  const moment = at(addDays(stage.world.county.date, -1), '15:00')
  const [one, two] = [newId(moment.getTime()), newId(moment.getTime())]
  stage.found.set('studio one', one)
  stage.found.set('studio two', two)
  const take = async (acting: Acting) => {
    await openStudio(acting, { id: one, title: studios.one, placesMax: 2, first: 70 })
    await openStudio(acting, { id: two, title: studios.two, placesMax: 1, first: 80 })
  }
  await lived(stage, [{ key: 'days/studios', moment, weight: 1, take }])
}

/** A moment as the calendar's field takes it. */
export const written = (moment: number) => {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(moment)
  return `${dateIn(zone, new Date(moment))} ${time}`
}

type Phone = Awaited<ReturnType<typeof seat>>

/** Ranks programmes on a phone by taps, and saves. */
export async function rank(
  { page, open }: Phone,
  address: string,
  wanted: readonly string[],
  reorder?: (page: Page) => Promise<void>,
): Promise<void> {
  await open(address)
  for (const name of wanted) await page.locator('button.row', { hasText: name }).click()
  await reorder?.(page)
  await press(page, said['mine.save'])
  await says(page, said['mine.saved'])
  await settled(page)
}

async function liftSecond(page: Page): Promise<void> {
  const second = await page.locator('.ranking .row-title').nth(1).innerText()
  await page.getByLabel(said['rank.up'].replace('{{title}}', second)).click()
}

// With a finger, not a mouse: a page that scrolled instead would leave the order as it was.
async function drawSecondUp(page: Page): Promise<void> {
  const middleOf = async (index: number) => {
    const box = await page.locator('.ranking .ranking-place').nth(index).boundingBox()
    if (!box) throw new Error('a place of the ranking is not there')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }
  const [to, from] = [await middleOf(0), await middleOf(1)]
  const finger = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] })
  await touch('touchStart', [from])
  for (let step = 1; step <= 5; step += 1)
    await touch('touchMove', [{ x: to.x, y: from.y + ((to.y - from.y) * step) / 5 }])
  await touch('touchEnd', [])
  await finger.detach()
}

async function endOf(page: Page, roundId: string) {
  const answered = await page.request.get(`/api/v1/matching-rounds/${roundId}`)
  return Told.parse(await answered.json()).notice
}
