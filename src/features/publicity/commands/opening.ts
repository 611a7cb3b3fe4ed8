import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { notify } from '../../notices/public.ts'
import { dueAfter } from '../../working-days/public.ts'
import { openRefusal, withdrawRefusal, type NoticeState, type OpenRefusal } from '../core.ts'
import {
  findNotice,
  findNoticeOf,
  findSetting,
  holdNotice,
  insertNotice,
  insertStep,
  listObjections,
  listRows,
  strikeRow,
  updateNotice,
  type NoticeKept,
} from '../store.ts'

/** What a notice is about, in the words of the feature that opens it. */
export type Subject = { readonly kind: string; readonly id: string }

/** A name as it goes onto a list, with a text for each further column. */
export type NoticeRow = {
  readonly personId: string
  readonly name: string
  readonly school: string
  readonly cells: readonly string[]
}

/** What is shown to everybody, and for how long. */
export type NewNotice = {
  readonly subject: Subject
  /** Whose notice it is: its officers answer what is said against it. */
  readonly organisationId: string
  readonly title: string
  /** The sentences above the list. */
  readonly text: string
  /** What is said of each name besides the school. */
  readonly columns: readonly string[]
  readonly rows: readonly NoticeRow[]
  /** As the bureau set it, unless said here. */
  readonly workingDays?: number | undefined
  /** Where officers find what it is about. */
  readonly link?: string | undefined
}

/** How a notice stands, as the feature that opened it needs to know. */
export type NoticeTold = {
  readonly id: string
  readonly state: NoticeState
  readonly openedOn: string
  readonly endsOn: string
  /** How many objections nobody has answered yet. */
  readonly waiting: number
  readonly decidedAt: string | null
  /** Why it was withdrawn. */
  readonly reason: string | null
  /** Everybody whom it names; whoever was struck after an objection says why. */
  readonly rows: readonly (NoticeRow & { readonly struckReason: string | null })[]
}

/** Who acts in this transaction: nothing is shown to everybody by nobody. */
export function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('somebody answers for what is shown to everybody')
  return actor
}

async function told(tx: Tx, notice: NoticeKept): Promise<NoticeTold> {
  const rows = await listRows(tx, notice.id)
  const objections = await listObjections(tx, notice.id)
  return {
    ...{ id: notice.id, state: notice.state, openedOn: notice.openedOn, endsOn: notice.endsOn },
    waiting: objections.filter(({ state }) => state === 'received').length,
    decidedAt: notice.decidedAt?.toISOString() ?? null,
    reason: notice.reason,
    rows: rows.map(({ personId, name, school, cells, struckReason }) => ({
      ...{ personId, name, school, cells, struckReason },
    })),
  }
}

/** Shows a list of names to everybody for some working days. Everybody whom it names is told. */
export async function openNotice(
  tx: Tx,
  draft: NewNotice,
): Promise<Result<NoticeTold, OpenRefusal | 'notice_open_already'>> {
  const refusal = openRefusal(draft)
  if (refusal) return err(refusal)
  const { subject, organisationId, title, text, columns, rows } = draft
  const before = await findNoticeOf(tx, subject.kind, subject.id)
  if (before?.state === 'open') return err('notice_open_already')
  const actor = actorOf(tx)
  const { now, today } = tx.context
  const setting = await findSetting(tx)
  const days = draft.workingDays ?? setting.workingDays
  const endsOn = await dueAfter(tx, today, days)
  const id = newId(now.getTime())
  const signed = { openedBy: actor.accountId, openedFor: authorityOf(actor), openedByName: actor.name, openedAt: now }
  const about = { organisationId, subjectKind: subject.kind, subjectId: subject.id, link: draft.link ?? null }
  const period = { workingDays: days, openedOn: today, endsOn, state: 'open' as const }
  await insertNotice(
    tx,
    { id, ...about, title, text, columns: [...columns], names: setting.names, ...period, ...signed },
    rows,
  )
  await insertStep(tx, id, 'opened', { endsOn })
  note(tx, {
    act: 'public_notice.opened',
    object: { kind: 'public_notice', id },
    after: { title, subject, endsOn, names: rows.length },
  })
  const personIds = rows.map(({ personId }) => personId)
  const message = { code: 'public_notice.opened', params: { title, until: endsOn }, link: `/m/public-notices/${id}` }
  await notify(tx, { personIds }, message)
  const kept = await findNotice(tx, id)
  if (!kept) throw new Error('a notice that was just written')
  return ok(await told(tx, kept))
}

/** How the latest notice about something stands; undefined where there never was one. */
export async function noticeOf(tx: Tx, subject: Subject): Promise<NoticeTold | undefined> {
  const found = await findNoticeOf(tx, subject.kind, subject.id)
  return found && told(tx, found)
}

/**
 * Says that something is built on the confirmation of a notice: from now on it is not taken back. Refused while it is not
 * confirmed.
 */
export async function relyOnNotice(tx: Tx, noticeId: string): Promise<Result<undefined, 'notice_not_confirmed'>> {
  const notice = await holdNotice(tx, noticeId)
  if (notice?.state !== 'confirmed') return err('notice_not_confirmed')
  if (notice.reliedAt === null) {
    await updateNotice(tx, noticeId, { reliedAt: tx.context.now })
    note(tx, { act: 'public_notice.relied_on', object: { kind: 'public_notice', id: noticeId } })
  }
  return ok()
}

/**
 * Strikes names from a notice that is confirmed and relied on, because what was announced could not be done for them; the public
 * page says that they were struck, officers read why. Whoever calls tells them. Names that were struck already stay as they were.
 */
export async function strikeNames(tx: Tx, noticeId: string, struck: ReadonlyMap<string, string>): Promise<void> {
  for (const { personId, position, name, struckReason } of await listRows(tx, noticeId)) {
    const reason = struck.get(personId)
    if (reason === undefined || struckReason !== null) continue
    await strikeRow(tx, noticeId, position, reason)
    await insertStep(tx, noticeId, 'row_struck', { remark: name })
    const object = { kind: 'public_notice', id: noticeId }
    note(tx, { act: 'public_notice.row_struck', object, after: { position, reason } })
  }
}

export type WithdrawRefusal = 'notice_not_found' | 'notice_not_open'

/** Ends a notice without a decision, and says why. Everybody whom it names is told. */
export async function withdrawNotice(tx: Tx, id: string, reason: string): Promise<Result<undefined, WithdrawRefusal>> {
  const notice = await holdNotice(tx, id)
  if (!notice) return err('notice_not_found')
  const refusal = withdrawRefusal(notice)
  if (refusal) return err(refusal)
  const actor = actorOf(tx)
  const by = { decidedBy: actor.accountId, decidedFor: authorityOf(actor), decidedByName: actor.name }
  await updateNotice(tx, id, { state: 'withdrawn', reason, ...by, decidedAt: tx.context.now })
  await insertStep(tx, id, 'withdrawn', { remark: reason })
  note(tx, { act: 'public_notice.withdrawn', object: { kind: 'public_notice', id }, after: { reason } })
  const personIds = (await listRows(tx, id)).map(({ personId }) => personId)
  const params = { title: notice.title, reason }
  await notify(tx, { personIds }, { code: 'public_notice.withdrawn', params, link: '/m/public-notices' })
  return ok()
}
