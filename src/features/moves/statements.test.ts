import { generateKeyPairSync, sign } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { fingerprintOf } from '../../platform/signing.ts'
import { markFrozen, verifyChain } from '../credits/public.ts'
import { openHours } from '../credits/testing.ts'
import { checkCharacter } from '../people/core.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const { stringify } = JSON
const holder = { idNumber: `41100219850505123${checkCharacter('41100219850505123')}`, bornOn: '1985-05-05' }

/** Two entries of hours that three logins vouched for. */
const earn = (personId: string) =>
  openHours(county, [
    { personId, centihours: 4_800, earnedOn: '2025-06-30' },
    {
      ...{ personId, centihours: 1_200, earnedOn: '2026-01-15', category: '师德师风', level: 'city', mode: 'online' },
      ...{ kind: '专题', evidence: [{ kind: '证书', title: '结业证书', sha256: 'a'.repeat(64) }] },
    },
  ])

test('201: a move to another bureau is a signed statement there and opening entries here', async () => {
  const { hours_officer: officer } = county.logins
  const leaver = await county.person({ organisationId: county.tree.a, name: '外调者', ...holder })
  const [first] = await earn(leaver.id)
  const use = { id: newId(), purpose: 'title', caseNo: '职称-2025-7', entryIds: [first?.id] }
  expect((await county.request(officer, 'POST', `/people/${leaver.id}/credit-spends`, use)).status).toBe(201)
  const body = { id: newId(), toBureau: '邻县教育局', on: '2026-03-01', reason: '调往邻县' }
  const issued = await county.request(officer, 'POST', `/people/${leaver.id}/hours-statements`, body)
  expect([issued.status, issued.body.content]).toMatchObject([
    201,
    {
      toBureau: '邻县教育局',
      person: { name: '外调者', bornOn: '1985-05-05' },
      hours: [
        { year: 2026, category: '师德师风', centihours: 1_200 },
        { year: 2025, category: '', centihours: 4_800 },
      ],
      ledger: { entries: 2 },
    },
  ])
  expect(stringify(issued.body)).not.toContain(holder.idNumber)
  const left = await county.request(county.logins.bureau_officer, 'GET', `/people/${leaver.id}`)
  expect(left.body.state).toBe('05')
  const ours = { payload: issued.body.payload, signature: issued.body.signature, publicKey: issued.body.publicKey }
  expect(issued.body.content.entries).toMatchObject([
    {
      earnedOn: '2025-06-30',
      centihours: 4_800,
      category: null,
      usedFor: [{ purpose: 'title', caseNo: '职称-2025-7' }],
    },
    { earnedOn: '2026-01-15', centihours: 1_200, category: '师德师风', level: 'city', mode: 'online', kind: '专题' },
  ])
  const back = await county.request(officer, 'POST', `/people/${leaver.id}/opening-hours`, { statement: ours })
  expect(back.body.code).toBe('statement_is_ours')

  // The other bureau: the second tenant of the same deployment, with a key of its own.
  await receive(ours, issued.body.fingerprint)
})

type Signed = { payload: string; signature: string; publicKey: string }

/** Registers the key of a bureau, and has it confirmed by somebody else. */
async function vouch(county: TestCounty, publicKey: string, fingerprint: string, bureau = '青石县教育局') {
  const { bureau_officer: one, hours_officer: other } = county.logins
  const id = newId()
  const registered = await county.request(one, 'POST', '/bureau-keys', { id, bureau, publicKey })
  expect([registered.status, registered.body.state, registered.body.fingerprint]).toEqual([201, 'registered', null])
  const confirmed = await county.request(other, 'POST', `/bureau-keys/${id}/confirmation`, { fingerprint })
  expect([confirmed.status, confirmed.body.state]).toEqual([201, 'confirmed'])
  return id
}

