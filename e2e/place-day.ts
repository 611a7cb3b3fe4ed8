import { placeSteps, waitedFor } from '../rehearsal/steps-places.ts'
import { words as enrolment } from '../src/features/enrolment/words.ts'
import { waitingWords } from '../src/features/enrolment/words/waiting.ts'
import { chapter } from './runner.ts'
import { dialog, dialogGone, field, lived, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const waiting = waitingWords.zh
const reason = '承担市级公开课任务，先行跟岗。'

/** A day of places: a full programme is waited for, the order is changed with a reason, a place is added and taken in one tap. */
export function addPlaceDay(stage: () => Stage): void {
  chapter('A day of places: waiting and an offer', 'places', (test) => {
    test('[002-18] a teacher waits for a full programme on the phone and reads whose turn it is', async () => {
      await lived(stage(), placeSteps(stage().world.county))
      const { page, open } = await seat(stage(), 'teacher', 'phone')
      await open(`/m/programmes/${waitedFor(stage().world.county)}`)
      await press(page, waiting.wait)
      await says(page, /候补第 \d+ 位/)
      nothingToComplain(stage())
    })

    test('the bureau moves the teacher forward with a reason, and adds a place', async () => {
      const programmeId = waitedFor(stage().world.county)
      const { page, open } = await seat(stage(), 'bureau')
      const teacher = stage().world.county.cast.demo.teacher.name
      await open(`/enrolments/waiting?programmeId=${programmeId}`)
      const row = page.getByRole('row').filter({ hasText: teacher })
      await press(row, waiting.move)
      await field(dialog(page), waiting['move.where']).click()
      await page
        .getByText(/^第 1 位/)
        .last()
        .click()
      await field(dialog(page), waiting['move.why']).fill(reason)
      await press(dialog(page), waiting.move)
      await dialogGone(page)
      await says(page, /名额 3 个，已占 3 个，空余 0 个/)
      await press(page, waiting['places.set'])
      await field(dialog(page), waiting['places.max']).fill('4')
      await press(dialog(page), waiting['places.save'])
      await dialogGone(page)
      await says(page, /名额 4 个，已占 4 个，空余 0 个/)
      nothingToComplain(stage())
    })

    test('the teacher finds the place kept, and takes it in one tap', async () => {
      const { page, open } = await seat(stage(), 'teacher', 'phone')
      await open(`/m/programmes/${waitedFor(stage().world.county)}`)
      await press(page, waiting['offer.accept'])
      await says(page, enrolment.zh['state.applied'])
      nothingToComplain(stage())
    })
  })
}
