import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { systemClock } from '../../platform/clock.ts'
import { transact, type Actor as Acting } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import type { JobTools } from '../../platform/jobs/queue.ts'
import { historiesOf, historyLimit, historySeed, withDrawnIds } from '../../platform/testing/histories.ts'
import { passOnQuota } from '../quotas/public.ts'
import { enrolmentHandlers } from './handlers.ts'
import { enrolEverybody, offerFreed } from './jobs.ts'
import {
  accounts,
  actors,
  done,
  everybody,
  people,
  selfOf,
  type Account,
  type Actor,
  type Person,
} from './testing/cast.ts'
import { readKept, type Kept } from './testing/kept.ts'
import type { Drawn, Hands, Step } from './testing/drawing.ts'
import { anyShareStep, anyStep } from './testing/steps.ts'
import { expectAlike, expectFollowed, expectPassedOn, expectSound, expectWhole } from './testing/whole.ts'
import { electivePlaces, free, type World } from './testing/world.ts'
import { openTestProgramme } from './testing.ts'

const start = Date.parse('2026-03-02T01:00:00Z')
let time = start
const clock = { ...systemClock, now: () => new Date(time) }

let county: TestCounty
const personIds = new Map<Person, string>()
const logins = new Map<Actor, Login>()
const names: Record<string, Person> = {}
let [byId, byName]: readonly [readonly Person[], readonly Person[]] = [[], []]

const grantsOf = (actor: Actor) => {
  const account: Account = accounts[actor]
  const { bureau, a, c, provider, otherProvider } = county.tree
  const parts: Readonly<Record<string, string>> = { bureau, a, c, provider, otherProvider }
  return account.role ? [{ role: account.role, organisationId: parts[account.over ?? ''] ?? '' }] : []
}
const personIdOf = (person: Person) => personIds.get(person) ?? ''
const selfIdOf = (actor: Actor): string | null => {
  const person = selfOf(actor)
  return person ? personIdOf(person) : null
}

async function enter(): Promise<void> {
  for (const person of everybody) {
    const { school, stage, isMeant } = people[person]
    const subjects = [isMeant ? '27' : '13']
    const { id } = await county.person({ organisationId: county.tree[school], name: person, stage, subjects })
    personIds.set(person, id)
    names[id] = person
  }
  for (const actor of actors) {
    const grants = grantsOf(actor).map(({ role, organisationId }): [typeof role, string] => [role, organisationId])
    logins.set(actor, await county.login(actor, grants, selfIdOf(actor)))
  }
  byId = everybody.toSorted((one, other) => (personIdOf(one) < personIdOf(other) ? -1 : 1))
  byName = await county.commit(async (tx) => {
    await tx.$client.query(`update session set expires_at = '2100-01-01', proved_at = '2100-01-01'`)
    const { rows } = await tx.$client.query<{ id: string }>('select id from person order by sort_key, id')
    return ok(rows.flatMap(({ id }) => names[id] ?? []))
  })
}

beforeAll(async () => {
  county = await testCounty(clock)
  await withDrawnIds('people', clock, enter)
}, 60_000)
afterAll(() => county.close())

type Real = {
  readonly hands: Hands
  readonly workOff: (kept: Kept) => Promise<number>
  readonly look: () => Promise<Kept>
  readonly keyOf: (cellId: string) => string
  readonly see: (kept: Kept) => void
  /** What was done, step by step. */
  readonly history: string[]
  /** From now on whatever is done is done twice, or once. */
  readonly repeat: (isTwice: boolean) => void
}

const handlers = enrolmentHandlers()
async function runJob(name: string, payload: object, runId: string): Promise<void> {
  const tools: JobTools = { db: county.door(), runId, progress: async () => undefined, cancelled: async () => false }
  const ended = await handlers.find((handler) => handler.name === name)?.run(payload, tools)
  expect(ended).toMatchObject({ ok: true })
}

const actingAs = (actor: Actor): Acting => ({
  ...{ accountId: logins.get(actor)?.accountId ?? '', personId: selfIdOf(actor), name: actor },
  ...{ grants: grantsOf(actor), sessionId: newId() },
})

