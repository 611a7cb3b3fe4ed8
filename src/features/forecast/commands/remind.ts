import { formatHours } from '../../../lib/hours.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { loadTenant } from '../../organisations/public.ts'
import { notify } from '../../notices/public.ts'
import { insertReminders, remindedSince } from '../../statements/public.ts'
import type { RemindAnswer } from '../contract.ts'
import { advise } from './advise.ts'
import { looks } from './forecasts.ts'
import { lookAhead } from './look-ahead.ts'

/** Nobody is reminded again within so many days. */
export const daysBetweenReminders = 7
const dayMs = 86_400_000

/**
 * Reminds people of these subtrees, in one notice each, of what they will miss and of the first programme that would help. Whoever
 * misses nothing, or was reminded within the last week, is left in peace and counted.
 */
export async function remindPeople(
  tx: Tx,
  personIds: readonly string[],
  roots: readonly string[],
): Promise<Result<RemindAnswer, 'reminder_nobody_here'>> {
  const { actor, now } = tx.context
  const { year } = await loadTenant(tx)
  const asked = new Set(personIds)
  const { people, programmes } = await lookAhead(tx, { year, crowd: { roots, personIds: [...asked] } })
  if (people.length === 0 || !actor) return err('reminder_nobody_here')
  const short = people.filter((each) => each.short > 0)
  // One list of reminders for every page: whoever was reminded of what counts today is not reminded of the forecast as well.
  const lately = await remindedSince(
    tx,
    short.map(({ id }) => id),
    new Date(now.getTime() - daysBetweenReminders * dayMs),
  )
  const chosen = short.filter(({ id }) => !lately.has(id))
  const rows = chosen.map(({ id, short: missing }) => ({ id: newId(now.getTime()), personId: id, missing }))
  await insertReminders(tx, actor.accountId, year, rows)
  const advice = await advise(tx, chosen, programmes, looks.ofMany)
  for (const { id, short: missing } of chosen) {
    // Nobody is told to join what they could only wait for.
    const first = advice.get(id)?.programmes.find(({ waiting }) => !waiting)?.title
    const message = first
      ? { code: 'forecast.join', params: { hours: formatHours(missing), programme: first } }
      : { code: 'forecast.short', params: { hours: formatHours(missing) } }
    await notify(tx, { personIds: [id] }, { ...message, link: '/m/hours' })
  }
  const [root = tx.context.tenantId] = roots
  note(tx, {
    act: 'hours.reminded',
    object: { kind: 'organisation', id: root },
    after: { year, reminded: chosen.length, recently: lately.size },
  })
  return ok({ reminded: chosen.length, lately: lately.size, safe: people.length - short.length })
}
