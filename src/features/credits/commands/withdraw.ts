import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { listOfSource, takeBack } from '../store/withdrawing.ts'
import { actorOf } from './record.ts'

/** Takes back what was recorded of one source, with a reason, while nobody has approved any of it. All of it, or none. */
export async function withdrawRecords(
  tx: Tx,
  source: { readonly kind: string; readonly id: string },
  reason: string,
): Promise<Result<{ withdrawn: number }, 'records_decided'>> {
  const standing = await listOfSource(tx, source)
  if (standing.some(({ state }) => state !== 'recorded')) return err('records_decided')
  const ids = standing.map(({ id }) => id)
  const actor = actorOf(tx)
  await takeBack(tx, ids, { by: actor.accountId, inRightOf: authorityOf(actor) }, reason)
  for (const id of ids)
    note(tx, {
      act: 'hours.withdrawn',
      object: { kind: 'credit_record', id },
      before: { state: 'recorded' },
      after: { reason },
    })
  return ok({ withdrawn: ids.length })
}
