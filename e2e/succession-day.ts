import assert from 'node:assert/strict'
import { at } from '../rehearsal/calendar.ts'
import { must } from '../rehearsal/draw.ts'
import type { Acting, Step } from '../rehearsal/life.ts'
import { openStudio } from '../rehearsal/steps-rounds.ts'
import { words as eligibility } from '../src/features/eligibility/words.ts'
import { words as enrolments } from '../src/features/enrolment/words.ts'
import { waitingWords } from '../src/features/enrolment/words/waiting.ts'
import { confirmRound } from '../src/features/rounds/commands/confirming.ts'
import { rank, score } from '../src/features/rounds/commands/people.ts'
import { beginRound, publishRound } from '../src/features/rounds/commands/rounds.ts'
import { keepRun, prepareRun } from '../src/features/rounds/commands/running.ts'
import { words as rounds } from '../src/features/rounds/words.ts'
import { addDays } from '../src/lib/dates.ts'
import { newId } from '../src/platform/ids.ts'
import { decideSelection } from '../src/platform/solving/decide.ts'
import { castOf } from './round-day.ts'
import { chapter } from './runner.ts'
import { dialog, field, known, lived, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const said = rounds.zh
const waiting = waitingWords.zh
const studio = '项目式学习名师工作室'
const title = '名师工作室双向选择（候补）'
const points = [95, 85, 75] as const

/** After a round: somebody gives their place up on the phone, and the next one has it in one tap. */
export function addSuccessionDay(stage: () => Stage): void {
  const teacher = (index: number) => {
    const found = castOf(stage().world.county).teachers[index]
    if (!found) throw new Error('three teachers take part')
    return found
  }
  const phone = (index: number) => seat(stage(), index === 0 ? 'teacher' : teacher(index).staffNo, 'phone')
  const roundId = () => known(stage(), 'succession round')
  const programmeAt = () => `/m/programmes/${known(stage(), 'succession studio')}`

  chapter('Whoever comes next: a place that is given up after a round', 'succession', (test) => {
    test('[002-18] whoever was not placed reads which in order they come next, and the bureau sees the list', async () => {
      await plant(
        stage(),
        [0, 1, 2].map((index) => teacher(index).id),
      )
      for (const [index, nth] of [
        [1, '1'],
        [2, '2'],
      ] as const) {
        const { page, open } = await phone(index)
        await open(`/m/rounds/${roundId()}`)
        await says(page, said['succession.mine'].replace('{{nth}}', nth))
      }
      const { page, open } = await seat(stage(), 'bureau')
      await open(`/matching-rounds/${roundId()}`)
      await says(page, said['succession.what'])
      await says(
        page
          .getByRole('row')
          .filter({ hasText: teacher(1).name })
          .last(),
        said['succession.waiting'],
      )
      nothingToComplain(stage())
    })

    test('[002-18] whoever was placed withdraws on the phone; the next one is told, and takes the place in one tap', async () => {
      const leaving = await phone(0)
      await leaving.open(programmeAt())
      await press(leaving.page, enrolments.zh.withdraw)
      await field(dialog(leaving.page), enrolments.zh['withdraw.why']).fill('学校临时安排支教')
      await press(dialog(leaving.page), enrolments.zh.withdraw)
      await says(leaving.page, enrolments.zh['withdrawn.toast'])
      const next = await phone(1)
      // The offer is made by the queue, moments after.
      await offered(next, roundId())
      await next.page.getByText(said['succession.mine.open']).click()
      await next.page.waitForURL(`**${programmeAt()}`)
      await says(next.page, /轮到您递补/)
      assert.equal(await next.page.getByText(eligibility.zh['why.title']).count(), 0)
      await press(next.page, waiting['offer.accept'])
      await says(next.page, enrolments.zh['state.admitted'])
      const last = await phone(2)
      await last.open(`/m/rounds/${roundId()}`)
      await says(last.page, said['succession.mine'].replace('{{nth}}', '1'))
      const { page, open } = await seat(stage(), 'bureau')
      await open(`/matching-rounds/${roundId()}`)
      await says(
        page
          .getByRole('row')
          .filter({ hasText: teacher(1).name })
          .last(),
        said['succession.accepted'],
      )
      nothingToComplain(stage())
    })
  })
}

async function offered({ page, open }: Awaited<ReturnType<typeof seat>>, roundId: string): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    await open(`/m/rounds/${roundId}`)
    if ((await page.getByText(said['succession.mine.open']).count()) > 0) return
    await page.waitForTimeout(500)
  }
  throw new Error('nobody was offered the place')
}

// A round over one programme of one place, decided a week ago: how a round goes is told by other days.
async function plant(stage: Stage, people: readonly string[]): Promise<void> {
  const { county, parts } = stage.world
  const day = (many: number, time: string) => at(addDays(county.date, many), time)
  const [programmeId, id, runId] = [newId(day(-9, '09:00').getTime()), newId(), newId()]
  stage.found.set('succession studio', programmeId)
  stage.found.set('succession round', id)
  const scope = [county.tree.bureau.id]
  const block = {
    id: 'open',
    title: '开放名额',
    places: 1,
    only: null,
    first: null,
    schoolMost: null,
    ruralLeast: null,
  }
  const step = (name: string, moment: Date, take: (acting: Acting) => Promise<void>): Step => ({
    ...{ key: `days/succession/${name}`, moment, weight: 1, take },
  })
  await lived(stage, [
    step('begin', day(-9, '09:00'), async (acting) => {
      await openStudio(acting, { id: programmeId, title: studio, placesMax: 1, first: 60 })
      const criteria = [{ id: 'c1', title: '课例', weight: 100, max: 100 }]
      const draft = {
        ...{ id, organisationId: county.tree.bureau.id, title, choicesMax: 1, method: 'deferred' as const, limits: [] },
        ...{ opensAt: day(-9, '08:00').toISOString(), rankingClosesAt: day(-8, '08:00').toISOString() },
        ...{ adjustingClosesAt: day(-8, '08:00').toISOString(), scoringClosesAt: day(-7, '08:00').toISOString() },
        programmes: [{ programmeId, blocks: [block], criteria, isBlind: false }],
      }
      await acting.as(county.cast.officer, async (tx) => {
        must(await beginRound(tx, acting.vault, draft, scope))
        must(await publishRound(tx, id))
      })
    }),
    step('rank', day(-9, '12:00'), async (acting) => {
      for (const personId of people)
        await acting.as(county.cast.teachers.get(personId), async (tx) =>
          must(await rank(tx, id, personId, [programmeId])),
        )
    }),
    step('score', day(-8, '12:00'), async (acting) => {
      const scores = people.map((personId, index) => ({
        ...{ personId, unsuitableReason: null, marks: { c1: points[index] ?? 0 } },
      }))
      await acting.as(county.cast.providers[0]?.office, async (tx) =>
        must(await score(tx, id, programmeId, { scores })),
      )
    }),
    step('confirm', day(-7, '12:00'), async (acting) =>
      acting.as(county.cast.officer, async (tx) => {
        const selection = must(await prepareRun(tx, parts.vault, id, runId))
        if (selection) {
          const decided = await decideSelection(selection)
          must(await keepRun(tx, parts.vault, id, runId, { selection, decided }))
        }
        must(await confirmRound(tx, parts.vault, id, runId))
      }),
    ),
  ])
}
