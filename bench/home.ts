import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import type { Region } from './region.ts'
import { atLeast, atMost, quantile, type Figure } from './figure.ts'
import { expectOnly, load, over } from './load.ts'
import { openProduct, type Product } from './product.ts'
import { plantProgramme, plantRegion } from './region.ts'
import { systemClock } from '../src/platform/clock.ts'
import { readHomeAtGate } from '../src/features/workbench/gate.ts'

const people = 2_000
const connections = 32
const seconds = 10

/** Two thousand teachers open their home again and again. */
export async function home(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, people)
    await plantYear(product, region)
    const requests = region.teachers.map(({ cookie }) => ({ path: '/api/v1/my/home', headers: { cookie } }))
    expectOnly(await load(product.port, over(requests), { connections, seconds: 3 }), 200)
    const outcome = await load(product.port, over(requests), { connections, seconds })
    expectOnly(outcome, 200)
    const hello = await bareHello()
    const [keyReads, homeReads] = [await readsByKey(product, region), await readsOfHome(product, region)]
    const rate = outcome.latencies.length / outcome.seconds
    return [
      atLeast({ name: 'home', value: rate, unit: '/s', floor: hello, limit: 1_500 }),
      atMost({ name: 'home p95', value: quantile(outcome.latencies, 0.95), unit: 'ms', limit: 30 }),
      atLeast({ name: 'home without HTTP', value: homeReads, unit: '/s', floor: keyReads }),
    ]
  } finally {
    await product.stop()
  }
}

/** Gives everybody what a home shows in the middle of a year: totals, hours on the way, a class, applications, notices, rules. */
async function plantYear(product: Product, region: Region): Promise<void> {
  const { owner } = product
  const { tenantId, bureauId, providerId } = region
  const given = await plantProgramme(product, region, { placesMax: null })
  const wished = await plantProgramme(product, region, { placesMax: null })
  const everybody = `from person join account on account.tenant_id = person.tenant_id and account.person_id = person.id
    where person.tenant_id = $1`
  await owner.query(
    `with class as (
       insert into credit_class (tenant_id, id, category, level, mode, kind, proof)
       select $1, no, category, '', '', '', '' from unnest(array['师德', '校本研修', '']) with ordinality as of (category, no)
       returning id)
     insert into credit_sum (tenant_id, person_id, years, class_ids, centihours)
     select person.tenant_id, person.id, array_agg(extract(year from now())::int - back)::text, array_agg(class.id)::text, array_agg(1200)::text
     from person cross join generate_series(0, 2) back cross join class
     where person.tenant_id = $1 group by person.tenant_id, person.id`,
    [tenantId],
  )
  await owner.query(
    `insert into credit_record (tenant_id, id, person_id, organisation_id, source_kind, source_id, source_title, centihours,
       earned_on, state, recorded_by, recorded_for, recorded_at)
     select person.tenant_id, gen_random_uuid(), person.id, person.organisation_id, 'class', gen_random_uuid(), '课堂观察', 800,
       now()::date, 'recorded', account.id, account.id, now() ${everybody}`,
    [tenantId],
  )
  for (const [programmeId, state] of [
    [given, 'admitted'],
    [wished, 'applied'],
  ]) {
    await owner.query(
      `insert into enrolment (tenant_id, id, programme_id, person_id, school_id, state, holds_place, applied_at)
       select person.tenant_id, gen_random_uuid(), $2, person.id, person.organisation_id, $3, true, now() ${everybody}`,
      [tenantId, programmeId, state],
    )
  }
  await owner.query(
    `with class as (
       insert into training_class (tenant_id, id, programme_id, no, title, provider_id, starts_on, ends_on, state, created_at)
       select $1, gen_random_uuid(), $2, no, no || '班', $3, now()::date, now()::date + 20, 'running', now()
       from generate_series(1, 40) no returning id, no),
     session as (
       insert into class_session (tenant_id, id, class_id, title, venue, starts_at, ends_at, opens_before, late_after, secret, state)
       select $1, gen_random_uuid(), class.id, '第' || day || '讲', '县教师进修学校报告厅', now() + day * interval '1 day',
         now() + day * interval '1 day' + interval '3 hours', 30, 10, '\\x00', 'planned'
       from class cross join generate_series(1, 3) day)
     insert into class_member (tenant_id, class_id, person_id, enrolment_id, added_at)
     select $1, class.id, one.person_id, one.id, now()
     from (select id, person_id, row_number() over () as no from enrolment where tenant_id = $1 and programme_id = $2) one
     join class on class.no = one.no % 40 + 1`,
    [tenantId, given, providerId],
  )
  await owner.query(
    `insert into notice (tenant_id, id, person_id, code, params, created_at, read_at)
     select tenant_id, gen_random_uuid(), id, 'enrolment_admitted', '{}', now(), case when no > 3 then now() end
     from person cross join generate_series(1, 12) no where tenant_id = $1`,
    [tenantId],
  )
  await owner.query(
    `insert into hour_requirement (tenant_id, id, organisation_id, from_year, to_year, category, min_centihours, population,
       source, added_at)
     select $1, gen_random_uuid(), $2, extract(year from now())::int, extract(year from now())::int, category, 1000, '{}',
       '年度计划', now() from unnest(array[null, '师德', '校本研修', '信息技术']) category`,
    [tenantId, bureauId],
  )
  await owner.query('analyze')
}

/** Answers a second of a server that only says hello, asked in the same way. */
async function bareHello(): Promise<number> {
  const app = new Hono().get('/', (c) => c.json({ hello: 'teacher' }))
  const server = await new Promise<{ port: number; close(): void }>((resolve) => {
    const opened = listen({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve({ port, close: () => opened.close() }),
    )
  })
  const outcome = await load(server.port, over([{ path: '/' }]), { connections, seconds: 4 })
  server.close()
  return outcome.latencies.length / outcome.seconds
}

/** Repeats work over thirty-two lanes for a few seconds; how often a second it was done. */
async function rateOf(work: (turn: number) => Promise<unknown>): Promise<number> {
  const began = systemClock.ticks()
  let turn = 0
  const lane = async () => {
    while (systemClock.ticks() - began < 4_000) await work((turn += 1))
  }
  await Promise.all(Array.from({ length: connections }, lane))
  return turn / ((systemClock.ticks() - began) / 1000)
}

function readsByKey({ pool }: Product, { tenantId, teachers }: Region): Promise<number> {
  const text = `select * from person where tenant_id = $1 and id = $2`
  return rateOf((turn) =>
    pool.query({ name: 'by_key', text, values: [tenantId, teachers[turn % teachers.length]?.personId] }),
  )
}

function readsOfHome(_: Product, { teachers, door }: Region): Promise<number> {
  return rateOf((turn) => {
    const { personId = '', accountId = '' } = teachers[turn % teachers.length] ?? {}
    return readHomeAtGate(door(), { personId, accountId })
  })
}
