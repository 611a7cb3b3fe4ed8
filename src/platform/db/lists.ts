const letters = { zero: 48, nine: 57, minus: 45 }

/** Reads a list of whole numbers as PostgreSQL writes it, `{1,-2,3}`: lists come by the million when a county is reckoned. */
export function readIntegers(text: string): number[] {
  const found: number[] = []
  let value = 0
  let sign = 1
  if (text.length <= 2) return found
  for (let at = 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= letters.zero && code <= letters.nine) value = value * 10 + code - letters.zero
    else if (code === letters.minus) sign = -1
    else {
      found.push(value * sign)
      value = 0
      sign = 1
    }
  }
  return found
}
