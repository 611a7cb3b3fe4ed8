import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'
import { adoptTables, handInPicture, submitPaper } from './testing.ts'

let county: TestCounty
let me: Login
let owner: pg.Client
beforeAll(async () => {
  county = await testCounty()
  await adoptTables(county)
  const person = await county.person({ organisationId: county.tree.a, name: '许知薇' })
  me = await county.login('许知薇', [], person.id)
  owner = new pg.Client(county.database.ownerUrl)
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await county.close()
})

const as = () => county.logins
const text = '材料齐全，级别以出版社证明为准。'
const returned = async (title: string) => {
  const id = await submitPaper(county, me, { title })
  await county.request(as().school_registrar, 'POST', `/claims/${id}/return`, { reason: '级别有误' })
  return id
}
const appeal = (kind: string, subjectId: string, more: object = {}, who = me) =>
  county.request(who, 'POST', '/my/appeals', { id: newId(), subject: { kind, id: subjectId }, text, ...more })
const decide = (who: Login, id: string, outcome: 'upheld' | 'dismissed') =>
  county.request(who, 'POST', `/appeals/${id}/decision`, { outcome, reason: '经复核认定' })
const recordOf = async (title: string) => {
  const id = await submitPaper(county, me, { title })
  const recordId = newId()
  await county.request(as().school_registrar, 'POST', `/claims/${id}/uptake`, { recordId, centihours: 2000 })
  return { id, recordId }
}
const codesOf = async (who: Login) => {
  const { body } = await county.request(who, 'GET', '/notices')
  return body.items.map((item: { code: string }) => item.code)
}

