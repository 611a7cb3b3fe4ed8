import { sql } from 'drizzle-orm'
import pg from 'pg'
import { must } from '../rehearsal/draw.ts'
import { reckon } from '../src/features/credits/commands/reckon.ts'
import { classIdOf } from '../src/features/credits/core/entries.ts'
import { standingOf } from '../src/features/credits/public.ts'
import { keptSums, sumsOfEntries, type SumsQuery } from '../src/features/credits/store/sums.ts'
import { packs } from '../src/features/policies/packs/index.ts'
import { ok } from '../src/lib/result.ts'
import { systemClock } from '../src/platform/clock.ts'
import { sha256 } from '../src/platform/crypto.ts'
import { read, transact, type Tx } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/ids.ts'
import { spellPerson } from '../src/platform/pinyin.ts'
import { atMost, exactly, quantile, type Figure } from './figure.ts'
import { openProduct, type Growing, type Product } from './product.ts'
import { plantRegion, type Region } from './region.ts'

const people = 200_000
const yearsBack = 5
/** Planted in parts: no statement takes longer than a minute. */
const atOnce = 10_000
/** Of each teacher and year: twenty entries in five classes are a hundred entries in five years, twenty million in all. */
const entriesAYear = 20
const adopted = ['mulan', 'shandong-city']

/** Standing of 200,000 teachers under two policies with maximums, from the running sums. */
export async function standing(): Promise<Figure[]> {
  return withLedger(false, async (region) => {
    const all = await times(3, () => judge(region, keptSums))
    return [
      atMost({
        name: 'standing, 200,000 teachers from totals',
        value: quantile(all.seconds, 0.5),
        unit: 's',
        limit: 3,
      }),
      exactly({ name: 'standing, teachers judged', value: all.judged, unit: 'teachers', limit: people }),
    ]
  })
}

/** The same from twenty million entries, beside the grouped sums alone. */
export async function recompute(): Promise<Figure[]> {
  return withLedger(true, async (region) => {
    await fetched(region)
    const floor = await fetched(region)
    const { seconds } = await times(1, () => judge(region, sumsOfEntries))
    return [atMost({ name: 'recompute, 20 M entries', value: seconds[0] ?? 0, unit: 's', floor, limit: 1.5 * floor })]
  })
}

/** One teacher's explained standing, as the server reckons it. */
export async function statement(): Promise<Figure[]> {
  return withLedger(false, async (region, ids) => {
    const ms: number[] = []
    for (let turn = 0; turn < 600; turn += 1) {
      const began = systemClock.ticks()
      await read(region.door(), (tx) => standingOf(tx, ids[(turn * 331) % ids.length] ?? ''))
      if (turn >= 100) ms.push(systemClock.ticks() - began)
    }
    return [
      atMost({ name: 'explained standing, p50', value: quantile(ms, 0.5), unit: 'ms', limit: 5 }),
      atMost({ name: 'explained standing, p95', value: quantile(ms, 0.95), unit: 'ms' }),
    ]
  })
}

async function times(rounds: number, work: () => Promise<number>) {
  const seconds: number[] = []
  let judged = 0
  for (let round = 0; round < rounds; round += 1) {
    const began = systemClock.ticks()
    judged = await work()
    seconds.push((systemClock.ticks() - began) / 1000)
  }
  return { seconds, judged }
}

/** Judges everybody and answers how many were asked something. */
export async function judge({ door, bureauId }: Region, from: SumsQuery): Promise<number> {
  return read(door(), async (tx) => {
    await patiently(tx)
    const { each } = await reckon(tx, Number(tx.context.today.slice(0, 4)), { roots: [bureauId] }, { from })
    let judged = 0
    await each((_, told) => {
      if (told.length > 0) judged += 1
    })
    return judged
  })
}

async function fetched({ door }: Region): Promise<number> {
  const began = systemClock.ticks()
  await read(door(), async (tx) => {
    await patiently(tx)
    return tx.execute(sumsOfEntries(tx))
  })
  return (systemClock.ticks() - began) / 1000
}

