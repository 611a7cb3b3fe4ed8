import { verifyHours } from '../src/features/certificates/public.ts'
import { systemClock } from '../src/platform/clock.ts'
import { ok } from '../src/lib/result.ts'
import { transact, type Db } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/ids.ts'
import { atMost, exactly, type Figure } from './figure.ts'
import { openProduct, type Product } from './product.ts'
import { plantRegion, type Region } from './region.ts'

const postings = 10_000

/** A class of ten thousand is closed: all its approved hours are verified at once, with totals, hashes, notices and trail. */
export async function posting(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    const region = await plantRegion(product, postings + 3)
    const first = await plantApproved(product, region)
    const fresh = await timed(() => post(region, first))
    // The second class finds chains, sums and classes there already.
    const second = await plantApproved(product, region)
    const later = await timed(() => post(region, second))
    const { rows } = await product.owner.query<{ entries: number; hours: number }>(
      `select (select count(*)::int from credit_entry) as entries, (select sum(centihours)::int from credit_total) as hours`,
    )
    const floor = await bareInsert(product)
    return [
      atMost({ name: 'posting, 10,000 at once', value: fresh, unit: 's', limit: 3, floor }),
      atMost({ name: 'posting, 10,000 more', value: later, unit: 's', limit: 3, floor }),
      exactly({ name: 'posting, entries', value: rows[0]?.entries ?? 0, unit: 'entries', limit: 2 * postings }),
      exactly({ name: 'posting, sums', value: rows[0]?.hours ?? 0, unit: 'centihours', limit: 2 * postings * 800 }),
    ]
  } finally {
    await product.stop()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = systemClock.ticks()
  await work()
  return (systemClock.ticks() - began) / 1000
}

/** Hours of one class for everybody, recorded and approved by two others of the region. */
async function plantApproved({ owner }: Product, { tenantId, teachers }: Region): Promise<string[]> {
  const [recorder, approver] = teachers.slice(-3)
  const ids = Array.from({ length: postings }, () => newId())
  await owner.query(
    `insert into credit_record (tenant_id, id, person_id, organisation_id, source_kind, source_id, source_title, category, level,
       mode, kind, centihours, earned_on, certificate, state, recorded_by, recorded_for, recorded_at)
     select $1, id, person, school, 'class', $5, '青年教师课堂教学能力提升', '专业知识', 'county', 'blended', 'young', 800,
       now()::date, false, 'approved', $6, $6, now()
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as one (id, person, school)`,
    [
      ...[tenantId, ids, teachers.slice(0, postings).map(({ personId }) => personId)],
      ...[teachers.slice(0, postings).map(({ schoolId }) => schoolId), newId(), recorder?.accountId],
    ],
  )
  await owner.query(
    `insert into credit_approval (tenant_id, record_id, person_id, recorded_by, recorded_for, approved_by, approved_for, approved_at)
     select tenant_id, id, person_id, recorded_by, recorded_for, $2, $2, now() from credit_record where id = any($1)`,
    [ids, approver?.accountId],
  )
  await owner.query('analyze credit_record, credit_approval')
  return ids
}

function post(region: Region, ids: readonly string[]) {
  const officer = region.teachers.at(-1)
  const door = region.door()
  const actor = {
    ...{ accountId: officer?.accountId ?? '', personId: officer?.personId ?? null, name: '学时审定员' },
    ...{ grants: [], sessionId: newId() },
  }
  const acting: Db = { ...door, context: { ...door.context, actor } }
  return transact(acting, async (tx) => ok(await verifyHours(tx, ids, [region.bureauId])))
}

const columns = `tenant_id, id, person_id, seq, direction, centihours, started_on, earned_on, category, level, mode, kind, source_kind,
  source_id, source_title, record_id, reverses_id, reason, posted_by, posted_at, previous_hash, hash, format, cycle, evidence,
  recorded_by, approved_by, class_id`

/** The same rows into a table of the same shape, by one statement of the database: nothing reckoned, nothing looked up. */
async function bareInsert({ owner }: Product): Promise<number> {
  await owner.query('create table bare_entry (like credit_entry including all)')
  return timed(() =>
    owner.query(
      `insert into bare_entry (${columns}) select ${columns} from credit_entry order by seq desc limit ${String(postings)}`,
    ),
  )
}
