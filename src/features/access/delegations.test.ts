import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { plantObjects } from '../../app/matrix-objects.ts'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { addDays } from '../../lib/dates.ts'
import { newId } from '../../platform/ids.ts'
import { recordHours } from '../credits/public.ts'
import { tellTerms } from './public.ts'
import { standIns } from './testing.ts'

let county: TestCounty
let today: string
beforeAll(async () => {
  county = await testCounty()
  today = county.door().context.today
})
afterAll(() => county.close())

const { holderOf, colleague, draft, handOver, act, noticesOf } = standIns(() => county)

describe('[003-27] standing in for somebody who is away', () => {
  test('204: the delegate acts with the role and within its part, and comes back to their own', async () => {
    const { delegate, delegation } = await handOver('school_registrar')
    const ask = () => county.request(delegate.login, 'GET', '/people')
    expect((await ask()).status).toBe(403)
    const offered = await county.request(delegate.login, 'GET', '/me')
    expect(offered.body.standIns).toMatchObject([{ delegationId: delegation.id, name: '请假的人' }])
    expect((await act(delegate.login, delegation.id)).status).toBe(204)
    const people = await ask()
    expect(people.status).toBe(200)
    expect(new Set(people.body.items.map((row: { organisationId: string }) => row.organisationId))).toEqual(
      new Set([county.tree.a]),
    )
    const me = await county.request(delegate.login, 'GET', '/me')
    expect(me.body.actingFor).toMatchObject({ name: '请假的人', toOn: addDays(today, 9) })
    expect(me.body.grants).toMatchObject([{ role: 'school_registrar' }])
    expect((await county.request(delegate.login, 'DELETE', '/own-delegations/acting')).status).toBe(204)
    expect((await ask()).status).toBe(403)
  })

  test('200: what is done names both, and is found by either', async () => {
    const { holder, delegate, delegation } = await handOver('school_registrar')
    await act(delegate.login, delegation.id)
    const { id: personId } = await county.person({
      organisationId: county.tree.a,
      name: '有手机的人',
      phone: '13812340001',
    })
    const phone = { field: 'phone', purpose: 'contact', reason: '核对联系方式', id: newId() }
    expect((await county.request(delegate.login, 'POST', `/people/${personId}/unmaskings`, phone)).status).toBe(201)
    for (const accountId of [holder.login.accountId, delegate.login.accountId]) {
      const path = `/audit-entries?act=person.unmasked&accountId=${accountId}`
      const { body } = await county.request(county.logins.auditor, 'GET', path)
      expect(body.items[0]).toMatchObject({
        accountId: delegate.login.accountId,
        onBehalfOf: holder.login.accountId,
        accountName: '代理的人 代 请假的人',
      })
    }
    const byName = `/audit-entries?act=person.unmasked&who=${encodeURIComponent('请假的人')}`
    expect((await county.request(county.logins.auditor, 'GET', byName)).body.items.length).toBeGreaterThan(0)
    const file = await county.request(
      county.logins.auditor,
      'GET',
      '/audit-entries/export?format=csv&act=person.unmasked',
    )
    expect(await file.answer.text()).toContain('代理的人 代 请假的人')
  })

  test('200: what is one’s own is done as oneself, whomever one stands in for', async () => {
    const { delegate, delegation } = await handOver('school_registrar')
    await act(delegate.login, delegation.id)
    const asked = { id: newId(), field: 'title', value: 'second', reason: '今年已评聘', fileId: null }
    expect((await county.request(delegate.login, 'POST', '/my/corrections', asked)).status).toBe(201)
    const path = `/audit-entries?act=correction.asked&accountId=${delegate.login.accountId}`
    const { body } = await county.request(county.logins.auditor, 'GET', path)
    expect(body.items[0]).toMatchObject({ accountName: '代理的人', onBehalfOf: null })
  })

  test('403: a delegate hands nothing on, gives no role and changes no rule', async () => {
    const { delegate, delegation } = await handOver('bureau_officer', county.tree.bureau)
    await act(delegate.login, delegation.id)
    const grant = { id: newId(), accountId: (await colleague()).login.accountId, role: 'principal' }
    const whole = { ...grant, organisationId: county.tree.a, fromOn: today, toOn: null, reason: '试试' }
    const handing = draft(delegation.grants[0].grantId, grant.accountId)
    for (const [path, body] of [
      ['/role-grants', whole],
      ['/own-delegations', handing],
      ['/delegations', { ...handing, principalId: county.logins.principal.accountId }],
    ] as const) {
      const refused = await county.request(delegate.login, 'POST', path, body)
      expect([path, refused.status, refused.body.code]).toEqual([path, 403, 'not_by_delegation'])
    }
    await county.request(delegate.login, 'DELETE', '/own-delegations/acting')
    const later = await county.request(delegate.login, 'POST', '/own-delegations', handing)
    expect([later.status, later.body.code]).toEqual([403, 'role_missing'])
  })

  test('422: terms, places and roles are looked at', async () => {
    const holder = await holderOf('school_registrar', county.tree.a)
    const near = (await colleague()).login.accountId
    const far = (await colleague('外校的人', county.tree.c)).login.accountId
    const admin = await county.login('一人两职', [
      ['system_admin', county.tree.bureau],
      ['bureau_officer', county.tree.bureau],
    ])
    for (const [part, code] of [
      [{ toOn: addDays(today, 90) }, 'term_too_long'],
      [{ fromOn: addDays(today, -1) }, 'term_in_past'],
      [{ toOn: addDays(today, -1) }, 'term_backwards'],
      [{ delegateId: holder.login.accountId }, 'delegate_is_self'],
      [{ delegateId: far }, 'delegate_outside'],
      [{ grantIds: [newId()] }, 'grant_not_theirs'],
    ] as const) {
      const body = draft(holder.grantId, near, part)
      const refused = await county.request(holder.login, 'POST', '/own-delegations', body)
      expect([refused.status, refused.body.code]).toEqual([422, code])
    }
    const grants = await county.request(county.logins.auditor, 'GET', `/role-grants?accountId=${admin.accountId}`)
    const system = grants.body.items.find(({ role }: { role: string }) => role === 'system_admin')
    const refused = await county.request(admin, 'POST', '/own-delegations', draft(system.id, near))
    expect([refused.status, refused.body.code]).toEqual([422, 'role_not_delegable'])
  })

  test('409: one role is with one delegate at a time; the same request twice is one delegation', async () => {
    const { holder, delegate, delegation } = await handOver('school_registrar')
    const again = { ...draft(holder.grantId, delegate.login.accountId), id: delegation.id }
    expect((await county.request(holder.login, 'POST', '/own-delegations', again)).status).toBe(201)
    const other = { ...again, reason: '别的原因' }
    const reused = await county.request(holder.login, 'POST', '/own-delegations', other)
    expect([reused.status, reused.body.code]).toEqual([409, 'id_reused'])
    const twice = draft(holder.grantId, (await colleague()).login.accountId)
    const taken = await county.request(holder.login, 'POST', '/own-delegations', twice)
    expect([taken.status, taken.body.code]).toEqual([409, 'grant_delegated'])
  })

  test('201: an administrator arranges it for somebody who is away, never to themselves', async () => {
    const holder = await holderOf('school_registrar', county.tree.a)
    const { login } = await colleague()
    const officer = county.logins.bureau_officer
    const body = { ...draft(holder.grantId, login.accountId), principalId: holder.login.accountId }
    expect((await county.request(officer, 'POST', '/delegations', body)).status).toBe(201)
    expect(await noticesOf(holder.login)).toContain('access.delegation_principal_begins')
    expect(await noticesOf(login)).toContain('access.delegation_delegate_begins')
    const own = { ...body, id: newId(), delegateId: officer.accountId }
    const refused = await county.request(officer, 'POST', '/delegations', own)
    expect([refused.status, refused.body.code]).toEqual([403, 'delegate_is_maker'])
    const beyond = await county.login('河西镇的管理员', [['system_admin', county.tree.otherTown]])
    const far = await county.request(beyond, 'POST', '/delegations', { ...body, id: newId() })
    expect([far.status, far.body.code]).toEqual([403, 'role_not_yours_to_give'])
  })

  test('200: those who stand in are among those who hold a right today', async () => {
    const { delegate } = await handOver('school_registrar')
    const path = `/account-capabilities?accountId=${delegate.login.accountId}`
    const { body } = await county.request(county.logins.auditor, 'GET', path)
    expect(body.grants).toMatchObject([{ role: 'school_registrar', onBehalfOfName: '请假的人' }])
  })
})