async function receive(statement: Signed, fingerprint: string) {
  const other = await testCounty()
  try {
    const { school_registrar: registrar, principal, hours_officer: officer } = other.logins
    const joiner = await other.person({ organisationId: other.tree.a, name: '外调者', ...holder })
    const stranger = await other.person({ organisationId: other.tree.a, name: '另一个' })
    const open = (personId: string, body: object = {}) =>
      other.request(registrar, 'POST', `/people/${personId}/opening-hours`, { statement, ...body })
    const forged = { ...statement, payload: statement.payload.replace('4800', '9900') }
    expect((await open(joiner.id, { statement: forged })).body.code).toBe('statement_not_signed')
    expect((await open(joiner.id)).body.code).toBe('statement_key_unknown')
    await vouch(other, statement.publicKey, fingerprint)
    expect((await open(stranger.id)).body.code).toBe('statement_of_somebody_else')
    await other.commit(async (tx) => ok(await markFrozen(tx, { year: 2025, edition: 1, frozenOn: '2026-02-01' })))
    expect((await open(joiner.id)).body.code).toBe('late_reason_needed')
    const opened = await open(joiner.id, { lateReason: '调入后才拿到证明' })
    expect([opened.status, opened.body.direction, opened.body.bureau, opened.body.state]).toEqual([
      ...[201, 'accepted', '青石县教育局', 'recorded'],
    ])
    const path = `/credit-openings/${opened.body.openingId}`
    const step = (as: Parameters<TestCounty['request']>[0], what: string, body?: object) =>
      other.request(as, 'POST', `${path}/${what}`, body)
    const creditsOf = () => other.request(officer, 'GET', `/people/${joiner.id}/credits`)
    expect((await creditsOf()).body.entries).toEqual([])

    expect((await step(principal, 'return', { reason: '证明没有盖章' })).status).toBe(201)
    const again = await open(joiner.id, { lateReason: '调入后才拿到证明' })
    expect([again.status, again.body.state]).toEqual([201, 'recorded'])
    expect(again.body.openingId).not.toBe(opened.body.openingId)
    expect((await open(joiner.id)).body.openingId).toBe(again.body.openingId)
    const next = `/credit-openings/${again.body.openingId}`
    // Whoever approves sees what the hours were used for where they come from.
    const inFull = await other.request(principal, 'GET', next)
    const spent = inFull.body.rows.map((row: { centihours: number; spent: unknown }) => [row.centihours, row.spent])
    expect(spent.toSorted()).toEqual([
      [1_200, []],
      [4_800, [{ purpose: 'title', caseNo: '职称-2025-7' }]],
    ])
    expect((await other.request(principal, 'POST', `${next}/approval`)).status).toBe(201)
    expect((await other.request(officer, 'POST', `${next}/verification`)).status).toBe(201)
    const credits = await creditsOf()
    const [later, earlier] = credits.body.entries
    expect(earlier).toMatchObject({ direction: 'opening', centihours: 4_800, earnedOn: '2025-06-30' })
    expect(later).toMatchObject({
      ...{ direction: 'opening', centihours: 1_200, earnedOn: '2026-01-15', category: '师德师风', level: 'city' },
      ...{ mode: 'online', kind: '专题' },
      evidence: [{ kind: '学时证明' }, { kind: '证书', title: '结业证书' }],
    })
    expect(later.sourceTitle).toContain('学时证明')
    const spends = await other.request(officer, 'GET', `/people/${joiner.id}/credit-spends`)
    expect(spends.body.items).toMatchObject([{ purpose: 'title', caseNo: '职称-2025-7', centihours: 4_800 }])
    const chain = await other.commit(async (tx) => ok(await verifyChain(tx, joiner.id)))
    expect(chain).toEqual({ entries: 2, brokenAt: null, totalsAgree: true })
  } finally {
    await other.close()
  }
}

const made = (bureau: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  const signed = (person: object, part: object = {}): Signed => {
    const payload = stringify({
      ...{ format: 'qinglan-hours-statement/1', id: newId(), number: '411002-2026-ABCDEF', toBureau: '本县' },
      ...{ bureau: { name: bureau, regionCode: '411002' }, issuedOn: '2026-03-01', issuedBy: '外县干部' },
      person: { gender: null, bornOn: null, idNumberMasked: null, ...person },
      ...{ hours: [{ year: 2025, category: '', centihours: 36_000 }], ledger: { entries: 1, mark: null } },
      ...part,
    })
    return { payload, signature: sign(null, Buffer.from(payload), privateKey).toString('base64'), publicKey: key }
  }
  return { key, signed }
}

