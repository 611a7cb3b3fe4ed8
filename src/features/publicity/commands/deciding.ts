import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { dueAfter } from '../../working-days/public.ts'
import { confirmRefusal, noticeLimits, reopenRefusal, type ConfirmRefusal, type Standing } from '../core.ts'
import {
  findNoticeOf,
  holdNotice,
  insertStep,
  isNamedOn,
  listObjections,
  listRows,
  updateNotice,
  type NoticeKept,
} from '../store.ts'
import { actorOf } from './opening.ts'

/** What the rules of a decision need to know of a notice. */
export async function standingOf(tx: Tx, notice: NoticeKept): Promise<Standing> {
  const objections = await listObjections(tx, notice.id)
  return { state: notice.state, endsOn: notice.endsOn, relied: notice.reliedAt !== null, objections }
}

/** Whether a notice names whoever acts, or whom they stand in for. */
export async function namesActor(tx: Tx, noticeId: string): Promise<boolean> {
  const { actor } = tx.context
  const people = [actor?.personId, actor?.onBehalfOf?.personId].filter((id) => typeof id === 'string')
  return isNamedOn(tx, noticeId, people)
}

export type DecideRefusal = ConfirmRefusal | 'notice_not_found' | 'notice_names_you'

/** Confirms what was shown. Everybody whom it names, and whoever said something against it, is told. */
export async function confirmNotice(tx: Tx, id: string): Promise<Result<undefined, DecideRefusal>> {
  const notice = await holdNotice(tx, id)
  if (!notice) return err('notice_not_found')
  const refusal = confirmRefusal(await standingOf(tx, notice), tx.context.today)
  if (refusal) return err(refusal)
  if (await namesActor(tx, id)) return err('notice_names_you')
  const actor = actorOf(tx)
  const by = { decidedBy: actor.accountId, decidedFor: authorityOf(actor), decidedByName: actor.name }
  await updateNotice(tx, id, { state: 'confirmed', ...by, decidedAt: tx.context.now })
  await insertStep(tx, id, 'confirmed')
  note(tx, { act: 'public_notice.confirmed', object: { kind: 'public_notice', id } })
  const rows = await listRows(tx, id)
  const personIds = rows.filter(({ struckAt }) => struckAt === null).map(({ personId }) => personId)
  const message = { code: 'public_notice.confirmed', params: { title: notice.title } }
  await notify(tx, { personIds }, { ...message, link: '/m/public-notices' })
  await notify(tx, { accountIds: [notice.openedBy] }, { ...message, link: `/public-notices/${id}` })
  return ok()
}

export type ExtendRefusal = 'notice_not_found' | 'notice_not_open' | 'notice_too_long'

/** Shows an open notice for some more working days. */
export async function extendNotice(
  tx: Tx,
  id: string,
  { days, reason }: { readonly days: number; readonly reason: string },
): Promise<Result<undefined, ExtendRefusal>> {
  const notice = await holdNotice(tx, id)
  if (!notice) return err('notice_not_found')
  if (notice.state !== 'open') return err('notice_not_open')
  const workingDays = notice.workingDays + days
  if (workingDays > noticeLimits.workingDays) return err('notice_too_long')
  const { today } = tx.context
  const from = notice.endsOn > today ? notice.endsOn : today
  const endsOn = await dueAfter(tx, from, days)
  await updateNotice(tx, id, { workingDays, endsOn })
  await insertStep(tx, id, 'extended', { remark: reason, endsOn })
  note(tx, {
    act: 'public_notice.extended',
    object: { kind: 'public_notice', id },
    before: { endsOn: notice.endsOn },
    after: { endsOn, reason },
  })
  const personIds = (await listRows(tx, id)).map(({ personId }) => personId)
  const params = { title: notice.title, until: endsOn, reason }
  await notify(tx, { personIds }, { code: 'public_notice.extended', params, link: `/m/public-notices/${id}` })
  return ok()
}

export type ReopenRefusal = 'notice_not_found' | 'notice_open_already' | 'notice_relied_on'

/** Takes a decision back: the notice is open again. Refused once something was built on it, or another one is open. */
export async function reopenNotice(tx: Tx, id: string, reason: string): Promise<Result<undefined, ReopenRefusal>> {
  const notice = await holdNotice(tx, id)
  if (!notice) return err('notice_not_found')
  const refusal = reopenRefusal({ state: notice.state, relied: notice.reliedAt !== null })
  if (refusal) return err(refusal)
  const latest = await findNoticeOf(tx, notice.subjectKind, notice.subjectId)
  if (latest && latest.id !== id) return err('notice_open_already')
  const none = { decidedBy: null, decidedFor: null, decidedByName: null, decidedAt: null }
  await updateNotice(tx, id, { state: 'open', reason: null, ...none })
  await insertStep(tx, id, 'reopened', { remark: reason })
  note(tx, {
    act: 'public_notice.reopened',
    object: { kind: 'public_notice', id },
    before: { state: notice.state },
    after: { reason },
  })
  const personIds = (await listRows(tx, id)).map(({ personId }) => personId)
  const params = { title: notice.title, reason }
  await notify(tx, { personIds }, { code: 'public_notice.reopened', params, link: `/m/public-notices/${id}` })
  return ok()
}
