import { mostCounted, type Limit } from './limit.ts'
import type { Evidence, Most } from './language.ts'
import { named, type Own, type Prepared, type Room, type Step, type Totals, type Worth } from './reckoning.ts'
import { windowOf, type Window } from './who.ts'

/** What was earned towards a rule in a window, and what of it counts. */
export function countIn({ meant }: Prepared, window: Window, own: Own, steps: Step[]) {
  const { worth, withSteps } = own
  const sums = sumUp(meant, window, own)
  const units = (amount: number) => Math.floor(amount / worth.scale)
  const earned = units(sums.all)
  const cutting = limitsThatCut(sums, own)
  if (cutting.length === 0 && !withSteps) return { earned, counted: units(sums.kept) }
  const { centihours, amounts, lacking, limits } = gather(meant, window, own, cutting)
  const counted = mostCounted(
    amounts,
    limits.map(({ limit }) => limit),
  )
  if (withSteps) {
    if (earned === centihours) steps.push({ kind: 'earned', units: earned })
    else steps.push({ kind: 'converted', centihours, units: earned })
    let left = sums.all
    for (const rule of own.policy.rules) {
      const amount = rule.kind === 'evidence' ? lacking.get(rule) : undefined
      if (rule.kind !== 'evidence' || amount === undefined) continue
      const before = units(left)
      left -= amount
      steps.push({ kind: 'unproven', rule: named(rule), needs: rule.needs, before, after: units(left) })
    }
    explainLimits(amounts, limits, units, steps)
  }
  return { earned, counted: units(counted) }
}

// What a rule means in a window: all of it, what of it lacks no evidence, and of that what falls under each maximum in each
// year. Nothing is written down of single hours: most people exceed no maximum, and then these sums are all that is asked.
function sumUp(meant: readonly boolean[], { from, to }: Window, own: Own): Room {
  const { unproven, limits, amounts, room } = own
  const { years: yearOf, classes } = own.totals
  const { years, under } = room
  room.all = room.kept = room.count = 0
  let at = -1
  for (let index = 0; index < classes.length; index += 1) {
    const place = classes[index] ?? 0
    if (meant[place] !== true) continue
    const year = yearOf[index] ?? 0
    const amount = amounts[index] ?? 0
    if (year < from || year > to || amount <= 0) continue
    room.all += amount
    if (unproven[place]) continue
    room.kept += amount
    if (limits.length === 0) continue
    if (at < 0 || years[at] !== year) at = placeOf(year, room, limits.length)
    for (let which = 0; which < limits.length; which += 1) {
      const sums = under[which]
      if (sums && limits[which]?.meant[place] === true) sums[at] = (sums[at] ?? 0) + amount
    }
  }
  return room
}

function placeOf(year: number, room: Room, limits: number): number {
  for (let at = 0; at < room.count; at += 1) if (room.years[at] === year) return at
  const at = room.count
  room.count += 1
  room.years[at] = year
  for (let which = 0; which < limits; which += 1) {
    const sums = room.under[which]
    if (sums) sums[at] = 0
  }
  return at
}

type Cutting = { readonly by: Prepared<Most>; readonly windows: readonly Window[] }
const none: readonly Cutting[] = []

// The maximums that somebody exceeds, and in which windows of their own. The others change no figure.
function limitsThatCut({ years, under, count }: Room, { limits, worth, policy, subject }: Own): readonly Cutting[] {
  let found: Cutting[] | undefined
  for (let which = 0; which < limits.length; which += 1) {
    const [by, sums] = [limits[which], under[which]]
    if (!by || !sums) continue
    const most = by.rule.units * worth.scale
    // Nobody exceeds in a window what they do not exceed altogether.
    if (sumOf(sums, count) <= most) continue
    const windows = new Map<number, Window>()
    for (const year of years.slice(0, count)) {
      const own = windowOf(by.rule.period, policy, year, subject.startedOn)
      if (own) windows.set(own.from, own)
    }
    const inside = (own: Window) =>
      sumOf(
        sums.map((sum, at) => (isIn(years[at] ?? 0, own) ? sum : 0)),
        count,
      )
    const over = [...windows.values()].filter((window) => inside(window) > most)
    if (over.length > 0) (found ??= []).push({ by, windows: over })
  }
  return found ?? none
}

function sumOf(sums: readonly number[], count: number): number {
  let all = 0
  for (let at = 0; at < count; at += 1) all += sums[at] ?? 0
  return all
}

const isIn = (year: number, { from, to }: Window) => year >= from && year <= to

type OnRule = { readonly rule: Most; readonly limit: Limit }

// The single amounts that count, what lacks evidence, and which amounts fall under each maximum that cuts.
function gather(
  meant: readonly boolean[],
  window: Window,
  { totals, worth, unproven, amounts: all }: Own,
  cutting: readonly Cutting[],
) {
  const amounts: number[] = []
  let centihours = 0
  const lacking = new Map<Evidence, number>()
  const limits = cutting.flatMap(({ by, windows }) =>
    windows.map((within) => ({ by, within, members: new Set<number>() })),
  )
  for (let index = 0; index < totals.years.length; index += 1) {
    const [year, place] = [totals.years[index] ?? 0, totals.classes[index] ?? 0]
    const amount = all[index] ?? 0
    if (!isIn(year, window) || meant[place] !== true || amount <= 0) continue
    centihours += totals.centihours[index] ?? 0
    const lacks = unproven[place]
    if (lacks) {
      lacking.set(lacks, (lacking.get(lacks) ?? 0) + amount)
      continue
    }
    for (const { by, within, members } of limits) {
      if (by.meant[place] === true && isIn(year, within)) members.add(amounts.length)
    }
    amounts.push(amount)
  }
  const onRule = limits.map(({ by, members }): OnRule => ({
    rule: by.rule,
    limit: { members, most: by.rule.units * worth.scale },
  }))
  return { centihours, amounts, lacking, limits: onRule }
}

// Maximums are told one after the other, the shorter period first: each step is what is left with this one and those before.
function explainLimits(
  amounts: readonly number[],
  limits: readonly OnRule[],
  units: (amount: number) => number,
  steps: Step[],
) {
  const rules = [...new Set(limits.map(({ rule }) => rule))].toSorted(
    (a, b) => Number(a.period.kind !== 'year') - Number(b.period.kind !== 'year'),
  )
  let before = units(mostCounted(amounts, []))
  rules.forEach((rule, index) => {
    const upTo = new Set(rules.slice(0, index + 1))
    const told = limits.filter((one) => upTo.has(one.rule)).map(({ limit }) => limit)
    const after = units(mostCounted(amounts, told))
    if (after < before) steps.push({ kind: 'capped', rule: named(rule), most: rule.units, before, after })
    before = after
  })
}

/**
 * Reckons what the hours of one person are worth, each under the rates of its year: once for all rules, into `room`, which the
 * next person's will lie in; where an hour is worth an hour they are what they are.
 */
export function weigh(totals: Totals, worth: Worth, room: number[]): ArrayLike<number> {
  if (worth.isPlain) return totals.centihours
  let [at, worths]: [number | undefined, readonly number[]] = [undefined, []]
  for (let index = 0; index < totals.years.length; index += 1) {
    const year = totals.years[index] ?? 0
    if (year !== at) {
      at = year
      worths = worth.ofYear(year)
    }
    room[index] = (totals.centihours[index] ?? 0) * (worths[totals.classes[index] ?? 0] ?? worth.scale)
  }
  return room
}
