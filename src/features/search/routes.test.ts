import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { plantObjects, type Planted } from '../../app/matrix-objects.ts'
import { ok } from '../../lib/result.ts'

let county: TestCounty
let planted: Planted
beforeAll(async () => {
  county = await testCounty()
  planted = await plantObjects(county)
  for (const [name, organisationId] of [
    ['仇雨晴', county.tree.a],
    ['仇雨荷', county.tree.b],
    ['仇雨霏', county.tree.c],
  ] as const) {
    await county.person({ organisationId, name })
  }
}, 120_000)
afterAll(() => county.close())

type Group = { kind: string; items: { id: string; title: string; detail: string | null }[]; more: boolean }
async function find(as: Login, typed: string): Promise<Map<string, Group>> {
  const { status, body } = await county.request(as, 'GET', `/search?q=${encodeURIComponent(typed)}`)
  expect(status).toBe(200)
  const groups: Group[] = body.groups
  return new Map(groups.map((group) => [group.kind, group]))
}
const titles = (group: Group | undefined) => (group?.items ?? []).map(({ title }) => title)

test('[003-27] 200: whoever searches finds the people of their own part of the region, and no others', async () => {
  const { bureau_officer, town_officer, otherTown, school_registrar, otherRegistrar } = county.logins
  expect(titles((await find(bureau_officer, 'chou yu')).get('person'))).toEqual(['仇雨霏', '仇雨荷', '仇雨晴'])
  expect(titles((await find(town_officer, '仇雨')).get('person'))).toEqual(['仇雨荷', '仇雨晴'])
  expect(titles((await find(otherTown, 'qiuyu')).get('person'))).toEqual(['仇雨霏'])
  expect(titles((await find(school_registrar, 'QYQ')).get('person'))).toEqual(['仇雨晴'])
  expect(titles((await find(otherRegistrar, '仇雨晴')).get('person'))).toEqual([])
})

test('200: a school’s name alone finds the school and not its people; with a name beside it, both narrow', async () => {
  const alone = await find(county.logins.bureau_officer, '河东镇第一小学')
  expect(titles(alone.get('organisation'))).toEqual(['河东镇第一小学'])
  expect(alone.get('person')).toBeUndefined()
  const both = await find(county.logins.bureau_officer, '仇 第一小学')
  expect(titles(both.get('person'))).toContain('仇雨晴')
  expect(titles(both.get('person'))).not.toContain('仇雨荷')
})

test('200: an organisation outside one’s part is not found', async () => {
  expect(titles((await find(county.logins.town_officer, 'hexizhen')).get('organisation'))).toEqual([])
  expect(titles((await find(county.logins.otherTown, 'hxz')).get('organisation'))).toContain('河西镇实验小学')
})

test('200: what lies in another bureau is found by nobody here', async () => {
  for (const typed of ['白水', '河东镇']) {
    const found = await find(county.logins.bureau_officer, typed)
    expect(titles(found.get('organisation')).join()).not.toContain('白水')
  }
})

test('200: every thing that is found can be opened by whoever found it', async () => {
  const places: Record<string, string> = {
    person: 'people',
    programme: 'programmes',
    class: 'classes',
    certificate: 'certificates',
    organisation: 'organisations',
    plan: 'plans',
  }
  const seen = new Set<string>()
  for (const login of Object.values(county.logins)) {
    for (const typed of ['单', '小学', '项目', '青', '计划', '培训', '2026', '班', 'l', '能力']) {
      const { status, body } = await county.request(login, 'GET', `/search?q=${encodeURIComponent(typed)}`)
      expect(status).toBe(200)
      for (const { kind, items } of body.groups) {
        for (const { id } of items) {
          seen.add(kind)
          const opened = await county.request(login, 'GET', `/${places[kind]}/${id}`)
          expect([kind, typed, opened.status]).toEqual([kind, typed, 200])
        }
      }
    }
  }
  expect([...seen]).toEqual(expect.arrayContaining(['person', 'organisation', 'programme', 'class', 'plan']))
})

test('200: a certificate is found by a piece of its number, by its holder too, and by no other teacher', async () => {
  const { certificateId = '' } = planted.own
  const { rows } = await county.commit(async (tx) =>
    ok(
      await tx.execute<{ number: string; personId: string }>(
        sql`select number, person_id as "personId" from certificate where id = ${certificateId}`,
      ),
    ),
  )
  const number = rows[0]?.number ?? ''
  const piece = number.slice(-6)
  expect(titles((await find(county.logins.bureau_officer, piece)).get('certificate'))).toContain(number)
  const holders = Object.values(county.logins).filter(({ personId }) => personId === rows[0]?.personId)
  for (const holder of holders) expect(titles((await find(holder, piece)).get('certificate'))).toContain(number)
  expect((await find(county.logins.otherTeacher, piece)).get('certificate')).toBeUndefined()
})

test('200: a teacher without a role finds no person, organisation, class or plan', async () => {
  for (const typed of ['单', '河东', '小学', '计划']) {
    const found = await find(county.logins.teacher, typed)
    for (const kind of ['person', 'organisation', 'class', 'plan']) expect(found.get(kind)).toBeUndefined()
  }
})

test('401: a stranger finds nothing; 403: an account without role and person; 400: nothing asked', async () => {
  expect((await county.request(undefined, 'GET', '/search?q=a')).status).toBe(401)
  const empty = await county.login('没有角色的账号', [])
  expect((await county.request(empty, 'GET', '/search?q=a')).status).toBe(403)
  expect((await county.request(county.logins.bureau_officer, 'GET', '/search?q=%20')).status).toBe(400)
})
