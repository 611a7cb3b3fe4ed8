/** What somebody typed, kept on their own device until it has arrived; null where there is nothing, or nothing may be kept. */
export function readKept(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps what somebody types on their own device; tells whether that worked. */
export function keep(name: string, value: unknown): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** The names under which something is kept that begin with `prefix`. */
export function keptNames(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix))
  } catch {
    return []
  }
}

/** Forgets what was kept. */
export function forget(name: string): void {
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing may be kept here, so nothing was.
  }
}
