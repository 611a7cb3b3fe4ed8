import { writeTicket } from '../src/features/delivery/tickets.ts'
import { stepAt } from '../src/features/delivery/core.ts'
import { systemClock } from '../src/platform/clock.ts'
import { newId } from '../src/platform/ids.ts'
import { atLeast, atMost, exactly, quantile, type Figure } from './figure.ts'
import { expectOnly, load } from './load.ts'
import { openProduct, type Product } from './product.ts'
import { plantProgramme, plantRegion, type Region } from './region.ts'

const people = 15_000
const classes = 100
const connections = 64
const clients = 16

/** Fifteen thousand people in a hundred halls check in, each once: every answer comes after its commit. */
export async function checkIn(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, people)
    const sessions = await plantSessions(product, region)
    const now = systemClock.now()
    const step = stepAt(now)
    const requests = region.teachers.map(({ cookie, personId }) => {
      const sessionId = sessions.get(personId) ?? ''
      const ticket = writeTicket(product.vault, region.tenantId, { sessionId, scannedAt: now, step })
      return { method: 'POST' as const, path: '/api/v1/check-ins', headers: { cookie }, body: { id: newId(), ticket } }
    })
    const floor = await singleRows(product)
    const outcome = await load(product.port, requests, { connections })
    expectOnly(outcome, 201)
    const { rows } = await product.owner.query<{ size: number }>('select count(*)::int as size from attendance')
    return [
      atLeast({ name: 'check-in', value: people / outcome.seconds, unit: '/s', floor, limit: 2_500 }),
      atMost({ name: 'check-in p95', value: quantile(outcome.latencies, 0.95), unit: 'ms' }),
      exactly({ name: 'check-in written', value: rows[0]?.size ?? -1, unit: 'people', limit: people }),
    ]
  } finally {
    await product.stop()
  }
}

/** Puts everybody into one of the classes, each with a session whose check-in is open; gives the session of each person. */
export async function plantSessions(product: Product, region: Region): Promise<ReadonlyMap<string, string>> {
  const { owner, vault } = product
  const { tenantId, providerId } = region
  const programmeId = await plantProgramme(product, region, { placesMax: null })
  await owner.query(
    `insert into enrolment (tenant_id, id, programme_id, person_id, school_id, state, holds_place, applied_at)
     select tenant_id, gen_random_uuid(), $2, id, organisation_id, 'admitted', true, now() from person where tenant_id = $1`,
    [tenantId, programmeId],
  )
  const secret = vault.seal('a secret of every session')
  const { rows } = await owner.query<{ person: string; session: string }>(
    `with class as (
       insert into training_class (tenant_id, id, programme_id, no, title, provider_id, starts_on, ends_on, state, created_at)
       select $1, gen_random_uuid(), $2, no, no || '班', $3, now()::date, now()::date + 20, 'running', now()
       from generate_series(1, ${classes}) no returning id, no),
     session as (
       insert into class_session (tenant_id, id, class_id, title, venue, starts_at, ends_at, opens_before, late_after, secret, state)
       select $1, gen_random_uuid(), class.id, '第一讲', '报告厅', now(), now() + interval '3 hours', 30, 10, $4, 'planned'
       from class returning id, class_id),
     member as (
       insert into class_member (tenant_id, class_id, person_id, enrolment_id, added_at)
       select $1, class.id, one.person_id, one.id, now()
       from (select id, person_id, row_number() over () as no from enrolment
             where tenant_id = $1 and programme_id = $2) one
       join class on class.no = one.no % ${classes} + 1
       returning class_id, person_id)
     select member.person_id as person, session.id as session from member join session using (class_id)`,
    [tenantId, programmeId, providerId, secret],
  )
  // Only what is planted: nobody has arrived yet, and a table without rows is never analysed by itself.
  await owner.query('analyze enrolment, training_class, class_session, class_member')
  return new Map(rows.map(({ person, session }) => [person, session]))
}

/** Rows a second that sixteen clients write one by one, each durable before the next. */
async function singleRows({ owner, pool }: Product): Promise<number> {
  await owner.query(`
    create table bench_mark (session uuid, person uuid, id uuid unique, at timestamptz, primary key (session, person));
    grant all on bench_mark to public`)
  const began = systemClock.ticks()
  let written = 0
  const one = async () => {
    const client = await pool.connect()
    while (systemClock.ticks() - began < 4_000) {
      await client.query({
        name: 'mark',
        text: 'insert into bench_mark values ($1, $2, $3, now())',
        values: [newId(), newId(), newId()],
      })
      written += 1
    }
    client.release()
  }
  await Promise.all(Array.from({ length: clients }, one))
  return written / ((systemClock.ticks() - began) / 1000)
}