function reach(programmeId: string, electiveIds: readonly string[]): Real {
  let kept: Kept | undefined
  let isTwice = false
  const [requests, moved]: [string[], string[]] = [[], []]
  const keys = new Map<string, string>()
  const ask: Hands['send'] = async (as, method, path, body) => {
    const { status, body: said } = await county.request(logins.get(as), method, path, body)
    if (status >= 500) throw new Error(JSON.stringify(said))
    if (status >= 400) return said.code
    const rows: { code: string | null }[] | undefined = said.rows
    return rows ? rows.map(({ code }) => code ?? done).join() : done
  }
  const send: Hands['send'] = async (as, method, path, body) => {
    const answered = await ask(as, method, path, body)
    if (!isTwice || method !== 'POST') return answered
    const again = await ask(as, method, path, body)
    // What brings its own id is the same thing, with the same answer.
    if (body && 'id' in body) expect(`再发一次：${again}`).toBe(`再发一次：${answered}`)
    return answered
  }
  const idOf = (rows: readonly { id: string; person: Person }[] | undefined, person: Person) =>
    rows?.findLast((row) => row.person === person)?.id ?? ''
  const hands: Hands = {
    ...{ programmeId, send, personId: personIdOf },
    work: async (as, work) => {
      const answered = await transact(county.door(as && actingAs(as)), work)
      if (isTwice) await transact(county.door(as && actingAs(as)), work)
      return answered
    },
    enrolEverybody: async (intakeId) => {
      await runJob(enrolEverybody.name, { programmeId, intakeId }, intakeId)
      if (isTwice) await runJob(enrolEverybody.name, { programmeId, intakeId }, intakeId)
    },
    enrolmentId: (person) => idOf(kept?.tries, person),
    turnId: (person) => idOf(kept?.turns, person),
    requestId: (at) => requests[at] ?? '',
    asked: (id) => requests.push(id),
    moveId: (at) => moved[at] ?? '',
    moved: (id) => moved.push(id),
    electiveId: (at) => electiveIds[at] ?? '',
    cellId: (key) => kept?.cells.find(({ id }) => keys.get(id) === key)?.id ?? '',
    save: async (as, { cells, isDue }) => {
      const ids = new Map(cells.map(({ key }) => [key, newId()]))
      for (const [key, id] of ids) keys.set(id, key)
      const drafts = cells.map(({ key, parent, kind, meant: { stage, school }, most }) => ({
        ...{ id: ids.get(key), parentId: parent === null ? null : ids.get(parent), kind, placesMax: most },
        dimension: stage ? 'stage' : school ? 'organisation' : null,
        wanted: stage ? [stage] : school ? [county.tree[school]] : [],
      }))
      const sheet = { version: kept?.version ?? 0, releaseOn: isDue ? '2026-03-01' : null, cells: drafts }
      return send(as, 'PUT', `/programmes/${programmeId}/quotas`, sheet)
    },
    begin: () => write(`update programme set state = 'running' where id = $1`, programmeId),
  }
  return {
    hands,
    history: [],
    look: () => county.commit(async (tx) => ok(await readKept(tx, programmeId, names))),
    see: (seen) => (kept = seen),
    repeat: (again) => (isTwice = again),
    keyOf: (cellId) => keys.get(cellId) ?? cellId,
    workOff: async ({ jobs }) => {
      const waiting = jobs.filter(({ name }) => name === passOnQuota.name)
      for (const { id, name } of waiting) await runJob(name, { programmeId }, id)
      return waiting.length
    },
  }
}

const write = (statement: string, ...values: unknown[]) =>
  county.commit(async (tx) => {
    await tx.$client.query(statement, values)
    return ok()
  })

class Told implements fc.AsyncCommand<World, Real> {
  readonly drawn: Drawn
  readonly isTwice: boolean
  step: Step | undefined
  constructor(drawn: Drawn, isTwice: boolean) {
    this.drawn = drawn
    this.isTwice = isTwice
  }
  check(world: Readonly<World>): boolean {
    this.step = this.drawn(world)
    return this.step !== undefined
  }
  async run(world: World, real: Real): Promise<void> {
    const { step } = this
    if (!step) return
    real.history.push(`${step.name}${this.isTwice ? '（做了两次）' : ''}`)
    world.now += 1_000
    world.trail = []
    const freeBefore = free(world)
    const expected = step.says(world)
    time = world.now
    real.repeat(this.isTwice)
    const answered = await step.does(real.hands)
    expect(`${step.name}：${answered}`).toBe(`${step.name}：${expected}`)
    let kept = await real.look()
    const asked = kept.jobs.map(({ name }) => name)
    if ((await real.workOff(kept)) > 0) kept = await real.look()
    real.see(kept)
    expectWhole(kept, real.keyOf)
    expectFollowed(kept)
    expectAlike(world, kept, real.keyOf)
    expectPassedOn(world)
    expectSound(world)
    // What became free of a programme chosen by selection is asked to be offered to whoever comes next there.
    if (world.admission === 'selection' && free(world) > freeBefore) expect(asked).toContain(offerFreed.name)
    for (const { id, person } of kept.tries) {
      const found = world.tries.get(person)
      if (found) found.id = id
    }
  }
  // The same drawn step is another one in each history that is tried: what a history was is told by whoever lived through it.
  toString(): string {
    return '…'
  }
}

