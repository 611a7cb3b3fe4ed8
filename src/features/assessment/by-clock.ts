import { dateIn, yearOf } from '../../lib/dates.ts'
import { hoursOfMinutes } from '../../lib/policy/award.ts'
import type { Tx } from '../../platform/db/db.ts'
import { sessionsOf } from '../delivery/public.ts'
import { listAbove } from '../organisations/public.ts'
import { loadRulebook } from '../policies/public.ts'
import type { Assessment } from './contract.ts'

/**
 * What the planned sessions of a class come to by the clock, under each policy in force for whoever runs the programme: at its
 * length of an hour, cut down to its step, and no more of a day than it says. Nothing where no session is planned.
 */
export async function hoursByClock(tx: Tx, classId: string, organisationId: string): Promise<Assessment['byClock']> {
  const held = (await sessionsOf(tx, classId)).filter(({ session }) => session.state === 'planned')
  if (held.length === 0) return []
  const minutesOf = ({ session: { startsAt, endsAt } }: (typeof held)[number]) =>
    Math.floor((endsAt.getTime() - startsAt.getTime()) / 60_000)
  const days = [...Map.groupBy(held, ({ session }) => dateIn(tx.context.zone, session.startsAt)).values()].map(
    (there) => there.reduce((sum, one) => sum + minutesOf(one), 0),
  )
  const rulebook = await loadRulebook(tx, yearOf(tx.context.today))
  const above = [organisationId, ...(await listAbove(tx, organisationId)).map(({ id }) => id)]
  return rulebook
    .booksFor(above)
    .filter(({ adopted, policy }) => adopted !== null && policy.unit.name === 'hour')
    .map(({ policy: { title, unit } }) => ({
      policy: title,
      minutes: unit.minutes,
      mostDaily: unit.mostDaily ?? null,
      days: days.length,
      total: days.reduce((sum, each) => sum + each, 0),
      centihours: days.reduce((sum, each) => sum + hoursOfMinutes(unit, each), 0),
    }))
}