/** Twenty million entries take longer than anybody who waits at a page is given. */
export const patiently = (tx: Tx) => tx.execute(sql`set local statement_timeout = 0`)

async function withLedger(
  withEntries: boolean,
  measure: (region: Region, ids: readonly string[]) => Promise<Figure[]>,
): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, 40)
    const ids = await plantPeople(product, region, people)
    await plantPolicies(region)
    await plantHours(product, region, ids, withEntries)
    return await measure(region, ids)
  } finally {
    await product.stop()
  }
}

/** Plants people beside the teachers of a region, so that there are so many in all; gives their ids. */
export async function plantPeople({ owner }: Product, { tenantId, teachers }: Region, size: number): Promise<string[]> {
  const schools = [...new Set(teachers.map(({ schoolId }) => schoolId))]
  const ids = Array.from({ length: size - teachers.length }, () => newId())
  const name = '林知夏'
  // Spelled as the roster spells them: the product would spell the others in the background, beside what is measured.
  const { pinyin, initials, spelling, readings } = spellPerson(name)
  await owner.query(
    `insert into person (tenant_id, id, organisation_id, staff_no, name, pinyin, initials, stage, subjects, title, state,
       started_on, created_at, spelling, readings)
     select $1, id, ($3::uuid[])[1 + no % ${String(schools.length)}], 'P' || no, $4, $5, $6, '2', '{13}', 'first', '11',
       '2015-09-01', now(), $7, $8
     from unnest($2::uuid[]) with ordinality as one (id, no)`,
    [tenantId, ids, schools, name, pinyin, initials, spelling, readings],
  )
  return [...teachers.map(({ personId }) => personId), ...ids]
}

/** Puts two policies with maximums in force. */
export async function plantPolicies({ door, bureauId }: Region): Promise<void> {
  must(
    await transact(door(), async (tx) => {
      for (const pack of packs.filter(({ id }) => adopted.includes(id))) {
        const [id, by] = [newId(), newId()]
        const text = JSON.stringify(pack.policy)
        const at = tx.context.now
        const { tenantId } = tx.context
        await tx.$client.query(
          `insert into hour_policy (tenant_id, id, organisation_id, title, made_by, made_at) values ($1, $2, $3, $4, $5, $6)`,
          [tenantId, id, bureauId, pack.policy.title.zh, by, at],
        )
        await tx.$client.query(
          `insert into hour_policy_version (tenant_id, policy_id, version, content, hash, effective_from, reason, drafted_by,
             adopted_by, adopted_at) values ($1, $2, 1, $3, $4, '2020-01-01', '试行', $5, $5, $6)`,
          [tenantId, id, text, sha256(text), by, at],
        )
      }
      return ok()
    }),
  )
}

/** What the planted hours are. */
export const classes = [
  { category: '师德', level: 'county', mode: 'online', kind: '', proof: '' },
  { category: '专业知识', level: 'county', mode: 'face-to-face', kind: '', proof: '' },
  { category: '校本研修', level: 'school', mode: 'face-to-face', kind: '', proof: '' },
  { category: '信息技术', level: 'city', mode: 'blended', kind: '', proof: '' },
  { category: '专业知识', level: 'province', mode: 'online', kind: '', proof: '' },
]

