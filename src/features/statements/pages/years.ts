const shownYears = 6

/** This year and those before it, to choose from. */
export function yearsBack(): { value: string; label: string }[] {
  const now = new Date().getFullYear()
  return Array.from({ length: shownYears }, (_, back) => ({ value: String(now - back), label: String(now - back) }))
}
