import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import type { NoticeText } from './contract/texts.ts'
import { notify } from './public.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const change = (body: object, as = county.logins.bureau_officer) =>
  county.request(as, 'PUT', '/notice-texts', { zh: null, en: null, version: 0, ...body })
const textOf = async (code: string): Promise<NoticeText | undefined> => {
  const { body } = await county.request(county.logins.bureau_officer, 'GET', '/notice-texts')
  return body.items.find((item: NoticeText) => item.code === code)
}

test('200: every notice of every feature is there, as delivered', async () => {
  const { status, body } = await county.request(county.logins.system_admin, 'GET', '/notice-texts')
  expect(status).toBe(200)
  expect(body.items.length).toBeGreaterThan(80)
  const codes = body.items.map((item: NoticeText) => item.code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(await textOf('enrolment.admitted')).toMatchObject({
    original: { zh: '您已被“{{programme}}”录取。' },
    placeholders: ['programme'],
    own: { zh: null, en: null },
    missing: [],
    version: 0,
  })
  expect((await textOf('access.granted'))?.terms.role?.auditor?.zh).toBeTypeOf('string')
})

test('200: the bureau says it in its own words, in notices of before as well, and goes back to the original', async () => {
  const { teacher } = county.logins
  const personIds = [teacher.personId ?? '']
  const params = { programme: '数学骨干' }
  await county.commit(async (tx) => ok(await notify(tx, { personIds }, { code: 'enrolment.admitted', params })))
  const told = async () => (await county.request(teacher, 'GET', '/notices')).body.items[0]
  expect(await told()).toMatchObject({ code: 'enrolment.admitted', own: null })

  const changed = await change({ code: 'enrolment.admitted', zh: '恭喜！您被“{{programme}}”录取。' })
  expect([changed.status, changed.body.version]).toEqual([200, 1])
  expect(await told()).toMatchObject({ own: { zh: '恭喜！您被“{{programme}}”录取。', en: null } })

  const restored = await change({ code: 'enrolment.admitted', version: 1 })
  expect(restored.body).toMatchObject({ own: { zh: null, en: null }, version: 2 })
  expect(await told()).toMatchObject({ own: null })

  const trail = await county.request(county.logins.auditor, 'GET', '/audit-entries?objectId=enrolment.admitted')
  expect(trail.body.items.map(({ act }: { act: string }) => act).toSorted()).toEqual([
    'notice_text.changed',
    'notice_text.restored',
  ])
})

test('a notice that no feature words is a defect, and nobody is told of it', async () => {
  const personIds = [county.logins.teacher.personId ?? '']
  const telling = county.commit(async (tx) =>
    ok(await notify(tx, { personIds }, { code: 'enrolment.forgotten', params: {} })),
  )
  await expect(telling).rejects.toThrow('enrolment.forgotten')
})

test('200: what a text leaves out is named, not refused; a retry writes nothing', async () => {
  const said = { code: 'programme.returned', zh: '项目被退回', en: '“{{title}}” came back: {{reason}}' }
  const first = await change(said)
  expect(first.body).toMatchObject({ missing: ['title', 'reason'], version: 1 })
  expect((await change(said)).body.version).toBe(1)
})

test('422: a placeholder that the notice does not have is named; one that is not closed is refused', async () => {
  const unknown = await change({ code: 'enrolment.admitted', zh: '{{name}}，您被“{{programme}}”录取。', version: 2 })
  expect([unknown.status, unknown.body.code, unknown.body.detail]).toEqual([422, 'placeholder_unknown', '{{name}}'])
  const broken = await change({ code: 'enrolment.admitted', en: 'You are in {{programme}.', version: 2 })
  expect([broken.status, broken.body.code]).toEqual([422, 'placeholder_broken'])
})

test('409: over a version that somebody else has changed; 404: a notice that there is not; 400: too long', async () => {
  await change({ code: 'programme.approved', zh: '“{{title}}”可以发布了' })
  const late = await change({ code: 'programme.approved', zh: '“{{title}}”批了' })
  expect([late.status, late.body.code]).toEqual([409, 'notice_text_changed'])
  expect((await change({ code: 'programme.forgotten', zh: '？' })).body.code).toBe('notice_text_unknown')
  expect((await change({ code: 'programme.approved', zh: '长'.repeat(501), version: 1 })).status).toBe(400)
})

test('403: others neither read nor change texts; an auditor reads', async () => {
  expect((await county.request(county.logins.school_registrar, 'GET', '/notice-texts')).status).toBe(403)
  expect((await county.request(county.logins.auditor, 'GET', '/notice-texts')).status).toBe(200)
  expect((await change({ code: 'enrolment.admitted' }, county.logins.auditor)).status).toBe(403)
})

test('200: another bureau keeps the original', async () => {
  await change({ code: 'surveys.asked', zh: '请填调研「{{title}}」，{{closesOn}} 截止' })
  const abroad = await county.request(county.foreign.officer, 'GET', '/notice-texts')
  const found = abroad.body.items.find((item: NoticeText) => item.code === 'surveys.asked')
  expect(found).toMatchObject({ own: { zh: null }, version: 0 })
})
