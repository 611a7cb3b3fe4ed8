import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { newId } from '../../platform/ids.ts'
import { tellTerms } from './public.ts'
import { standIns } from './testing.ts'

let county: TestCounty
let today: string
beforeAll(async () => {
  county = await testCounty()
  today = county.door().context.today
})
afterAll(() => county.close())

const { handOver, noticesOf } = standIns(() => county)

test('[003-27] the end of a role is told fourteen and three days before, once each, to holder and renewers', async () => {
  const holder = await county.login('快到期的人', [])
  const officer = await county.login('另一位局干部', [['bureau_officer', county.tree.bureau]])
  const grant = (toOn: string, organisationId: string) =>
    county.request(county.logins.bureau_officer, 'POST', '/role-grants', {
      ...{ id: newId(), accountId: holder.accountId, role: 'principal', organisationId },
      ...{ fromOn: today, toOn, reason: '任期' },
    })
  await grant(addDays(today, 14), county.tree.a)
  await grant(addDays(today, 3), county.tree.b)
  await grant(addDays(today, 15), county.tree.c)
  await county.commit(tellTerms)
  await county.commit(tellTerms)
  const count = (codes: string[], code: string) => codes.filter((each) => each === code).length
  expect(count(await noticesOf(holder), 'access.grant_ends')).toBe(2)
  expect(count(await noticesOf(officer), 'access.grant_ends_renew')).toBe(2)
})

test('[003-27] a delegation is told of at its start, the day before its end and at its end', async () => {
  const { holder, delegate } = await handOver('school_registrar')
  const owner = new pg.Client(county.database.ownerUrl)
  await owner.connect()
  const shift = async (fromOn: number, toOn: number) => {
    await owner.query(
      'update delegation set from_on = $2::date + $3::int, to_on = $2::date + $4::int where delegate_id = $1',
      [delegate.login.accountId, today, fromOn, toOn],
    )
    await county.commit(tellTerms)
    await county.commit(tellTerms)
  }
  await shift(-3, 1)
  await shift(-3, -1)
  await owner.end()
  for (const [login, side] of [
    [holder.login, 'principal'],
    [delegate.login, 'delegate'],
  ] as const) {
    const codes = await noticesOf(login)
    for (const moment of ['begins', 'ends', 'over']) expect(codes).toContain(`access.delegation_${side}_${moment}`)
    expect(codes.filter((code) => code.endsWith('_ends')).length).toBe(1)
  }
})

test('[003-27] roles over a school that is merged go with it; over one that is closed they end', async () => {
  const { bureau_officer: officer } = county.logins
  const add = async (name: string) => {
    const id = newId()
    const school = { id, parentId: county.tree.town, kind: 'school', name, schoolKind: '211', stages: ['2'] }
    const { status } = await county.request(officer, 'POST', '/organisations', { ...school, setting: 'rural' })
    expect(status).toBe(201)
    return id
  }
  const [merged, closed] = [await add('河东镇第三小学'), await add('河东镇第四小学')]
  const head = await county.login('两校校长', [
    ['principal', merged],
    ['principal', closed],
  ])
  const change = async (id: string, kind: Record<string, string>) => {
    const body = { id: newId(), on: today, reason: '撤点并校', ...kind }
    const { status } = await county.request(officer, 'POST', `/organisations/${id}/changes`, body)
    expect(status).toBeLessThan(300)
  }
  await change(merged, { kind: 'merged', intoId: county.tree.b })
  await change(closed, { kind: 'closed' })
  const me = await county.request(head, 'GET', '/me')
  expect(me.body.grants).toMatchObject([{ role: 'principal', organisationId: county.tree.b }])
  expect(await noticesOf(head)).toEqual(expect.arrayContaining(['access.grant_moved', 'access.grant_closed']))
})
