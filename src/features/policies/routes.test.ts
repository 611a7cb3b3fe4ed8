import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import type { Policy } from '../../lib/policy/language.ts'
import { newId } from '../../platform/ids.ts'
import { ok } from '../../lib/result.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const officer = () => county.logins.bureau_officer
const begin = async (packId = 'mulan') => {
  const id = newId()
  const { status, body } = await county.request(officer(), 'POST', '/hour-policies', {
    ...{ id, organisationId: county.tree.bureau, packId },
  })
  expect(status).toBe(201)
  return { id, body }
}
const adopt = (id: string, revision: number, effectiveFrom = '2026-01-01') =>
  county.request(officer(), 'POST', `/hour-policies/${id}/versions`, { revision, effectiveFrom, reason: '局务会通过' })

test('200: the shipped policies say where their figures come from', async () => {
  const { status, body } = await county.request(county.logins.teacher, 'GET', '/hour-policy-packs')
  expect(status).toBe(200)
  expect(body.items.length).toBeGreaterThan(10)
  expect(body.items.every((pack: { source: { cites: string } }) => pack.source.cites.length > 1)).toBe(true)
})

test('201: a policy begins as a draft that nobody is asked; asking twice begins it once', async () => {
  const { id, body } = await begin()
  expect(body).toMatchObject({ version: null, draft: { revision: 1, flaws: [] }, versions: [] })
  const again = await county.request(officer(), 'POST', '/hour-policies', {
    ...{ id, organisationId: county.tree.bureau, packId: 'mulan' },
  })
  expect([again.status, again.body.madeAt]).toEqual([201, body.madeAt])
  const other = await county.request(officer(), 'POST', '/hour-policies', {
    ...{ id, organisationId: county.tree.bureau, packId: 'hunan' },
  })
  expect([other.status, other.body.code]).toEqual([409, 'id_reused'])
  const { body: seen } = await county.request(county.logins.teacher, 'GET', `/hour-policies/${id}`)
  expect(seen.draft).toBeNull()
})

test('409: two who change a draft at once notice each other; an outdated one is not adopted', async () => {
  const { id, body } = await begin()
  const policy: Policy = { ...body.draft.policy, jurisdiction: '某县' }
  const change = (revision: number, jurisdiction: string) =>
    county.request(officer(), 'PUT', `/hour-policies/${id}/draft`, { revision, policy: { ...policy, jurisdiction } })
  expect((await change(1, '甲县')).body.draft.revision).toBe(2)
  expect((await change(1, '乙县')).body.code).toBe('revision_outdated')
  expect((await adopt(id, 1)).body.code).toBe('revision_outdated')
})

test('422: a text with flaws is kept and not adopted', async () => {
  const { id, body } = await begin()
  const { rules } = body.draft.policy
  const policy = { ...body.draft.policy, rules: [...rules, rules[0]] }
  const { body: changed } = await county.request(officer(), 'PUT', `/hour-policies/${id}/draft`, {
    revision: 1,
    policy,
  })
  expect(changed.draft.flaws).toEqual([{ code: 'rule_id_repeated', at: rules[0].id }])
  const { status, body: refusal } = await adopt(id, 2)
  expect([status, refusal.code]).toEqual([422, 'policy_has_flaws'])
})

test('[001-37] 200: an adopted policy is asked from its day, explained step by step, and ended again', async () => {
  const personId = county.teachers.a[0]?.personId ?? ''
  const look = async () =>
    (await county.request(officer(), 'GET', `/people/${personId}/credits`)).body.standings.map(
      (one: { policy: { id: string } | null }) => one.policy?.id,
    )
  const { id } = await begin()
  expect(await look()).not.toContain(id)
  const { status, body } = await adopt(id, 1)
  expect([status, body.version, body.versions[0].hash.length]).toEqual([200, 1, 64])
  expect((await adopt(id, 1)).body.versions.length).toBe(1)
  expect(await look()).toContain(id)
  const { body: own } = await county.request(officer(), 'GET', `/people/${personId}/credits`)
  const year = own.standings.find(
    (one: { policy: { id: string } | null; units: number; whole: boolean }) => one.policy?.id === id && one.whole,
  )
  expect(year).toMatchObject({ units: 4800, needed: 4800, state: 'short', policy: { version: 1 } })
  const ended = await county.request(officer(), 'POST', `/hour-policies/${id}/ending`, {
    ...{ endedOn: '2026-01-01', reason: '由新办法代替' },
  })
  expect(ended.status).toBe(200)
  expect(await look()).not.toContain(id)
  expect((await adopt(id, 1, '2027-01-01')).body.code).toBe('policy_ended')
})

