import assert from 'node:assert/strict'
import { words } from '../src/features/school-training/words.ts'
import { settled } from './browser.ts'
import { chapter } from './runner.ts'
import {
  choose,
  dialog,
  dialogGone,
  field,
  fillDate,
  nothingToComplain,
  press,
  says,
  seat,
  type Stage,
} from './stage.ts'

const say = words.zh
const title = '整本书阅读教学研修'

// One dot: a picture small enough for a test.
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const starts = (sentence: string) => new RegExp(`^${sentence.split('{{')[0] ?? ''}`)

/** A school's own training, from its plan to hours that wait for approval. */
export function addLineOfSchools(stage: () => Stage): void {
  const teacher = () => stage().world.county.cast.demo.teacher
  const registrar = async () => (await seat(stage(), 'registrar')).page
  const open = async (who: string, tab = '') => {
    const looking = await seat(stage(), who)
    await looking.open(`${stage().found.get('ownPlan') ?? '/school-training'}${tab}`)
    return looking.page
  }

  chapter('A school’s own training: from its plan to hours', 'school', (test) => {
    test('[001-39] the registrar writes a plan that saves itself, chooses people by pasting and submits', async () => {
      const looking = await seat(stage(), 'registrar')
      await looking.open('/school-training')
      const { page } = looking
      await press(page, say.new)
      await field(dialog(page), say.title).fill(title)
      await press(dialog(page), say.begin)
      await page.waitForURL(/\/school-training\/[0-9a-f-]{36}/)
      stage().found.set('ownPlan', new URL(page.url()).pathname)
      await field(page, say.goals).fill('每位教师上一节整本书阅读课。')
      await field(page, say['hours.most']).fill('2')
      await press(page, say['session.add'])
      await field(dialog(page), say['session.title']).fill('第一次研讨')
      await fillDate(dialog(page), say['session.on'], '2026-04-01')
      await press(dialog(page), say['session.save'])
      await dialogGone(page)
      await press(page, say['members.choose'])
      await page.getByLabel(say['people.paste']).fill(teacher().name)
      await press(dialog(page), say['people.find'])
      await press(dialog(page), say['people.take'])
      await dialogGone(page)
      await says(page, say.saved)
      await page.reload()
      await settled(page)
      assert.equal(await field(page, say.goals).inputValue(), '每位教师上一节整本书阅读课。')
      await press(page, say.submit)
      await says(page, say['state.submitted'])
      nothingToComplain(stage())
    })

    test('[001-39] the principal approves, then the town centre', async () => {
      const principal = await open('principal')
      await press(principal, say.approve)
      await says(principal, say['state.school_approved'])
      const centre = await open('town')
      await press(centre, say.approve)
      await says(centre, say['state.approved'])
      nothingToComplain(stage())
    })

    test('[001-34] the session is written down, and its evidence handed in', async () => {
      const page = await open('registrar', '/sessions')
      await press(page, say.hold)
      await field(dialog(page), say.summary).fill('讨论了导读课怎样上。')
      await press(dialog(page), say.hold)
      await dialogGone(page)
      await says(page, say['session.held'])
      for (const kind of ['attendance', 'material'] as const) {
        await open('registrar', '/evidence')
        await press(page, say['evidence.add'])
        if (kind === 'attendance') {
          await choose(page, dialog(page), say['evidence.kind'], say['kind.attendance'])
          await choose(page, dialog(page), say['evidence.session'], '第一次研讨')
        }
        const file = { name: `${kind}.png`, mimeType: 'image/png', buffer: dot }
        await dialog(page).locator('input[type=file]').setInputFiles(file)
        await press(dialog(page), say['evidence.submit'])
        await dialogGone(page)
      }
      nothingToComplain(stage())
    })

    test('[001-39] the close records the hours, and the teacher sees them on the way', async () => {
      const page = await open('registrar', '/hours')
      await press(page, say.close)
      await press(dialog(page), say.close)
      await dialogGone(page)
      await says(page, say['state.closed'])
      await says(await registrar(), say['record.recorded'])
      const phone = await seat(stage(), 'teacher', 'phone')
      await phone.open('/m/school-training')
      await says(phone.page, title)
      await says(phone.page, starts(say['record.recorded']))
      nothingToComplain(stage())
    })
  })
}
