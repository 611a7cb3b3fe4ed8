import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import type { Award } from '../../lib/policy/language.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { markFrozen } from '../credits/public.ts'
import { adoptTables, adoptVersion, handInPicture, paperOf, submitPaper, testAwards } from './testing.ts'

let county: TestCounty
let me: Login
beforeAll(async () => {
  const now = new Date('2026-11-21T09:00:00+08:00')
  county = await testCounty({ now: () => now, ticks: () => performance.now() })
  const policyId = await adoptTables(county)
  const [paper, ...others] = testAwards
  const course: Award = {
    ...{ id: 'course', title: { zh: '提高培训', en: 'Further training' }, asks: [], category: null, mode: null },
    ...{ rows: [{ when: {}, centihours: 24_000 }], evidence: ['成绩单'], kind: 'head_improvement', proves: ['考核'] },
  }
  const halved: Award[] = paper ? [{ ...paper, rows: [{ when: { level: '国家级' }, centihours: 700 }] }] : []
  const without = others.filter(({ id }) => id !== 'lesson')
  await adoptVersion(county, policyId, { version: 2, from: '2026-06-01', awards: [...halved, ...without, course] })
  for (const packId of ['national', 'county-credits']) await adopt(packId)
  me = await hire('许知薇')
})
afterAll(() => county.close())

const as = () => county.logins

async function adopt(packId: string) {
  const id = newId()
  const begun = { id, organisationId: county.tree.bureau, packId }
  await county.request(as().bureau_officer, 'POST', '/hour-policies', begun)
  const version = { revision: 1, effectiveFrom: '2021-01-01', reason: '局务会通过' }
  expect((await county.request(as().bureau_officer, 'POST', `/hour-policies/${id}/versions`, version)).status).toBe(200)
}

async function hire(name: string) {
  const posts = [{ kind: '31', fromOn: '2015-09-01', toOn: null }]
  const person = await county.person({ organisationId: county.tree.a, name, posts })
  return county.login(name, [], person.id)
}

const takeUp = (id: string, centihours: number, more: object = {}) =>
  county.request(as().school_registrar, 'POST', `/claims/${id}/uptake`, { recordId: newId(), centihours, ...more })
const show = (id: string) => county.request(as().school_registrar, 'GET', `/claims/${id}`)

async function write(who: Login, more: Record<string, unknown>) {
  const id = newId()
  const fileId = await handInPicture(county, who, newId())
  const { kind = '发表页', ...rest } = more
  await county.request(who, 'PUT', `/my/claims/${id}`, { ...paperOf(fileId, rest), files: [{ fileId, kind }] })
  const done = await county.request(who, 'POST', `/my/claims/${id}/submission`)
  return { id, fileId, done }
}

type Standing = { state: string; counted: number; title: { zh: string }; policy: { title: { zh: string } } }
async function settle(
  login: Login,
): Promise<{ standings: Standing[]; entries: { kind: string; evidence: object[] }[] }> {
  const ledger = () => county.request(as().auditor, 'GET', `/people/${login.personId ?? ''}/credits`)
  const ids = (await ledger()).body.waiting.map(({ id }: { id: string }) => id)
  await county.request(as().principal, 'POST', '/credit-record-approvals', { ids })
  await county.request(as().hours_officer, 'POST', '/credit-record-verifications', { ids })
  return (await ledger()).body
}

describe('work is valued by the tables of the day it was done on', () => {
  test('200: and says by which version; a kind of work counts only on days when its table was in force', async () => {
    const before = await write(me, { title: '改办法以前的论文', doneOn: '2026-05-31' })
    const after = await write(me, { title: '改办法以后的论文', doneOn: '2026-06-01' })
    expect([before.done.body, after.done.body]).toMatchObject([
      { leastCentihours: 1500, mostCentihours: 3000, valuedBy: { version: 1, from: '2021-01-01' } },
      { leastCentihours: 700, mostCentihours: 700, valuedBy: { version: 2, from: '2026-06-01' } },
    ])
    expect((await show(before.id)).body.offer).toMatchObject({ least: 1500, most: 3000 })
    const lesson = { awardId: 'lesson', kind: '授课证明', title: '公开课' }
    expect((await write(me, { ...lesson, doneOn: '2026-06-01' })).done.body.code).toBe('kind_not_in_force')
    expect((await write(me, { ...lesson, doneOn: '2026-05-31' })).done.body).toMatchObject({ mostCentihours: 500 })
    const course = { awardId: 'course', kind: '成绩单', title: '培训', answers: {} }
    expect((await write(me, { ...course, doneOn: '2026-05-31' })).done.body.code).toBe('kind_not_in_force')
  })

  test('200: the form is told the tables of every day that may still be claimed', async () => {
    const { body } = await county.request(me, 'GET', '/my/claim-tables')
    const told = body.periods.map(({ fromOn, tables }: { fromOn: string; tables: { award: Award }[] }) => [
      fromOn,
      tables.map(({ award }) => award.id),
    ])
    expect(told).toEqual([
      ['2026-01-01', ['paper', 'lesson', 'trip']],
      ['2026-06-01', ['paper', 'trip', 'course']],
    ])
    expect(body.tables.map(({ id }: { id: string }) => id)).toEqual(['paper', 'trip', 'course'])
  })
})

