import { must } from '../rehearsal/draw.ts'
import { openDoor } from '../src/app/tenants.ts'
import { examineLedger } from '../src/features/credits/commands/examine.ts'
import { rootKeyOf, sealLedger } from '../src/features/credits/commands/roots.ts'
import {
  canonical,
  chainStart,
  classIdOf,
  entryFormat,
  type EntryContent,
} from '../src/features/credits/core/entries.ts'
import { listHeads } from '../src/features/credits/store/roots.ts'
import { keptSums } from '../src/features/credits/store/sums.ts'
import { entriesBetween, personAfter } from '../src/features/credits/store/walk.ts'
import { lookAhead } from '../src/features/forecast/commands/look-ahead.ts'
import { performFreeze } from '../src/features/hour-years/commands/freeze.ts'
import { systemClock } from '../src/platform/clock.ts'
import { sha256 } from '../src/platform/crypto.ts'
import { read, transact, type Db } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/ids.ts'
import { atMost, exactly, type Figure } from './figure.ts'
import { openProduct, type Product } from './product.ts'
import { plantRegion, type Region } from './region.ts'
import { classes, judge, patiently, plantHours, plantPeople, plantPolicies } from './standing.ts'

/** How many people; fewer where somebody only wants to see that it runs. */
const people = Number(process.env.QINGLAN_BENCH_PEOPLE ?? 200_000)
const entriesEach = 10
const atOnce = 500
const digest = (text: string) => sha256(text).toString('hex')

/** What is done with the whole ledger of a region: every chain reckoned again, a root over all heads, a year closed, everybody looked ahead for. */
export async function ledger(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, 40)
    const ids = await plantPeople(product, region, people)
    await plantPolicies(region)
    await plantHours(product, region, ids, false)
    await plantChains(product, region, ids)
    return [
      ...(await sealed(product, region)),
      ...(await walked(product, region)),
      ...(await reckoned(product, region)),
    ]
  } finally {
    await product.stop()
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const began = systemClock.ticks()
  const value = await work()
  return { seconds: (systemClock.ticks() - began) / 1000, value }
}

// Beside the same heads fetched by the same driver.
async function sealed({ vault }: Product, { door }: Region): Promise<Figure[]> {
  const patient = <T>(work: Parameters<typeof read<T>>[1]) =>
    read(door(), async (tx) => {
      await patiently(tx)
      return work(tx)
    })
  await patient(listHeads)
  const { seconds: floor } = await timed(() => patient(listHeads))
  const { seconds } = await timed(async () =>
    must(
      await transact(door(), async (tx) => {
        await patiently(tx)
        return sealLedger(tx, vault)
      }),
    ),
  )
  return [atMost({ name: 'daily root, first', value: seconds, unit: 's', floor, limit: 10 * floor + 2 })]
}

// Beside the same entries fetched by the same driver, in the same parts.
async function walked({ vault }: Product, { door, tenantId }: Region): Promise<Figure[]> {
  await fetchAll(door())
  const { seconds: floor } = await timed(() => fetchAll(door()))
  const { seconds, value } = await timed(() => examineLedger(door(), rootKeyOf(vault, tenantId)))
  const faults = [value.entryFault, value.rootFault].filter((fault) => fault !== null).length
  return [
    atMost({ name: 'ledger verify', value: seconds, unit: 's', floor, limit: 4 * floor + 1 }),
    exactly({ name: 'ledger verify, entries', value: value.entries, unit: 'entries', limit: people * entriesEach }),
    exactly({ name: 'ledger verify, faults', value: faults, unit: 'faults', limit: 0 }),
  ]
}

async function fetchAll(db: Db): Promise<void> {
  for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined;) {
    const from: string = after
    after = await read(db, async (tx) => {
      const upTo = await personAfter(tx, from, 100)
      if (upTo !== undefined) await entriesBetween(tx, from, upTo)
      return upTo
    })
  }
}

// Beside everybody judged once from the running sums.
async function reckoned(product: Product, region: Region): Promise<Figure[]> {
  const year = new Date().getFullYear()
  const { bureauId } = region
  await judge(region, keptSums)
  const { seconds: floor } = await timed(() => judge(region, keptSums))
  const ahead = await timed(() =>
    read(region.door(), async (tx) => {
      await patiently(tx)
      return (await lookAhead(tx, { year, crowd: { roots: [bureauId] } })).people.length
    }),
  )
  const frozen = await timed(() => freeze(product, region, year - 1))
  return [
    atMost({ name: 'forecast of everybody', value: ahead.seconds, unit: 's', floor, limit: 6 * floor + 1 }),
    atMost({ name: 'closing a year', value: frozen.seconds, unit: 's', floor, limit: 12 * floor + 1 }),
    exactly({ name: 'closing a year, people', value: frozen.value, unit: 'people', limit: people }),
  ]
}

