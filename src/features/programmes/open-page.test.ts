import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { programmes } from './tables.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

async function programme(draft: Partial<typeof programmes.$inferInsert> = {}): Promise<string> {
  const id = newId()
  const { now, today } = county.door().context
  const hour = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
  await county.commit(async (tx) => {
    await tx.insert(programmes).values({
      ...{ tenantId: county.tenant.id, id, organisationId: county.tree.bureau, providerId: county.tree.provider },
      ...{
        year: 2026,
        title: '<b>作业设计</b>研修',
        level: 'county',
        kind: 'topic',
        approximate: false,
        wholeRoster: false,
      },
      ...{ audience: { stages: ['2'], yearsMin: 3 }, modes: ['face-to-face'], months: [], yearRound: false },
      ...{ centihours: 800, certificate: false, version: 1, admission: 'first_come', placesMax: 60, place: '进修学校' },
      ...{ state: 'enrolling', createdAt: now, justification: '需要', scheme: '方案', chiefExpert: '首席专家李某' },
      ...{ startsOn: addDays(today, 10), endsOn: addDays(today, 12), enrolOpensAt: hour(-1), enrolClosesAt: hour(1) },
      ...{ approvedAt: now },
      ...draft,
    })
    return ok()
  })
  return id
}

const open = async (id: string, lang = 'zh') => {
  const answer = await county.app.request(`/open/${id}?lang=${lang}`)
  return { status: answer.status, text: await answer.text(), policy: answer.headers.get('content-security-policy') }
}

test('200: a stranger reads what, when, where, for whom and how to apply, and no name of a person', async () => {
  const { status, text, policy } = await open(await programme())
  expect(status).toBe(200)
  for (const part of [
    '&lt;b&gt;作业设计&lt;/b&gt;研修',
    '60 人',
    '进修学校',
    '8 学时',
    '小学',
    '教龄满 3 年',
    '集中面授',
    '现在可以报名',
    '点“报名”。先到先得',
  ]) {
    expect(text).toContain(part)
  }
  expect(text).not.toContain('李某')
  expect(text).not.toContain('<script')
  expect(policy).toContain("default-src 'none'")
  const english = await open(await programme({ admission: 'selection' }), 'en')
  expect(english.text).toContain('Applications are open')
  expect(english.text).toContain('Schools recommend')
})

test('404: what is not published, unknown or no id at all is not shown', async () => {
  expect((await open(await programme({ state: 'draft', approvedAt: null }))).status).toBe(404)
  expect((await open(newId())).status).toBe(404)
  expect((await open('x')).status).toBe(404)
})

test('200: once it began, nobody is told to apply', async () => {
  const { text } = await open(await programme({ state: 'running' }))
  expect(text).toContain('报名已经结束')
})
