import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { endToken, makeToken } from '../commands/tokens.ts'
import { listTokensRoute, makeTokenRoute, revokeTokenRoute } from '../contract/tokens.ts'
import { listTokens } from '../store/tokens.ts'

const makeRefusals = {
  tokens_too_many: { status: 409, title: 'This account has twenty tokens: revoke one first.' },
  token_role_not_held: { status: 422, title: 'A token cannot have a role that its account does not hold.' },
} as const satisfies Record<RefusalOf<typeof makeToken>, { status: number; title: string }>

export const tokenRoutes = createApp()
  .openapi(listTokensRoute, async (c) => {
    const rows = await read(c.var.db, (tx) => listTokens(tx, c.var.actor.accountId))
    const items = rows.map(({ id, label, readOnly, purpose, roles, createdAt, expiresAt, usedAt, usedFrom }) => ({
      id,
      label,
      readOnly,
      purpose,
      roles,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      usedAt: usedAt && usedAt.toISOString(),
      usedFrom,
    }))
    return c.json({ items }, 200)
  })
  .openapi(makeTokenRoute, async (c) => {
    const made = await transact(c.var.db, (tx) => makeToken(tx, c.var.actor, c.req.valid('json')))
    return made.ok ? c.json(made.value, 201) : refuse(c, makeRefusals, made.error)
  })
  .openapi(revokeTokenRoute, async (c) => {
    if (c.get('standing')?.token) return problem(c, 403, 'token_not_allowed')
    const { apiTokenId } = c.req.valid('param')
    const ended = await transact(c.var.db, (tx) => endToken(tx, c.var.actor, apiTokenId))
    c.get('forgetSessions')(c.var.actor.accountId)
    return ended.ok ? c.body(null, 204) : problem(c, 404, 'not_found')
  })
