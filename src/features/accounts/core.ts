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

export type PasswordRefusal = 'password_short' | 'password_plain'

const tooPlain = /^(.)\1+$|^(?:0?123456789?0?|abc123\w*|password\w*|qwerty\w*|admin\w*)$/i

/** Why a password may not be chosen; undefined when it may. At least ten characters, and nothing everybody tries first. */
export function passwordRefusal(password: string, ownNames: readonly string[]): PasswordRefusal | undefined {
  if ([...password].length < 10) return 'password_short'
  if (tooPlain.test(password)) return 'password_plain'
  return ownNames.some((name) => name.length > 3 && password.toLowerCase().includes(name.toLowerCase()))
    ? 'password_plain'
    : undefined
}

/** The form in which a sign-in name is looked up: width, case and spaces do not matter. */
export function canonicalName(typed: string): string {
  return typed.normalize('NFKC').replace(/\s/g, '').toLowerCase()
}