async function freeze({ pool, vault }: Product, { tenantId, teachers }: Region, year: number): Promise<number> {
  const [one] = teachers
  const who = { accountId: one?.accountId ?? '', personId: one?.personId ?? '', name: '审定员', grants: [] }
  const actor = { ...who, sessionId: newId() }
  const tenant = { id: tenantId, zone: 'Asia/Shanghai' }
  const door = openDoor(pool, systemClock, tenant, { actor, requestId: 'bench', from: 'bench' })
  const tools = { progress: () => Promise.resolve(), cancelled: () => Promise.resolve(false) }
  const done = await transact(door, async (tx) => {
    await patiently(tx)
    return performFreeze(tx, vault, { id: newId(), year, edition: 1, reason: null }, tools)
  })
  return must(done).people
}

/** Plants a sound chain for everybody: hours of an earlier system, each entry with the hash of the one before. */
async function plantChains({ owner }: Product, { tenantId, teachers }: Region, ids: readonly string[]): Promise<void> {
  const year = new Date().getFullYear()
  const postedBy = teachers[0]?.accountId ?? ''
  const postedAt = new Date(systemClock.now())
  const [recordedBy, approvedBy] = [teachers[1]?.accountId ?? '', teachers[2]?.accountId ?? '']
  await owner.query(
    `insert into credit_opening (tenant_id, id, organisation_id, title, evidence, people, centihours, state, recorded_by, recorded_for,
       recorded_at, approved_by, approved_for, approved_at, verified_by, verified_for, verified_at)
     select $1, $1, id, '原系统学时', '[{}]', 1, 1, 'verified', $2, $2, $5, $3, $3, $5, $4, $4, $5 from organisation
     where tenant_id = $1 and parent_id is null`,
    [tenantId, recordedBy, approvedBy, postedBy, postedAt],
  )
  const known = classes.map((one) => ({ ...one, id: classIdOf(one, digest) }))
  for (let from = 0; from < ids.length; from += atOnce) {
    const rows = ids.slice(from, from + atOnce).flatMap((personId) => {
      let previous = chainStart
      return Array.from({ length: entriesEach }, (_, at) => {
        const of = known[at % known.length] ?? { id: 0, category: '', level: '', mode: '' }
        const entry: EntryContent = {
          ...{ format: entryFormat, tenantId, id: newId(), personId, seq: at + 1, direction: 'opening' },
          ...{ centihours: 800, startedOn: null, earnedOn: `${String(year - (at % 5))}-03-02`, cycle: year - 4 },
          ...{ category: of.category, level: of.level, mode: of.mode, kind: null, evidence: [] },
          ...{
            sourceKind: 'opening',
            sourceId: tenantId,
            sourceTitle: '原系统学时',
            recordId: null,
            reversesId: null,
            carriesId: null,
          },
          ...{ reason: null, recordedBy, approvedBy, postedBy, postedAt },
        }
        const hash = digest(canonical(entry, previous))
        const row = [entry.id, personId, entry.seq, entry.earnedOn, entry.category, entry.level, entry.mode, of.id]
        const linked = [...row, previous, hash]
        previous = hash
        return linked
      })
    })
    await owner.query(
      `insert into credit_entry (tenant_id, id, person_id, seq, direction, centihours, earned_on, category, level, mode, cycle,
         class_id, evidence, format, source_kind, source_id, source_title, recorded_by, approved_by, posted_by, posted_at, previous_hash, hash)
       select $1, (one ->> 0)::uuid, (one ->> 1)::uuid, (one ->> 2)::int, 'opening', 800, (one ->> 3)::date, one ->> 4, one ->> 5,
         one ->> 6, $3::int, (one ->> 7)::int, '[]', $6::int, 'opening', $1, '原系统学时', $7, $8, $4, $5, decode(one ->> 8, 'hex'),
         decode(one ->> 9, 'hex')
       from jsonb_array_elements($2::jsonb) as one`,
      [tenantId, JSON.stringify(rows), year - 4, postedBy, postedAt, entryFormat, recordedBy, approvedBy],
    )
  }
  await owner.query('vacuum analyze credit_entry')
}
