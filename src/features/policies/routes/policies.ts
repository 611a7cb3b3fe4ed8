import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import {
  addPolicy,
  adoptPolicy,
  changeDraft,
  endPolicy,
  tellPacks,
  tellPolicies,
  tellPolicy,
} from '../commands/policies.ts'
import {
  addPolicyRoute,
  adoptPolicyRoute,
  changeDraftRoute,
  endPolicyRoute,
  listPacksRoute,
  listPoliciesRoute,
  readPolicyRoute,
} from '../contract/policies.ts'

const addRefusals = {
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  pack_unknown: { status: 422, title: 'There is no shipped policy of this name.' },
  policy_text_missing: { status: 422, title: 'Name a shipped policy, or send the text.' },
  id_reused: { status: 409, title: 'This id already names another policy.' },
} as const satisfies Record<RefusalOf<typeof addPolicy>, { status: number; title: string }>

const draftRefusals = {
  policy_not_found: { status: 404, title: 'There is no such policy.' },
  policy_ended: { status: 409, title: 'This policy was ended.' },
  revision_outdated: { status: 409, title: 'Somebody else has changed the draft; look at theirs first.' },
} as const satisfies Record<RefusalOf<typeof changeDraft>, { status: number; title: string }>

const adoptRefusals = {
  ...draftRefusals,
  policy_has_flaws: { status: 422, title: 'Something in the text makes no sense; mend what is marked first.' },
  version_not_after_last: { status: 422, title: 'A version begins after the one before it.' },
  rates_change_mid_year: {
    status: 422,
    title: 'Rates change on the first of January alone: hours of one year have one rate.',
  },
  nothing_changed: { status: 422, title: 'This text is in force already.' },
} as const satisfies Record<RefusalOf<typeof adoptPolicy>, { status: number; title: string }>

const endRefusals = {
  policy_not_found: draftRefusals.policy_not_found,
  policy_ended: draftRefusals.policy_ended,
} as const satisfies Record<RefusalOf<typeof endPolicy>, { status: number; title: string }>

export const policyRoutes = createApp()
  .openapi(listPoliciesRoute, async (c) => c.json(await read(c.var.db, tellPolicies), 200))
  .openapi(listPacksRoute, (c) => c.json({ items: tellPacks() }, 200))
  .openapi(readPolicyRoute, async (c) => {
    const found = await read(c.var.db, (tx) => tellPolicy(tx, c.req.valid('param').policyId))
    return found ? c.json(found, 200) : problem(c, 404, 'policy_not_found')
  })
  .openapi(addPolicyRoute, async (c) => {
    const added = await transact(c.var.db, (tx) => addPolicy(tx, c.req.valid('json'), c.var.scope))
    return added.ok ? c.json(added.value, 201) : refuse(c, addRefusals, added.error)
  })
  .openapi(changeDraftRoute, async (c) => {
    const { policyId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changeDraft(tx, policyId, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, draftRefusals, changed.error)
  })
  .openapi(adoptPolicyRoute, async (c) => {
    const { policyId } = c.req.valid('param')
    const adopted = await transact(c.var.db, (tx) => adoptPolicy(tx, policyId, c.req.valid('json')))
    return adopted.ok ? c.json(adopted.value, 200) : refuse(c, adoptRefusals, adopted.error)
  })
  .openapi(endPolicyRoute, async (c) => {
    const { policyId } = c.req.valid('param')
    const ended = await transact(c.var.db, (tx) => endPolicy(tx, policyId, c.req.valid('json')))
    return ended.ok ? c.json(ended.value, 200) : refuse(c, endRefusals, ended.error)
  })
