import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantObjects } from '../../app/matrix-objects.ts'
import { must, testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { transact } from '../../platform/db/db.ts'
import { newId } from '../../platform/ids.ts'
import { recordHours } from './public.ts'

let county: TestCounty
let planted: Record<string, string>
beforeAll(async () => {
  county = await testCounty()
  planted = (await plantObjects(county)).own
  const { accountId } = county.logins.class_lead
  const door = county.door({ accountId, personId: null, name: 'x', grants: [], sessionId: 's' })
  const work = { category: null, level: null, mode: null, startedOn: null, certificate: false, earnedOn: '2026-05-20' }
  const draft = (personId: string | null, sourceId: string | undefined, title: string) => ({
    ...{ id: newId(), personId: personId ?? '', centihours: 100, ...work },
    ...{ kind: null, evidence: [] },
    source: { kind: 'class', id: sourceId ?? newId(), title },
  })
  const drafts = [
    ...county.teachers.a.map(({ personId }) => draft(personId, planted.classId, '骨干教师培训')),
    ...county.teachers.c.map(({ personId }) => draft(personId, planted.classId, '骨干教师培训')),
    draft(county.teachers.a[0]?.personId ?? null, undefined, '校本研修'),
  ]
  must(await transact(door, (tx) => recordHours(tx, drafts)))
}, 120_000)
afterAll(() => county.close())

const get = (as: 'principal' | 'bureau_officer' | 'otherPrincipal', path: string) =>
  county.request(county.logins[as], 'GET', path)

test('200: a queue is narrowed to a programme and to a class, and names where its hours come from', async () => {
  const { programmeId, classId } = planted
  const all = await get('bureau_officer', '/credit-records?state=recorded')
  const ofProgramme = await get('bureau_officer', `/credit-records?state=recorded&programmeId=${programmeId}`)
  const ofClass = await get('bureau_officer', `/credit-records?state=recorded&sourceId=${classId}`)
  expect([all.body.total - ofProgramme.body.total, ofProgramme.body.total, ofClass.body.total]).toEqual([2, 6, 6])
  const { body } = await get('principal', '/credit-record-sources?state=recorded')
  expect(body.items[0]).toMatchObject({
    sourceId: classId,
    classTitle: '一班',
    programmeTitle: '骨干教师培训',
    records: 3,
  })
  expect(body.items.find((one: { title: string }) => one.title === '校本研修')).toMatchObject({ programmeId: null })
})

test('200: everything that matches is chosen by the server, within one’s own part', async () => {
  const query = `state=recorded&sourceId=${planted.classId}`
  const [mine, other, whole] = await Promise.all([
    get('principal', `/credit-record-ids?${query}`),
    get('otherPrincipal', `/credit-record-ids?${query}`),
    get('bureau_officer', `/credit-record-ids?${query}`),
  ])
  expect([mine.body.total, other.body.total, whole.body.total]).toEqual([3, 3, 6])
  expect(new Set([...mine.body.ids, ...other.body.ids])).toEqual(new Set(whole.body.ids))
  const done = await county.request(county.logins.principal, 'POST', '/credit-record-approvals', {
    ids: whole.body.ids,
  })
  const outcomes = done.body.outcomes.map(({ outcome }: { outcome: string }) => outcome).sort()
  expect(outcomes).toEqual(['done', 'done', 'done', 'refused', 'refused', 'refused'])
})

test('200: classes that are over and not closed are a list of their own', async () => {
  const due = () => county.request(county.logins.provider, 'GET', '/classes?due=1')
  expect((await due()).body.items).toEqual([])
  await county.commit(async (tx) => {
    await tx.execute(
      sql`update training_class set starts_on = '2026-01-01', ends_on = '2026-01-02' where id = ${planted.classId}`,
    )
    return ok()
  })
  expect((await due()).body.items.map(({ id }: { id: string }) => id)).toEqual([planted.classId])
})
