import { createHmac, randomBytes } from 'node:crypto'

// What every authenticator understands: SHA-1, six digits, thirty seconds (RFC 6238).
const digits = 6
const stepSeconds = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A new secret for an authenticator: 160 bits in base 32. */
export function newSecret(): string {
  const bits = [...randomBytes(20)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((group) => alphabet[Number.parseInt(group, 2)]).join('')
}

function decode(secret: string): Buffer {
  const bits = [...secret].map((character) => alphabet.indexOf(character).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code of one time step (RFC 4226 with the step as its counter). */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', decode(secret)).update(counter).digest()
  const from = (mac.at(-1) ?? 0) & 15
  const number = mac.readUInt32BE(from) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The time step that an instant lies in. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds)
}

/** The step whose code was typed, of the one that is now and its neighbours: clocks differ; undefined when it is none of them. */
export function findStep(secret: string, code: string, now: Date): number | undefined {
  const here = stepAt(now)
  return [here, here - 1, here + 1].find((step) => codeAt(secret, step) === code)
}

/** What the QR code for an authenticator holds. */
export function enrolmentLink(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`
}
