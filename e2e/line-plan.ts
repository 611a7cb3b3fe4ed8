import assert from 'node:assert/strict'
import { planDocument } from '../rehearsal/plan-document.ts'
import { words as enrolments } from '../src/features/enrolment/words.ts'
import { words as plans } from '../src/features/plans/words.ts'
import { reviewWords } from '../src/features/plans/words/review.ts'
import { words as programmes } from '../src/features/programmes/words.ts'
import { setClock, settled, takeComplaints } from './browser.ts'
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

/** What the line is about: the second programme of the plan, which the demo's teacher may join. */
export const joined = '小学语文、数学课堂教学提升培训'
/** The programme that the officer leaves out. */
const left = '体育、美育教师和社团指导教师培训'

const plan = plans.zh
const review = reviewWords.zh
const programme = programmes.zh
const enrolment = enrolments.zh

const at = (written: string) => new Date(`${written}:00+08:00`)
const tail = (address: string, folder: string) => new URL(address).pathname.split(`/${folder}/`)[1]?.split('/')[0] ?? ''

// The words of a button before its count.
const starts = (words: string) => new RegExp(`^${words.split('{{')[0] ?? ''}`)

/** From a plan document to a seat in a programme. */
export function addLineOfPlans(stage: () => Stage): void {
  chapter('The line: from a plan document to an admitted teacher', 'line', (test) => {
    test('[000-41] a plan document is dropped in and read', async () => {
      const officer = await seat(stage(), 'bureau')
      await officer.open('/plans')
      const document = await planDocument(2026, stage().world.county.size)
      await officer.page.locator('input[type=file]').setInputFiles({
        name: '2026年教师培训工作计划.docx',
        mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        buffer: document,
      })
      await officer.page.waitForURL(/plan-documents/)
      await officer.page.locator('.review').waitFor({ timeout: 30_000 })
      stage().found.set('planDocument', tail(officer.page.url(), 'plan-documents'))
      assert.equal(await officer.page.locator('[data-item]').count(), 14)
      nothingToComplain(stage())
    })

    test('an item shows its place in the source', async () => {
      const { page } = await seat(stage(), 'bureau')
      await page.getByRole('button', { name: new RegExp(`^2\\. ${joined}`) }).click()
      const marked = page.locator('.source mark, .source .source-here, .source .source-row')
      await marked.first().waitFor()
      assert.match((await marked.first().textContent()) ?? '', /小学语文、数学/)
    })

    test('one item is corrected, one dropped, the sure ones accepted at once', async () => {
      const { page } = await seat(stage(), 'bureau')
      const item = (name: string) => page.locator('[data-item]', { hasText: name })
      await press(page, starts(review.acceptSure))
      await says(page, review['decision.accepted'])
      await item(joined).locator('.item-name').click()
      await press(item(joined), review.edit)
      await field(dialog(page), review.hours).fill('24')
      await press(dialog(page), review.save)
      await dialogGone(page)
      await says(item(joined), review['decision.corrected'])
      await says(item(joined), /24 学时/)
      await item(left).locator('.item-name').click()
      await press(item(left), review.drop)
      await says(item(left), review['decision.dropped'])
      nothingToComplain(stage())
    })

    test('rules that only describe one programme are dropped by key', async () => {
      const { page } = await seat(stage(), 'bureau')
      await page.getByRole('button', { name: new RegExp(`^${review['kind.hourRule']}`) }).click()
      await page.locator('[data-item]').first().waitFor()
      const open = page.locator('[data-item]', { hasText: review['sure.medium'] })
      for (let left = await open.count(); left > 0; left -= 1) {
        await open.first().locator('.item-name').click()
        await page.keyboard.press('r')
        await page.waitForFunction(
          ([words, count]) =>
            [...document.querySelectorAll('[data-item]')].filter((each) => each.textContent.includes(String(words)))
              .length < Number(count),
          [review['sure.medium'], left] as const,
        )
      }
      // What the reader is unsure of is asked about before it is taken along.
      if ((await page.getByRole('button', { name: starts(review.acceptAll) }).count()) > 0) {
        await press(page, starts(review.acceptAll))
        await press(dialog(page), starts(review.acceptAll))
        await dialogGone(page)
      }
      await says(page, review.decided)
      nothingToComplain(stage())
    })

    test('the plan is made with its programmes as drafts', async () => {
      const { page } = await seat(stage(), 'bureau')
      await press(page, review.make)
      await press(dialog(page), review.make)
      await page.waitForURL(/\/plans\//)
      await settled(page)
      stage().found.set('plan', tail(page.url(), 'plans'))
      await page.locator('nav.tabs').getByRole('link', { name: plan['tab.programmes'] }).click()
      await says(page, joined)
      assert.equal(await page.locator('tbody tr').count(), 13)
      assert.equal(await page.locator('tbody tr', { hasText: left }).count(), 0)
      nothingToComplain(stage())
    })

    test('[001-59] a programme is justified, approved by another, and published with its plan', async () => {
      const officer = await seat(stage(), 'bureau')
      await officer.open(`/plans/${known(stage(), 'plan')}`)
      await press(officer.page, plan.publish)
      await press(dialog(officer.page), plan.publish)
      await says(officer.page, plan['done.published'])
      await officer.open('/programmes')
      assert.equal(await officer.page.locator('tbody tr').count(), 13)
      await officer.page.getByRole('row', { name: new RegExp(joined) }).click()
      await officer.page.waitForURL(/\/programmes\/[^/]+$/)
      stage().found.set('programme', tail(officer.page.url(), 'programmes'))
      await editProgramme(stage())
      await press(officer.page, programme.justify)
      await field(dialog(officer.page), programme.justification).fill('开班前听了二十节课，问题集中在单元设计和作业。')
      await field(dialog(officer.page), programme.scheme).fill('四个半天：标准、同课异构、单元设计、答疑。')
      await press(dialog(officer.page), programme.justify)
      await dialogGone(officer.page)
      const director = await seat(stage(), 'director')
      await director.open(`/programmes/${known(stage(), 'programme')}`)
      await press(director.page, programme.decide)
      await press(dialog(director.page), programme.approve)
      await dialogGone(director.page)
      await officer.open(`/programmes/${known(stage(), 'programme')}`)
      for (const step of ['publish', 'open'] as const) {
        await press(officer.page, programme[step])
        await press(dialog(officer.page), programme[step])
        await dialogGone(officer.page)
      }
      await says(officer.page, '报名中')
      nothingToComplain(stage())
    })

    test('a teacher sees on the phone what may be joined and why not the rest, and applies', async () => {
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open('/m/programmes')
      await says(teacher.page, programme['mine.joinable'])
      await teacher.page.getByRole('link', { name: new RegExp(joined) }).click()
      await settled(teacher.page)
      await press(teacher.page, enrolment.apply)
      await says(teacher.page, enrolment['state.applied'])
      const { staffNo } = colleague(stage())
      const other = await seat(stage(), staffNo, 'phone')
      await other.open(`/m/programmes/${known(stage(), 'programme')}`)
      await press(other.page, enrolment.apply)
      await says(other.page, enrolment['state.applied'])
      nothingToComplain(stage())
    })

    test('the school approves, the provider admits', async () => {
      const registrar = await seat(stage(), 'registrar')
      await registrar.open('/enrolments')
      await chosenEndsWithTheSearch(registrar.page)
      await decide(registrar.page, enrolment.approve)
      await setClock(stage().world, at('2026-04-08T15:00'))
      const provider = await seat(stage(), 'provider')
      await provider.open('/enrolments')
      await decide(provider.page, enrolment.admit)
      await provider.open('/enrolments?state=admitted')
      assert.equal(await provider.page.locator('tbody tr').count(), 2)
      nothingToComplain(stage())
    })

    test('what belongs to others is refused, and says so', async () => {
      const principal = await seat(stage(), 'principal')
      const elsewhere = stage().world.county.people.find(
        ({ schoolId }) => schoolId !== stage().world.county.cast.demo.school.id,
      )
      await principal.open(`/people/${elsewhere?.id ?? ''}`)
      assert.ok(takeComplaints(principal).some((each) => each.endsWith(': 404')))
      assert.equal(await principal.page.getByText(elsewhere?.name ?? '').count(), 0)
      const provider = await seat(stage(), 'provider')
      await provider.open('/audit')
      assert.ok(takeComplaints(provider).some((each) => each.endsWith(': 403')))
    })
  })
}

async function editProgramme(stage: Stage): Promise<void> {
  const { page, open } = await seat(stage, 'bureau')
  await open(`/programmes/${known(stage, 'programme')}/edit`)
  await choose(page, page, programme.provider, stage.world.county.tree.providers[0]?.name ?? '')
  await field(page, programme.chiefExpert).fill('沈知秋')
  await fillDate(page, programme.startsOn, '2026-04-09')
  await fillDate(page, programme.endsOn, '2026-04-10')
  await field(page, programme.places).fill('30')
  await fillDate(page, programme.enrolOpensAt, '2026-04-01 08:00')
  await fillDate(page, programme.enrolClosesAt, '2026-04-08 18:00')
  await press(page, programme.save)
  await page.waitForURL(/\/programmes\/[^/]+$/)
  await settled(page)
}

type Page = Awaited<ReturnType<typeof seat>>['page']

/** Decides on both applicants: who they are is asked again before it is done. */
async function decide(page: Page, deed: string): Promise<void> {
  await page.getByRole('row').nth(2).waitFor()
  const names = await page.locator('tbody .row-link').allTextContents()
  await page.locator('thead input[type=checkbox]').check()
  await press(page.locator('.batch'), deed)
  for (const name of names) await says(dialog(page), new RegExp(name))
  await page.goBack()
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  await press(page.locator('.batch'), deed)
  await press(dialog(page), deed)
  await page.locator('tbody input[type=checkbox]').first().waitFor({ state: 'detached' })
}

/** Whoever was chosen is chosen no longer once a search hides them. */
async function chosenEndsWithTheSearch(page: Page): Promise<void> {
  await page.locator('tbody input[type=checkbox]').first().check()
  await page.locator('.batch').waitFor()
  const last = (await page.locator('tbody .row-link').last().textContent()) ?? ''
  const search = page.getByRole('searchbox')
  await search.fill(last)
  await page.locator('.batch').waitFor({ state: 'detached' })
  await settled(page)
  assert.equal(await page.locator('tbody input:checked').count(), 0)
  await search.fill('')
  await settled(page)
  await page.getByRole('row').nth(2).waitFor()
}

/** Another teacher of the same school who may join as well. */
export function colleague(stage: Stage) {
  const { people, cast } = stage.world.county
  const { school, teacher } = cast.demo
  const found = people.find(
    (each) =>
      each.schoolId === school.id &&
      each.id !== teacher.id &&
      each.state === '11' &&
      each.stage === '2' &&
      each.subjects.some((subject) => subject === '13' || subject === '14') &&
      !each.posts.some((post) => ['31', 'L5'].includes(post.kind)),
  )
  assert.ok(found)
  return found
}
