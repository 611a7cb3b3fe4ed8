import type { CalendarDate } from '../../../lib/dates.ts'
import type { Centihours } from '../../../lib/hours.ts'

export type Mark = 'present' | 'leave' | 'absent'

/** A session that was held, and how each member was marked. Whoever has no mark was absent. */
export type HeldSession = {
  readonly id: string
  readonly title: string
  readonly heldOn: CalendarDate
  readonly centihours: Centihours
  readonly marks: ReadonlyMap<string, Mark>
}

/** What one session brought somebody. */
export type HourStep = {
  readonly sessionId: string
  readonly title: string
  readonly heldOn: CalendarDate
  readonly mark: Mark
  readonly centihours: Centihours
  readonly counted: Centihours
}

/** What a plan brings one member, and from what it was reckoned. */
export type MemberHours = {
  readonly personId: string
  readonly attended: number
  readonly attendedCentihours: Centihours
  /** At most what the plan was approved for. */
  readonly centihours: Centihours
  readonly over: Centihours
  readonly firstOn: CalendarDate | null
  readonly lastOn: CalendarDate | null
  readonly steps: readonly HourStep[]
}

/** What a plan brings one member: the hours of the sessions they attended, and no more than was approved for one person. */
export function memberHours(personId: string, sessions: readonly HeldSession[], most: Centihours): MemberHours {
  const inOrder = [...sessions].sort((a, b) => compare(a.heldOn, b.heldOn) || compare(a.id, b.id))
  const steps = inOrder.map(({ id, title, heldOn, centihours, marks }): HourStep => {
    const mark = marks.get(personId) ?? 'absent'
    return { sessionId: id, title, heldOn, mark, centihours, counted: mark === 'present' ? centihours : 0 }
  })
  const there = steps.filter(({ mark }) => mark === 'present')
  const attendedCentihours = there.reduce((all, { counted }) => all + counted, 0)
  const centihours = Math.min(attendedCentihours, most)
  return {
    personId,
    attended: there.length,
    attendedCentihours,
    centihours,
    over: attendedCentihours - centihours,
    firstOn: there[0]?.heldOn ?? null,
    lastOn: there.at(-1)?.heldOn ?? null,
    steps,
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
