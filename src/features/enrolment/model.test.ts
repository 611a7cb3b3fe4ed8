import fc from 'fast-check'
import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { quotaCells, quotaHolds, quotaSheets } from '../quotas/tables.ts'
import { programmes } from '../programmes/tables.ts'
import { applyMany } from './commands/apply.ts'
import { decideMany } from './commands/decide.ts'
import { passOn } from './commands/gate.ts'
import { takeIn } from './commands/intakes.ts'
import { judge } from './commands/judging.ts'
import { acceptOffer, expireOffers, refuseOffer } from './commands/offers.ts'
import { admitFrom } from './commands/placing.ts'
import { setPlaces } from './commands/places.ts'
import { substitute } from './commands/substituting.ts'
import { joinWaiting } from './commands/waiting.ts'
import { openTestProgramme } from './testing.ts'
import { enrolments, placeCounters, waiters } from './tables.ts'

let county: TestCounty
let crowd: string[]
beforeAll(async () => {
  county = await testCounty()
  crowd = Array.from({ length: 8 }, () => newId())
  await county.commit(async (tx) => {
    await tx.$client.query(
      `insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, stage, state, created_at)
       select $1, id, $2, 'M' || id, '王芳', 'wangfang', 'wf', case when nth % 2 = 0 then '2' else '3' end, '11', now()
       from unnest($3::uuid[]) with ordinality as row (id, nth)`,
      [county.tenant.id, county.tree.a, crowd],
    )
    return ok()
  })
}, 60_000)
afterAll(() => county.close())

type World = { readonly programmeId: string; readonly hasQuotas: boolean }
type Step = { readonly name: string; readonly run: (world: World) => Promise<unknown> }

const personOf = (nth: number) => crowd[nth] ?? ''
const everything = async ({ programmeId }: World) =>
  county.commit(async (tx) =>
    ok({
      rows: await tx.select().from(enrolments).where(eq(enrolments.programmeId, programmeId)),
      list: await tx.select().from(waiters).where(eq(waiters.programmeId, programmeId)),
      counter: (await tx.select().from(placeCounters).where(eq(placeCounters.programmeId, programmeId)))[0],
      cells: await tx.select().from(quotaCells).where(eq(quotaCells.programmeId, programmeId)),
      holds: await tx.select().from(quotaHolds).where(eq(quotaHolds.programmeId, programmeId)),
      programme: (await tx.select().from(programmes).where(eq(programmes.id, programmeId)))[0],
    }),
  )

// Whatever a command refuses is rolled back, as a route would do.
const tryIt = (work: Parameters<TestCounty['commit']>[0]) => county.commit(work).catch(() => undefined)

const standing = (states: readonly string[]) => async (world: World, person: string) =>
  (await everything(world)).rows.find(({ personId, state }) => personId === person && states.includes(state))?.id

const live = standing(['applied', 'school_approved', 'admitted'])
const decide = (nth: number, decision: Parameters<typeof decideMany>[2]): Step => ({
  name: `${decision} ${String(nth)}`,
  run: async (world) => {
    const id = await live(world, personOf(nth))
    if (id) await tryIt(async (tx) => ok(await decideMany(tx, [id], decision, '测试')))
  },
})
const waiterOf = async (world: World, nth: number) =>
  (await everything(world)).list.findLast(({ personId }) => personId === personOf(nth))?.id

