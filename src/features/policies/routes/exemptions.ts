import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { askExemption, decideExemption } from '../commands/exemptions.ts'
import {
  askExemptionRoute,
  decideExemptionRoute,
  listExemptionsRoute,
  listWaitingExemptionsRoute,
} from '../contract/exemptions.ts'
import { listExemptions, listWaitingExemptions } from '../store/exemptions.ts'

const askRefusals = {
  person_not_found: { status: 404, title: 'There is no such person in your part of the tree.' },
  file_not_found: { status: 422, title: 'The evidence is not there; hand it in first.' },
  exemption_kind_unknown: { status: 422, title: 'No policy in force excuses for this reason.' },
  exemption_term_reversed: { status: 422, title: 'The last day is before the first.' },
  exemption_own: { status: 422, title: 'Nobody asks or decides in their own matter; ask a colleague.' },
  id_reused: { status: 409, title: 'This id already names another exemption.' },
} as const satisfies Record<RefusalOf<typeof askExemption>, { status: number; title: string }>

const decideRefusals = {
  exemption_not_found: { status: 404, title: 'There is no such exemption.' },
  exemption_settled: { status: 409, title: 'This exemption is decided already.' },
  exemption_same_account: { status: 422, title: 'Whoever asked does not decide; ask somebody else.' },
  exemption_own: askRefusals.exemption_own,
  decision_reason_missing: { status: 422, title: 'Say why it is refused.' },
} as const satisfies Record<RefusalOf<typeof decideExemption>, { status: number; title: string }>

export const exemptionRoutes = createApp()
  .openapi(listExemptionsRoute, async (c) =>
    c.json({ items: await read(c.var.db, (tx) => listExemptions(tx, c.req.valid('param').personId)) }, 200),
  )
  .openapi(listWaitingExemptionsRoute, async (c) =>
    c.json({ items: await read(c.var.db, (tx) => listWaitingExemptions(tx, c.var.scope)) }, 200),
  )
  .openapi(askExemptionRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const asked = await transact(c.var.db, (tx) => askExemption(tx, personId, c.req.valid('json')))
    return asked.ok ? c.json(asked.value, 201) : refuse(c, askRefusals, asked.error)
  })
  .openapi(decideExemptionRoute, async (c) => {
    const { exemptionId } = c.req.valid('param')
    const decided = await transact(c.var.db, (tx) => decideExemption(tx, exemptionId, c.req.valid('json')))
    return decided.ok ? c.json(decided.value, 200) : refuse(c, decideRefusals, decided.error)
  })
