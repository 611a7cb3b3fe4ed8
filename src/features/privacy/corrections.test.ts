import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'

let county: TestCounty
let me: Login
const idNumber = '11010519491231002X'
beforeAll(async () => {
  county = await testCounty()
  const draft = { organisationId: county.tree.a, name: '许知薇', phone: '13812345678', bornOn: '1990-01-02' }
  const person = await county.person(draft)
  me = await county.login('许知薇', [], person.id)
})
afterAll(() => county.close())

const ask = (draft: object = {}, as = me) =>
  county.request(as, 'POST', '/my/corrections', {
    id: newId(),
    field: 'name',
    value: '许知微',
    reason: '身份证上是“微”',
    ...draft,
  })
const decide = (as: Login, id: string, how: 'approval' | 'refusal', body: object = {}) =>
  county.request(as, 'POST', `/corrections/${id}/${how}`, body)

test('201: a teacher asks, the registrar is told and approves, and the roster says it', async () => {
  const { school_registrar } = county.logins
  const asked = await ask()
  expect([asked.status, asked.body]).toMatchObject([201, { state: 'asked', before: '许知薇', value: '许知微' }])
  const told = await county.request(school_registrar, 'GET', '/notices')
  expect(told.body.items).toMatchObject([{ code: 'correction.asked', params: { field: 'name' } }])
  const list = await county.request(school_registrar, 'GET', '/corrections')
  expect(list.body.items).toMatchObject([{ id: asked.body.id, personName: '许知薇' }])

  expect((await ask()).body.code).toBe('already_asked')
  const done = await decide(school_registrar, asked.body.id, 'approval')
  expect([done.status, done.body.state]).toEqual([200, 'approved'])
  const shown = await county.request(school_registrar, 'GET', `/people/${me.personId}`)
  expect(shown.body.name).toBe('许知微')
  const notices = await county.request(me, 'GET', '/notices')
  expect(notices.body.items).toMatchObject([{ code: 'correction.approved' }])
  expect((await decide(school_registrar, asked.body.id, 'approval')).body.code).toBe('correction_over')
})

test('200: an ID number is corrected without being shown in full to anybody, nor written into the trail', async () => {
  const { school_registrar, auditor } = county.logins
  const asked = await ask({ field: 'id_number', value: idNumber.toLowerCase(), reason: '登记时录错' })
  expect(asked.body).toMatchObject({ before: null, value: '1101**********2X' })
  const list = await county.request(school_registrar, 'GET', '/corrections')
  expect(JSON.stringify(list.body)).not.toContain(idNumber)
  expect((await decide(school_registrar, asked.body.id, 'approval')).status).toBe(200)
  const trail = await county.request(auditor, 'GET', `/audit-entries?objectId=${me.personId}`)
  expect(trail.body.items.map((entry: { act: string }) => entry.act)).toContain('person.corrected')
  expect(JSON.stringify(trail.body)).not.toContain(idNumber)

  const other = county.teachers.a[0]
  const twin = await ask({ field: 'id_number', value: idNumber, reason: '登记时录错' }, other)
  expect((await decide(school_registrar, twin.body.id, 'approval')).body.code).toBe('id_number_taken')
  const refused = await decide(school_registrar, twin.body.id, 'refusal', { reason: '与他人重复，请到校核对' })
  expect(refused.body).toMatchObject({ state: 'refused', decision: '与他人重复，请到校核对' })
})

test('422: what does not fit the field, and what the roster says already; 400 without a reason', async () => {
  const codes = [
    { field: 'phone', value: '12345' },
    { field: 'born_on', value: '1990-02-30' },
    { field: 'title', value: 'wizard' },
    { field: 'id_number', value: '110105194912310021' },
    { field: 'born_on', value: '1990-01-02' },
    { field: 'phone', value: '13900001111', fileId: newId() },
  ]
  const answers = []
  for (const draft of codes) answers.push(await ask(draft))
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [422, 'phone_malformed'],
    [422, 'value_malformed'],
    [422, 'value_malformed'],
    [422, 'id_number_checksum'],
    [422, 'nothing_to_correct'],
    [422, 'proof_not_found'],
  ])
  expect((await ask({ reason: '错' })).status).toBe(400)
})

test('404: a registrar of another school neither sees nor decides; 422: nobody decides on themselves', async () => {
  const asked = await ask({ field: 'title', value: 'senior' })
  expect((await decide(county.logins.otherRegistrar, asked.body.id, 'approval')).status).toBe(404)
  expect((await decide(county.logins.principal, asked.body.id, 'approval')).status).toBe(403)
  const list = await county.request(county.logins.otherRegistrar, 'GET', '/corrections')
  expect(list.body.items).toEqual([])

  const person = await county.person({ organisationId: county.tree.a, name: '专干本人' })
  const registrar = await county.login('专干本人', [['school_registrar', county.tree.a]], person.id)
  const own = await ask({ field: 'gender', value: 'female' }, registrar)
  const refused = await decide(registrar, own.body.id, 'approval')
  expect([refused.status, refused.body.code]).toEqual([422, 'own_correction'])
  expect((await decide(county.logins.bureau_officer, own.body.id, 'approval')).status).toBe(200)
})

test('200: a correction is withdrawn by whoever asked, and by nobody else', async () => {
  const asked = await ask({ field: 'started_on', value: '2012-08-15' })
  const withdraw = (as: Login) => county.request(as, 'POST', `/my/corrections/${asked.body.id}/withdrawal`)
  const other = county.teachers.a[1]
  if (!other) throw new Error('no such teacher')
  expect((await withdraw(other)).status).toBe(404)
  expect((await withdraw(me)).body.state).toBe('withdrawn')
  expect((await withdraw(me)).status).toBe(409)
})

test('201: a proof is opened where it is decided on, and not as a file of the school', async () => {
  const fileId = newId()
  const picture = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')
  const stored = await county.request(me, 'POST', `/my/proofs?id=${fileId}&name=card.jpg`, picture)
  expect(stored.status).toBe(201)
  const asked = await ask({ field: 'phone', value: '13900002222', fileId })
  expect(asked.body.hasProof).toBe(true)
  const proof = await county.request(county.logins.school_registrar, 'GET', `/corrections/${asked.body.id}/proof`)
  expect([proof.status, proof.answer.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  for (const as of [county.logins.school_registrar, county.logins.principal, county.logins.auditor]) {
    expect((await county.request(as, 'GET', `/files/${fileId}`)).status).toBe(404)
  }
  const text = await county.request(me, 'POST', `/my/proofs?id=${newId()}&name=x.txt`, Buffer.from('text'))
  expect([text.status, text.body.code]).toEqual([415, 'file_type_refused'])
})
