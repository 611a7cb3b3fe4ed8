import { decideSignIn, type AccountState } from '../core.ts'

export type ProofRefusal = 'proof_refused' | 'account_locked' | 'account_disabled'

/** What came of showing a password or a code: why it was refused, and the count of wrong ones to keep. */
export type ProofDecision = {
  readonly refusal: ProofRefusal | undefined
  readonly failures: number
  readonly lockedUntil: Date | null
}

/** Decides a proof of who sits there: like a sign-in, wrong ones are counted and lock the account. */
export function decideProof(account: AccountState, isRight: boolean, now: Date): ProofDecision {
  const decision = decideSignIn(account, isRight, now)
  const { failures, lockedUntil } = decision
  if (decision.ok) return { refusal: undefined, failures, lockedUntil }
  const refusal = decision.error === 'sign_in_refused' ? 'proof_refused' : decision.error
  return { refusal, failures, lockedUntil }
}