async function found(admission: World['admission'], most: number): Promise<{ world: World; real: Real }> {
  time += 3_600_000
  const draft = { admission, placesMax: most, audience: { subjects: ['27'] }, enrolOpensAt: null, enrolClosesAt: null }
  const programmeId = await openTestProgramme(county, draft)
  const items = electivePlaces.map((placesMax, at) => ({ id: newId(), title: `课${String(at + 1)}`, placesMax }))
  const electiveIds = items.map(({ id }) => id)
  const real = reach(programmeId, electiveIds)
  const offered = { least: 1, most: 2, until: '2099-01-01T00:00:00Z', items }
  expect(await real.hands.send('局干部', 'PUT', `/programmes/${programmeId}/electives`, offered)).toBe(done)
  const nothing = {
    tries: new Map(),
    turns: new Map(),
    seats: new Map(),
    chosen: new Map(),
    restricted: new Set<Person>(),
  }
  const lists = { line: [], requests: [], moves: [], facts: [], trail: [] }
  const world = {
    admission,
    now: time,
    places: most,
    isRunning: false,
    sheet: undefined,
    ...nothing,
    ...lists,
    byId,
    byName,
  }
  return { world, real }
}

// Nothing of a programme that was cancelled is held by anybody, and nobody waits for it.
async function expectEmptied(real: Real): Promise<void> {
  await write(
    `update programme set state = 'cancelled', cancelled_reason = '停办' where id = $1`,
    real.hands.programmeId,
  )
  await runJob('programmes.tell_cancelled', { programmeId: real.hands.programmeId }, newId())
  const kept = await real.look()
  expectWhole(kept, real.keyOf)
  expect({ ...kept.counter, seats: kept.seats, line: kept.line }).toMatchObject({ seats: [], line: [] })
  expect(kept.tries.filter(({ holds }) => holds)).toEqual([])
  expect(kept.parts.filter(({ state }) => state === 'accepted')).toEqual([])
  await write(
    `update restriction set lifted_at = now(), lifted_by = entered_by, lifted_by_name = '', lifted_reason = ''`,
  )
}

test.each([
  ['first come', 'first_come', false, 7],
  ['selection', 'selection', false, 6],
  ['first come, with quotas', 'first_come', true, 9],
  ['selection, with quotas', 'selection', true, 6],
] as const)(
  `[002-18] whatever anybody does in whatever order (%s), what is answered and what is kept afterwards is what the model says (seed ${String(historySeed)})`,
  async (name, admission, hasQuotas, usual) => {
    const drawn = (hasQuotas ? [...anyStep, ...anyShareStep] : anyStep).map((arbitrary) =>
      fc.tuple(arbitrary, fc.nat({ max: 3 })).map(([step, chance]) => new Told(step, chance === 3)),
    )
    const live = fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.commands(drawn, { maxCommands: 70, size: 'max' }),
      async (most, commands) => {
        const { world, real } = await found(admission, most)
        const lived = fc.asyncModelRun(() => ({ model: world, real }), commands).then(() => expectEmptied(real))
        await lived.catch((cause: unknown) => {
          const steps = real.history.map((step, at) => `${String(at + 1)}. ${step}`)
          throw new Error([`${String(most)} 个名额`, ...steps].join('\n'), { cause })
        })
      },
    )
    const bounds = { seed: historySeed, numRuns: historiesOf(usual), interruptAfterTimeLimit: historyLimit }
    await withDrawnIds(name, clock, () => fc.assert(live, bounds))
  },
  2 * historyLimit,
)