describe('an appeal', () => {
  test('201: against a returned claim goes to somebody else, who upholds it: the claim waits again, both are told', async () => {
    const claimId = await returned('有争议的论文')
    const open = await county.request(me, 'GET', '/my/appealables')
    expect(open.body.items).toMatchObject([{ kind: 'claim', id: claimId, reason: '级别有误', refusal: null }])
    const fileId = await handInPicture(county, me, newId())
    const id = newId()
    const draft = { id, subject: { kind: 'claim', id: claimId }, text, fileIds: [fileId] }
    const made = await county.request(me, 'POST', '/my/appeals', draft)
    expect([made.status, made.body]).toMatchObject([
      201,
      { state: 'asked', againstName: '培训专干', files: [{ fileId }] },
    ])
    expect((await county.request(me, 'POST', '/my/appeals', draft)).status).toBe(201)
    expect((await county.request(me, 'POST', '/my/appeals', { ...draft, text: `${text}又及` })).body.code).toBe(
      'id_reused',
    )
    expect((await appeal('claim', claimId)).body.code).toBe('already_appealed')
    expect((await county.request(as().principal, 'GET', `/appeals/${id}/files/${fileId}`)).status).toBe(200)
    expect(await codesOf(as().principal)).toContain('appeal.asked')
    const list = await county.request(as().principal, 'GET', '/appeals?state=asked')
    expect(list.body.items).toMatchObject([{ id, personName: '许知薇' }])

    const done = await decide(as().principal, id, 'upheld')
    expect(done.body).toMatchObject({ state: 'upheld', decision: '经复核认定', decidedByName: '校长' })
    expect((await decide(as().principal, id, 'upheld')).status).toBe(200)
    expect((await decide(as().town_officer, id, 'dismissed')).body.code).toBe('appeal_over')
    const claim = await county.request(me, 'GET', `/claims/${claimId}`)
    expect(claim.body.state).toBe('submitted')
    expect(claim.body.steps.at(-1)).toMatchObject({ act: 'reopened', remark: '经复核认定' })
    expect(await codesOf(me)).toContain('appeal.upheld')
    expect(await codesOf(as().school_registrar)).toContain('appeal.upheld_against_you')
  })

  test('200: against a record that the principal returned: not the principal decides; upheld, it goes back to where it was', async () => {
    const { recordId } = await recordOf('校长退回的论文')
    await county.request(as().principal, 'POST', '/credit-record-returns', { ids: [recordId], reason: '不属实' })
    const made = await appeal('record', recordId)
    expect(made.status).toBe(201)
    expect((await decide(as().principal, made.body.id, 'dismissed')).body.code).toBe('decided_before')
    expect((await decide(as().town_officer, made.body.id, 'upheld')).status).toBe(200)
    const records = await county.request(as().school_registrar, 'GET', '/credit-records?q=校长退回')
    expect(records.body.items).toMatchObject([{ id: recordId, state: 'recorded', returnReason: null }])
  })

  test('200: against a reversed entry: the ledger stays, the registrar is told to record anew', async () => {
    const { recordId } = await recordOf('冲销的论文')
    await county.request(as().principal, 'POST', '/credit-record-approvals', { ids: [recordId] })
    await county.request(as().hours_officer, 'POST', '/credit-record-verifications', { ids: [recordId] })
    const short = await county.request(me, 'GET', '/my/appealables')
    // 20 hours of at most 30: less than the table may give.
    expect(short.body.items).toContainEqual(expect.objectContaining({ kind: 'entry', id: recordId, centihours: 2000 }))
    const reversal = { id: newId(), reason: '重复登记' }
    await county.request(as().hours_officer, 'POST', `/credit-entries/${recordId}/reversal`, reversal)
    const open = await county.request(me, 'GET', '/my/appealables')
    const reversed = open.body.items.find((item: { reason: string | null }) => item.reason === '重复登记')
    const before = await owner.query('select count(*)::int as size from credit_entry')
    const made = await appeal('entry', reversed.id)
    expect((await decide(as().hours_officer, made.body.id, 'upheld')).body.code).toBe('decided_before')
    // Whoever approved the hours had a hand in them as well.
    expect((await decide(as().principal, made.body.id, 'upheld')).body.code).toBe('decided_before')
    expect((await decide(as().bureau_officer, made.body.id, 'upheld')).status).toBe(200)
    expect(await codesOf(as().school_registrar)).toContain('appeal.record_anew')
    const after = await owner.query('select count(*)::int as size from credit_entry')
    expect(after.rows).toEqual(before.rows)
    const by = `update appeal set decided_by = hands[1], decided_for = hands[1] where id = $1`
    await expect(owner.query(by, [made.body.id])).rejects.toThrow(/appeal_goes_to/)
  })

  test('201: [003-31] work whose hours were reversed is claimed again, corrected, and recorded by a record of its own', async () => {
    const { id, recordId } = await recordOf('冲销后重报的论文')
    await county.request(as().principal, 'POST', '/credit-record-approvals', { ids: [recordId] })
    await county.request(as().hours_officer, 'POST', '/credit-record-verifications', { ids: [recordId] })
    const kept = (await county.request(me, 'GET', `/claims/${id}`)).body
    expect((await county.request(me, 'POST', `/my/claims/${id}/submission`)).body.code).toBe('claim_closed')
    const reversal = { id: newId(), reason: '级别有误，应重新认定' }
    await county.request(as().hours_officer, 'POST', `/credit-entries/${recordId}/reversal`, reversal)
    const again = await county.request(me, 'POST', `/my/claims/${id}/submission`)
    expect([again.status, again.body.state]).toEqual([201, 'submitted'])
    expect(again.body.title).toBe(kept.title)
    const next = { recordId: newId(), centihours: 1500 }
    const taken = await county.request(as().school_registrar, 'POST', `/claims/${id}/uptake`, next)
    expect([taken.status, taken.body.hours?.state]).toEqual([201, 'recorded'])
  })

  test('409: comes too late after the working days that the bureau set', async () => {
    const claimId = await returned('很久以前退回的论文')
    const days = await county.request(as().bureau_officer, 'PUT', '/claim-settings', { appealDays: 5 })
    expect(days.body).toEqual({ appealDays: 5, changedByName: '局干部' })
    await owner.query("update claim set decided_at = now() - interval '30 days' where id = $1", [claimId])
    expect((await appeal('claim', claimId)).body.code).toBe('appeal_too_late')
    const shown = await county.request(as().principal, 'GET', '/claim-settings')
    expect(shown.body.appealDays).toBe(5)
  })

  test('200: the last day goes by the bureau’s calendar: a day that it sets free is not counted', async () => {
    const claimId = await returned('工作日历上的期限')
    const due = async () => {
      const { body } = await county.request(me, 'GET', '/my/appealables')
      return body.items.find(({ id }: { id: string }) => id === claimId).dueOn
    }
    const before = await due()
    const free = await county.request(as().bureau_officer, 'PUT', `/working-days/${before}`, {
      ...{ works: false, reason: '全县防汛停课' },
    })
    expect(free.status).toBe(200)
    const after = await due()
    expect(after > before).toBe(true)
    expect((await appeal('claim', claimId)).body.dueOn).toBe(after)
  })

  test('404: nobody appeals for somebody else, nor against what was not decided', async () => {
    const claimId = await returned('别人的退回')
    const person = await county.person({ organisationId: county.tree.a, name: '周以安' })
    const colleague = await county.login('周以安', [], person.id)
    expect((await appeal('claim', claimId, {}, colleague)).body.code).toBe('decision_not_found')
    expect((await appeal('claim', claimId, { fileIds: [newId()] })).body.code).toBe('file_not_found')
    const made = await appeal('claim', claimId)
    const withdraw = (who: Login) => county.request(who, 'POST', `/my/appeals/${made.body.id}/withdrawal`)
    expect((await withdraw(colleague)).body.code).toBe('appeal_not_found')
    expect((await withdraw(me)).body.state).toBe('withdrawn')
    // Who took an appeal back may think again, as long as there is time.
    const again = await appeal('claim', claimId)
    expect(again.status).toBe(201)
    expect((await decide(as().principal, again.body.id, 'dismissed')).body.state).toBe('dismissed')
    expect((await withdraw(me)).status).toBe(200)
    expect((await county.request(me, 'POST', `/my/appeals/${again.body.id}/withdrawal`)).body.code).toBe('appeal_over')
    const mine = await county.request(me, 'GET', '/my/appeals')
    expect(mine.body.items[0]).toMatchObject({ state: 'dismissed' })
  })

  test('422: nobody decides on an appeal of their own', async () => {
    const person = await county.person({ organisationId: county.tree.a, name: '沈校长' })
    const principal = await county.login('沈校长', [['principal', county.tree.a]], person.id)
    const id = await submitPaper(county, principal, { title: '校长的论文' })
    await county.request(as().school_registrar, 'POST', `/claims/${id}/return`, { reason: '缺材料' })
    const made = await appeal('claim', id, {}, principal)
    expect((await decide(principal, made.body.id, 'upheld')).body.code).toBe('own_appeal')
  })
})

