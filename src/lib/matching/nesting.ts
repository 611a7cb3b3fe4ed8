/** Whether two ways of grouping the same people are nested: wherever two groups meet, one lies wholly within the other. */
export function nested(
  one: Int32Array,
  other: Int32Array,
  oneSizes: readonly number[],
  otherSizes: readonly number[],
): boolean {
  const width = otherSizes.length
  const meetings = new Map<number, number>()
  for (let person = 0; person < one.length; person += 1) {
    const [first, second] = [one[person] ?? -1, other[person] ?? -1]
    if (first < 0 || second < 0) continue
    const key = first * width + second
    meetings.set(key, (meetings.get(key) ?? 0) + 1)
  }
  for (const [key, count] of meetings) {
    const first = Math.floor(key / width)
    if (count !== oneSizes[first] && count !== otherSizes[key % width]) return false
  }
  return true
}
