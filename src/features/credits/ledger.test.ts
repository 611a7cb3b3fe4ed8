import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tellLedger, tellSums } from '../../app/ledger-command.ts'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { openVault, sha256 } from '../../platform/crypto.ts'
import { transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { isSigned } from '../../platform/signing.ts'
import { canonical, classIdOf, classOf } from './core/entries.ts'
import { rootOf } from './core/tree.ts'
import {
  examineLedger,
  examineSums,
  isUnaltered,
  reverseEntry,
  rootKeyOf,
  sealLedger,
  sealLedgerToday,
} from './public.ts'
import { loadChain } from './store/ledger.ts'
import { listHeads } from './store/roots.ts'
import { openHours } from './testing.ts'

let county: TestCounty
let owner: pg.Client
const vault = openVault({ seal: Buffer.alloc(32, 1), lookup: Buffer.alloc(32, 2), sign: Buffer.alloc(32, 3) })
const digest = (text: string) => sha256(text).toString('hex')

beforeAll(async () => {
  county = await testCounty()
  owner = new pg.Client({ connectionString: county.database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const actor = (): Actor => ({
  ...{ accountId: county.logins.hours_officer.accountId, personId: null, name: 'x', grants: [], sessionId: 's' },
})
const entry = (personId: string, centihours: number, earnedOn = '2026-03-01') => ({
  ...{ personId, centihours, earnedOn, category: '师德', level: '县' },
})
async function personWith(...hours: readonly number[]) {
  const person = await county.person({ organisationId: county.tree.a, name: '陆行舟' })
  await post(person.id, hours)
  return person
}
const post = (personId: string, hours: readonly number[]) =>
  openHours(
    county,
    hours.map((each) => entry(personId, each)),
  )
const seal = async () => must(await transact(county.door(), (tx) => sealLedger(tx, vault)))
const examine = () => examineLedger(county.door(), rootKeyOf(vault, county.tenant.id))
const chainOf = (personId: string) => county.commit(async (tx) => ok(await loadChain(tx, personId)))

/** Does something behind the product's back, looks, and puts it right again. */
async function tampered<T>(
  wrong: string,
  right: string,
  values: readonly unknown[],
  look: () => Promise<T>,
): Promise<T> {
  await owner.query(wrong, [...values])
  const seen = await look()
  await owner.query(right, [...values])
  return seen
}

describe('[002-15] the ledger, looked through from the first entry to the last', () => {
  test('is whole as it was written, with its roots', async () => {
    await personWith(600, 800)
    const first = await seal()
    await personWith(400)
    const second = await seal()
    expect([first?.seq, second?.seq]).toEqual([1, 2])
    expect(second?.previousHash).toBe(first?.hash)
    expect(await examine()).toMatchObject({ entries: 3, roots: 2, unsealed: 0, entryFault: null, rootFault: null })
    expect(await seal()).toEqual(second)
    expect(must(await transact(county.door(), (tx) => sealLedgerToday(tx, vault)))).toEqual(second)
    await personWith(100)
    expect(await examine()).toMatchObject({ entries: 4, roots: 2, unsealed: 1 })
  })

  test('an altered entry is named: whose, which, and what differs', async () => {
    const person = await personWith(600, 800, 900)
    const [, second] = await chainOf(person.id)
    const found = await tampered(
      'update credit_entry set centihours = centihours + 9000 where id = $1',
      'update credit_entry set centihours = centihours - 9000 where id = $1',
      [second?.id],
      examine,
    )
    expect(found.entryFault).toMatchObject({ kind: 'content', staffNo: person.staffNo, seq: 2, entryId: second?.id })
    const { zh, en } = tellLedger('大安县', found)
    expect(zh).toContain(`工号 ${person.staffNo} 陆行舟，第 2 条，编号 ${String(second?.id)}`)
    expect(en).toContain('NOT WHOLE')
    expect(isUnaltered(await examine())).toBe(true)
  })

  test('a deleted entry in the middle shows at the next, a deleted last one at its root', async () => {
    const person = await personWith(600, 800, 900)
    await seal()
    const chain = await chainOf(person.id)
    const without = async (id: string | undefined) => {
      await owner.query('create temp table kept as select * from credit_entry where id = $1', [id])
      await owner.query('alter table kept drop column year, drop column posted_alone_by, drop column opening_id')
      await owner.query('delete from credit_entry where id = $1', [id])
      const found = await examine()
      const { rows } = await owner.query(
        "select string_agg(column_name, ',') as names from information_schema.columns where table_name = 'kept'",
      )
      await owner.query(`insert into credit_entry (${rows[0].names}) select ${rows[0].names} from kept`)
      await owner.query('drop table kept')
      return found.entryFault
    }
    expect(await without(chain[1]?.id)).toMatchObject({ kind: 'number', staffNo: person.staffNo, seq: 3 })
    expect(await without(chain[2]?.id)).toMatchObject({ kind: 'gone', staffNo: person.staffNo, seq: 3, entryId: null })
    expect(isUnaltered(await examine())).toBe(true)
  })

  test('a chain that was written anew to its end does not lead to its root', async () => {
    const person = await personWith(600)
    await seal()
    const [only] = await chainOf(person.id)
    if (!only) throw new Error('no entry')
    const forged = { ...only, centihours: 6000 }
    const hash = Buffer.from(digest(canonical(forged, only.previousHash)), 'hex')
    await owner.query('update credit_entry set centihours = 6000, hash = $2 where id = $1', [only.id, hash])
    const found = await examine()
    await owner.query('update credit_entry set centihours = 600, hash = $2 where id = $1', [
      only.id,
      Buffer.from(only.hash, 'hex'),
    ])
    expect(found.entryFault).toMatchObject({ kind: 'sealed', staffNo: person.staffNo, seq: 1 })
    expect(isUnaltered(await examine())).toBe(true)
  })

  test('a root that was altered, signed by another or cut off from its heads is named', async () => {
    await personWith(700)
    const root = await seal()
    const seq = root?.seq
    const rootFault = async (wrong: string, right: string) => (await tampered(wrong, right, [seq], examine)).rootFault
    const on = (set: string) => `update credit_root set ${set} where seq = $1`
    expect(await rootFault(on('day = day - 1'), on('day = day + 1'))).toMatchObject({ kind: 'content', seq })
    expect(await rootFault(on('entries = entries + 1'), on('entries = entries - 1'))).toMatchObject({
      kind: 'tree',
      seq,
    })
    expect(await rootFault(on('signature = reverse(signature)'), on('signature = reverse(signature)'))).toMatchObject({
      kind: 'signature',
      seq,
    })
    const heads = (by: string) => `update credit_root_head set seq = seq ${by} where root_seq = $1`
    expect(await rootFault(heads('+ 1000'), heads('- 1000'))).toMatchObject({ kind: 'tree', seq })
    const foreign = await examineLedger(county.door(), rootKeyOf(vault, newId()))
    expect(foreign.rootFault).toMatchObject({ kind: 'key', seq: 1 })
    expect(isUnaltered(await examine())).toBe(true)
  })

  test('a running sum that differs from its entries is named', async () => {
    const person = await personWith(600, 800)
    expect(await examineSums(county.door())).toMatchObject({ first: null })
    const on = (by: string) => `update credit_sum set centihours = (select array_agg(each ${by})::text
      from unnest(centihours::int[]) as each) where person_id = $1`
    const found = await tampered(on('+ 200'), on('- 200'), [person.id], () => examineSums(county.door()))
    expect(found.first).toMatchObject({
      staffNo: person.staffNo,
      year: 2026,
      kept: 1600,
      reckoned: 1400,
      category: '师德',
    })
    expect(tellSums('大安县', found).zh).toContain('汇总 16.00，记录之和 14.00')
    expect((await examineSums(county.door())).first).toBeNull()
  })
})

test('[002-15] an entry of before the new format keeps its hash', async () => {
  const person = await personWith(500)
  const [only] = await chainOf(person.id)
  if (!only) throw new Error('no entry')
  const old = { ...only, format: 1 }
  const hash = Buffer.from(digest(canonical(old, only.previousHash)), 'hex')
  await owner.query('update credit_entry set format = 1, hash = $2 where id = $1', [only.id, hash])
  expect(isUnaltered(await examine())).toBe(true)
  await owner.query('update credit_entry set format = 2 where id = $1', [only.id])
  expect((await examine()).entryFault).toMatchObject({ kind: 'content', seq: 1 })
  await owner.query('update credit_entry set format = 3, hash = $2 where id = $1', [
    ...[only.id, Buffer.from(only.hash, 'hex')],
  ])
})

test('[002-15] the database reckons the class of old entries as the product does', async () => {
  for (const [category, level, mode] of [
    ['师德', '县', null],
    [null, null, null],
    ['信息 技术"', 'a\\b', 'c'],
  ] as const) {
    const { rows } = await owner.query<{ id: number }>(
      `select (('x' || substr(encode(sha256(convert_to(
         concat($1::text, e'\\x1f', $2::text, e'\\x1f', $3::text, e'\\x1f', e'\\x1f'), 'UTF8')), 'hex'), 1, 8))::bit(32) >> 1)::integer as id`,
      [category, level, mode],
    )
    expect(rows[0]?.id).toBe(classIdOf(classOf({ category, level, mode, kind: null, evidence: [] }), digest))
  }
})

describe('roots', () => {
  test('200: [002-15] anybody reads the last root and checks it; officers list them; a teacher sees where they stand', async () => {
    const personId = county.logins.teacher.personId ?? ''
    await post(personId, [300])
    const before = await county.request(county.logins.hours_officer, 'POST', '/ledger-roots')
    expect(before.status).toBe(201)
    const { body } = await county.request(undefined, 'GET', '/public/ledger-root?bureau=test')
    const { text, signature, hash, tree, seq } = body.root
    expect([isSigned(text, signature, body.publicKey), digest(text)]).toEqual([true, hash])
    const listed = await county.request(county.logins.auditor, 'GET', '/ledger-roots')
    expect(listed.body.items[0]).toMatchObject({ seq, hash, isGenuine: true })
    expect(listed.body.items.at(-1).isGenuine).toBe(false)
    const { body: proof } = await county.request(county.logins.teacher, 'GET', `/people/${personId}/credits/proof`)
    expect(proof).toMatchObject({ entries: 1, sealed: { seq: 1, leadsThere: true } })
    const [, no, head] = proof.sealed.line.split(' ')
    expect(rootOf({ personId, seq: Number(no), hash: head }, proof.sealed, digest)).toBe(tree)
    expect(rootOf({ personId, seq: Number(no), hash: digest('x') }, proof.sealed, digest)).toBeUndefined()
  })

  test('403: a teacher lists no roots, and a registrar seals nothing', async () => {
    expect((await county.request(county.logins.teacher, 'GET', '/ledger-roots')).status).toBe(403)
    expect((await county.request(county.logins.school_registrar, 'POST', '/ledger-roots')).status).toBe(403)
  })
})

test('the heads of many are read a part at a time, everybody once', async () => {
  await personWith(600)
  const heads = (atATime?: number) => county.commit(async (tx) => ok(await listHeads(tx, atATime)))
  const whole = await heads()
  expect(whole.length).toBeGreaterThan(2)
  expect(await heads(2)).toEqual(whole)
})

test('[003-31] the application can neither alter nor remove a root', async () => {
  for (const table of ['credit_root', 'credit_root_head', 'credit_class']) {
    await expect(county.pool.query(`delete from ${table}`)).rejects.toThrow(/permission denied/)
    await expect(county.pool.query(`update ${table} set tenant_id = tenant_id`)).rejects.toThrow(/permission denied/)
  }
})

test('[002-15] order of posting does not change sums, and a reversal restores them', async () => {
  const [one, other] = [await personWith(600, 800, 300), await personWith(300, 600, 800)]
  const sums = async (id: string) =>
    (await owner.query('select year, class_id, centihours from credit_total where person_id = $1', [id])).rows
  expect(await sums(one.id)).toEqual(await sums(other.id))
  const before = await sums(one.id)
  await post(one.id, [500])
  const last = (await chainOf(one.id)).at(-1)
  const door = county.door(actor())
  must(await transact(door, (tx) => reverseEntry(tx, last?.id ?? '', { id: newId(), reason: '有误' })))
  expect(await sums(one.id)).toEqual(before)
})
