import { dateIn, yearOf, type CalendarDate } from '../src/lib/dates.ts'
import type { Result } from '../src/lib/result.ts'
import type { Actor, Context } from '../src/platform/db/db.ts'
import { castRoles, type Cast, type Login } from './logins.ts'
import { staffSchools, type Someone } from './people.ts'
import { randomFrom } from './random.ts'
import { growTree, type Tree } from './tree.ts'

/** Which county: the same three give the same one. */
export type CountyOptions = { readonly seed: number; readonly size: number; readonly date: CalendarDate }

/** Everything about a county that follows from its options alone: nothing of it is read from a database. */
export type County = CountyOptions & {
  readonly tenantId: string
  readonly founded: Date
  readonly tree: Tree
  readonly people: readonly Someone[]
  readonly cast: Cast
}

/** The zone that its days are days of. */
export const zone = 'Asia/Shanghai'

/** Draws a county up. */
export function drawCounty({ seed, size, date }: CountyOptions): County {
  // Two years before the year of the day, on the first working day.
  const founded = new Date(`${yearOf(date) - 2}-01-04T09:00:00+08:00`)
  const tree = growTree(seed, size, founded)
  const people = staffSchools(seed, tree, date, founded)
  const cast = castRoles(seed, tree, people, founded)
  return { seed, size, date, tenantId: randomFrom(seed, 'tenant').id(founded), founded, tree, people, cast }
}

/** The context in which somebody acts in the county at a moment. */
export function contextOf(county: County, login: Login | undefined, at: Date): Context {
  const actor: Actor | undefined = login && {
    accountId: login.id,
    personId: login.personId,
    name: login.name,
    grants: login.grants,
    sessionId: login.id,
  }
  const { tenantId } = county
  return { tenantId, actor, now: at, today: dateIn(zone, at), zone, requestId: 'rehearsal', from: 'rehearsal' }
}

/** The value of work that a rehearsal knows to succeed; a refusal is a defect of the rehearsal and names its code. */
export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`the rehearsal was refused: ${JSON.stringify(result.error)}`)
  return result.value
}