const nth = fc.integer({ min: 0, max: 7 })
const source = { sourceKind: 'round', sourceId: null } as const
const steps: fc.Arbitrary<Step>[] = [
  nth.map((who) => ({
    name: `apply ${String(who)}`,
    run: async ({ programmeId }) => {
      const wish = { id: newId(), personId: personOf(who) }
      // Pressed twice: the second time is the same application.
      await tryIt(async (tx) => ok(await applyMany(tx, programmeId, [wish])))
      await tryIt(async (tx) => ok(await applyMany(tx, programmeId, [wish])))
    },
  })),
  nth.map((who) => ({
    name: `wait ${String(who)}`,
    run: ({ programmeId }) => tryIt((tx) => joinWaiting(tx, programmeId, { id: newId(), personId: personOf(who) })),
  })),
  ...(['approve', 'return', 'recall', 'admit', 'decline', 'dismiss', 'withdraw'] as const).map((decision) =>
    nth.map((who) => decide(who, decision)),
  ),
  nth.map((who) => ({
    name: `accept ${String(who)}`,
    run: async (world) => {
      const id = await waiterOf(world, who)
      if (id) for (let times = 0; times < 2; times += 1) await tryIt((tx) => acceptOffer(tx, id))
    },
  })),
  nth.map((who) => ({
    name: `refuse ${String(who)}`,
    run: async (world) => {
      const id = await waiterOf(world, who)
      if (id) await tryIt((tx) => refuseOffer(tx, id))
    },
  })),
  fc.integer({ min: 1, max: 6 }).map((places) => ({
    name: `places ${String(places)}`,
    run: ({ programmeId, hasQuotas }) =>
      hasQuotas ? Promise.resolve() : tryIt((tx) => setPlaces(tx, programmeId, places)),
  })),
  fc.constant({
    name: 'time passes',
    run: async ({ programmeId }) => {
      await county.commit(async (tx) => {
        await tx
          .update(waiters)
          .set({ offerUntil: new Date(0) })
          .where(and(eq(waiters.programmeId, programmeId), inArray(waiters.state, ['offered'])))
        return ok()
      })
      await county.commit(expireOffers)
    },
  }),
  nth.map((who) => ({
    name: `round ${String(who)}`,
    run: ({ programmeId }) => tryIt((tx) => admitFrom(tx, programmeId, [{ personId: personOf(who) }], source)),
  })),
  fc.tuple(nth, fc.constantFrom('list', 'invitation', 'nomination')).map(([who, way]) => ({
    name: `${way} ${String(who)}`,
    run: ({ programmeId }) =>
      tryIt((tx) => takeIn(tx, programmeId, way, { id: newId(), personIds: [personOf(who), personOf(0)] }, undefined)),
  })),
  fc.tuple(nth, nth).map(([from, to]) => ({
    name: `substitute ${String(from)} by ${String(to)}`,
    run: async (world) => {
      const id = await standing(['admitted'])(world, personOf(from))
      const body = { id: newId(), personId: personOf(to), reason: '变更' }
      if (id) await tryIt((tx) => substitute(tx, id, body))
    },
  })),
]

async function expectWhole(world: World): Promise<void> {
  const { rows, list, counter, cells, holds, programme } = await everything(world)
  const held = rows.filter(({ holdsPlace }) => holdsPlace)
  const offered = list.filter(({ state }) => state === 'offered')
  const taken = held.length + offered.length
  const most = programme?.placesMax ?? 0
  // Never oversold, and the counter is exactly what is held.
  expect(taken).toBeLessThanOrEqual(Math.max(most, counter?.placesMax ?? most))
  expect(counter?.placesTaken ?? 0).toBe(taken)
  // Nobody stands twice, nor in the list and in the programme.
  const stands = rows.filter(({ state }) => !['returned', 'withdrawn'].includes(state)).map(({ personId }) => personId)
  const open = list.filter(({ state }) => state === 'waiting' || state === 'offered')
  expect(new Set(stands).size).toBe(stands.length)
  expect(new Set(open.map(({ personId }) => personId)).size).toBe(open.length)
  const places = [...held, ...offered].map(({ personId }) => personId)
  expect(new Set(places).size).toBe(places.length)
  if (world.hasQuotas) {
    // Whoever holds a place holds its cells, and nobody else does.
    expect(new Set(holds.map(({ personId }) => personId))).toEqual(new Set(places))
    for (const cell of cells) {
      const own = holds.filter(({ cellId }) => cellId === cell.id)
      expect(cell.placesTaken).toBe(own.length)
      expect(cell.openTaken).toBe(own.filter(({ isOpen }) => isOpen).length)
    }
  }
  // No place is free while somebody who may have it waits without an offer.
  const made = await county.commit(async (tx) => ok(await passOn(tx, [world.programmeId])))
  expect(made).toBe(0)
  if (programme && !world.hasQuotas && taken < most) {
    const waiting = list.filter(({ state }) => state === 'waiting')
    const refusals = await county.commit(async (tx) => ok(await judge(tx, programme, waiting)))
    expect(waiting.filter(({ personId }) => !refusals.has(personId))).toEqual([])
  }
}

