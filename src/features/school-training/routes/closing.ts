import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { mediaTypes } from '../../../platform/files/kinds.ts'
import { contentDisposition } from '../../../platform/files/names.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { archivePlan } from '../commands/archive.ts'
import { closePlan, recordRemaining, reopenPlan, tellHours } from '../commands/closing.ts'
import { tellPlan } from '../commands/telling.ts'
import * as holding from '../contract/holding.ts'

const notFound = { plan_not_found: { status: 404, title: 'There is no such plan.' } } as const

const recordRefusals = {
  person_not_found: { status: 404, title: 'Somebody is no longer on the roster.' },
  id_reused: { status: 409, title: 'This id already names another closing.' },
  late_reason_needed: { status: 422, title: 'The year of these hours is closed: say why they come late.' },
  hours_already_recorded: { status: 409, title: 'Hours of this plan are already recorded for somebody.' },
} as const

const closeRefusals = {
  ...notFound,
  ...recordRefusals,
  plan_not_in_force: { status: 409, title: 'The plan is not in force, or closed.' },
  amendment_under_way: { status: 409, title: 'A change of the plan is on its way.' },
  sessions_open: { status: 409, title: 'Some sessions were neither held nor given up.' },
  nothing_held: { status: 409, title: 'No session was held.' },
  evidence_attendance_missing: { status: 422, title: 'A session that was held lacks its sign-in sheet.' },
  evidence_study_missing: { status: 422, title: 'A session that was held lacks its minutes.' },
  evidence_material_missing: { status: 422, title: 'No material was handed in.' },
  evidence_outcome_missing: { status: 422, title: 'The research topic has no report, paper or case yet.' },
} as const satisfies Record<RefusalOf<typeof closePlan>, { status: number; title: string }>

const reopenRefusals = {
  ...notFound,
  plan_not_closed: { status: 409, title: 'The plan is not closed.' },
  hours_decided_already: { status: 409, title: 'Some of its hours were approved already.' },
} as const satisfies Record<RefusalOf<typeof reopenPlan>, { status: number; title: string }>

const remainingRefusals = {
  ...notFound,
  ...recordRefusals,
  plan_not_closed: reopenRefusals.plan_not_closed,
  nothing_remains: { status: 409, title: 'No hours remain to be recorded.' },
  remaining_own_hours: { status: 422, title: 'Nobody records their own hours; ask a colleague.' },
} as const satisfies Record<RefusalOf<typeof recordRemaining>, { status: number; title: string }>

export const closingRoutes = createApp()
  .openapi(holding.readPlanHoursRoute, async (c) => {
    const hours = await read(c.var.db, (tx) => tellHours(tx, c.req.valid('param').schoolPlanId))
    return hours ? c.json(hours, 200) : problem(c, 404, 'not_found')
  })
  .openapi(holding.closeSchoolPlanRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => closePlan(tx, schoolPlanId, c.req.valid('json')))
    if (!done.ok) return refuse(c, closeRefusals, done.error)
    const plan = await read(c.var.db, (tx) => tellPlan(tx, schoolPlanId))
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(holding.reopenSchoolPlanRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => reopenPlan(tx, schoolPlanId, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, reopenRefusals, done.error)
    const plan = await read(c.var.db, (tx) => tellPlan(tx, schoolPlanId))
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(holding.recordRemainingRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const { lateReason } = c.req.valid('query')
    const done = await transact(c.var.db, (tx) => recordRemaining(tx, schoolPlanId, lateReason))
    if (!done.ok) return refuse(c, remainingRefusals, done.error)
    const plan = await read(c.var.db, (tx) => tellPlan(tx, schoolPlanId))
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(holding.readPlanArchiveRoute, async (c) => {
    const archive = await archivePlan(c.var.db, c.var.files, c.req.valid('param').schoolPlanId)
    if (!archive) return problem(c, 404, 'not_found')
    return c.body(streamed(archive.content), 200, {
      'content-type': mediaTypes.zip,
      'content-disposition': contentDisposition(archive.name),
    })
  })
