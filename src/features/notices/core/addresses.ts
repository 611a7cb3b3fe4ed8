const local = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const shape = new RegExp(`^${local}@(?:${label}\\.)+[A-Za-z]{2,24}$`)

/** Whether a text is one plain e-mail address: no name, no list, nothing that could leave its line. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && text.indexOf('@') <= 64 && shape.test(text)
}

/** For how long a code is good, how often it may be tried, and how often one may be asked for. */
export const codeRules = { minutes: 15, tries: 5, pauseSeconds: 60, mostADay: 5 } as const

const dayMs = 86_400_000

type Asked = { readonly askedAt: Date; readonly countedFrom: Date; readonly asked: number }

/** Why no code is sent now; undefined when one is. */
export function askingRefusal(
  earlier: Asked | undefined,
  now: Date,
): 'mail_asked_too_soon' | 'mail_asked_too_often' | undefined {
  if (!earlier) return undefined
  if (now.getTime() - earlier.askedAt.getTime() < codeRules.pauseSeconds * 1000) return 'mail_asked_too_soon'
  const isSameDay = now.getTime() - earlier.countedFrom.getTime() < dayMs
  return isSameDay && earlier.asked >= codeRules.mostADay ? 'mail_asked_too_often' : undefined
}

/** How many codes were asked for, this one with them, and since when that is counted. */
export function countAsked(
  earlier: Asked | undefined,
  now: Date,
): { readonly asked: number; readonly countedFrom: Date } {
  const isSameDay = earlier !== undefined && now.getTime() - earlier.countedFrom.getTime() < dayMs
  return isSameDay ? { asked: earlier.asked + 1, countedFrom: earlier.countedFrom } : { asked: 1, countedFrom: now }
}

type Pending = { readonly tries: number; readonly expiresAt: Date; readonly usedAt: Date | null }

/** Why a code is not even looked at; undefined when it is. */
export function confirmingRefusal(
  pending: Pending | undefined,
  now: Date,
): 'mail_nothing_to_confirm' | 'mail_code_spent' | 'mail_code_expired' | undefined {
  if (!pending || pending.usedAt !== null) return 'mail_nothing_to_confirm'
  if (pending.tries >= codeRules.tries) return 'mail_code_spent'
  return now >= pending.expiresAt ? 'mail_code_expired' : undefined
}

/** When a code that is sent now stops to be good. */
export function codeExpiry(now: Date): Date {
  return new Date(now.getTime() + codeRules.minutes * 60_000)
}

/** A code of six digits from a signature, as even as a signature is. */
export function codeFrom(signature: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = signature
  const number = ((a * 256 + b) * 256 + c) * 2 ** 24 + ((d * 256 + e) * 256 + f)
  return String(number % 1_000_000).padStart(6, '0')
}
