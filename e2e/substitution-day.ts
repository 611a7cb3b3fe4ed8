import assert from 'node:assert/strict'
import { z } from 'zod'
import { placeSteps, sharedOut } from '../rehearsal/steps-places.ts'
import { words as enrolment } from '../src/features/enrolment/words.ts'
import { requestWords } from '../src/features/enrolment/words/requests.ts'
import { wayWords } from '../src/features/enrolment/words/ways.ts'
import { words as notices } from '../src/features/notices/words.ts'
import { chapter } from './runner.ts'
import { dialog, dialogGone, field, lived, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const say = requestWords.zh
const bring = wayWords.zh
const Rows = z.object({ items: z.array(z.looseObject({ id: z.string() })) })
const reason = '休产假，由同组教师参加。'

/** Whoever is nominated first, and gives the place up; the teacher of these tests is to come instead. */
function leaving({ world: { county } }: Stage) {
  const { demo } = county.cast
  const found = county.people.find(
    ({ id, schoolId, state }) => schoolId === demo.school.id && state === '11' && id !== demo.teacher.id,
  )
  assert.ok(found)
  return found
}

/** Somebody who was admitted cannot come: the school asks on the phone, the provider agrees there, and somebody else has the place. */
export function addSubstitutionDay(stage: () => Stage): void {
  chapter('A substitution on the phone: asked, agreed, in the place', 'substitution', (test) => {
    test('a school nominates from the phone, and the provider admits', async () => {
      await lived(stage(), placeSteps(stage().world.county))
      const programmeId = sharedOut(stage().world.county)
      const { page, open } = await seat(stage(), 'registrar', 'phone')
      await open(`/m/quotas/${programmeId}/nomination`)
      const { staffNo } = leaving(stage())
      await field(page, bring['nominate.find']).fill(staffNo)
      await press(page, new RegExp(staffNo))
      await press(page, bring.nominate)
      await says(page, bring['nominate.done'].replace('{{count}}', '1'))
      const provider = await seat(stage(), 'provider', 'phone')
      await provider.open('/m/me')
      const query = `programmeId=${programmeId}&state=school_approved`
      const listed = await provider.page.request.get(`/api/v1/enrolments?${query}`)
      const ids = Rows.parse(await listed.json()).items.map(({ id }) => id)
      const status = await provider.page.evaluate(async (chosen) => {
        const body = JSON.stringify({ ids: chosen, decision: 'admit', reason: null })
        const headers = { 'content-type': 'application/json' }
        return (await fetch('/api/v1/enrolment-decisions', { method: 'POST', headers, body })).status
      }, ids)
      assert.equal(status, 200)
      nothingToComplain(stage())
    })

    test('[002-17] the school asks for somebody else; two quick taps are one request', async () => {
      const { page, open } = await seat(stage(), 'registrar', 'phone')
      const { teacher } = stage().world.county.cast.demo
      await open('/m/substitutions/new')
      await press(page, new RegExp(leaving(stage()).staffNo))
      await field(dialog(page), say['ask.who']).fill(teacher.staffNo)
      await press(dialog(page), new RegExp(teacher.staffNo))
      await says(page, say['ask.fits'])
      await field(dialog(page), say['ask.why']).fill(reason)
      await dialog(page).getByRole('button', { name: say['ask.send'], exact: true }).dblclick()
      await dialogGone(page)
      await says(page, reason)
      await open('/m/substitutions')
      await says(page, reason)
      assert.equal(await page.getByText(reason).count(), 1)
      nothingToComplain(stage())
    })

    test('the notice leads the provider to the request, who agrees there', async () => {
      const { page, open } = await seat(stage(), 'provider', 'phone')
      await open('/m/notices')
      await says(page, notices.zh.notices)
      await page
        .getByRole('link', { name: new RegExp(reason) })
        .first()
        .click()
      await press(page, say.agree)
      await press(dialog(page), say.agree)
      await dialogGone(page)
      await says(page, say['state.agreed'])
      nothingToComplain(stage())
    })

    test('the teacher sees the place', async () => {
      const { page, open } = await seat(stage(), 'teacher', 'phone')
      await open(`/m/programmes/${sharedOut(stage().world.county)}`)
      await says(page, enrolment.zh['state.admitted'])
      nothingToComplain(stage())
    })
  })
}