describe('the database refuses', () => {
  const refusal = async (statement: string, values: unknown[]) => {
    const failure = await owner.query(statement, values).then(
      () => undefined,
      (error: pg.DatabaseError) => error,
    )
    return failure?.constraint
  }

  test('an appeal that is decided by whoever decided before, or by whoever appeals', async () => {
    const claimId = await returned('数据库里的申诉')
    const { body } = await appeal('claim', claimId)
    const decided = `update appeal set state = 'upheld', decision = '成立', decided_at = now(), decided_by = $2, decided_for = $2,
      decider_id = $3 where id = $1`
    const { accountId } = as().school_registrar
    expect(await refusal(decided, [body.id, accountId, null])).toMatch(/^appeal_goes_to_/)
    const principal = as().principal.accountId
    expect(await refusal(decided, [body.id, principal, me.personId])).toBe('appeal_decider_is_not_appellant')
  })

  test('a claim that its claimant decides, the same work twice, hours beyond the table, a return without a reason', async () => {
    const id = await submitPaper(county, me, { title: '数据库里的申报' })
    const twin = await submitPaper(county, me, { title: '数据库里的另一份' })
    const { accountId } = as().school_registrar
    const taken = `update claim set state = 'taken_up', centihours = $2, decided_by = $3, decided_for = $3, decider_id = $4
      where id = $1`
    expect(await refusal(taken, [id, 2000, accountId, me.personId])).toBe('claim_decider_is_not_claimant')
    expect(await refusal(taken, [id, 3001, accountId, null])).toBe('claim_hours')
    const sent = `update claim set state = 'returned', decided_by = $2, decided_for = $2 where id = $1`
    expect(await refusal(sent, [id, accountId])).toBe('claim_returned_why')
    const same = 'update claim set title_key = (select title_key from claim where id = $2) where id = $1'
    expect(await refusal(same, [twin, id])).toBe('claim_once')
  })

  test('steps that are changed or removed by the application', async () => {
    const client = await county.pool.connect()
    const changed = (statement: string) =>
      client.query(statement).then(
        () => undefined,
        (error: pg.DatabaseError) => error.code,
      )
    expect(await changed("update claim_step_entry set remark = 'x'")).toBe('42501')
    expect(await changed('delete from claim_step_entry')).toBe('42501')
    client.release()
  })
})

test('[001-09] whoever is back from a trip is reminded once to pass it on', async () => {
  const { remindOfSharing } = await import('./commands/reminding.ts')
  const fileId = await handInPicture(county, me, newId())
  const trip = { awardId: 'trip', title: '外出跟岗', answers: { days: 200 }, files: [{ fileId, kind: '培训通知' }] }
  const id = await submitPaper(county, me, { ...trip, doneOn: '2026-07-01', place: '杭州市' })
  expect(await county.commit((tx) => remindOfSharing(tx))).toBe(0)
  // Who has been back for longer than the week is past it; a day either way keeps clear of midnight.
  await owner.query('update claim set done_on = current_date - 9, started_on = null where id = $1', [id])
  expect(await county.commit((tx) => remindOfSharing(tx))).toBe(0)
  await owner.query('update claim set done_on = current_date - 2, started_on = null where id = $1', [id])
  expect(await county.commit((tx) => remindOfSharing(tx))).toBe(1)
  expect(await county.commit((tx) => remindOfSharing(tx))).toBe(0)
  expect(await codesOf(me)).toContain('claim.sharing_due')
})