describe('claimed hours say their kind and what proves them', () => {
  test('[002-41] as the table says: a head whose 提高培训 was claimed meets the rule', async () => {
    const head = await hire('申报校长')
    const course = { awardId: 'course', kind: '成绩单', title: '校长提高培训', answers: {}, doneOn: '2026-07-01' }
    const { id } = await write(head, course)
    expect((await takeUp(id, 24_000, { kind: 'topic' })).body.code).toBe('kind_not_open')
    expect((await takeUp(id, 24_000)).body.hours).toMatchObject({ kind: 'head_improvement' })
    const { standings, entries } = await settle(head)
    expect(standings.find(({ title }) => title.zh === '校长提高培训')).toMatchObject({ state: 'met' })
    expect(entries[0]?.evidence).toMatchObject([{ kind: '成绩单' }, { kind: '考核' }])
    expect(standings.find(({ policy }) => policy.title.zh === '县级学分换算')?.counted).toBeGreaterThan(0)
  })

  test('as whoever takes the claim up says, where the table says nothing', async () => {
    const head = await hire('论文校长')
    const { id, fileId } = await write(head, { title: '高研班论文', doneOn: '2026-07-02' })
    const strange = await takeUp(id, 700, { proofs: [{ fileId: newId(), kind: '考核' }] })
    expect([strange.status, strange.body.code]).toEqual([422, 'file_not_found'])
    const said = { kind: 'advanced', proofs: [{ fileId, kind: '考核' }] }
    expect((await takeUp(id, 700, said)).status).toBe(201)
    const { standings, entries } = await settle(head)
    expect(entries).toMatchObject([{ kind: 'advanced', evidence: [{ kind: '发表页' }, { kind: '考核' }] }])
    expect(standings.find(({ title }) => title.zh === '校长提高培训')?.counted).toBe(700)
    expect(standings.find(({ policy }) => policy.title.zh === '县级学分换算')?.counted).toBe(87)
  })
})

describe('[003-32] work of a closed year', () => {
  beforeAll(() =>
    county.commit(async (tx) => {
      await markFrozen(tx, { year: 2026, edition: 1, frozenOn: '2026-11-20' })
      return ok()
    }),
  )

  test('201: is claimed with why it comes late, and taken up with the same reason, even with many others', async () => {
    const late = await hire('补报老师')
    const silent = await write(late, { title: '补报的论文', doneOn: '2026-07-03' })
    expect([silent.done.status, silent.done.body.code]).toEqual([422, 'year_closed'])
    const id = await submitPaper(county, late, { title: '补报的论文', doneOn: '2026-07-03', lateReason: '刊物刚寄到' })
    expect((await show(id)).body).toMatchObject({ lateReason: '刊物刚寄到' })
    const batch = await county.request(as().school_registrar, 'POST', '/claim-uptakes', { ids: [id] })
    expect(batch.body.outcomes).toMatchObject([{ outcome: 'done' }])
    expect((await settle(late)).entries).toHaveLength(1)
  })

  test('201: a registrar hands it in for somebody in the same way', async () => {
    const late = await hire('代报老师')
    const registrar = as().school_registrar
    const fileId = await handInPicture(county, registrar, newId())
    const claim = { ...paperOf(fileId, { doneOn: '2026-07-04' }), personId: late.personId }
    const silent = await county.request(registrar, 'POST', '/claims', { ...claim, id: newId() })
    expect(silent.body.code).toBe('year_closed')
    const said = await county.request(registrar, 'POST', '/claims', { ...claim, id: newId(), lateReason: '学校漏报' })
    expect([said.status, said.body]).toMatchObject([201, { lateReason: '学校漏报' }])
  })
})
