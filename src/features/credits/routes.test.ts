import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must, testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { transact, type Actor } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { addRequirements } from '../policies/public.ts'
import { recordHours } from './public.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const actor = ({ accountId, personId }: Login): Actor => ({
  accountId,
  personId,
  name: 'x',
  grants: [],
  sessionId: 's',
})
const teacherId = () => county.logins.teacher.personId ?? ''

/** Hours that a class lead recorded, as closing a class does. */
async function recorded(personId = teacherId(), centihours = 800, category: string | null = '师德') {
  const id = newId()
  const draft = {
    ...{ id, personId, category, centihours, level: 'county', mode: null, startedOn: null, certificate: false },
    ...{ kind: null, evidence: [] },
    source: { kind: 'class', id: newId(), title: '师德专题培训' },
    earnedOn: '2026-05-20',
  }
  must(await transact(county.door(actor(county.logins.class_lead)), (tx) => recordHours(tx, [draft])))
  return id
}

const ask = (as: Login | undefined, method: string, path: string, body?: unknown) =>
  county.request(as, method, path, body)
const decide = (as: Login, what: 'approvals' | 'verifications', ids: string[]) =>
  ask(as, 'POST', `/credit-record-${what}`, { ids })

const byHand = (part: Record<string, unknown> = {}) => ({
  id: newId(),
  personId: county.teachers.a[0]?.personId,
  title: '校本研修：学科组教研',
  category: '校本研修',
  centihours: 600,
  earnedOn: '2026-04-30',
  ...part,
})

describe('recording by hand', () => {
  test('201: a registrar records for a teacher of theirs, and repeating it is harmless', async () => {
    const draft = byHand()
    const first = await ask(county.logins.school_registrar, 'POST', '/credit-records', draft)
    const again = await ask(county.logins.school_registrar, 'POST', '/credit-records', draft)
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toMatchObject({ id: draft.id, state: 'recorded', sourceKind: 'manual', centihours: 600 })
  })

  test('409: an id that names other hours', async () => {
    const draft = byHand()
    await ask(county.logins.school_registrar, 'POST', '/credit-records', draft)
    const other = await ask(county.logins.school_registrar, 'POST', '/credit-records', { ...draft, centihours: 700 })
    expect([other.status, other.body.code]).toEqual([409, 'id_reused'])
  })

  test('404: a teacher of another school', async () => {
    const draft = byHand({ personId: county.teachers.c[0]?.personId })
    const { status, body } = await ask(county.logins.school_registrar, 'POST', '/credit-records', draft)
    expect([status, body.code]).toEqual([404, 'person_not_found'])
  })

  test('422: a registrar who is a teacher does not record their own hours, nor hours to come', async () => {
    const self = await county.person({ organisationId: county.tree.a, name: '陈一诺' })
    const registrar = await county.login('专干', [['school_registrar', county.tree.a]], self.id)
    const own = await ask(registrar, 'POST', '/credit-records', byHand({ personId: self.id }))
    expect([own.status, own.body.code]).toEqual([422, 'record_own_hours'])
    const ahead = await ask(registrar, 'POST', '/credit-records', byHand({ earnedOn: '2999-01-01' }))
    expect([ahead.status, ahead.body.code]).toEqual([422, 'earned_in_future'])
  })
})

describe('[003-31] three people, row by row', () => {
  test('200: recorded, approved and verified hours stand in the ledger, and the teacher is told', async () => {
    const id = await recorded()
    const { principal, hours_officer, teacher } = county.logins
    expect((await decide(principal, 'approvals', [id])).body.outcomes).toEqual([{ id, outcome: 'done', code: null }])
    expect((await decide(principal, 'approvals', [id])).body.outcomes).toEqual([{ id, outcome: 'already', code: null }])
    expect((await decide(hours_officer, 'verifications', [id])).body.outcomes[0].outcome).toBe('done')
    expect((await decide(hours_officer, 'verifications', [id])).body.outcomes[0].outcome).toBe('already')
    const own = await ask(teacher, 'GET', '/my/credits')
    expect(own.body.entries[0]).toMatchObject({ id, centihours: 800, recordedByName: '班主任', approvedByName: '校长' })
    expect(own.body.chain).toMatchObject({ brokenAt: null, totalsAgree: true })
    const notices = await ask(teacher, 'GET', '/notices')
    expect(notices.body.items[0]).toMatchObject({ code: 'credits.verified', params: { hours: '8' } })
  })

  test('200: a batch says of each row what became of it', async () => {
    const [mine, other, unapproved] = [
      await recorded(),
      await recorded(county.teachers.c[0]?.personId ?? ''),
      await recorded(county.teachers.a[1]?.personId ?? ''),
    ]
    const approved = await decide(county.logins.principal, 'approvals', [mine, other, newId()])
    expect(approved.body.outcomes.map((row: { code: string }) => row.code)).toEqual([
      null,
      'record_not_found',
      'record_not_found',
    ])
    const verified = await decide(county.logins.hours_officer, 'verifications', [mine, unapproved])
    expect(verified.body.outcomes.map((row: { code: string }) => row.code)).toEqual([null, 'record_not_approved'])
  })

  test('200: whoever holds two of the roles takes only one of the steps', async () => {
    const both = await county.login('身兼两职', [
      ['principal', county.tree.a],
      ['hours_officer', county.tree.bureau],
    ])
    const id = await recorded()
    expect((await decide(both, 'approvals', [id])).body.outcomes[0].outcome).toBe('done')
    expect((await decide(both, 'verifications', [id])).body.outcomes[0].code).toBe('record_by_same_account')
  })

  test('200: a principal does not approve their own hours', async () => {
    const self = await county.person({ organisationId: county.tree.a, name: '赵明远' })
    const principal = await county.login('校长本人', [['principal', county.tree.a]], self.id)
    const id = await recorded(self.id)
    expect((await decide(principal, 'approvals', [id])).body.outcomes[0].code).toBe('record_own_hours')
    expect((await decide(county.logins.town_officer, 'approvals', [id])).body.outcomes[0].outcome).toBe('done')
  })
})

