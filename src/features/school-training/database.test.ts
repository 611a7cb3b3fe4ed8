import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testCounty, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'
import { planOf } from './testing.ts'

let county: TestCounty
let plan: Awaited<ReturnType<typeof planOf>>
beforeAll(async () => {
  county = await testCounty()
  plan = await planOf(county)
  await plan.begin()
  await plan.save(0)
  await plan.submit()
})
afterAll(() => county.close())

const run = (statement: (tenantId: string) => ReturnType<typeof sql>) =>
  county.commit(async (tx) => {
    await tx.execute(statement(tx.context.tenantId))
    return ok()
  })

const refusedBy = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'nothing refused it'
  } catch (failure) {
    const cause = failure instanceof Error ? failure.cause : undefined
    return typeof cause === 'object' && cause !== null && 'constraint' in cause
      ? String(cause.constraint)
      : String(failure)
  }
}

const word = (decidedBy: string, stage: 'school' | 'centre', more: { reason?: string; outcome?: string } = {}) =>
  run(
    (tenantId) => sql`insert into school_plan_decision_entry
      (tenant_id, plan_id, version, stage, outcome, reason, submitted_by, submitted_for, decided_by, decided_for, decided_by_name, decided_at)
      values (${tenantId}::uuid, ${plan.id}::uuid, 1, ${stage}, ${more.outcome ?? 'approved'}, ${more.reason ?? null},
        ${county.logins.school_registrar.accountId}::uuid, ${county.logins.school_registrar.accountId}::uuid,
        ${decidedBy}::uuid, ${decidedBy}::uuid, '某人', now())`,
  )

describe('[001-39] the database itself', () => {
  test('refuses a word of whoever submitted the version', async () => {
    expect(await refusedBy(word(county.logins.school_registrar.accountId, 'school'))).toBe(
      'school_plan_decider_is_not_submitter',
    )
  })

  test('refuses a return without a reason', async () => {
    expect(await refusedBy(word(county.logins.principal.accountId, 'school', { outcome: 'returned' }))).toBe(
      'school_plan_return_says_why',
    )
  })

  test('refuses the word of one person at both stages', async () => {
    await word(county.logins.principal.accountId, 'school')
    expect(await refusedBy(word(county.logins.principal.accountId, 'centre'))).toBe('school_plan_decided_by_two')
  })

  test('refuses to change or remove a version or a word', async () => {
    for (const table of ['school_plan_version_entry', 'school_plan_decision_entry'])
      await expect(county.pool.query(`delete from ${table}`)).rejects.toThrow(/permission denied/)
  })

  test('refuses a session that brings more than was approved for it, and hours beyond those attended', async () => {
    await plan.decide(county.logins.town_officer, 'approved')
    const sessionId = newId()
    const held = (centihours: number) =>
      run(
        (tenantId) => sql`insert into school_plan_session
          (tenant_id, id, plan_id, position, title, form, planned_on, planned_centihours, state, held_on, minutes, centihours)
          values (${tenantId}::uuid, ${sessionId}::uuid, ${plan.id}::uuid, 0, '一', 'salon', now(), 200, 'held', now(), 90, ${centihours})`,
      )
    expect(await refusedBy(held(201))).toBe('school_plan_session_within_plan')
    const closureId = newId()
    const by = county.logins.school_registrar.accountId
    await run(
      (
        tenantId,
      ) => sql`insert into school_plan_closure (tenant_id, id, plan_id, closed_by, closed_for, closed_by_name, closed_at)
        values (${tenantId}::uuid, ${closureId}::uuid, ${plan.id}::uuid, ${by}::uuid, ${by}::uuid, '某人', now())`,
    )
    const hours = run(
      (
        tenantId,
      ) => sql`insert into school_plan_hours (tenant_id, closure_id, person_id, attended_centihours, centihours)
        values (${tenantId}::uuid, ${closureId}::uuid, ${plan.members[0]}::uuid, 200, 300)`,
    )
    expect(await refusedBy(hours)).toBe('school_plan_hours_within_attended')
  })
})
