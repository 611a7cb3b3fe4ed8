import { authorityOf } from '../../../lib/access.ts'
import { yearOf } from '../../../lib/dates.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { headOf, standingOf } from '../../credits/public.ts'
import type { NewStamps, StampOutcomes } from '../contract/years.ts'
import { stampRefusal, verdictOf } from '../core.ts'
import { holdPeople, insertStamps, listYears } from '../store/years.ts'

type Outcome = StampOutcomes['outcomes'][number]

/**
 * Stamps a year of hours of those of these people who are in `scope`: 年度验证. A year that is stamped and has not changed since
 * stays as it is; one with hours on their way is refused, with what they are.
 */
export async function stampYears(
  tx: Tx,
  { year, personIds }: NewStamps,
  scope: readonly string[],
): Promise<readonly Outcome[]> {
  const { actor, now, today } = tx.context
  if (!actor) throw new Error('a stamp needs somebody who puts it')
  const asked = [...new Set(personIds)]
  await holdPeople(tx, asked)
  const rows = new Map(
    (await listYears(tx, scope, { year, q: '', personIds: asked }, asked.length, undefined)).map((row) => [
      row.personId,
      row,
    ]),
  )
  const outcomes: Outcome[] = []
  const stamps: Parameters<typeof insertStamps>[1][number][] = []
  for (const personId of asked) {
    const row = rows.get(personId)
    const onTheWay = row?.onTheWay ?? 0
    const said = (outcome: Outcome['outcome'], code: string | null) =>
      outcomes.push({ personId, outcome, code, onTheWay })
    if (!row) {
      said('refused', 'person_not_found')
      continue
    }
    const refusal = stampRefusal({ personId, year, onTheWay }, actor, yearOf(today))
    if (refusal) said('refused', refusal)
    else if (row.state === 'stamped') said('already', null)
    else {
      const verdict = verdictOf(await standingOf(tx, personId, { year }), year)
      const head = await headOf(tx, personId)
      stamps.push({
        ...{ personId, year, verdict, no: (row.stamp?.no ?? 0) + 1, centihours: row.centihours },
        ...{ headSeq: head.entries, stampedBy: actor.accountId, stampedFor: authorityOf(actor) },
        ...{ stamperId: actor.personId, stamperForId: actor.onBehalfOf?.personId ?? null, stampedAt: now },
      })
      said('done', null)
    }
  }
  await insertStamps(tx, stamps)
  for (const { personId, verdict, no } of stamps) {
    note(tx, { act: 'hour_year.stamped', object: { kind: 'person', id: personId }, after: { year, verdict, no } })
  }
  return outcomes
}