async function withQuotas(programmeId: string): Promise<void> {
  await county.commit(async (tx) => {
    const { tenantId } = tx.context
    const [root, two] = [newId(), newId()]
    await tx.insert(quotaSheets).values({ tenantId, programmeId, version: 1, changedAt: tx.context.now })
    const cell = { tenantId, programmeId, kind: 'reserve' as const, approximate: false, everybody: false }
    await tx.insert(quotaCells).values([
      { ...cell, id: root, position: 0, wanted: [], placesMax: 3, placesReserved: 2 },
      { ...cell, id: two, parentId: root, position: 1, dimension: 'stage', wanted: ['2'], placesMax: 2 },
    ])
    await tx.update(programmes).set({ hasQuotas: true }).where(eq(programmes.id, programmeId))
    return ok()
  })
}

test.each([
  ['first come', 'first_come', false],
  ['selection', 'selection', false],
  ['first come, with quotas', 'first_come', true],
] as const)(
  '[002-18] whatever anybody does in whatever order (%s): never oversold, nobody twice, no free place beside an eligible waiter',
  async (_, admission, hasQuotas) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...steps), { minLength: 8, maxLength: 30 }), async (taken) => {
        const programmeId = await openTestProgramme(county, { placesMax: 3, admission })
        if (hasQuotas) await withQuotas(programmeId)
        const world = { programmeId, hasQuotas }
        for (const step of taken) {
          await step.run(world)
          await expectWhole(world)
        }
      }),
      { numRuns: 12 },
    )
  },
  120_000,
)

test('[002-18] whoever is replaced by somebody of another quota leaves a place that goes to whoever waits for it', async () => {
  const programmeId = await openTestProgramme(county, { placesMax: 3, admission: 'first_come' })
  await withQuotas(programmeId)
  const world = { programmeId, hasQuotas: true }
  const [waiting, leaving, following] = [personOf(0), personOf(2), personOf(7)]
  await county.commit((tx) => admitFrom(tx, programmeId, [{ personId: leaving }], source))
  await county.commit((tx) => joinWaiting(tx, programmeId, { id: newId(), personId: waiting }))
  await expectWhole(world)
  const enrolmentId = (await standing(['admitted'])(world, leaving)) ?? ''
  await county.commit((tx) => substitute(tx, enrolmentId, { id: newId(), personId: following, reason: '变更' }))
  await expectWhole(world)
  expect((await everything(world)).list).toMatchObject([{ personId: waiting, state: 'offered' }])
})

test('[003-15] 40 small races of 60 people for 20 places: never 21', async () => {
  const { applyInRush } = await import('./rush.ts')
  const racers = Array.from({ length: 60 }, () => newId())
  await county.commit(async (tx) => {
    await tx.$client.query(
      `insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, stage, state, created_at)
       select $1, id, $2, 'R' || id, '李明', 'liming', 'lm', '2', '11', now() from unnest($3::uuid[]) as row (id)`,
      [county.tenant.id, county.tree.a, racers],
    )
    return ok()
  })
  const { context } = county.door()
  for (let race = 0; race < 40; race += 1) {
    const programmeId = await openTestProgramme(county, { placesMax: 20 })
    const tries = racers.flatMap((personId, index) => {
      const id = newId()
      const once = () => applyInRush({ pool: county.pool, context }, programmeId, id, personId)
      return index % 6 === 0 ? [once(), once()] : [once()]
    })
    const answers = await Promise.all(tries)
    const world = await everything({ programmeId, hasQuotas: false })
    expect(world.rows.filter(({ holdsPlace }) => holdsPlace)).toHaveLength(20)
    expect(world.counter?.placesTaken).toBe(20)
    expect(new Set(answers.flatMap((answer) => (answer.ok ? [answer.value.id] : []))).size).toBe(20)
  }
}, 120_000)