describe('returning', () => {
  const give = (as: Login, ids: string[], reason = '学时数与方案不符') =>
    ask(as, 'POST', '/credit-record-returns', { ids, reason })

  test('200: returned hours are told to teacher and recorder, and answered by a corrected record', async () => {
    const id = await recorded()
    expect((await give(county.logins.principal, [id])).body.outcomes[0].outcome).toBe('done')
    const told = await ask(county.logins.class_lead, 'GET', '/notices')
    expect(told.body.items[0]).toMatchObject({
      code: 'credits.returned_to_you',
      params: { reason: '学时数与方案不符' },
    })
    const correction = { id: newId(), centihours: 600, earnedOn: '2026-05-20' }
    const path = `/credit-records/${id}/correction`
    const corrected = await ask(county.logins.school_registrar, 'POST', path, correction)
    expect([corrected.status, corrected.body.state, corrected.body.correctsId]).toEqual([201, 'recorded', id])
    expect((await ask(county.logins.school_registrar, 'POST', path, correction)).status).toBe(201)
    for (const change of [{ centihours: 500 }, { category: '信息技术' }]) {
      const other = await ask(county.logins.school_registrar, 'POST', path, { ...correction, ...change })
      expect([other.status, other.body.code]).toEqual([409, 'id_reused'])
    }
    const own = await ask(county.logins.teacher, 'GET', '/my/credits')
    expect(own.body.waiting.map((row: { id: string }) => row.id)).toContain(correction.id)
    expect(own.body.waiting.map((row: { id: string }) => row.id)).not.toContain(id)
  })

  test('200: the principal returns what waits for approval, the hours officer what waits for verification', async () => {
    const [fresh, approved] = [await recorded(), await recorded()]
    await decide(county.logins.principal, 'approvals', [approved])
    const early = await give(county.logins.hours_officer, [fresh, approved])
    expect(early.body.outcomes.map((row: { code: string }) => row.code)).toEqual(['record_not_found', null])
  })

  test('201: [003-31] a correction says the category anew; what it does not say stays', async () => {
    const id = await recorded()
    await give(county.logins.principal, [id])
    const correction = { id: newId(), centihours: 500, earnedOn: '2026-05-20', category: '师德', level: null }
    const path = `/credit-records/${id}/correction`
    const { status, body } = await ask(county.logins.school_registrar, 'POST', path, correction)
    expect(status).toBe(201)
    const before = await ask(county.logins.school_registrar, 'GET', '/credit-records?state=returned')
    const old = before.body.items.find((row: { id: string }) => row.id === id)
    expect(body).toMatchObject({ category: '师德', level: null, mode: old.mode, kind: old.kind, centihours: 500 })
  })

  test('409: what was not returned is not corrected', async () => {
    const id = await recorded()
    const correction = { id: newId(), centihours: 600, earnedOn: '2026-05-20' }
    const { status, body } = await ask(
      county.logins.school_registrar,
      'POST',
      `/credit-records/${id}/correction`,
      correction,
    )
    expect([status, body.code]).toEqual([409, 'record_not_returned'])
  })
})

describe('reading', () => {
  test('200: a queue holds what lies in one’s part of the tree, the longest waiting first', async () => {
    const first = await recorded(county.teachers.b[0]?.personId ?? '')
    const second = await recorded(county.teachers.b[1]?.personId ?? '')
    const { body } = await ask(
      county.logins.town_officer,
      'GET',
      `/credit-records?state=recorded&organisationId=${county.tree.b}`,
    )
    expect(body.items.map((row: { id: string }) => row.id)).toEqual([first, second])
    expect([body.total, body.items[0].waitingDays]).toEqual([2, 0])
    const other = await ask(county.logins.otherTown, 'GET', `/credit-records?organisationId=${county.tree.b}`)
    expect(other.body.items).toEqual([])
    const page = await ask(
      county.logins.town_officer,
      'GET',
      `/credit-records?state=recorded&organisationId=${county.tree.b}&limit=1`,
    )
    const next = await ask(
      county.logins.town_officer,
      'GET',
      `/credit-records?state=recorded&organisationId=${county.tree.b}&limit=1&cursor=${page.body.nextCursor}`,
    )
    expect(next.body.items[0].id).toBe(second)
  })

  test('200: the standing counts verified hours against what the region asks', async () => {
    const person = await county.person({ organisationId: county.tree.a, name: '单雨桐' })
    const requirement = {
      ...{ organisationId: county.tree.bureau, fromYear: 2026, toYear: 2026, average: false, population: {} },
      ...{ unit: 'hour' as const, source: '年度计划', maxCentihours: null },
    }
    await county.commit(async (tx) => {
      await addRequirements(tx, [
        { ...requirement, id: newId(), category: null, minCentihours: 4800 },
        { ...requirement, id: newId(), category: '师德', minCentihours: 1000 },
      ])
      return ok()
    })
    const id = await recorded(person.id, 800)
    await decide(county.logins.principal, 'approvals', [id])
    await decide(county.logins.hours_officer, 'verifications', [id])
    const { body } = await ask(county.logins.auditor, 'GET', `/people/${person.id}/credits`)
    expect(body.standings.map((row: { missing: number }) => row.missing)).toEqual([4000, 200])
    expect(body.totals).toEqual([{ year: 2026, category: '师德', centihours: 800 }])
  })
})
