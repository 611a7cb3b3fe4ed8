import { at } from '../rehearsal/calendar.ts'
import { must } from '../rehearsal/draw.ts'
import type { Acting } from '../rehearsal/life.ts'
import { openStudio } from '../rehearsal/steps-rounds.ts'
import { addSession, makeClass } from '../src/features/delivery/public.ts'
import { words as deliveries } from '../src/features/delivery/words.ts'
import { noShowWords } from '../src/features/delivery/words/no-shows.ts'
import { applyMany } from '../src/features/enrolment/public.ts'
import { decideMany } from '../src/features/enrolment/commands/decide.ts'
import { words as enrolments } from '../src/features/enrolment/words.ts'
import { pageWords } from '../src/features/integrity/words/pages.ts'
import { words as integrity } from '../src/features/integrity/words.ts'
import { openProgramme } from '../src/features/programmes/commands.ts'
import { addDays } from '../src/lib/dates.ts'
import { newId } from '../src/platform/ids.ts'
import { settled } from './browser.ts'
import { chapter } from './runner.ts'
import { dialog, dialogGone, field, known, lived, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const say = noShowWords.zh
const file = pageWords.zh
const title = '课堂观察与议课研修'

/** Whoever never came to a class that goes on: marked, undone, marked again; and back in it after an appeal that is upheld. */
export function addNoShowDay(stage: () => Stage): void {
  const classPath = () => `/classes/${known(stage(), 'missed class')}`
  const teacher = () => stage().world.county.cast.demo.teacher

  chapter('Whoever never came: marked, undone, and back after an appeal', 'no-shows', (test) => {
    test('[002-21] the class lead marks a no-show, takes it back, and marks again; the teacher reads it on the phone', async () => {
      await lived(stage(), [
        {
          ...{ key: 'days/no-shows', moment: at(addDays(stage().world.county.date, -2), '15:40'), weight: 1 },
          take: (acting) => plant(stage(), acting),
        },
      ])
      const { page, open } = await seat(stage(), 'lead')
      await open(classPath())
      const row = page.getByRole('row').filter({ hasText: teacher().name })
      const mark = async () => {
        await press(row, say['noShows.mark'])
        await press(dialog(page), say['noShows.mark'])
        await dialogGone(page)
        await says(page, say['noShows.missed'])
      }
      await says(page, say['noShows.absent'])
      await mark()
      await press(row, say['noShows.undo'])
      await says(page, say['noShows.undone_one'].replace('{{count}}', '1'))
      await mark()
      const phone = await seat(stage(), 'teacher', 'phone')
      await phone.open(`/m/programmes/${known(stage(), 'missed programme')}`)
      await says(phone.page, enrolments.zh['state.no_show'])
      nothingToComplain(stage())
    })

    test('[002-21] the teacher appeals on the phone, an officer upholds it, and the place and the seat are back', async () => {
      const phone = await seat(stage(), 'teacher', 'phone')
      await phone.open('/m/integrity')
      const fact = phone.page
        .locator('section')
        .filter({ hasText: title })
        .filter({ hasNotText: integrity.zh['standing.reversed'] })
      await press(fact.first(), file['mine.appeal'])
      await field(phone.page, file['mine.text']).fill('当天全程参加，签到时手机没电，有合影。')
      await press(phone.page, file['mine.send'])
      await says(phone.page, integrity.zh['requestState.asked'])
      const officer = await seat(stage(), 'director')
      await officer.open('/integrity/requests')
      await officer.page.getByText(title).first().click()
      await officer.page.getByLabel(file.grant, { exact: true }).check()
      await field(officer.page, file.decision).fill('合影和班主任说明一致，确已参加。')
      await press(officer.page, file['decide.submit'])
      await settled(officer.page)
      const lead = await seat(stage(), 'lead')
      await isBack(lead, classPath())
      await phone.open(`/m/programmes/${known(stage(), 'missed programme')}`)
      await says(phone.page, enrolments.zh['state.admitted'])
      nothingToComplain(stage())
    })
  })

  // The place comes back in the background, a moment after the decision.
  async function isBack(lead: Awaited<ReturnType<typeof seat>>, path: string): Promise<void> {
    for (let tries = 0; tries < 20; tries += 1) {
      await lead.open(path)
      await settled(lead.page)
      if (!(await lead.page.getByText(say['noShows.missed'], { exact: true }).first().isVisible())) break
      await lead.page.waitForTimeout(250)
    }
    await says(lead.page.getByRole('row').filter({ hasText: teacher().name }), teacher().staffNo)
    await says(lead.page, deliveries.zh.members)
  }
}

// A class with the teacher and a colleague in it, whose first session was yesterday; nobody's coming was taken down.
async function plant(stage: Stage, acting: Acting): Promise<void> {
  const { county } = acting
  const { teacher, school } = county.cast.demo
  const colleague = county.people.find(
    (one) => one.schoolId === school.id && one.state === '11' && one.id !== teacher.id,
  )
  const ids = { programme: newId(acting.moment.getTime()), class: newId(acting.moment.getTime()) }
  await openStudio(acting, { id: ids.programme, title, placesMax: 2, first: -1 })
  const wishes = [teacher, colleague].flatMap((one) =>
    one ? [{ id: newId(acting.moment.getTime()), personId: one.id }] : [],
  )
  await acting.as(county.cast.officer, async (tx) =>
    must(await openProgramme(tx, ids.programme, [county.tree.bureau.id])),
  )
  await acting.as(undefined, async (tx) => {
    await applyMany(tx, ids.programme, wishes)
    const asked = wishes.map(({ id }) => id)
    await decideMany(tx, asked, 'approve', null)
    await decideMany(tx, asked, 'admit', null)
  })
  const [lead] = county.cast.providers[0]?.leads ?? []
  await acting.as(lead, async (tx) => {
    const yesterday = addDays(county.date, -1)
    const days = { startsOn: yesterday, endsOn: addDays(county.date, 2) }
    must(
      await makeClass(tx, ids.programme, {
        id: ids.class,
        title: '第一期',
        places: null,
        leadAccountId: lead?.id ?? null,
        ...days,
      }),
    )
    const times = { startsAt: at(yesterday, '14:00').toISOString(), endsAt: at(yesterday, '16:30').toISOString() }
    const window = { opensBefore: 30, lateAfter: 10, closesAfter: null }
    const session = {
      id: newId(acting.moment.getTime()),
      title: '怎样观察一节课',
      venue: '县教师发展中心',
      ...window,
      ...times,
    }
    must(await addSession(tx, acting.vault, ids.class, session))
  })
  stage.found.set('missed programme', ids.programme).set('missed class', ids.class)
}
