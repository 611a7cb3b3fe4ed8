/** How a requirement looks for somebody: reached already, only at this pace, not at this pace, or not any more; the most pressing first. */
export const outlooks = ['will_miss', 'at_risk', 'out_of_reach', 'safe'] as const
export type Outlook = (typeof outlooks)[number]

/** One person as a list orders them. */
export type Urgent = {
  readonly state: Outlook
  readonly short: number
  readonly sortKey: string
  readonly id: string
}

/** The order of urgency: who will miss before who may, the most missing first, then by name. */
export function byUrgency(a: Urgent, b: Urgent): number {
  return (
    outlooks.indexOf(a.state) - outlooks.indexOf(b.state) ||
    b.short - a.short ||
    compare(a.sortKey, b.sortKey) ||
    compare(a.id, b.id)
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
