import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'

let county: TestCounty
beforeAll(async () => {
  county = await testCounty()
})
afterAll(() => county.close())

const today = () => county.door().context.today
const draft = (accountId: string, more: Record<string, unknown> = {}) => ({
  id: newId(),
  accountId,
  role: 'principal',
  organisationId: county.tree.a,
  fromOn: today(),
  toOn: null,
  reason: '任命文件 3 号',
  ...more,
})
const give = (as: Login, body: unknown) => county.request(as, 'POST', '/role-grants', body)
const someone = () => county.login('周校长', [])

describe('roles for a term', () => {
  test('201: [003-27] a role over a school is felt at once, with its reason, and the holder is told', async () => {
    const holder = await someone()
    expect((await county.request(holder, 'GET', '/people')).status).toBe(403)
    const body = draft(holder.accountId, { toOn: '2099-12-31' })
    const given = await give(county.logins.bureau_officer, body)
    expect([given.status, given.body.standing, given.body.grantedByName]).toEqual([201, 'in_force', '局干部'])
    expect((await county.request(holder, 'GET', '/people')).status).toBe(200)
    expect((await give(county.logins.bureau_officer, body)).status).toBe(201)
    const told = await county.request(holder, 'GET', '/notices')
    expect(told.body.items[0]).toMatchObject({ code: 'access.granted_until', params: { role: 'principal' } })
  })

  test('200: [003-27] a withdrawn role is felt at once, and stays to be read with its reason', async () => {
    const holder = await someone()
    const { body } = await give(county.logins.bureau_officer, draft(holder.accountId))
    expect((await county.request(holder, 'GET', '/people')).status).toBe(200)
    const path = `/role-grants/${body.id}/withdrawal`
    const gone = await county.request(county.logins.bureau_officer, 'POST', path, { reason: '调离' })
    expect([gone.status, gone.body.standing]).toEqual([200, 'withdrawn'])
    expect((await county.request(holder, 'GET', '/people')).status).toBe(403)
    const again = await county.request(county.logins.bureau_officer, 'POST', path, { reason: '别的原因' })
    expect([again.status, again.body.code]).toEqual([409, 'grant_over'])
    const list = `/role-grants?accountId=${holder.accountId}`
    expect((await county.request(county.logins.auditor, 'GET', list)).body.items).toEqual([])
    const ended = await county.request(county.logins.auditor, 'GET', `${list}&standing=ended`)
    expect(ended.body.items[0]).toMatchObject({ withdrawnReason: '调离', withdrawnByName: '局干部' })
  })

  test('200: a role that has not begun, or has ended, opens nothing', async () => {
    const holder = await someone()
    const ahead = await give(county.logins.bureau_officer, draft(holder.accountId, { fromOn: '2090-01-01' }))
    expect([ahead.status, ahead.body.standing]).toEqual([201, 'ahead'])
    expect((await county.request(holder, 'GET', '/people')).status).toBe(403)
  })

  test('200: what ends soon is shown as such', async () => {
    const holder = await someone()
    await give(county.logins.bureau_officer, draft(holder.accountId, { toOn: today() }))
    const soon = await county.request(county.logins.bureau_officer, 'GET', '/role-grants?standing=ending')
    expect(soon.body.items.map((row: { accountId: string }) => row.accountId)).toEqual([holder.accountId])
    expect(soon.body.items[0].standing).toBe('ending')
  })
})

