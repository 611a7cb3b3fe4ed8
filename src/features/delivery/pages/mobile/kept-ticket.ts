/** A ticket that waits on this device until its holder has signed in, and the id of the check-in that it will be. */
export type KeptTicket = { readonly id: string; readonly ticket: string }

const key = 'check-in-ticket'
// Where the device keeps nothing (private windows), the page itself remembers until it is closed.
let remembered: KeptTicket | undefined

/** Keeps a ticket over the way to the sign-in page and back. */
export function keepTicket(kept: KeptTicket): void {
  remembered = kept
  try {
    sessionStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // Remembered above.
  }
}

/** The ticket that waits here. */
export function keptTicket(): KeptTicket | undefined {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    if (typeof stored === 'object' && stored !== null && 'id' in stored && 'ticket' in stored) {
      const { id, ticket } = stored
      if (typeof id === 'string' && typeof ticket === 'string') return { id, ticket }
    }
  } catch {
    // What cannot be read waits for nobody.
  }
  return remembered
}

/** Forgets the ticket: it was spent, or is worth nothing any more. */
export function dropTicket(): void {
  remembered = undefined
  try {
    sessionStorage.removeItem(key)
  } catch {
    // There was none.
  }
}
