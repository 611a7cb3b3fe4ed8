import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'

let county: TestCounty
let someone: { readonly id: string; readonly login: Login }
const idNumber = '11010519491231002X'
const phone = '13812345678'
beforeAll(async () => {
  county = await testCounty()
  const person = await county.person({ organisationId: county.tree.a, name: '许知微', idNumber, phone })
  someone = { id: person.id, login: await county.login('许知微', [], person.id) }
})
afterAll(() => county.close())

const look = (as: Login, draft: object = {}, personId = someone.id) =>
  county.request(as, 'POST', `/people/${personId}/unmaskings`, {
    id: newId(),
    field: 'phone',
    purpose: 'contact',
    reason: '通知改期',
    ...draft,
  })

test('201: a number is shown in full with a reason; the person sees who looked, when and why, and the trail knows it', async () => {
  const { school_registrar, auditor } = county.logins
  const id = newId()
  const shown = await look(school_registrar, { id, field: 'id_number', purpose: 'filing', reason: '省级名单报送' })
  expect([shown.status, shown.body]).toEqual([201, { field: 'id_number', value: idNumber }])
  const again = await look(school_registrar, { id, field: 'id_number', purpose: 'filing', reason: '省级名单报送' })
  expect(again.status).toBe(201)

  const seen = await county.request(someone.login, 'GET', '/my/unmaskings')
  expect(seen.body.items).toMatchObject([
    { id, field: 'id_number', purpose: 'filing', reason: '省级名单报送', accountName: '培训专干', many: false },
  ])
  const notices = await county.request(someone.login, 'GET', '/notices')
  expect(notices.body.items).toMatchObject([{ code: 'privacy.unmasked', params: { who: '培训专干' } }])

  const trail = await county.request(auditor, 'GET', `/audit-entries?objectId=${someone.id}&act=person.unmasked`)
  expect(trail.body.items).toHaveLength(1)
  expect(JSON.stringify(trail.body)).not.toContain(idNumber)
  const looks = await county.request(auditor, 'GET', '/unmaskings')
  expect(looks.body.items).toMatchObject([{ personName: '许知微', accountName: '培训专干' }])
})

test('200: everywhere else both numbers stay masked', async () => {
  const read = await county.request(county.logins.school_registrar, 'GET', `/people/${someone.id}`)
  expect(read.body).toMatchObject({ idNumberMasked: '1101**********2X', phoneMasked: '138****5678' })
  const own = await county.request(someone.login, 'GET', `/people/${someone.id}`)
  expect(JSON.stringify(own.body)).not.toContain(phone)
})

test('403: a role that may see phone numbers does not see ID numbers; 404 outside its part of the tree', async () => {
  const { town_officer, principal, otherTown, hours_officer, bureau_officer } = county.logins
  for (const as of [town_officer, principal]) {
    expect((await look(as)).status).toBe(201)
    const refused = await look(as, { field: 'id_number' })
    expect([refused.status, refused.body.code]).toEqual([403, 'field_not_for_role'])
  }
  expect((await look(bureau_officer, { field: 'id_number' })).status).toBe(201)
  expect((await look(otherTown)).status).toBe(404)
  expect((await look(hours_officer)).status).toBe(403)
})

test('400: without a reason nothing is shown; 422 where the roster holds no number; 409 for an id of another look', async () => {
  const { school_registrar } = county.logins
  expect((await look(school_registrar, { reason: '无' })).status).toBe(400)
  const bare = county.logins.teacher.personId ?? ''
  const missing = await look(school_registrar, {}, bare)
  expect([missing.status, missing.body.code]).toEqual([422, 'number_missing'])
  const id = newId()
  expect((await look(school_registrar, { id })).status).toBe(201)
  expect((await look(school_registrar, { id, field: 'id_number' })).status).toBe(409)
})

test('429: nobody looks at more than a hundred numbers a day one by one', async () => {
  const busy = await county.login('忙专干', [['school_registrar', county.tree.a]])
  expect((await look(busy)).status).toBe(201)
  await county.commit(async (tx) => {
    await tx.$client.query(
      `insert into unmasking_entry select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).*
       from unmasking_entry e, generate_series(1, 99) where e.tenant_id = $1 and e.account_id = $2`,
      [county.tenant.id, busy.accountId],
    )
    return ok()
  })
  const refused = await look(busy)
  expect([refused.status, refused.body.code]).toEqual([429, 'looked_too_often'])
})

test('201: an export with numbers in full tells everybody in it, and each row bears who took it out', async () => {
  const draft = { organisationId: county.tree.a, fields: ['id_number', 'phone'], purpose: 'filing', reason: '省级报送' }
  const id = newId()
  const ask = (as: Login, more: object = {}) =>
    county.request(as, 'POST', '/unmasked-exports', { id, ...draft, ...more })
  const made = await ask(county.logins.school_registrar)
  expect(made.status).toBe(201)
  expect(decodeURIComponent(made.answer.headers.get('content-disposition') ?? '')).toContain('培训专干')
  const { read, utils } = await import('@e965/xlsx')
  const book = read(Buffer.from(await made.answer.arrayBuffer()))
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  const rows = sheet ? utils.sheet_to_json<Record<string, string>>(sheet) : []
  const row = rows.find((each) => each.姓名 === '许知微')
  expect(row).toMatchObject({ 身份证号: idNumber, 手机号: phone })
  expect(row?.导出标记).toContain('青石县教育局　培训专干')
  const seen = await county.request(someone.login, 'GET', '/my/unmaskings?limit=200')
  expect(seen.body.items.filter((each: { many: boolean }) => each.many)).toHaveLength(2)

  expect((await ask(county.logins.school_registrar)).status).toBe(409)
  expect((await ask(county.logins.school_registrar, { id: newId(), organisationId: county.tree.c })).status).toBe(404)
  expect((await ask(county.logins.principal, { id: newId() })).status).toBe(403)
  expect((await ask(county.logins.otherRegistrar, { id: newId(), organisationId: county.tree.c })).status).toBe(422)
})
