import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { Opening } from '../contract/opening.ts'
import type { Evidence } from '../core/entries.ts'
import { isOpenedAmong } from '../core/opening.ts'
import { lockChains } from '../store/ledger.ts'
import { insertDeciders, insertOpening, listOpened, showOpening, type NewRow } from '../store/opening.ts'
import { actorOf, owesReason } from './record.ts'

export type HandInRefusal = 'late_reason_needed' | 'opening_rows_opened' | 'id_reused'

/** What is handed in as one: what it is called, what it rests on, and where it lies. */
export type HandedIn = {
  readonly id: string
  readonly organisationId: string
  readonly title: string
  readonly evidence: readonly Evidence[]
  readonly lateReason: string | null
  /** The statement of another bureau that the rows are read from. */
  readonly statementId: string | null
}

/**
 * Records hours that were earned elsewhere, which then wait for approval and verification as one. Two that bring the same hours
 * at once wait for each other, and the second is refused.
 */
export async function handIn(
  tx: Tx,
  draft: HandedIn,
  rows: readonly NewRow[],
): Promise<Result<Opening, HandInRefusal>> {
  const { id, title, evidence, lateReason } = draft
  const late = rows.map(({ earnedOn }) => ({ earnedOn, lateReason }))
  if (await owesReason(tx, late)) return err('late_reason_needed')
  const personIds = [...new Set(rows.map(({ personId }) => personId))]
  await lockChains(tx, personIds)
  if (isOpenedAmong(rows, await listOpened(tx, personIds), draft.statementId !== null))
    return err('opening_rows_opened')
  const actor = actorOf(tx)
  const sums = { people: personIds.length, centihours: rows.reduce((all, { centihours }) => all + centihours, 0) }
  const by = { recordedBy: actor.accountId, recordedFor: authorityOf(actor) }
  if (!(await insertOpening(tx, { ...draft, ...sums, ...by }, rows))) return err('id_reused')
  await insertDeciders(tx, id, [actor.personId, actor.onBehalfOf?.personId])
  note(tx, {
    act: 'opening.recorded',
    object: { kind: 'credit_opening', id },
    after: { title, evidence, lateReason, ...sums },
  })
  const shown = await showOpening(tx, id)
  return shown ? ok(shown) : err('id_reused')
}
