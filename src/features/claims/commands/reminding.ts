import { ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { sharingDays } from '../core/claims.ts'
import { listUnshared, markReminded } from '../store/reminding.ts'

/** Reminds, once, everybody who is back from a trip of the last week and has not passed on what was seen. */
export async function remindOfSharing(tx: Tx): Promise<Result<number, never>> {
  const due = await listUnshared(tx, sharingDays)
  for (const { id, personId, title } of due) {
    const message = { code: 'claim.sharing_due', params: { title, days: sharingDays }, link: `/m/claims/${id}` }
    await notify(tx, { personIds: [personId] }, message)
    note(tx, { act: 'claim.reminded', object: { kind: 'claim', id } })
  }
  await markReminded(
    tx,
    due.map(({ id }) => id),
  )
  return ok(due.length)
}
