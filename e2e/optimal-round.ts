import { at } from '../rehearsal/calendar.ts'
import { openStudio } from '../rehearsal/steps-rounds.ts'
import { words as rounds } from '../src/features/rounds/words.ts'
import { addDays } from '../src/lib/dates.ts'
import { newId } from '../src/platform/ids.ts'
import { setClock } from './browser.ts'
import { castOf, rank, written } from './round-day.ts'
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
const studio = '跨校协同名师工作室'
const title = '名师工作室双向选择（按限制求最优）'
const why = '名额只有两个，三人的下限写错了。'
const minutes = (many: number) => many * 60_000

/** A round that decides for the best under limits which reach over kinds of places: what it promises, and whom a limit kept out. */
export function addOptimalRound(stage: () => Stage): void {
  const teacher = (index: number) => castOf(stage().world.county).teachers[index]
  const phone = (index: number) => seat(stage(), index === 0 ? 'teacher' : (teacher(index)?.staffNo ?? ''), 'phone')
  const roundAt = () => `/matching-rounds/${known(stage(), 'optimal round')}`
  const ownAt = () => `/m/rounds/${known(stage(), 'optimal round')}`
  const later = (many: number) => setClock(stage().world, new Date(stage().world.clock.now().getTime() + minutes(many)))

  chapter('The second way to decide: the best under all limits', 'optimal', (test) => {
    test('[002-18] the bureau reads what is not promised, and lets each school have one teacher at most', async () => {
      await plant(stage())
      const { page, open } = await seat(stage(), 'bureau')
      await open('/matching-rounds/new')
      await field(page, said.title).fill(title)
      const from = stage().world.clock.now().getTime()
      await fillDate(page, said.opensAt, written(from - minutes(60)))
      await fillDate(page, said.rankingClosesAt, written(from + minutes(12)))
      await fillDate(page, said.adjustingClosesAt, written(from + minutes(12)))
      await fillDate(page, said.scoringClosesAt, written(from + minutes(24)))
      await page.getByText(said['method.optimal'], { exact: true }).click()
      await says(page, said['method.optimal.what'])
      await press(page, said['limit.add'])
      await choose(page, page, said['limit.of'], said['fact.school'])
      await field(page, said['limit.atMost']).fill('1')
      // More than there are places for: found when it is rehearsed, and loosened then.
      await press(page, said['limit.add'])
      await field(page, said['limit.atLeast']).last().fill('3')
      await press(page, new RegExp(`^${studio}`))
      await press(page, said.save)
      await page.waitForURL(/matching-rounds\/[0-9a-f-]{36}$/)
      stage().found.set('optimal round', new URL(page.url()).pathname.split('/')[2] ?? '')
      await press(page, said.publish)
      await press(dialog(page), said.publish)
      await dialogGone(page)
      await says(page, said['phase.ranking'])
      nothingToComplain(stage())
    })

    test('[002-18] whoever ranks reads the same on the phone; the provider scores', async () => {
      for (const index of [0, 1, 2]) await rank(await phone(index), ownAt(), [studio])
      const { page } = await phone(1)
      await says(page, said['method.mine.what'])
      await later(15)
      const provider = await seat(stage(), 'provider')
      await provider.open(`${roundAt()}/scores/${known(stage(), 'optimal studio')}`)
      const marks = ['90', '80', '70']
      const rows = await provider.page.locator('tbody tr').allInnerTexts()
      await provider.page.locator('input[name="c1"]').first().focus()
      for (const row of rows) {
        const index = marks.findIndex((_, place) => row.includes(teacher(place)?.name ?? '-'))
        await provider.page.keyboard.type(marks[index] ?? '0')
        await provider.page.keyboard.press('Enter')
      }
      await press(provider.page, said['scores.save'])
      await says(provider.page, said['scores.saved'])
      nothingToComplain(stage())
    })

    test('[002-18] limits in conflict are named; one gives, with a reason that whoever ranked reads', async () => {
      await later(15)
      const { page, open } = await seat(stage(), 'bureau')
      await open(roundAt())
      await press(page, said.run)
      await says(page, said.conflict)
      await press(page, said.loosen)
      const least = field(dialog(page), said['limit.atLeast'])
      await least.fill('')
      await field(dialog(page), said['loosen.reason']).fill(why)
      await press(dialog(page), said.loosen)
      await dialogGone(page)
      await says(page, new RegExp(why))
      const told = await phone(1)
      await told.open(ownAt())
      await says(told.page, new RegExp(why))
      nothingToComplain(stage())
    })

    test('[002-18] the second of a school stands back for another school with fewer points, and reads which limit it was', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open(roundAt())
      await press(page, said.run)
      await says(page, said['run.done'])
      await says(page, said.binding)
      const row = page.getByRole('row').filter({ hasText: teacher(1)?.name ?? '-' })
      await says(row, said['outcome.unplaced'])
      await press(page, said.confirm)
      await press(dialog(page), said.confirm)
      await dialogGone(page)
      await says(page, said['phase.confirmed'])
      const last = await phone(2)
      await last.open(ownAt())
      await says(last.page, new RegExp(`^录取：${studio}`))
      const kept = await phone(1)
      await kept.open(ownAt())
      await says(kept.page, said['result.none'])
      await says(kept.page, new RegExp(said['why.limit'].split('（')[0] ?? '-'))
      await says(kept.page, said['method.check'])
      nothingToComplain(stage())
    })
  })
}

// A programme of two places that a round may have.
async function plant(stage: Stage): Promise<void> {
  const moment = at(addDays(stage.world.county.date, -1), '15:10')
  const id = newId(moment.getTime())
  stage.found.set('optimal studio', id)
  await lived(stage, [
    {
      ...{ key: 'days/optimal studio', moment, weight: 1 },
      take: (acting) => openStudio(acting, { id, title: studio, placesMax: 2, first: 90 }),
    },
  ])
}
