import { systemClock } from '../src/platform/clock.ts'
import { newId } from '../src/platform/ids.ts'
import { atMost, exactly, type Figure } from './figure.ts'
import { expectOnly, load } from './load.ts'
import { openProduct, type Product } from './product.ts'
import { plantProgramme, plantRegion, type Region } from './region.ts'

const places = 300
const connections = 256

/** Everybody wants one of three hundred places at the same moment: how long until all are answered, and how many got one. */
export async function rush(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { people, limit, processes } of [
    { people: 2_000, limit: 1.5, processes: 1 },
    { people: 10_000, limit: 6, processes: 1 },
    // Two processes at once know nothing of each other: only the database keeps the places apart.
    { people: 2_000, limit: 1.5, processes: 2 },
  ]) {
    const product = await openProduct()
    try {
      const region = await plantRegion(product, people)
      const floor = await onlyPlaces(product, region)
      const ports = processes === 1 ? [product.port] : [product.port, await product.another()]
      figures.push(...(await oneRush(product, region, { limit, floor, ports })))
    } finally {
      await product.stop()
    }
  }
  return figures
}

async function oneRush(
  product: Product,
  region: Region,
  { limit, floor, ports }: { readonly limit: number; readonly floor: number; readonly ports: readonly number[] },
): Promise<Figure[]> {
  const people = region.teachers.length
  const programmeId = await plantProgramme(product, region, { placesMax: places })
  const requests = region.teachers.map(({ cookie }) => ({
    method: 'POST' as const,
    path: `/api/v1/programmes/${programmeId}/enrolments`,
    headers: { cookie },
    body: { id: newId() },
  }))
  const parts = await Promise.all(
    ports.map((port, nth) =>
      load(
        port,
        requests.filter((_, index) => index % ports.length === nth),
        { connections: connections / ports.length },
      ),
    ),
  )
  for (const part of parts) expectOnly(part, 201, 409)
  const count = (status: number) => parts.reduce((sum, { statuses }) => sum + (statuses.get(status) ?? 0), 0)
  const seconds = Math.max(...parts.map((part) => part.seconds))
  const { rows } = await product.owner.query<{ enrolled: number; taken: number }>(
    `select (select count(*)::int from enrolment where programme_id = $1 and holds_place) as enrolled,
       (select places_taken from place_counter where programme_id = $1) as taken`,
    [programmeId],
  )
  const { enrolled = -1, taken = -1 } = rows[0] ?? {}
  const [granted, refused] = [count(201), count(409)]
  const name = ports.length === 1 ? `rush ${people}` : `rush ${people} at ${ports.length} processes`
  return [
    atMost({ name, value: seconds, unit: 's', floor, limit }),
    exactly({ name: `${name} answered`, value: granted + refused, unit: 'people', limit: people }),
    exactly({ name: `${name} told yes`, value: granted, unit: 'people', limit: places }),
    exactly({ name: `${name} enrolled`, value: enrolled === taken ? enrolled : -1, unit: 'people', limit: places }),
  ]
}

/** The same places taken by nothing but the statement that takes one, over eight connections: seconds for everybody. */
async function onlyPlaces({ owner, pool }: Product, { teachers }: Region): Promise<number> {
  await owner.query(`
    create table bench_place (id int primary key, most int not null, taken int not null check (taken <= most));
    create table bench_taken (person uuid primary key);
    insert into bench_place values (1, ${places}, 0);
    grant all on bench_place, bench_taken to public`)
  const people = teachers.map(({ personId }) => personId).values()
  const began = systemClock.ticks()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = await pool.connect()
      for (const person of people) {
        await client.query({
          name: 'place',
          text: `with taken as (update bench_place set taken = taken + 1 where id = 1 and taken < most returning id)
                 insert into bench_taken select $1 from taken`,
          values: [person],
        })
      }
      client.release()
    }),
  )
  return (systemClock.ticks() - began) / 1000
}
