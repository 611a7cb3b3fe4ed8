import { plainAlphabet, sameBytes, type Vault } from '../../platform/crypto.ts'
import { newId } from '../../platform/ids.ts'
import { err, ok, type Result } from '../../lib/result.ts'
import { codeFrom, readTyped, stepAt, stepRefusal, ticketRefusal, type StepRefusal, type Ticket } from './core.ts'

/** What the codes of a session are made from: whose it is, which one, and its secret as it is kept. */
export type CodeSource = { readonly tenantId: string; readonly sessionId: string; readonly secret: Buffer }

function signature(vault: Vault, purpose: string, source: CodeSource, step: number): Buffer {
  const secret = vault.open(source.secret)
  return vault.sign(purpose, `${source.tenantId}\n${source.sessionId}\n${secret}\n${step}`)
}

/** The six characters that stand on the screen during a step. */
export function codeOf(vault: Vault, source: CodeSource, step: number): string {
  return codeFrom(signature(vault, 'check-in-code', source, step), plainAlphabet)
}

/** What the QR carries during a step: 128 bits that nobody can guess, and which step they belong to. */
export function tokenOf(vault: Vault, source: CodeSource, step: number): string {
  const mac = signature(vault, 'check-in-token', source, step).subarray(0, 16)
  return `${step.toString(36)}.${mac.toString('base64url')}`
}

/** Reads a scanned token back: the step it was shown in, or why it is not taken now. */
export function readToken(vault: Vault, source: CodeSource, token: string, now: Date): Result<number, StepRefusal> {
  const [written = ''] = token.split('.')
  const step = Number.parseInt(written, 36)
  if (!Number.isSafeInteger(step)) return err('code_wrong')
  if (!sameBytes(Buffer.from(tokenOf(vault, source, step)), Buffer.from(token))) return err('code_wrong')
  const refusal = stepRefusal(step, stepAt(now))
  return refusal ? err(refusal) : ok(step)
}

// A code that left the screen in the last five minutes is told from one that was never there.
const rememberedSteps = 25

/** Finds the session whose code was typed among those that it may be; says whether it was one that has left the screen. */
export function findTyped<S extends CodeSource>(
  vault: Vault,
  sources: readonly S[],
  typed: string,
  now: Date,
): Result<{ source: S; step: number }, StepRefusal> {
  const code = readTyped(typed)
  const current = stepAt(now)
  const at = (step: number) => sources.find((source) => codeOf(vault, source, step) === code)
  for (const step of [current, current - 1]) {
    const source = at(step)
    if (source) return ok({ source, step })
  }
  for (let step = current - 2; step > current - rememberedSteps; step -= 1) if (at(step)) return err('code_too_old')
  return err('code_wrong')
}

const purpose = 'check-in-ticket'

function ticketMac(vault: Vault, tenantId: string, body: string): string {
  return vault.sign(purpose, `${tenantId}\n${body}`).subarray(0, 16).toString('base64url')
}

/** Writes a ticket: that somebody held a code of this session at this instant. */
export function writeTicket(
  vault: Vault,
  tenantId: string,
  scanned: { readonly sessionId: string; readonly scannedAt: Date; readonly step: number },
): string {
  const body = [newId(), scanned.sessionId, scanned.scannedAt.getTime().toString(36), scanned.step.toString(36)].join(
    '.',
  )
  return `${body}.${ticketMac(vault, tenantId, body)}`
}

/** Reads a ticket of this tenant that is still good. */
export function readTicket(
  vault: Vault,
  tenantId: string,
  ticket: string,
  now: Date,
): Result<Ticket, 'ticket_invalid' | 'ticket_expired'> {
  const cut = ticket.lastIndexOf('.')
  const body = ticket.slice(0, Math.max(0, cut))
  const [nonce, sessionId, scanned, step] = body.split('.')
  if (!sameBytes(Buffer.from(ticket.slice(cut + 1)), Buffer.from(ticketMac(vault, tenantId, body)))) {
    return err('ticket_invalid')
  }
  if (nonce === undefined || sessionId === undefined || scanned === undefined || step === undefined) {
    return err('ticket_invalid')
  }
  const read = { nonce, sessionId, scannedAt: new Date(Number.parseInt(scanned, 36)), step: Number.parseInt(step, 36) }
  const refusal = ticketRefusal(read, now)
  return refusal ? err(refusal) : ok(read)
}
