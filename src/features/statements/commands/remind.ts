import { formatHours } from '../../../lib/hours.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { readShortfalls } from '../../credits/public.ts'
import { notify } from '../../notices/public.ts'
import type { NewReminders, Reminded } from '../contract/reminders.ts'
import { insertReminders, remindedSince } from '../store/reminders.ts'

// More people than one list of a bureau has who miss hours.
const mostPeople = 250_000
const restMs = 7 * 86_400_000

/** Reminds those of a list who miss hours, or some of them: a notice with what is missing. Whoever was reminded within seven days is let be. */
export async function remindOfHours(tx: Tx, draft: NewReminders, scope: readonly string[]): Promise<Reminded> {
  const { actor, now } = tx.context
  if (!actor) throw new Error('a reminder needs somebody who sends it')
  const { personIds, ...asked } = draft
  const { items, year } = await readShortfalls(tx, { ...asked, short: '1', limit: mostPeople }, scope)
  const chosen = personIds && new Set(personIds)
  const short = items.filter(({ personId, missing }) => missing > 0 && (chosen?.has(personId) ?? true))
  const recent = await remindedSince(
    tx,
    short.map(({ personId }) => personId),
    new Date(now.getTime() - restMs),
  )
  const told = short.filter(({ personId }) => !recent.has(personId))
  if (told.length > 0) {
    await insertReminders(
      tx,
      actor.accountId,
      year,
      told.map(({ personId, missing }) => ({ id: newId(now.getTime()), personId, missing })),
    )
    // People who miss the same are told the same sentence: one statement for all of them.
    for (const [missing, rows] of Map.groupBy(told, (row) => row.missing)) {
      const people = rows.map(({ personId }) => personId)
      const params = { year, hours: formatHours(missing), who: actor.name }
      await notify(tx, { personIds: people }, { code: 'statements.reminded', params, link: `/m/hours?year=${year}` })
    }
  }
  const [first = tx.context.tenantId] = scope
  const after = { year, reminded: told.length, recently: short.length - told.length }
  note(tx, { act: 'hours.reminded', object: { kind: 'organisation', id: draft.organisationId ?? first }, after })
  return { reminded: told.length, recently: short.length - told.length }
}
