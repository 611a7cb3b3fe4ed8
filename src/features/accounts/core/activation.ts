import { handsOf, type Acting, type Grant } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'

/** How many characters a code has; at twelve of 31 nobody guesses one in the time that it is good. */
export const codeLength = 12

/** How many people are given codes at once. */
export const codesMost = 500

/** For how many days a code for a new password is good: it is asked for because somebody waits. */
export const newPasswordDays = 3

/** A code as it is printed: in fours, so that it can be read aloud. */
export function showCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-')
}

/** A code as it was typed, without case, width, spaces and hyphens; a link that was pasted whole ends with its code. */
export function readCode(typed: string): string {
  const last = typed.normalize('NFKC').split('#').at(-1) ?? ''
  return last.replace(/[\s\u2010-\u2015-]/g, '').toUpperCase()
}

export type CodeState = {
  readonly expiresAt: Date
  readonly usedAt: Date | null
  readonly withdrawnAt: Date | null
}
export type CodeRefusal = 'code_unknown' | 'code_used' | 'code_expired' | 'code_withdrawn'

/** Decides whether a code may still be used. */
export function decideCode(code: CodeState | undefined, now: Date): Result<undefined, CodeRefusal> {
  if (!code) return err('code_unknown')
  if (code.usedAt !== null) return err('code_used')
  if (code.withdrawnAt !== null) return err('code_withdrawn')
  return now > code.expiresAt ? err('code_expired') : ok()
}

/**
 * Why this asker may not give an account a new password; undefined when they may. An account that holds a role is in the
 * hands of the bureau: a school that could reset its principal's password could act as the principal.
 */
export function resetRefusal(
  asker: Acting & { readonly grants: readonly Grant[] },
  target: { readonly accountId: string; readonly hasRoles: boolean },
): 'account_own' | 'account_above' | undefined {
  if (handsOf(asker).includes(target.accountId)) return 'account_own'
  if (!target.hasRoles) return undefined
  return asker.grants.some(({ role }) => role === 'bureau_officer' || role === 'system_admin')
    ? undefined
    : 'account_above'
}
