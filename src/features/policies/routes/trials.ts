import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { listHeaders } from '../../../platform/excel/answers.ts'
import { createApp } from '../../../platform/http/app.ts'
import { readCursor } from '../../../platform/http/paging.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { askTrial, exportAffected, tellAffected, tellTrial } from '../commands/trials.ts'
import { askTrialRoute, exportTrialPeopleRoute, listTrialPeopleRoute, readTrialRoute } from '../contract/trials.ts'

const askRefusals = {
  policy_not_found: { status: 404, title: 'There is no such policy.' },
  id_reused: { status: 409, title: 'This id already names other work.' },
} as const satisfies Record<RefusalOf<typeof askTrial>, { status: number; title: string }>

export const policyTrialRoutes = createApp()
  .openapi(askTrialRoute, async (c) => {
    const { policyId } = c.req.valid('param')
    const asked = await transact(c.var.db, (tx) => askTrial(tx, policyId, c.req.valid('json').id))
    return asked.ok ? c.json(asked.value, 202) : refuse(c, askRefusals, asked.error)
  })
  .openapi(readTrialRoute, async (c) => {
    const found = await read(c.var.db, (tx) => tellTrial(tx, c.req.valid('param').policyId))
    return found ? c.json(found, 200) : problem(c, 404, 'policy_not_found')
  })
  .openapi(listTrialPeopleRoute, async (c) => {
    const { cursor, limit, ...query } = c.req.valid('query')
    const { policyId } = c.req.valid('param')
    const after = Number(readCursor(cursor, ['place'])?.place ?? -1)
    const from = Number.isSafeInteger(after) ? after : -1
    return c.json(await read(c.var.db, (tx) => tellAffected(tx, policyId, query, { after: from, limit })), 200)
  })
  .openapi(exportTrialPeopleRoute, async (c) => {
    const file = await exportAffected(c.var.db, c.req.valid('param').policyId, c.req.valid('query'))
    return file ? c.body(streamed(file.content), 200, listHeaders(file.name)) : problem(c, 404, 'policy_not_found')
  })
