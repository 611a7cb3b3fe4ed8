import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { actAs, type Actor, type Tx } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { verifyChain } from '../credits/public.ts'
import { postEntries } from '../credits/commands/post.ts'
import { checkCharacter } from '../people/core.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const { stringify } = JSON
const hire = (organisationId: string, name: string) => county.person({ organisationId, name })
const draft = (person: object, toId: string) => ({ id: newId(), person, toId, on: '2026-02-01', reason: '工作需要' })
const ask = (as: Parameters<TestCounty['request']>[0], body: object) => county.request(as, 'POST', '/transfers', body)
const decide = (as: Parameters<TestCounty['request']>[0], id: string, outcome: string, answer: string | null = null) =>
  county.request(as, 'POST', `/transfers/${id}/decision`, { outcome, answer })

test('201: a school asks, the other accepts, and scope follows the person', async () => {
  const { school_registrar: here, otherRegistrar: there } = county.logins
  const person = await hire(county.tree.a, '调动者')
  const body = draft({ id: person.id }, county.tree.c)
  const asked = await ask(here, body)
  expect([asked.status, asked.body]).toMatchObject([201, { state: 'asked', askedSide: 'from', mayDecide: false }])
  expect((await ask(here, body)).status).toBe(201)
  expect((await decide(here, body.id, 'accepted')).body.code).toBe('transfer_other_side')
  const accepted = await decide(there, body.id, 'accepted')
  expect([accepted.status, accepted.body.state]).toEqual([201, 'accepted'])
  expect((await county.request(there, 'GET', `/people/${person.id}`)).body).toMatchObject({ joinedOn: '2026-02-01' })
  expect((await county.request(here, 'GET', `/people/${person.id}`)).status).toBe(404)
  const life = await county.request(there, 'GET', `/people/${person.id}/life`)
  expect(life.body.items[0]).toMatchObject({ kind: 'school', from: '河东镇第一小学', to: '河西镇实验小学' })
  expect((await decide(there, body.id, 'refused', '迟了')).body.code).toBe('transfer_settled')
})

test('201: the school that is joined asks by staff number and name, which must both fit', async () => {
  const { school_registrar: here, otherRegistrar: there } = county.logins
  const person = await hire(county.tree.a, '应聘者')
  const wrong = await ask(there, draft({ staffNo: person.staffNo, name: '别人' }, county.tree.c))
  expect([wrong.status, wrong.body.code]).toEqual([404, 'person_not_found'])
  const body = draft({ staffNo: person.staffNo, name: '应聘者' }, county.tree.c)
  expect((await ask(there, body)).body).toMatchObject({ askedSide: 'to', mayDecide: false, mayWithdraw: true })
  const twice = await ask(here, draft({ id: person.id }, county.tree.c))
  expect([twice.status, twice.body.code]).toEqual([409, 'transfer_under_way'])
  expect((await decide(here, body.id, 'refused')).body.code).toBe('transfer_says_no_reason')
  const refused = await decide(here, body.id, 'refused', '本学期缺编')
  expect([refused.status, refused.body.answer]).toEqual([201, '本学期缺编'])
})

test('201: whoever is over both schools transfers at once', async () => {
  const person = await hire(county.tree.a, '直接调动')
  const done = await ask(county.logins.bureau_officer, draft({ id: person.id }, county.tree.c))
  expect([done.status, done.body.state, done.body.askedSide]).toEqual([201, 'accepted', 'both'])
})

test('404: a school that is neither left nor joined learns nothing', async () => {
  const person = await hire(county.tree.a, '外人')
  const asked = await ask(county.logins.otherRegistrar, draft({ id: person.id }, county.tree.b))
  expect([asked.status, asked.body.code]).toEqual([404, 'person_not_found'])
})

const holder = { idNumber: `41100219850505123${checkCharacter('41100219850505123')}`, bornOn: '1985-05-05' }

/** Two entries of hours, posted as tests may: the product posts only what three people vouched for. */
async function earn(personId: string): Promise<void> {
  const { accountId } = county.logins.hours_officer
  const actor: Actor = { accountId, personId: null, name: '学时审定员', grants: [], sessionId: newId() }
  const one = (centihours: number, earnedOn: string, category: string | null) => ({
    ...{ id: newId(), personId, direction: 'opening' as const, centihours, startedOn: null, earnedOn, category },
    ...{ level: null, mode: null, sourceKind: 'statement', sourceId: newId(), sourceTitle: '起始学时' },
    ...{ kind: null, evidence: [], recordId: null, reversesId: null, reason: null, recordedBy: null, approvedBy: null },
  })
  await county.commit(async (tx: Tx) => {
    await actAs(tx, { ...tx.context, actor }, async (part) => {
      await postEntries(part, [one(4_800, '2025-06-30', null), one(1_200, '2026-01-15', '师德师风')])
    })
    return ok()
  })
}

test('201: a move to another bureau is a signed statement there and opening entries here', async () => {
  const { hours_officer: officer } = county.logins
  const leaver = await county.person({ organisationId: county.tree.a, name: '外调者', ...holder })
  await earn(leaver.id)
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
  const back = await county.request(officer, 'POST', `/people/${leaver.id}/opening-hours`, {
    statement: ours,
    keyCode: issued.body.keyCode,
  })
  expect(back.body.code).toBe('statement_is_ours')

  // The other bureau: the second tenant of the same deployment, with a key of its own.
  await receive(ours, issued.body.keyCode)
})

async function receive(statement: { payload: string; signature: string; publicKey: string }, keyCode: string) {
  const other = await testCounty()
  try {
    const officer = other.logins.hours_officer
    const joiner = await other.person({ organisationId: other.tree.a, name: '外调者', ...holder })
    const stranger = await other.person({ organisationId: other.tree.a, name: '另一个' })
    const open = (personId: string, body: object) =>
      other.request(officer, 'POST', `/people/${personId}/opening-hours`, { statement, keyCode, ...body })
    const forged = { ...statement, payload: statement.payload.replace('4800', '9900') }
    expect((await open(joiner.id, { statement: forged })).body.code).toBe('statement_not_signed')
    expect((await open(joiner.id, { keyCode: 'AAAAAAAA' })).body.code).toBe('statement_key_differs')
    expect((await open(stranger.id, {})).body.code).toBe('statement_of_somebody_else')
    const opened = await open(joiner.id, {})
    expect([opened.status, opened.body.direction, opened.body.bureau]).toEqual([201, 'accepted', '青石县教育局'])
    expect((await open(joiner.id, {})).status).toBe(201)
    const credits = await other.request(officer, 'GET', `/people/${joiner.id}/credits`)
    const seen = credits.body.entries.map((entry: { direction: string; centihours: number; earnedOn: string }) => [
      entry.direction,
      entry.centihours,
      entry.earnedOn.slice(0, 4),
    ])
    expect(seen.toSorted()).toEqual([
      ['opening', 1_200, '2026'],
      ['opening', 4_800, '2025'],
    ])
    expect(credits.body.entries[0].sourceTitle).toContain('学时证明')
    const chain = await other.commit(async (tx) => ok(await verifyChain(tx, joiner.id)))
    expect(chain).toEqual({ entries: 2, brokenAt: null, totalsAgree: true })
  } finally {
    await other.close()
  }
}