describe('[003-27] a delegation ends', () => {
  const acts = async (who: Login) => (await county.request(who, 'GET', '/people')).status

  test('200: by either of the two, and nobody else; felt at once', async () => {
    for (const side of ['holder', 'delegate'] as const) {
      const made = await handOver('school_registrar')
      await act(made.delegate.login, made.delegation.id)
      expect(await acts(made.delegate.login)).toBe(200)
      const path = `/own-delegations/${made.delegation.id}/ending`
      const stranger = await county.request(county.logins.teacher, 'POST', path, {})
      expect([stranger.status, stranger.body.code]).toEqual([404, 'delegation_not_found'])
      const ended = await county.request(made[side].login, 'POST', path, { reason: '提前返岗' })
      expect([ended.status, ended.body.standing]).toEqual([200, 'ended'])
      expect(await acts(made.delegate.login)).toBe(403)
      const again = await act(made.delegate.login, made.delegation.id)
      expect([again.status, again.body.code]).toEqual([409, 'delegation_not_in_force'])
    }
  })

  test('200: by an administrator of the part, and by nobody of another', async () => {
    const { delegate, delegation } = await handOver('school_registrar')
    await act(delegate.login, delegation.id)
    const path = `/delegations/${delegation.id}/ending`
    const beyond = await county.login('河西镇的管理员', [['system_admin', county.tree.otherTown]])
    expect((await county.request(beyond, 'POST', path, {})).status).toBe(404)
    const ended = await county.request(county.logins.system_admin, 'POST', path, { reason: '岗位调整' })
    expect([ended.status, ended.body.endedHow]).toEqual([200, 'administrator'])
    expect(await acts(delegate.login)).toBe(403)
  })

  test('200: with the role itself', async () => {
    const { holder, delegate, delegation } = await handOver('school_registrar')
    await act(delegate.login, delegation.id)
    const withdrawal = `/role-grants/${holder.grantId}/withdrawal`
    const gone = await county.request(county.logins.bureau_officer, 'POST', withdrawal, { reason: '调离' })
    expect(gone.status).toBe(200)
    expect(await acts(delegate.login)).toBe(403)
    const { body } = await county.request(holder.login, 'GET', '/own-delegations')
    expect(body.given[0]).toMatchObject({ standing: 'ended', endedHow: 'grants_gone' })
    expect(await noticesOf(delegate.login)).toContain('access.delegation_delegate_ended')
  })

  test('200: by its term, and with the account', async () => {
    const { holder, delegate, delegation } = await handOver('school_registrar')
    const other = await handOver('school_registrar')
    for (const made of [{ delegate, delegation }, other]) await act(made.delegate.login, made.delegation.id)
    const owner = new pg.Client(county.database.ownerUrl)
    await owner.connect()
    await owner.query('update delegation set from_on = from_on - 20, to_on = to_on - 20 where id = $1', [delegation.id])
    await owner.query('update account set disabled_at = now() where id = $1', [other.holder.login.accountId])
    await owner.end()
    // Believed for three seconds at most.
    await new Promise((resolve) => setTimeout(resolve, 3_100))
    expect([await acts(delegate.login), await acts(other.delegate.login)]).toEqual([403, 403])
    await county.commit(tellTerms)
    expect(await noticesOf(holder.login)).not.toContain('access.delegation_principal_ended')
    const { body } = await county.request(other.delegate.login, 'GET', '/own-delegations')
    expect(body.received[0]).toMatchObject({ standing: 'ended', endedHow: 'account_closed' })
  })
})