describe('who may give what', () => {
  test('403: [003-31] nobody gives themselves a role', async () => {
    const { bureau_officer: officer } = county.logins
    const { status, body } = await give(officer, draft(officer.accountId))
    expect([status, body.code]).toEqual([403, 'grant_to_self'])
  })

  test('403: [003-27] nobody gives a role beyond their own part', async () => {
    const local = await county.login('镇里的系统管理员', [['system_admin', county.tree.town]])
    const holder = await someone()
    const beyond = await give(local, draft(holder.accountId, { organisationId: county.tree.c }))
    expect([beyond.status, beyond.body.code]).toEqual([403, 'grant_beyond_scope'])
    expect((await give(local, draft(holder.accountId, { organisationId: county.tree.b }))).status).toBe(201)
  })

  test('403: [003-31] a bureau officer makes no administrators', async () => {
    const body = draft((await someone()).accountId, { role: 'auditor', organisationId: county.tree.bureau })
    const refused = await give(county.logins.bureau_officer, body)
    expect([refused.status, refused.body.code]).toEqual([403, 'role_not_yours_to_give'])
    expect((await give(county.logins.system_admin, body)).status).toBe(201)
  })

  test('403: whoever is no administrator gives nothing', async () => {
    const body = draft((await someone()).accountId)
    for (const role of ['principal', 'auditor', 'town_officer', 'teacher'] as const)
      expect((await give(county.logins[role], body)).status).toBe(403)
  })

  test('422: a role has its places, and a term its order', async () => {
    const { accountId } = await someone()
    const officer = county.logins.bureau_officer
    const unfit = await give(officer, draft(accountId, { organisationId: county.tree.provider }))
    expect([unfit.status, unfit.body.code]).toEqual([422, 'role_place_unfit'])
    const backwards = await give(officer, draft(accountId, { toOn: '2020-01-01' }))
    expect([backwards.status, backwards.body.code]).toEqual([422, 'term_backwards'])
  })

  test('409: the same role twice in one term is given once', async () => {
    const { accountId } = await someone()
    await give(county.logins.bureau_officer, draft(accountId))
    const twice = await give(county.logins.bureau_officer, draft(accountId))
    expect([twice.status, twice.body.code]).toEqual([409, 'grant_held'])
  })

  test('404: what is withdrawn must lie in one’s own part', async () => {
    const local = await county.login('镇里的系统管理员', [['system_admin', county.tree.town]])
    const { body } = await give(
      county.logins.bureau_officer,
      draft((await someone()).accountId, { organisationId: county.tree.c }),
    )
    const path = `/role-grants/${body.id}/withdrawal`
    expect((await county.request(local, 'POST', path, { reason: '试试' })).status).toBe(404)
  })

  test('200: somebody to give a role to is found by name in one’s own part only', async () => {
    const path = `/grantees?search=${encodeURIComponent('林知夏')}`
    const found = await county.request(county.logins.bureau_officer, 'GET', path)
    expect(found.body.items).toMatchObject([{ name: '林知夏', workplace: '河东镇第一小学' }])
    const elsewhere = await county.login('河西镇的系统管理员', [['system_admin', county.tree.otherTown]])
    expect((await county.request(elsewhere, 'GET', path)).body.items).toEqual([])
  })
})

test('[003-31] the database refuses a role that somebody gives to themselves, and a withdrawal without a reason', async () => {
  const owner = new pg.Client(county.database.ownerUrl)
  await owner.connect()
  const { accountId } = county.logins.bureau_officer
  const insert = `insert into role_grant (tenant_id, id, account_id, role, organisation_id, from_on, reason, granted_by)
    values ($1, $2, $3, 'principal', $4, current_date, 'x', $5)`
  const values = [county.tenant.id, newId(), accountId, county.tree.a, accountId]
  await expect(owner.query(insert, values)).rejects.toThrow(/nobody_grants_to_themselves/)
  await expect(
    owner.query('update role_grant set granted_by = account_id where tenant_id = $1', [county.tenant.id]),
  ).rejects.toThrow(/nobody_grants_to_themselves/)
  await expect(
    owner.query('update role_grant set withdrawn_at = now() where tenant_id = $1', [county.tenant.id]),
  ).rejects.toThrow(/role_grant_withdrawn_says_why/)
  await owner.end()
})

