import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { checkCharacter } from './core.ts'
import { spellWaiting } from './spelling.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const draft = () => ({ id: newId(), organisationId: county.tree.a, staffNo: `N${newId().slice(-8)}`, name: '单小雅' })
const idNumber = (first17: string) => first17 + checkCharacter(first17)

test('201: a person is added with sealed numbers, shown masked, and a retry is harmless', async () => {
  const person = { ...draft(), idNumber: idNumber('41100219900101123'), phone: '138 0000 1234' }
  const added = await county.request(county.logins.school_registrar, 'POST', '/people', person)
  expect(added.status).toBe(201)
  expect((await county.request(county.logins.school_registrar, 'POST', '/people', person)).status).toBe(201)

  const shown = await county.request(county.logins.school_registrar, 'GET', `/people/${person.id}`)
  expect(shown.body).toMatchObject({ phoneMasked: '138****1234' })
  expect(JSON.stringify(shown.body)).not.toContain(person.idNumber)
  const stored = await county.pool.query('select count(*) from pg_class') // the pool has no tenant: it sees no people
  expect(stored.rowCount).toBe(1)
})

test('409: two people cannot share an ID number', async () => {
  const twin = { idNumber: idNumber('41100219910101123') }
  await county.request(county.logins.bureau_officer, 'POST', '/people', { ...draft(), ...twin })
  const second = await county.request(county.logins.bureau_officer, 'POST', '/people', { ...draft(), ...twin })
  expect([second.status, second.body.code]).toEqual([409, 'id_number_taken'])
})

test('422: an ID number that a spreadsheet rounded is named as such', async () => {
  const ruined = await county.request(county.logins.bureau_officer, 'POST', '/people', {
    ...draft(),
    idNumber: '411002199001011000',
  })
  expect([ruined.status, ruined.body.code]).toEqual([422, 'id_number_ruined'])
})

test('404: a registrar cannot add to another school', async () => {
  const { status } = await county.request(county.logins.otherRegistrar, 'POST', '/people', draft())
  expect(status).toBe(404)
})

test.each(['单', 'shan', 's', '单小雅'])('200: 单小雅 is found by %s, read as a surname', async (typed) => {
  await county.request(county.logins.bureau_officer, 'POST', '/people', draft())
  const found = await county.request(county.logins.bureau_officer, 'GET', `/people?q=${encodeURIComponent(typed)}`)
  expect(found.body.items.map((person: { name: string }) => person.name)).toContain('单小雅')
})

test('[003-27] 200: a town centre sees only the people of its own schools', async () => {
  const { body } = await county.request(county.logins.town_officer, 'GET', '/people?limit=200')
  const schools = new Set(body.items.map((person: { organisationId: string }) => person.organisationId))
  expect(schools.has(county.tree.a)).toBe(true)
  expect(schools.has(county.tree.c)).toBe(false)
})

test('200: pages follow each other without a gap or a repetition', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await county.request(
      county.logins.bureau_officer,
      'GET',
      `/people?limit=4${cursor && `&cursor=${cursor}`}`,
    )
    seen.push(...page.body.items.map((person: { id: string }) => person.id))
    cursor = page.body.nextCursor ?? ''
  } while (cursor)
  const whole = await county.request(county.logins.bureau_officer, 'GET', '/people?limit=200')
  expect(seen).toEqual(whole.body.items.map((person: { id: string }) => person.id))
})

const names = (body: { items: { name: string }[] }) => body.items.map(({ name }) => name)
const search = async (typed: string, more = '') => {
  const found = await county.request(
    county.logins.bureau_officer,
    'GET',
    `/people?limit=200${more}&q=${encodeURIComponent(typed)}`,
  )
  expect(found.status).toBe(200)
  return found.body
}

test.each([
  ['雨桐'],
  ['shanyutong'],
  ['Shan Yu Tong'],
  ['Shàn Yǔtóng'],
  ['SYT'],
  ['shanyt'],
  // The usual reading of the character finds her as well.
  ['danyutong'],
  ['dyt'],
  ['yutong'],
  ['单 数学 第一小学'],
  ['shan shuxue hedong'],
  ['Kx-0007b'],
  ['kX-00'],
  ['单yt'],
])('[003-27] 200: 单雨桐, who teaches mathematics, is found by %s', async (typed) => {
  const id = '0192f0c0-0000-7000-8000-00000000000a'
  const person = { ...draft(), id, staffNo: 'KX-0007B', name: '单雨桐', subjects: ['14'] }
  await county.request(county.logins.bureau_officer, 'POST', '/people', person)
  const found: { items: { staffNo: string }[] } = await search(typed)
  expect(found.items.map(({ staffNo }) => staffNo)).toContain('KX-0007B')
})

test.each(['单 语文', '单雨桐 第二小学', '单雨 王', 'tongyu', 'hanyutong'])(
  '200: each word narrows: %s finds nobody called 单雨桐',
  async (typed) => {
    const found: { items: { staffNo: string }[] } = await search(typed)
    expect(found.items.map(({ staffNo }) => staffNo)).not.toContain('KX-0007B')
  },
)

test('200: people are sorted by pinyin surname, then given name, then characters, page by page', async () => {
  const order = ['李安', '李莲', '连战', '欧阳杰', '区阳洁', '王伟', '汪伟', '王薇']
  for (const name of order) await county.person({ organisationId: county.tree.b, name, stage: '9' })
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await county.request(
      county.logins.bureau_officer,
      'GET',
      `/people?stage=9&limit=3${cursor && `&cursor=${cursor}`}`,
    )
    seen.push(...names(body))
    cursor = body.nextCursor ?? ''
  } while (cursor)
  expect(seen).toEqual(['李安', '李莲', '连战', '区阳洁', '欧阳杰', '汪伟', '王伟', '王薇'])
})

test('200: a new name is found and sorted by at once, and the old one no longer', async () => {
  const person = await county.person({ organisationId: county.tree.a, name: '查小满' })
  await county.request(county.logins.bureau_officer, 'PATCH', `/people/${person.id}`, { name: '仇小满' })
  expect(names(await search('qiuxiaoman'))).toEqual(['仇小满'])
  expect(names(await search('zhaxiaoman'))).toEqual([])
})

test('200: how many there are is told, and within a filter too', async () => {
  const all = await search('')
  expect(all.total).toBe(all.items.length)
  expect(await search('', '&stage=9')).toMatchObject({ total: 8 })
  expect(await search('王', '&stage=9')).toMatchObject({ total: 2 })
})

test('200: a name from before names were spelled is found, and spelled in time', async () => {
  const person = await county.person({ organisationId: county.tree.b, name: '朴信惠' })
  await county.commit(async (tx) => {
    await tx.execute(
      sql`update person set spelling = null, readings = '{}', pinyin = 'puxinhui' where id = ${person.id}`,
    )
    return ok()
  })
  expect(names(await search('puxinhui'))).toEqual(['朴信惠'])
  expect(await county.commit(spellWaiting)).toBe(1)
  expect(names(await search('piaoxinhui'))).toEqual(['朴信惠'])
  expect(await county.commit(spellWaiting)).toBe(0)
})
