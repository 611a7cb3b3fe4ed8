import { at } from '../rehearsal/calendar.ts'
import { must, type County } from '../rehearsal/draw.ts'
import type { Acting } from '../rehearsal/life.ts'
import { placeSteps, waitedFor } from '../rehearsal/steps-places.ts'
import { addCandidates, addSelection } from '../src/features/selection/commands/making.ts'
import type { SelectionRules } from '../src/features/selection/contract/rules.ts'
import { words as selections } from '../src/features/selection/words.ts'
import { words as surveys } from '../src/features/surveys/words.ts'
import { addDays } from '../src/lib/dates.ts'
import { newId } from '../src/platform/ids.ts'
import { chapter } from './runner.ts'
import {
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

const survey = surveys.zh
const selection = selections.zh
const need = '这学期最想在哪方面得到帮助'

/** Whom a survey asks answers it on the phone without a name; a selection goes from blind marks over a cut-off to its result. */
export function addChoiceDays(stage: () => Stage): void {
  chapter('A survey of needs, asked and answered', 'survey', (test) => {
    test('[003-08] the bureau writes a survey of a programme and sends it out', async () => {
      await lived(stage(), placeSteps(stage().world.county))
      const { page, open } = await seat(stage(), 'bureau')
      const programmeId = waitedFor(stage().world.county)
      await open(`/surveys/new?programme=${programmeId}`)
      await field(page, survey.title).fill('跟岗研修需求调研')
      await fillDate(page, survey.closesOn, addDays(stage().world.county.date, 40))
      await field(page, survey['question.title']).fill(need)
      await field(page, survey['question.options']).fill('作业设计\n课堂提问\n学情分析')
      await press(page, survey.save)
      await page.waitForURL(/surveys\/[0-9a-f-]{36}/)
      stage().found.set('survey', new URL(page.url()).pathname.split('/')[2] ?? '')
      await press(page, survey.open)
      await press(dialog(page), survey.open)
      await dialogGone(page)
      await says(page, survey['state.open'])
      nothingToComplain(stage())
    })

    test('[003-24] a teacher answers on the phone, and the phone says that nobody learns who said what', async () => {
      const { page, open } = await seat(stage(), 'teacher', 'phone')
      await open('/m/surveys')
      await page.getByText('跟岗研修需求调研').click()
      await says(page, survey['answer.anonymous'])
      await page.getByText('课堂提问', { exact: true }).click()
      await press(page, survey.answer)
      await says(page, survey['mine.answered'])
      nothingToComplain(stage())
    })

    test('[003-24] the answers stand beside the programme once there are enough of them to hide one', async () => {
      const bureau = await seat(stage(), 'bureau')
      const address = `/programmes/${waitedFor(stage().world.county)}`
      await bureau.open(address)
      await says(bureau.page, survey['results.few'].replace('{{count}}', '5'))
      for (const { staffNo } of plainPeople(stage().world.county).slice(0, 4)) {
        const { page, open } = await seat(stage(), staffNo, 'phone')
        await open(`/m/surveys/${known(stage(), 'survey')}`)
        await page.getByText('作业设计', { exact: true }).click()
        await press(page, survey.answer)
        await says(page, survey['mine.answered'])
      }
      await bureau.open(address)
      await says(bureau.page, need)
      await says(bureau.page, survey['results.people'].replace('{{count}}', '4'))
      nothingToComplain(stage())
    })
  })

  chapter('A selection in steps: marked blind, cut off, ranked', 'selection', (test) => {
    test('[001-45] an officer chooses an expert and begins', async () => {
      await plantSelection(stage())
      const { page, open } = await seat(stage(), 'bureau')
      const address = `/selections/${known(stage(), 'stepped')}`
      await open(`${address}/experts`)
      await page.getByLabel(selection['experts.search']).fill('授课专家')
      const { name } = providerOf(stage().world.county)
      await press(page.getByRole('row').filter({ hasText: `授课专家${name}` }), selection['experts.choose'])
      await says(page.getByRole('table').first(), '授课专家')
      await press(page, selection.start)
      await press(dialog(page), selection.start)
      await dialogGone(page)
      await says(page, selection['state.running'])
      nothingToComplain(stage())
    })

    test('[001-45] the expert marks numbers without names, from the keyboard', async () => {
      const { page, open } = await seat(stage(), 'trainer')
      await open('/markings')
      const rows = page.locator('tbody tr')
      await rows.first().waitFor()
      await says(page, selection['markings.blind'].split('{{number}}')[0] ?? '')
      const text = await page.locator('tbody').first().innerText()
      for (const { name } of candidatesOf(stage().world.county))
        if (text.includes(name)) throw new Error(`${name} is told to whoever marks`)
      await page.locator('input[name="lesson-score"]').first().focus()
      for (const mark of ['91', '84', '77', '58']) {
        await page.keyboard.type(mark)
        await page.keyboard.press('Enter')
      }
      await press(page, selection['markings.save'])
      await says(page, selection['markings.saved'])
      nothingToComplain(stage())
    })

    test('[001-45] whoever lies below the cut-off goes no further; the others read their places', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open(`/selections/${known(stage(), 'stepped')}`)
      await press(page, selection.close)
      await press(dialog(page), selection.close)
      await dialogGone(page)
      await says(page, selection['state.ranked'])
      await says(page, selection['outcome.below'])
      await says(page, selection['outcome.selected'])
      const chosen = await seat(stage(), 'teacher', 'phone')
      await chosen.open('/m/selections')
      await says(chosen.page, '跟岗学员遴选')
      nothingToComplain(stage())
    })
  })
}

const providerOf = ({ tree }: County) => {
  const [first] = tree.providers
  if (!first) throw new Error('the county has a provider')
  return first
}

const plainPeople = ({ cast, people }: County) =>
  people.filter(
    ({ id, state }) => state === '11' && cast.teachers.get(id)?.grants.length === 0 && id !== cast.demo.teacher.id,
  )

const candidatesOf = (county: County) => [county.cast.demo.teacher, ...plainPeople(county).slice(0, 3)]

const rules: SelectionRules = {
  steps: [
    {
      ...{ id: 'lesson', title: '说课', form: 'practical', weight: 100, experts: 1, blind: true, double: false },
      ...{ average: 'mean', cutOff: { kind: 'score', least: 6000 } },
      criteria: [{ id: 'lesson-score', title: '说课', maxCentipoints: 10_000, weight: 1 }],
    },
  ],
  ties: [{ kind: 'years' }],
  quota: { places: 2, parts: [] },
}

async function plantSelection(stage: Stage): Promise<void> {
  const { county } = stage.world
  const moment = at(addDays(county.date, -1), '16:00')
  const id = newId(moment.getTime())
  stage.found.set('stepped', id)
  const roots = [county.tree.bureau.id]
  const draft = {
    kind: 'honour' as const,
    title: '跟岗学员遴选',
    organisationId: county.tree.bureau.id,
    programmeId: null,
  }
  const take = (acting: Acting) =>
    acting.as(county.cast.officer, async (tx) => {
      must(await addSelection(tx, { id, ...draft, rules }, roots))
      const personIds = candidatesOf(county).map((person) => person.id)
      must(await addCandidates(tx, id, { personIds, staffNos: [], applicants: false }, roots))
    })
  await lived(stage, [{ key: 'days/selection', moment, weight: 1, take }])
}