/** Plants the running sums of five years, and the entries behind them where they are asked for. */
export async function plantHours(
  product: Growing,
  region: Region,
  ids: readonly string[],
  withEntries: boolean,
): Promise<void> {
  const { owner } = product
  const { tenantId } = region
  const digest = (text: string) => sha256(text).toString('hex')
  const classIds = classes.map((one) => classIdOf(one, digest))
  await owner.query(
    `insert into credit_class (tenant_id, id, category, level, mode, kind, proof)
     select $1, * from jsonb_to_recordset($2::jsonb) as one (id int, category text, level text, mode text, kind text, proof text)`,
    [tenantId, JSON.stringify(classes.map((one, at) => ({ id: classIds[at], ...one })))],
  )
  const year = new Date().getFullYear()
  for (let from = 0; from < ids.length; from += atOnce) {
    await owner.query(
      `insert into credit_sum (tenant_id, person_id, years, class_ids, centihours)
       select $1, person, array_agg(year order by year, class_id)::text, array_agg(class_id order by year, class_id)::text,
         array_agg(400 + 100 * ((no * 7 + year * 3 + place) % 9) order by year, class_id)::text
       from unnest($2::uuid[]) with ordinality as one (person, no), generate_series($3::int - ${String(yearsBack - 1)}, $3::int) as year,
         unnest($4::int[]) with ordinality as class (class_id, place)
       group by person`,
      [tenantId, ids.slice(from, from + atOnce), year, classIds],
    )
  }
  await owner.query('vacuum analyze person, credit_class, credit_sum')
  if (withEntries) await plantEntries(product, tenantId, ids, year, classIds, region.teachers[0]?.accountId ?? '')
}

// The same sums as entries. Their hashes are not those of a chain: what is measured here is sums.
async function plantEntries(
  { owner, ownerUrl }: Growing,
  tenantId: string,
  ids: readonly string[],
  year: number,
  classIds: readonly number[],
  poster: string,
) {
  // Twenty million rows: what they refer to was planted above, and looking each of them up, or keeping indexes in order while
  // they come, would take longer than all the rest. The indexes are made when everything is there.
  await owner.query(
    `create table put_off as
       select conname as name, contype = 'p' or contype = 'u' as is_wanted,
         format('alter table credit_entry add constraint %I %s', conname, pg_get_constraintdef(oid)) as making,
         format('alter table credit_entry drop constraint if exists %I cascade', conname) as dropping
       from pg_constraint where conrelid = 'credit_entry'::regclass and contype in ('p', 'u', 'f')
       union all
       select indexname, true, indexdef, format('drop index if exists %I', indexname) from pg_indexes
       where tablename = 'credit_entry' and indexname not in (select conname from pg_constraint)`,
  )
  await each(ownerUrl, 'dropping', 'true')
  for (let from = 0; from < ids.length; from += atOnce / 5) {
    await owner.query(
      `insert into credit_entry (tenant_id, id, person_id, seq, direction, centihours, earned_on, category, level, mode, kind, cycle,
         class_id, evidence, format, source_kind, source_id, source_title, recorded_by, approved_by, posted_by, posted_at, previous_hash, hash)
       select $1, uuidv7(), person, (year - $3::int + ${String(yearsBack - 1)}) * ${String(entriesAYear)} + piece, 'opening',
         (400 + 100 * ((no * 7 + year * 3 + place) % 9)) / 4, make_date(year, 1 + piece % 12, 1), '', '', '', '', $3::int, class_id,
         '[]', 2, 'opening', $1, '学时', $6::uuid, $7::uuid, $5, now(), decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
       from unnest($2::uuid[]) with ordinality as one (person, no),
         generate_series($3::int - ${String(yearsBack - 1)}, $3::int) as year, generate_series(1, ${String(entriesAYear)}) as piece,
         lateral (select ($4::int[])[1 + piece % 5] as class_id, 1 + piece % 5 as place) as class`,
      [tenantId, ids.slice(from, from + atOnce / 5), year, classIds, poster, newId(), newId()],
    )
  }
  await each(ownerUrl, 'making', 'is_wanted')
}

// One by one, however long each takes: an index of twenty million entries is longer in the making than a page is given.
async function each(ownerUrl: string, act: string, where: string): Promise<void> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    await client.query(`set maintenance_work_mem = '1GB'`)
    const { rows } = await client.query<{ statement: string }>(`select ${act} as statement from put_off where ${where}`)
    for (const { statement } of rows) await client.query(statement)
    await client.query('vacuum analyze credit_entry')
  } finally {
    await client.end()
  }
}
