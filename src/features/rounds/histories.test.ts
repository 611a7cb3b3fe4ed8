import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { firstDifference, reckonSelection } from '../../lib/matching/selection.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { historiesOf, historyLimit, historySeed } from '../../platform/testing/histories.ts'
import { succeedAgain } from './handlers.ts'
import { at, movingClock, roundOf, selectable, staySignedIn, succeed } from './testing.ts'

/** Three working days and more, in the units of the clock. */
const longUnits = 25_000
const begins = '2026-03-02T00:00:00Z'
const clock = movingClock(begins)
let units = 0
let county: TestCounty
let people: Login[] = []
beforeAll(async () => {
  county = await testCounty(clock)
  people = [...county.teachers.a.slice(0, 2), ...county.teachers.b.slice(0, 2), ...county.teachers.c.slice(0, 2)]
  await staySignedIn(county)
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const who = fc.nat(5)

/** What officers, providers and teachers may do, whether or not it is the time for it. */
const noise = fc.array(
  fc.oneof(
    fc.record({ act: fc.constantFrom('publish', 'recall', 'rehearse', 'confirm', 'show', 'endNotice', 'second') }),
    { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('takeBack', 'settle', 'strike', 'offer', 'again') }) },
    {
      weight: 5,
      arbitrary: fc.record({ act: fc.constantFrom('restrict', 'lift', 'withdraw', 'accept', 'refuse'), who }),
    },
    { weight: 4, arbitrary: fc.record({ act: fc.constant('rank'), who, turn: fc.nat(2) }) },
    { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('pin', 'unpin'), who, turn: fc.nat(2) }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('score'), points: fc.nat(100), turn: fc.nat(1) }) },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constant('places'), points: fc.integer({ min: 1, max: 4 }), turn: fc.nat(1) }),
    },
    fc.record({ act: fc.constant('wait'), points: fc.constantFrom(30, longUnits) }),
  ),
  { maxLength: 5 },
)
type Step = { act: string; who?: number; turn?: number; points?: number }

/** A round as it goes, which whatever is drawn comes in between of: straight to the admission, or by a public notice. */
const anyHistory = fc
  .record({
    between: fc.array(noise, { minLength: 13, maxLength: 13 }),
    shown: fc.boolean(),
    again: fc.boolean(),
    cancelled: fc.nat(9),
  })
  .map(({ between, shown, again, cancelled }): Step[] => {
    const wait = (points: number) => ({ act: 'wait', points })
    const ranked = [0, 1, 2, 3, 4].map((who) => ({ act: 'rank', who, turn: who % 3 }))
    const scored = [0, 1].map((turn) => ({ act: 'score', points: 40 * turn, turn }))
    const end = shown
      ? [[{ act: 'show' }], [wait(longUnits), { act: 'endNotice' }], [{ act: 'settle' }]]
      : [[{ act: 'confirm' }], [], []]
    const spine = [[{ act: 'publish' }], [wait(2)], ranked, [wait(60)], scored, [wait(20), { act: 'rehearse' }], ...end]
    const day = 4320
    const second = [
      [{ act: 'withdraw', who: 0 }, { act: 'withdraw', who: 1 }, { act: 'offer' }],
      [{ act: 'second' }, { act: 'publish' }, wait(2 * day)],
      [...ranked, wait(8 * day)],
      [...scored, wait(8 * day), { act: 'rehearse' }, { act: 'confirm' }],
    ]
    if (again) spine.push(...second)
    const steps = spine.flatMap((part, index) => [...part, ...(between[index] ?? [])])
    return cancelled === 0 ? [...steps, { act: 'cancel' }] : steps
  })

type Round = Pick<
  ReturnType<typeof roundOf>,
  'id' | 'path' | 'publish' | 'rank' | 'score' | 'rehearse' | 'confirm' | 'show' | 'takeBack' | 'settle'
>
type Answer = { status: number; body: { code?: string; state?: string } }
type World = {
  readonly programmeIds: readonly string[]
  readonly rounds: Round[]
  readonly restricted: Map<string, string>
  /** What each confirmed round published, which never changes again. */
  readonly published: Map<string, unknown>
  runId: string
  noticeId: string
}

const rowsOf = <R extends object>(text: string, values: readonly unknown[]): Promise<R[]> =>
  county.commit(async (tx) => ok((await tx.$client.query<R>(text, [...values])).rows))

