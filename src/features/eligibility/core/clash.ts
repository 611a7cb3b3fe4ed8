import type { CalendarDate } from '../../../lib/dates.ts'

/** One sitting of a class: when it is, and how it is told. */
export type Sitting = {
  readonly classId: string
  readonly title: string
  /** Milliseconds. */
  readonly from: number
  readonly to: number
  readonly firstOn: CalendarDate
  readonly lastOn: CalendarDate
  /** Its time by the clock of the bureau, as people read it. */
  readonly at: string
}

/** When something takes somebody's time: the days of a programme, and the sittings of its classes where there are any. */
export type Times = {
  readonly startsOn: CalendarDate | null
  readonly endsOn: CalendarDate | null
  readonly takesDays: boolean
  readonly sittings?: readonly Sitting[]
}

/** What clashes: two sittings, or a sitting with days, or days alone. */
export type Clash = { readonly own?: Sitting; readonly their?: Sitting }

/**
 * Whether what one would join takes the time of what one has a place in. Sittings are compared by the clock where both sides
 * have them; with those of one side alone, by its days. Where there are several classes, one that clashes with nothing is enough.
 */
export function clashBetween(own: Times, their: Times): Clash | undefined {
  const [mine, theirs] = [own.sittings ?? [], their.sittings ?? []]
  if (mine.length === 0 && theirs.length === 0) return daysMeet(own, their) ? {} : undefined
  if (mine.length === 0) {
    return firstOfEach(theirs, (sitting) => (within(sitting, own) ? { their: sitting } : undefined))
  }
  if (theirs.length === 0) {
    return firstOfEach(mine, (sitting) => (within(sitting, their) ? { own: sitting } : undefined))
  }
  return firstOfEach(mine, (sitting) =>
    firstOfEach(theirs, (other) =>
      sitting.from < other.to && other.from < sitting.to ? { own: sitting, their: other } : undefined,
    ),
  )
}

// The first clash, where every class has one; undefined where a class is free of them.
function firstOfEach(sittings: readonly Sitting[], clash: (sitting: Sitting) => Clash | undefined): Clash | undefined {
  const byClass = [...Map.groupBy(sittings, ({ classId }) => classId).values()]
  const found = byClass.map((each) => each.map(clash).find((one) => one !== undefined))
  return found.every((one) => one !== undefined) ? found[0] : undefined
}

function within({ firstOn, lastOn }: Sitting, { takesDays, startsOn, endsOn }: Times): boolean {
  return takesDays && startsOn !== null && endsOn !== null && firstOn <= endsOn && lastOn >= startsOn
}

function daysMeet(own: Times, their: Times): boolean {
  if (!own.takesDays || !their.takesDays) return false
  if (own.startsOn === null || own.endsOn === null || their.startsOn === null || their.endsOn === null) return false
  return their.startsOn <= own.endsOn && their.endsOn >= own.startsOn
}