describe('[003-31] hours of another bureau are vouched for by three people, under a key that two vouch for', () => {
  const person = (name: string) => county.person({ organisationId: county.tree.a, name, bornOn: '1985-05-05' })
  const hand = (as: Parameters<TestCounty['request']>[0], id: string, statement: Signed) =>
    county.request(as, 'POST', `/people/${id}/opening-hours`, { statement })

  test('422: an hours officer with a key pair of their own posts nothing alone', async () => {
    const officer = county.logins.hours_officer
    const forger = made('假县教育局')
    const one = await person('自造人')
    const statement = forger.signed({ name: '自造人', bornOn: '1985-05-05' })
    expect((await hand(officer, one.id, statement)).body.code).toBe('statement_key_unknown')
    const id = newId()
    const registered = await county.request(officer, 'POST', '/bureau-keys', {
      ...{ id, bureau: '假县教育局', publicKey: forger.key },
    })
    expect(registered.body).toMatchObject({ state: 'registered', confirmRefusal: 'key_by_same_hands' })
    expect((await hand(officer, one.id, statement)).body.code).toBe('statement_key_unconfirmed')
    const confirm = (as: Parameters<TestCounty['request']>[0], fingerprint: string) =>
      county.request(as, 'POST', `/bureau-keys/${id}/confirmation`, { fingerprint })
    expect((await confirm(officer, fingerprintOf(forger.key))).body.code).toBe('key_by_same_hands')
    expect((await confirm(county.logins.bureau_officer, '0'.repeat(32))).body.code).toBe('key_fingerprint_differs')
    const owner = new pg.Client({ connectionString: county.database.ownerUrl })
    await owner.connect()
    const same = `update bureau_key set confirmed_by = registered_by, confirmed_for = registered_for, confirmed_by_name = 'x',
      confirmed_at = now() where id = $1`
    await expect(owner.query(same, [id])).rejects.toThrow('bureau_key_by_two_people')
    await owner.end()
  })

  test('422: nor does a second one for the first: hand in, approve and verify are three people; a withdrawn key vouches for nothing', async () => {
    const { hours_officer: officer, bureau_officer: bureau, principal, school_registrar: registrar } = county.logins
    const abroad = made('邻县教育局')
    const keyId = await vouch(county, abroad.key, fingerprintOf(abroad.key), '邻县教育局')
    const [one, other] = [await person('邻县来人'), await person('邻县后来人')]
    const statement = abroad.signed({ name: '邻县来人', bornOn: '1985-05-05' })
    const { body } = await hand(officer, one.id, statement)
    const step = (as: Parameters<TestCounty['request']>[0], what: string) =>
      county.request(as, 'POST', `/credit-openings/${body.openingId}/${what}`)
    expect((await step(principal, 'approval')).status).toBe(201)
    expect((await step(officer, 'verification')).body.code).toBe('record_by_same_account')
    const second = await county.login('第二审定员', [['hours_officer', county.tree.bureau]])
    expect((await step(second, 'verification')).status).toBe(201)
    const lying = abroad.signed(
      { name: '邻县后来人', bornOn: '1985-05-05' },
      { bureau: { name: '别县', regionCode: '' } },
    )
    expect((await hand(registrar, other.id, lying)).body.code).toBe('statement_key_unknown')
    const path = `/bureau-keys/${keyId}/withdrawal`
    expect((await county.request(bureau, 'POST', path, { reason: '对方换了公钥' })).body.state).toBe('withdrawn')
    const late = abroad.signed({ name: '邻县后来人', bornOn: '1985-05-05' })
    expect((await hand(registrar, other.id, late)).body.code).toBe('statement_key_unknown')
    const part = await county.login('镇审定员', [['hours_officer', county.tree.town]])
    const draft = { id: newId(), bureau: '又一县', publicKey: made('又一县').key }
    expect((await county.request(part, 'POST', '/bureau-keys', draft)).body.code).toBe('not_whole_bureau')
  })

  test('the database takes no opening hours that fewer than three people vouched for, under a list or a statement', async () => {
    const one = await person('直入人')
    await expect(
      openHours(county, [{ personId: one.id, centihours: 100, earnedOn: '2026-01-01' }], { approvedBy: null }),
    ).rejects.toThrow('opening_by_three_people')
    await expect(
      openHours(county, [{ personId: one.id, centihours: 100, earnedOn: '2026-01-01' }], { sourceKind: 'statement' }),
    ).rejects.toThrow('opening_cites_its_list')
    await expect(
      openHours(county, [{ personId: one.id, centihours: 100, earnedOn: '2026-01-01' }], { sourceId: newId() }),
    ).rejects.toThrow('credit_entry_opening_fk')
  })
})
