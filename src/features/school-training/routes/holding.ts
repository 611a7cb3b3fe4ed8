import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import type { PutRefusal } from '../../../platform/files/store.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { addEvidence, cancelSession, holdSession, withdrawEvidence } from '../commands/holding.ts'
import { tellPlan } from '../commands/telling.ts'
import * as holding from '../contract/holding.ts'

const found = {
  plan_not_found: { status: 404, title: 'There is no such plan.' },
  session_not_found: { status: 404, title: 'The plan has no such session.' },
  plan_not_in_force: { status: 409, title: 'The plan is not in force, or closed.' },
} as const

const holdRefusals = {
  ...found,
  held_in_future: { status: 422, title: 'A session cannot have been held on a day to come.' },
  session_hours_beyond_plan: { status: 422, title: 'A session brings no more hours than were approved for it.' },
  not_a_member: { status: 422, title: 'Somebody who is marked does not belong to the plan.' },
} as const satisfies Record<RefusalOf<typeof holdSession>, { status: number; title: string }>

const cancelRefusals = found satisfies Record<RefusalOf<typeof cancelSession>, { status: number; title: string }>

/** Why evidence is not taken. */
export const evidenceRefusals = {
  ...found,
  evidence_of_which_session: { status: 422, title: 'A sign-in sheet is of one session.' },
  evidence_of_which_kind: { status: 422, title: 'An outcome is a report, a paper or a case; nothing else is.' },
  id_reused: { status: 409, title: 'This id already names another file.' },
} as const satisfies Record<RefusalOf<typeof addEvidence>, { status: number; title: string }>

/** Why a file is not taken. */
export const putRefusals = {
  file_type_refused: { status: 415, title: 'This kind of file is not taken here.' },
  file_too_large: { status: 413, title: 'The file is larger than allowed.' },
  file_empty: { status: 422, title: 'The file is empty.' },
  file_damaged: { status: 422, title: 'The file is damaged or cut short; save it again and retry.' },
  disk_full: { status: 503, title: 'The server has no room for files; tell the system administrator.' },
} as const satisfies Record<PutRefusal, { status: number; title: string }>

const withdrawRefusals = {
  plan_not_found: found.plan_not_found,
  evidence_not_found: { status: 404, title: 'The plan has no such evidence.' },
  plan_not_in_force: found.plan_not_in_force,
} as const satisfies Record<RefusalOf<typeof withdrawEvidence>, { status: number; title: string }>

const accepted = { accept: ['pdf', 'docx', 'xlsx', 'pptx', 'doc', 'png', 'jpeg'], maxBytes: 20 * 1024 * 1024 } as const

export const holdingRoutes = createApp()
  .openapi(holding.holdSessionRoute, async (c) => {
    const { schoolPlanId, schoolSessionId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => holdSession(tx, schoolPlanId, schoolSessionId, c.req.valid('json')))
    if (!done.ok) return refuse(c, holdRefusals, done.error)
    const plan = await read(c.var.db, (tx) => tellPlan(tx, schoolPlanId))
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(holding.cancelSessionRoute, async (c) => {
    const { schoolPlanId, schoolSessionId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => cancelSession(tx, schoolPlanId, schoolSessionId, reason))
    if (!done.ok) return refuse(c, cancelRefusals, done.error)
    const plan = await read(c.var.db, (tx) => tellPlan(tx, schoolPlanId))
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
  .openapi(holding.addEvidenceRoute, async (c) => {
    const { schoolPlanId } = c.req.valid('param')
    const put = await c.var.files.put(c.req.raw.body ?? new Uint8Array(), accepted)
    if (!put.ok) return refuse(c, putRefusals, put.error)
    const done = await transact(c.var.db, (tx) => addEvidence(tx, schoolPlanId, put.value, c.req.valid('query')))
    if (!done.ok) return refuse(c, evidenceRefusals, done.error)
    const plan = await read(c.var.db, (tx) => tellPlan(tx, schoolPlanId))
    return plan ? c.json(plan, 201) : problem(c, 404, 'not_found')
  })
  .openapi(holding.withdrawEvidenceRoute, async (c) => {
    const { schoolPlanId, schoolEvidenceId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => withdrawEvidence(tx, schoolPlanId, schoolEvidenceId, reason))
    if (!done.ok) return refuse(c, withdrawRefusals, done.error)
    const plan = await read(c.var.db, (tx) => tellPlan(tx, schoolPlanId))
    return plan ? c.json(plan, 200) : problem(c, 404, 'not_found')
  })