const standing = async (as: Login, programmeId: string) =>
  (await county.request(as, 'GET', `/programmes/${programmeId}/my-enrolment`)).body

/** Withdraws somebody from, or answers for them, what they have of the programmes. */
async function answerFor(world: World, as: Login, what: string): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const programmeId of world.programmeIds) {
    const { enrolment, waiting } = await standing(as, programmeId)
    if (what === 'withdraw' && enrolment?.state === 'admitted')
      answers.push(await county.request(as, 'POST', `/enrolments/${enrolment.id}/withdrawal`, { reason: '家中有事' }))
    if (what !== 'withdraw' && waiting?.state === 'offered')
      answers.push(
        await county.request(as, 'POST', `/waiters/${waiting.id}/${what === 'accept' ? 'acceptance' : 'refusal'}`),
      )
  }
  return answers
}

async function take(world: World, { act, who: whom = 0, turn = 0, points = 0 }: Step): Promise<Answer[]> {
  const round = at(world.rounds, world.rounds.length - 1)
  const as = at(people, whom)
  const programmeId = world.programmeIds[turn] ?? null
  const ask = async (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => [
    await county.request(officer(), method, path, body),
  ]
  const one = async (answer: Promise<Answer>) => [await answer]
  switch (act) {
    case 'wait':
      units += points
      clock.at(units)
      return []
    case 'publish':
      return one(round.publish())
    case 'recall':
      return ask('POST', `${round.path}/recall`)
    case 'cancel':
      return ask('POST', `${round.path}/cancellation`, { reason: '计划有变' })
    case 'rank':
      return one(round.rank(as, [world.programmeIds, world.programmeIds.toReversed(), []][turn] ?? []))
    case 'score': {
      const scores = people.map((each, index): [Login, number] => [each, (points + index * 17) % 100])
      const answers: Answer[] = []
      for (const score of scores) answers.push(await round.score(programmeId ?? '', [score]))
      return answers
    }
    case 'rehearse': {
      const { runId, board } = await round.rehearse()
      if (board.status < 400 && !('worked' in board)) world.runId = runId
      return [board]
    }
    case 'confirm':
      return one(round.confirm(world.runId))
    case 'show': {
      const shown = await round.show(world.runId)
      if (shown.status === 201) world.noticeId = shown.body.notice.id
      return [shown]
    }
    case 'takeBack':
      return one(round.takeBack(world.noticeId, '名单有误'))
    case 'endNotice':
      return ask('POST', `/public-notices/${world.noticeId}/confirmation`)
    case 'settle':
    case 'strike': {
      const personIds = [...world.restricted.keys()]
      const strike = act === 'strike' && personIds.length > 0 ? { personIds, reason: '公示后受限' } : undefined
      return one(round.settle(world.runId, strike))
    }
    case 'pin': {
      const body = {
        personId: as.personId,
        programmeId,
        blockId: programmeId === null ? null : 'open',
        reason: '帮扶安排',
      }
      return ask('POST', `${round.path}/overrides`, body)
    }
    case 'unpin':
      return ask('DELETE', `${round.path}/overrides/${as.personId ?? ''}`)
    case 'restrict': {
      const body = { personId: as.personId, fromOn: '2026-01-01', reference: '师核1号', contact: '人事科' }
      if (world.restricted.has(as.personId ?? '')) return []
      const id = newId()
      world.restricted.set(as.personId ?? '', id)
      return ask('POST', '/restrictions', { id, ...body })
    }
    case 'lift': {
      const id = world.restricted.get(as.personId ?? '')
      if (id === undefined) return []
      world.restricted.delete(as.personId ?? '')
      return ask('POST', `/restrictions/${id}/lifting`, { reason: '核查结束' })
    }
    case 'places':
      return ask('PUT', `/programmes/${programmeId ?? ''}/places`, { placesMax: points })
    case 'offer':
      await succeed(county)
      return []
    case 'again':
      await succeedAgain(county.door())
      return []
    case 'second': {
      const next = roundOf(county, new Date(clock.ticks()).toISOString(), [])
      const begun = await county.request(officer(), 'POST', `${round.path}/second-round`, { id: next.id })
      if (begun.status === 201) world.rounds.push(next)
      return [begun]
    }
    default:
      return answerFor(world, as, act)
  }
}

/** No more people than places, by the counter and by the kinds of the rounds; nothing taken by a round that does not stand. */
async function expectSound(world: World): Promise<void> {
  const ids = [world.programmeIds]
  const counted = await rowsOf<{ held: number; taken: number; most: number }>(
    `select (select count(*)::int from enrolment where programme_id = programme.id and holds_place)
       + (select count(*)::int from waiter where programme_id = programme.id and state = 'offered') as held,
       coalesce(places_taken, 0) as taken, coalesce(counter.places_max, programme.places_max) as most
     from programme left join place_counter counter on counter.programme_id = programme.id where programme.id = any ($1)`,
    ids,
  )
  for (const { held, taken, most } of counted) {
    expect(held).toBe(taken)
    expect(held).toBeLessThanOrEqual(most)
  }
  const twice = await rowsOf(
    `select person_id from enrolment where programme_id = any ($1) and holds_place and source_kind = 'round'
     group by person_id, source_id having count(*) > 1`,
    ids,
  )
  expect(twice).toEqual([])
  const roundIds = world.rounds.map(({ id }) => id)
  const fallen = await rowsOf(
    `select enrolment.id from enrolment join matching_round round on round.id = enrolment.source_id
     where round.id = any ($1) and round.state <> 'confirmed' and enrolment.holds_place`,
    [roundIds],
  )
  expect(fallen).toEqual([])
}

/** What a confirmed round published is what its file comes to, and stays what it was. */
async function expectKept(world: World, admits: boolean): Promise<void> {
  for (const { id, path } of world.rounds) {
    const [found] = await rowsOf<{ state: string }>('select state from matching_round where id = $1', [id])
    if (found?.state !== 'confirmed') continue
    const file = (await county.request(officer(), 'GET', `${path}/selection-file`)).body
    const again = reckonSelection(file)
    expect(again.ok && firstDifference(again.value.outcomes, file.published)).toBe(undefined)
    const before = world.published.get(id)
    if (before !== undefined) expect(file.published).toEqual(before)
    else if (admits) {
      const barred = await rowsOf<{ person_id: string }>(
        "select person_id from enrolment where source_kind = 'round' and source_id = $1 and holds_place",
        [id],
      )
      expect(barred.filter(({ person_id }) => world.restricted.has(person_id))).toEqual([])
    }
    world.published.set(id, file.published)
  }
}

async function follow(world: World, step: Step): Promise<void> {
  for (const { status, body } of await take(world, step)) if (status >= 500) throw new Error(JSON.stringify(body))
  await expectSound(world)
  await expectKept(world, ['confirm', 'settle', 'strike'].includes(step.act))
}

let confirmedRounds = 0

test(
  '[002-18] whatever is done to a round in whatever order: places hold, nobody barred is let in, and what is published can be reckoned again',
  async () => {
    const history = async (steps: readonly Step[]) => {
      // Each begins on the same day: programmes lie ahead, and nobody has to sign in again.
      units = 0
      clock.at(units)
      const draft = { startsOn: '2027-12-01', endsOn: '2027-12-05' }
      const programmeIds = [
        await selectable(county, { ...draft, placesMax: 2 }),
        await selectable(county, { ...draft, placesMax: 3 }),
      ]
      const blocks = [
        { id: 'rural', title: '乡村名额', places: 1, only: 'rural' },
        { id: 'open', title: '开放名额', places: 1 },
      ]
      const round = roundOf(
        county,
        new Date(clock.ticks()).toISOString(),
        programmeIds.map((programmeId) => ({ programmeId, blocks })),
      )
      expect((await round.begin()).status).toBe(201)
      const world: World = {
        ...{
          programmeIds,
          rounds: [round],
          restricted: new Map(),
          published: new Map(),
          runId: newId(),
          noticeId: newId(),
        },
      }
      try {
        for (const step of steps) await follow(world, step)
      } finally {
        // A history that failed is tried again shorter: nothing of it may be left.
        for (const id of world.restricted.values())
          await county.request(officer(), 'POST', `/restrictions/${id}/lifting`, { reason: '核查结束' })
      }
      confirmedRounds += world.published.size
    }
    await fc.assert(fc.asyncProperty(anyHistory, history), {
      ...{ seed: historySeed, numRuns: historiesOf(6), interruptAfterTimeLimit: historyLimit, verbose: 1 },
    })
    // A check over rounds that never come to an end would hold by itself.
    expect(confirmedRounds).toBeGreaterThan(0)
  },
  historyLimit * 2,
)