test('[003-31] the database keeps duties apart through delegations in programmes, applications and corrections', async () => {
  const { own } = await plantObjects(county)
  const owner = new pg.Client(county.database.ownerUrl)
  await owner.connect()
  const [a, b, c] = [county.logins.principal, county.logins.bureau_officer, county.logins.auditor].map(
    ({ accountId }) => accountId,
  )
  const programme = (
    justifiedFor: string | undefined,
    approvedBy: string | undefined,
    approvedFor: string | undefined,
  ) =>
    owner.query(
      'update programme set justified_by = $2, justified_for = $3, approved_by = $4, approved_for = $5 where id = $1',
      [own['programmeId'], a, justifiedFor, approvedBy, approvedFor],
    )
  // A handed in; B approves for A; A approves for B; C approves what was handed in for C.
  await expect(programme(a, b, a)).rejects.toThrow('approver_is_not_justifier_by_delegation')
  await expect(programme(a, a, b)).rejects.toThrow('approver_is_not_justifier')
  await expect(programme(c, c, c)).rejects.toThrow('approver_is_not_justifier_by_delegation')
  await programme(a, b, b)
  const decideOwn = (table: string, column: string, id: string | undefined) =>
    owner.query(`update ${table} set ${column} = person_id where id = $1`, [id])
  for (const column of ['voucher_for_id', 'decider_for_id'])
    await expect(decideOwn('enrolment', column, own['enrolmentId'])).rejects.toThrow('stands_in_for_no_applicant')
  for (const column of ['decider_id', 'decider_for_id'])
    await expect(decideOwn('correction_request', column, own['correctionId'])).rejects.toThrow('decider_did_not_ask')
  await owner.end()
})

