/** What is counted: persons, attendances and events are different things and never added together. */
export type Unit = '人' | '人次' | '场次' | '期' | '个' | '学时'

export type Count = {
  readonly value: number
  readonly unit: Unit
  /** 约: the plan itself gives no exact figure. */ readonly approximate?: boolean
}

/** A count as it stands in a text: 约120人. */
export function countText({ value, unit, approximate }: Count): string {
  return `${approximate ? '约' : ''}${value}${unit}`
}

/** One sum for each unit, in the order in which the units first appear; a sum with an approximate part is approximate. */
export function sumsByUnit(counts: readonly Count[]): readonly Count[] {
  const sums = new Map<Unit, Count>()
  for (const { value, unit, approximate } of counts) {
    const before = sums.get(unit)
    sums.set(unit, {
      unit,
      value: (before?.value ?? 0) + value,
      approximate: approximate === true || before?.approximate === true,
    })
  }
  return [...sums.values()]
}

/** A share with at most one decimal, cut and never rounded up: 999 of 1000 is 99.9%, 9999 of 10000 is 99.9%. Nothing of nothing is —. */
export function percentText(part: number, whole: number): string {
  if (whole <= 0) return '—'
  return `${Math.floor((part * 1000) / whole) / 10}%`
}
