import type { Centihours } from '../../../lib/hours.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { approveRefusal, returnRefusal, type ApproveRefusal, type ReturnRefusal } from '../core.ts'
import { changeRecord, isCorrected, lockAnyRecord } from '../store/amend.ts'
import { actorOf } from './record.ts'

export type LowerRecordRefusal = ApproveRefusal | 'record_not_found'

/** Lowers the hours of a record that waits for approval. Whoever may approve it may lower it; nobody raises it. */
export async function lowerRecord(
  tx: Tx,
  recordId: string,
  centihours: Centihours,
  reason: string,
): Promise<Result<undefined, LowerRecordRefusal>> {
  const record = await lockAnyRecord(tx, recordId)
  if (!record) return err('record_not_found')
  const refusal = approveRefusal(record, actorOf(tx))
  if (refusal) return err(refusal)
  if (centihours >= record.centihours) throw new Error('hours are lowered, never raised')
  await changeRecord(tx, recordId, { centihours })
  note(tx, {
    act: 'hours.lowered',
    object: { kind: 'credit_record', id: recordId },
    before: { centihours: record.centihours },
    after: { centihours, reason },
  })
  return ok()
}

export type LevelRecordRefusal = ReturnRefusal | 'record_not_found'

/** Says the level of a record on its way. Whoever approves or verifies it next may say it, and nobody who vouched for it before. */
export async function levelRecord(
  tx: Tx,
  recordId: string,
  level: string,
): Promise<Result<undefined, LevelRecordRefusal>> {
  const record = await lockAnyRecord(tx, recordId)
  if (!record) return err('record_not_found')
  const refusal = returnRefusal(record, actorOf(tx))
  if (refusal) return err(refusal)
  await changeRecord(tx, recordId, { level })
  note(tx, {
    act: 'hours.levelled',
    object: { kind: 'credit_record', id: recordId },
    before: { level: record.level },
    after: { level },
  })
  return ok()
}

export type ReopenRefusal = 'record_not_found' | 'record_not_returned' | 'record_settled'

/** Puts a returned record back to where it was returned from, after an appeal was upheld. One that was corrected since stays as it is. */
export async function reopenRecord(tx: Tx, recordId: string): Promise<Result<undefined, ReopenRefusal>> {
  const record = await lockAnyRecord(tx, recordId)
  if (!record) return err('record_not_found')
  if (record.state !== 'returned') return err('record_not_returned')
  if (await isCorrected(tx, recordId)) return err('record_settled')
  const state = record.approvedBy === null ? 'recorded' : 'approved'
  await changeRecord(tx, recordId, {
    state,
    ...{ returnReason: null, returnedBy: null, returnedFor: null, returnedAt: null },
  })
  const before = { state: record.state, returnReason: record.returnReason }
  note(tx, { act: 'hours.reopened', object: { kind: 'credit_record', id: recordId }, before, after: { state } })
  return ok()
}
