import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { checkCharacter } from './core.ts'

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
