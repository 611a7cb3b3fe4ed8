import { and, count, desc, eq, gt, isNull } from 'drizzle-orm'
import { tokenPurposes, type Role, type Standing } from '../../../lib/access.ts'
import type { Actor, Tx } from '../../../platform/db/db.ts'
import { findGrants, lacksSecondFactor } from '../store.ts'
import { accounts, apiTokens } from '../tables.ts'

const good = (tx: Tx) =>
  and(eq(apiTokens.tenantId, tx.context.tenantId), isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, tx.context.now))

/** Keeps a token. */
export async function insertToken(tx: Tx, row: Omit<typeof apiTokens.$inferInsert, 'tenantId'>) {
  await tx.insert(apiTokens).values({ ...row, tenantId: tx.context.tenantId })
}

/** The tokens of an account that are still good, the newest first. */
export async function listTokens(tx: Tx, accountId: string) {
  return tx
    .select()
    .from(apiTokens)
    .where(and(good(tx), eq(apiTokens.accountId, accountId)))
    .orderBy(desc(apiTokens.id))
}

/** How many good tokens an account has. */
export async function countTokens(tx: Tx, accountId: string): Promise<number> {
  const [found] = await tx
    .select({ size: count() })
    .from(apiTokens)
    .where(and(good(tx), eq(apiTokens.accountId, accountId)))
  return found?.size ?? 0
}

/** Ends a token of an account; false when it has no such token. */
export async function revokeToken(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const ended = await tx
    .update(apiTokens)
    .set({ revokedAt: tx.context.now })
    .where(and(good(tx), eq(apiTokens.accountId, accountId), eq(apiTokens.id, id)))
    .returning({ id: apiTokens.id })
  return ended.length > 0
}

/** Who acts with a token, and whether its use should be noted again. */
export type TokenActor = { readonly actor: Actor; readonly standing: Standing; readonly isStale: boolean }

/** Who acts with the token of this digest; undefined when it is unknown, over, or of a closed account. */
export async function findTokenActor(tx: Tx, tokenHash: Buffer, staleMs: number): Promise<TokenActor | undefined> {
  const [found] = await tx
    .select({ token: apiTokens, personId: accounts.personId, name: accounts.name })
    .from(apiTokens)
    .innerJoin(accounts, and(eq(accounts.tenantId, apiTokens.tenantId), eq(accounts.id, apiTokens.accountId)))
    .where(and(good(tx), eq(apiTokens.tokenHash, tokenHash), isNull(accounts.disabledAt)))
  if (!found) return undefined
  const { token, personId, name } = found
  const held = await findGrants(tx, token.accountId)
  const allowed: readonly Role[] | null = token.roles
  const serving: readonly Role[] | null = token.purpose && tokenPurposes[token.purpose]
  const grants = held.filter(({ role }) => [allowed, serving].every((some) => some === null || some.includes(role)))
  const actor = { accountId: token.accountId, personId, name: `${name} [${token.label}]`, grants, sessionId: token.id }
  const owes = (await lacksSecondFactor(tx, token.accountId)) ? ('second_factor' as const) : null
  const isStale = token.usedAt === null || tx.context.now.getTime() - token.usedAt.getTime() > staleMs
  return {
    actor,
    standing: { provedAt: null, owes, token: { readOnly: token.readOnly, purpose: token.purpose } },
    isStale,
  }
}

/** Notes that a token is in use, and from where. */
export async function touchToken(tx: Tx, id: string) {
  const { tenantId, now, from } = tx.context
  await tx
    .update(apiTokens)
    .set({ usedAt: now, usedFrom: from })
    .where(and(eq(apiTokens.tenantId, tenantId), eq(apiTokens.id, id)))
}
