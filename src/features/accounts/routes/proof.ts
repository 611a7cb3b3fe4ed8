import { transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { proveSelf } from '../commands/proof.ts'
import { proveRoute } from '../contract/proof.ts'
import type { ProofRefusal } from '../core/proof.ts'

/** The refusals of a proof, shared by everything that asks for one. */
export const proofRefusals = {
  proof_refused: { status: 403, title: 'The password or the code is not right.' },
  account_locked: { status: 403, title: 'Too many wrong passwords: the account rests for a quarter of an hour.' },
  account_disabled: { status: 403, title: 'This account was closed; ask your bureau.' },
} as const satisfies Record<ProofRefusal, { status: number; title: string }>

export const proofRoutes = createApp().openapi(proveRoute, async (c) => {
  const { accountId } = c.var.actor
  if (!(await c.get('signInLimit').take(c.get('address'), `proof:${accountId}`)))
    return problem(c, 429, 'too_many_requests')
  const proof = { ...c.req.valid('json'), owesCode: c.get('standing')?.owes === 'code' }
  const tried = await transact(c.var.db, (tx) => proveSelf(tx, c.var.vault, c.var.actor, proof))
  const outcome = tried.ok ? tried.value : tried
  c.get('forgetSessions')(accountId)
  return outcome.ok ? c.body(null, 204) : refuse(c, proofRefusals, outcome.error)
})
