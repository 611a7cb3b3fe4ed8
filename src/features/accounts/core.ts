import { err, ok, type Result } from '../../lib/result.ts'

/** Wrong passwords in a row before an account rests, and for how many minutes. */
export const lockout = { failuresMax: 8, minutes: 15 } as const

/** How many days a session lasts since it began. */
export const sessionDays = 14

export type AccountState = {
  readonly failures: number
  readonly lockedUntil: Date | null
  readonly disabledAt: Date | null
}
export type SignInRefusal = 'sign_in_refused' | 'account_locked' | 'account_disabled'

/**
 * Decides a sign-in. A locked or disabled account says so only to whoever knows its password or has locked it: to anybody else
 * a wrong password and an unknown name look the same.
 */
export function decideSignIn(
  account: AccountState,
  passwordRight: boolean,
  now: Date,
): Result<undefined, SignInRefusal> & { readonly failures: number; readonly lockedUntil: Date | null } {
  if (account.lockedUntil !== null && now < account.lockedUntil) {
    return { ...err('account_locked'), failures: account.failures, lockedUntil: account.lockedUntil }
  }
  if (passwordRight) {
    const decision = account.disabledAt === null ? ok() : err('account_disabled' as const)
    return { ...decision, failures: 0, lockedUntil: null }
  }
  const failures = account.failures + 1
  const locks = failures >= lockout.failuresMax
  return {
    ...err('sign_in_refused'),
    failures: locks ? 0 : failures,
    lockedUntil: locks ? new Date(now.getTime() + lockout.minutes * 60_000) : null,
  }
}

/** The form in which a sign-in name is looked up: width, case and spaces do not matter. */
export function canonicalName(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}