describe('[003-31] duties stay apart through delegations', () => {
  let teacher: Login
  beforeEach(() => {
    teacher = county.logins.teacher
  })

  async function recordedBy(who: Login): Promise<string> {
    const id = newId()
    const source = { kind: 'manual', id, title: '校本研修' }
    const work = {
      category: null,
      level: 'school',
      mode: null,
      kind: null,
      evidence: [],
      centihours: 400,
      startedOn: null,
      earnedOn: today,
    }
    const actor = { accountId: who.accountId, personId: who.personId, name: 'x', grants: [], sessionId: 's' }
    await county.commit(
      async (tx) => recordHours(tx, [{ id, personId: teacher.personId ?? '', source, certificate: false, ...work }]),
      actor,
    )
    return id
  }
  const approve = async (who: Login, id: string) => {
    const { body } = await county.request(who, 'POST', '/credit-record-approvals', { ids: [id] })
    return body.outcomes?.[0]?.code ?? body.outcomes?.[0]?.outcome ?? body.code
  }

  test('200: what A recorded is approved neither by B acting for A, nor by A acting for B', async () => {
    const principal = await handOver('principal')
    const id = await recordedBy(principal.holder.login)
    await act(principal.delegate.login, principal.delegation.id)
    expect(await approve(principal.delegate.login, id)).toBe('record_by_same_account')
    const own = await recordedBy(principal.delegate.login)
    expect(await approve(principal.delegate.login, own)).toBe('record_by_same_account')
    expect(await approve(principal.holder.login, own)).toBe('done')
    const free = await recordedBy(county.logins.class_lead)
    expect(await approve(principal.delegate.login, free)).toBe('done')
    const shown = await county.request(county.logins.hours_officer, 'GET', '/credit-records?state=approved&limit=200')
    const row = shown.body.items.find((each: { id: string }) => each.id === free)
    expect(row.approvedByName).toBe('代理的人 代 请假的人')
  })

  test('200: B acting for A decides neither on the hours of A nor on their own', async () => {
    const { holder, delegate, delegation } = await handOver('principal')
    await act(delegate.login, delegation.id)
    for (const personId of [holder.personId, delegate.personId]) {
      teacher = { ...county.logins.teacher, personId }
      const id = await recordedBy(county.logins.class_lead)
      expect(await approve(delegate.login, id)).toBe('record_own_hours')
    }
  })

  test('the database refuses a delegation to oneself, of an administrator’s role and of somebody else’s', async () => {
    const owner = new pg.Client(county.database.ownerUrl)
    await owner.connect()
    const [a, b] = [county.logins.principal.accountId, county.logins.system_admin.accountId]
    const insert = (principal: string, delegate: string, maker: string, id = newId()) =>
      owner.query(
        `insert into delegation (tenant_id, id, principal_id, delegate_id, from_on, to_on, reason, made_by, made_at)
         values ($1, $2, $3, $4, current_date, current_date, '产假', $5, now())`,
        [county.tenant.id, id, principal, delegate, maker],
      )
    await expect(insert(a, a, b)).rejects.toThrow('nobody_stands_in_for_themselves')
    await expect(insert(a, b, b)).rejects.toThrow('nobody_delegates_to_themselves')
    const [id, other] = [newId(), newId()]
    await insert(b, a, b, id)
    await insert(a, b, a, other)
    const grants = await owner.query<{ id: string }>(
      `select id from role_grant where account_id = $1 and role = 'system_admin' limit 1`,
      [b],
    )
    const hand = (delegation: string, principal: string, role: string) =>
      owner.query(
        `insert into delegation_grant (tenant_id, delegation_id, grant_id, principal_id, role) values ($1, $2, $3, $4, $5)`,
        [county.tenant.id, delegation, grants.rows[0]?.id, principal, role],
      )
    await expect(hand(id, b, 'system_admin')).rejects.toThrow('administrators_are_not_delegated')
    await expect(hand(other, a, 'principal')).rejects.toThrow('delegation_grant_own_fk')
    // A session acts by nothing but a delegation to its own account.
    const foreign = owner.query('update session set delegation_id = $1 where account_id = $2', [other, a])
    await expect(foreign).rejects.toThrow('session_delegation_fk')
    await owner.end()
  })
})