describe('[003-27] who may do what, as the routes themselves say', () => {
  const ask = (path: string) => county.request(county.logins.auditor, 'GET', path)

  test('200: an auditor reads who can see a phone number, and who holds that right today', async () => {
    const { body } = await ask('/capabilities')
    const number = body.items.find((item: { capability: string }) => item.capability === 'number.read')
    expect(number.rules[0]).toMatchObject({ route: 'POST /people/{personId}/unmaskings', isAboutOne: true })
    const roles = number.roles.map(({ role }: { role: string }) => role)
    expect(roles).not.toContain('auditor')
    const held = await ask('/capability-holders?capability=number.read&limit=200')
    expect(held.status).toBe(200)
    expect(held.body.items.length).toBeGreaterThan(0)
    for (const { role } of held.body.items) expect(roles).toContain(role)
    expect((await ask('/capability-holders?capability=nonsense')).status).toBe(400)
  })

  test('200: what one person may do follows their roles, and ends with them', async () => {
    const holder = await county.login('单项', [])
    const { body: grant } = await give(
      county.logins.bureau_officer,
      draft(holder.accountId, { role: 'school_registrar' }),
    )
    const path = `/account-capabilities?accountId=${holder.accountId}`
    const found = (await ask(path)).body
    expect(found.grants).toMatchObject([{ role: 'school_registrar', organisationName: '河东镇第一小学' }])
    const names = found.items.map(({ capability }: { capability: string }) => capability)
    expect(names).toContain('enrolment.vouch')
    expect(names).not.toContain('hours.verify')
    await county.request(county.logins.bureau_officer, 'POST', `/role-grants/${grant.id}/withdrawal`, {
      reason: '调离',
    })
    expect((await ask(path)).body).toEqual({ grants: [], items: [] })
  })
})

describe('[003-31] three administrators', () => {
  const settings = { administratorsSplit: true, auditDays: 365, delegationDays: 90 }

  test('409: they are not put apart while one person is two of them', async () => {
    const two = await county.login('一人两职', [
      ['system_admin', county.tree.bureau],
      ['auditor', county.tree.bureau],
    ])
    const { status, body } = await county.request(two, 'PUT', '/access-settings', settings)
    expect([status, body.code]).toEqual([409, 'split_without_all_three'])
    const grants = await county.request(county.logins.auditor, 'GET', `/role-grants?accountId=${two.accountId}`)
    const audit = grants.body.items.find(({ role }: { role: string }) => role === 'auditor')
    const path = `/role-grants/${audit.id}/withdrawal`
    expect((await county.request(county.logins.system_admin, 'POST', path, { reason: '三员分立' })).status).toBe(200)
  })

  test('400: the trail is kept for 180 days at least', async () => {
    const short = { administratorsSplit: false, auditDays: 179, delegationDays: 90 }
    expect((await county.request(county.logins.security_admin, 'PUT', '/access-settings', short)).status).toBe(400)
  })

  test('403: apart, only the security administrator gives roles and changes this', async () => {
    const { system_admin, security_admin, bureau_officer } = county.logins
    expect((await county.request(system_admin, 'PUT', '/access-settings', settings)).status).toBe(200)
    const body = draft((await someone()).accountId)
    for (const login of [system_admin, bureau_officer]) {
      const refused = await give(login, body)
      expect([refused.status, refused.body.code]).toEqual([403, 'role_not_yours_to_give'])
    }
    expect((await give(security_admin, body)).status).toBe(201)
    const off = { administratorsSplit: false, auditDays: 365, delegationDays: 90 }
    const shut = await county.request(system_admin, 'PUT', '/access-settings', off)
    expect([shut.status, shut.body.code]).toEqual([403, 'split_by_security_admin'])
    expect((await county.request(security_admin, 'PUT', '/access-settings', off)).status).toBe(200)
  })

  test('403: an administrator of a part changes nothing for the whole region', async () => {
    const local = await county.login('镇里的系统管理员', [['system_admin', county.tree.town]])
    const { status, body } = await county.request(local, 'PUT', '/access-settings', settings)
    expect([status, body.code]).toEqual([403, 'settings_of_the_region'])
  })
})