test('403: a registrar neither writes nor adopts; 401: nobody does', async () => {
  const { id } = await begin()
  const asked = { revision: 1, effectiveFrom: '2026-01-01', reason: '试试' }
  const refused = await county.request(county.logins.school_registrar, 'POST', `/hour-policies/${id}/versions`, asked)
  expect(refused.status).toBe(403)
})

test('[002-42] an exemption is asked by one and granted by another, and takes its months off', async () => {
  const { id: policyId } = await begin('kindergarten')
  const { body: read } = await county.request(officer(), 'GET', `/hour-policies/${policyId}`)
  const policy: Policy = { ...read.draft.policy, exemptions: ['产假'] }
  await county.request(officer(), 'PUT', `/hour-policies/${policyId}/draft`, { revision: 1, policy })
  const revision = JSON.stringify(policy) === JSON.stringify(read.draft.policy) ? 1 : 2
  expect((await adopt(policyId, revision)).status).toBe(200)
  const personId = county.teachers.a[1]?.personId ?? ''
  const [fileId, letterId, foreignId] = [newId(), newId(), newId()]
  const registrar = county.logins.school_registrar
  await county.commit(async (tx) => {
    for (const [id, place, purpose] of [
      [fileId, county.tree.a, 'evidence'],
      [letterId, county.tree.a, 'plan_document'],
      [foreignId, county.tree.b, 'evidence'],
    ]) {
      await tx.execute(
        `insert into stored_file (tenant_id, id, organisation_id, sha256, name, type, size, purpose, stored_at)
         values ('${tx.context.tenantId}', '${id}', '${place}', '${'0'.repeat(64)}', '证明.pdf', 'pdf', 1, '${purpose}', now())`,
      )
    }
    return ok()
  })
  const id = newId()
  const ask = (change: object) =>
    county.request(registrar, 'POST', `/people/${personId}/hour-exemptions`, {
      ...{ id, ruleIds: null, kind: '产假', fromOn: '2026-03-15', toOn: '2026-08-31', reason: '产假', fileId },
      ...change,
    })
  expect((await ask({ kind: '旅游' })).body.code).toBe('exemption_kind_unknown')
  expect((await ask({ toOn: '2026-01-01' })).body.code).toBe('exemption_term_reversed')
  for (const unfit of [newId(), letterId, foreignId]) {
    expect((await ask({ fileId: unfit })).body.code).toBe('file_not_found')
  }
  expect((await ask({})).status).toBe(201)
  expect((await ask({})).status).toBe(201)
  for (const change of [{ toOn: '2026-12-31' }, { reason: '病假' }, { ruleIds: ['yearly'] }]) {
    expect((await ask(change)).body.code).toBe('id_reused')
  }
  const decide = (as: TestCounty['logins']['principal'], decision: object) =>
    county.request(as, 'POST', `/hour-exemptions/${id}/decision`, decision)
  expect((await decide(county.logins.hours_officer, { decision: 'refused' })).body.code).toBe('decision_reason_missing')
  expect((await decide(registrar, { decision: 'granted' })).status).toBe(403)
  const { status, body } = await decide(county.logins.hours_officer, { decision: 'granted' })
  expect([status, body.state]).toEqual([200, 'granted'])
  expect((await decide(county.logins.hours_officer, { decision: 'refused', reason: '不符' })).body.code).toBe(
    'exemption_settled',
  )
  const { today } = county.door().context
  const excused = async (query: string) => {
    const { body: credits } = await county.request(officer(), 'GET', `/people/${personId}/credits${query}`)
    return credits.standings.flatMap((one: { steps: { kind: string; months?: number }[] }) =>
      one.steps.flatMap((step) => (step.kind === 'excused' ? [step.months] : [])),
    )
  }
  expect(await excused('')).toContain(5)
  // Yesterday nobody had granted it; the policies asked about are those of today.
  expect(await excused(`?asOf=${addDays(today, -1)}&policiesOn=${today}`)).toEqual([])
  expect(await excused(`?asOf=${today}`)).toContain(5)
})
