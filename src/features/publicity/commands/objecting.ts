import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { mayGo } from '../../../lib/states.ts'
import { randomCode, sha256, type Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { listHolders } from '../../accounts/public.ts'
import { notify } from '../../notices/public.ts'
import { noticeDeciders } from '../access.ts'
import type { NewObjection } from '../contract/notices.ts'
import { answerRefusal, objectionMoves, objectRefusal, type AnswerRefusal } from '../core.ts'
import {
  holdNotice,
  holdObjection,
  insertObjection,
  insertStep,
  listObjections,
  listRows,
  strikeRow,
  updateObjection,
  type NoticeKept,
  type ObjectionKept,
} from '../store.ts'
import { actorOf } from './opening.ts'

export type ObjectRefusal =
  | 'notice_not_found'
  | 'notice_not_open'
  | 'notice_period_over'
  | 'name_not_listed'
  | 'name_struck_already'
  | 'objections_too_many'
  | 'id_reused'

// One person says what there is to say in a few; a page that anybody can write to is not filled by machines.
const most = { ofOne: 3, ofStrangers: 200 }

type Said = Pick<NewObjection, 'id' | 'position' | 'text'>
type By = Pick<ObjectionKept, 'accountId' | 'personId' | 'nameSealed' | 'contactSealed' | 'codeHash'>

async function receive(tx: Tx, noticeId: string, said: Said, by: By): Promise<Result<string, ObjectRefusal>> {
  const notice = await holdNotice(tx, noticeId)
  if (!notice) return err('notice_not_found')
  const before = await listObjections(tx, noticeId)
  const same = await findSame(tx, said, by)
  if (same !== undefined) return same ? ok(said.id) : err('id_reused')
  const refusal = objectRefusal(notice, tx.context.today)
  if (refusal) return err(refusal)
  const row = said.position === null ? undefined : (await listRows(tx, noticeId))[said.position - 1]
  if (said.position !== null && !row) return err('name_not_listed')
  if (row?.struckAt) return err('name_struck_already')
  const waiting = before.filter(({ state, accountId }) => state === 'received' && accountId === by.accountId)
  if (waiting.length >= (by.accountId === null ? most.ofStrangers : most.ofOne)) return err('objections_too_many')
  const { openedBy, openedFor } = notice
  const about = row ? ('row' as const) : ('procedure' as const)
  const meant = { about, position: said.position, aboutPersonId: row?.personId ?? null }
  const now = { state: 'received' as const, receivedAt: tx.context.now }
  await insertObjection(tx, { id: said.id, noticeId, openedBy, openedFor, ...meant, text: said.text, ...by, ...now })
  // Who objects is not written into the steps, which more people read than answer.
  await insertStep(tx, noticeId, 'objection_received', { remark: row?.name ?? null })
  note(tx, {
    act: 'public_objection.received',
    object: { kind: 'public_objection', id: said.id },
    after: { notice: noticeId, about },
  })
  await tellDeciders(tx, notice, row?.personId)
  return ok(said.id)
}

// True where the same was said under this id, false where something else was.
async function findSame(tx: Tx, said: Said, by: By): Promise<boolean | undefined> {
  const known = await holdObjection(tx, said.id)
  return known && known.text === said.text && known.position === said.position && known.accountId === by.accountId
}

async function tellDeciders(tx: Tx, notice: NoticeKept, meant: string | undefined): Promise<void> {
  const accountIds = new Set<string>()
  for (const role of noticeDeciders)
    for (const { accountId } of await listHolders(tx, role, notice.organisationId)) accountIds.add(accountId)
  const params = { title: notice.title }
  const link = `/public-notices/${notice.id}`
  const code = meant === undefined ? 'public_objection.received_procedure' : 'public_objection.received'
  await notify(tx, { accountIds: [...accountIds] }, { code, params, link })
}

/** Keeps what somebody who is signed in says against a notice. The same again under the same id is harmless. */
export async function objectTo(tx: Tx, noticeId: string, said: NewObjection): Promise<Result<string, ObjectRefusal>> {
  const { accountId, personId } = actorOf(tx)
  return receive(tx, noticeId, said, { accountId, personId, nameSealed: null, contactSealed: null, codeHash: null })
}

/** What a stranger says, with who they are and where they are reached. */
export type StrangerSays = Said & { readonly name: string; readonly contact: string }

/** Keeps what a stranger says against a notice, who they are sealed; tells the code by which they find the answer. */
export async function objectAsStranger(
  tx: Tx,
  vault: Vault,
  noticeId: string,
  { name, contact, ...said }: StrangerSays,
): Promise<Result<string, ObjectRefusal>> {
  const code = randomCode(10)
  const sealed = { nameSealed: vault.seal(name), contactSealed: vault.seal(contact), codeHash: sha256(code) }
  const received = await receive(tx, noticeId, said, { accountId: null, personId: null, ...sealed })
  return received.ok ? ok(code) : received
}

/** Takes an objection of one's own back before it is answered. */
export async function withdrawObjection(
  tx: Tx,
  id: string,
): Promise<Result<undefined, 'objection_not_found' | 'objection_over'>> {
  const found = await holdObjection(tx, id)
  if (found?.accountId !== actorOf(tx).accountId) return err('objection_not_found')
  if (found.state === 'withdrawn') return ok()
  if (!mayGo(objectionMoves, found.state, 'withdrawn')) return err('objection_over')
  await holdNotice(tx, found.noticeId)
  await updateObjection(tx, id, { state: 'withdrawn' })
  await insertStep(tx, found.noticeId, 'objection_withdrawn')
  note(tx, { act: 'public_objection.withdrawn', object: { kind: 'public_objection', id } })
  return ok()
}

export type AnswerCommandRefusal = AnswerRefusal | 'objection_not_found' | 'notice_not_open'
type Answer = { readonly outcome: 'upheld' | 'dismissed'; readonly answer: string }

/** Answers an objection. Upheld against a name, the name is struck from the list. Whoever is concerned is told. */
export async function answerObjection(
  tx: Tx,
  id: string,
  { outcome, answer }: Answer,
): Promise<Result<{ noticeId: string }, AnswerCommandRefusal>> {
  const asked = await holdObjection(tx, id)
  const notice = asked && (await holdNotice(tx, asked.noticeId))
  if (!notice) return err('objection_not_found')
  const actor = actorOf(tx)
  const isSame = asked.state === outcome && asked.answer === answer && asked.answeredBy === actor.accountId
  if (isSame) return ok({ noticeId: notice.id })
  const refusal = answerRefusal(asked, actor)
  if (refusal) return err(refusal)
  if (notice.state !== 'open') return err('notice_not_open')
  await updateObjection(tx, id, {
    ...{ state: outcome, answer, answeredAt: tx.context.now },
    ...{ answeredBy: actor.accountId, answeredFor: authorityOf(actor), answeredByName: actor.name },
    ...{ answererId: actor.personId, answererForId: actor.onBehalfOf?.personId ?? null },
  })
  await insertStep(tx, notice.id, `objection_${outcome}`, { remark: answer })
  note(tx, { act: `public_objection.${outcome}`, object: { kind: 'public_objection', id }, after: { answer } })
  if (outcome === 'upheld' && asked.position !== null) await strike(tx, notice, asked, answer)
  const params = { title: notice.title, answer }
  if (asked.accountId !== null)
    await notify(
      tx,
      { accountIds: [asked.accountId] },
      { code: `public_objection.${outcome}`, params, link: '/m/public-notices?mine=1' },
    )
  return ok({ noticeId: notice.id })
}

async function strike(tx: Tx, notice: NoticeKept, asked: ObjectionKept, answer: string): Promise<void> {
  if (asked.position === null || asked.aboutPersonId === null) return
  await strikeRow(tx, notice.id, asked.position, answer)
  const name = (await listRows(tx, notice.id)).find(({ position }) => position === asked.position)?.name ?? ''
  await insertStep(tx, notice.id, 'row_struck', { remark: name })
  note(tx, {
    act: 'public_notice.row_struck',
    object: { kind: 'public_notice', id: notice.id },
    after: { position: asked.position, reason: answer },
  })
  const params = { title: notice.title, answer }
  const link = `/m/public-notices/${notice.id}`
  await notify(tx, { personIds: [asked.aboutPersonId] }, { code: 'public_notice.struck', params, link })
}

export type ReopenObjectionRefusal =
  'objection_not_found' | 'objection_not_answered' | 'notice_not_open' | Exclude<AnswerRefusal, 'objection_over'>

/** Takes an answered objection up again; a name that was struck for it is back on the list. */
export async function reopenObjection(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<{ noticeId: string }, ReopenObjectionRefusal>> {
  const asked = await holdObjection(tx, id)
  const notice = asked && (await holdNotice(tx, asked.noticeId))
  if (!notice) return err('objection_not_found')
  if (!mayGo(objectionMoves, asked.state, 'received')) return err('objection_not_answered')
  const refusal = answerRefusal({ ...asked, state: 'received' }, actorOf(tx))
  if (refusal !== undefined && refusal !== 'objection_over') return err(refusal)
  if (notice.state !== 'open') return err('notice_not_open')
  const none = { answeredBy: null, answeredFor: null, answeredByName: null, answererId: null, answererForId: null }
  await updateObjection(tx, id, { state: 'received', answer: null, answeredAt: null, ...none })
  await insertStep(tx, notice.id, 'objection_reopened', { remark: reason })
  note(tx, {
    act: 'public_objection.reopened',
    object: { kind: 'public_objection', id },
    before: { state: asked.state, answer: asked.answer },
    after: { reason },
  })
  if (asked.state === 'upheld' && asked.position !== null && !(await isStruckForAnother(tx, asked))) {
    await strikeRow(tx, notice.id, asked.position, null)
    await insertStep(tx, notice.id, 'row_restored')
  }
  return ok({ noticeId: notice.id })
}

async function isStruckForAnother(tx: Tx, asked: ObjectionKept): Promise<boolean> {
  const all = await listObjections(tx, asked.noticeId)
  return all.some(({ id, state, position }) => id !== asked.id && state === 'upheld' && position === asked.position)
}

export type ObjectorRefusal =
  'objection_not_found' | 'objector_is_known' | 'objector_erased' | Exclude<AnswerRefusal, 'objection_over'>

/** Who objected from the public page. That it was looked at, and why, is written down. */
export async function readObjector(
  tx: Tx,
  vault: Vault,
  id: string,
  reason: string,
): Promise<Result<{ name: string; contact: string }, ObjectorRefusal>> {
  const asked = await holdObjection(tx, id)
  if (!asked) return err('objection_not_found')
  if (asked.objectorErasedAt !== null) return err('objector_erased')
  if (asked.nameSealed === null || asked.contactSealed === null) return err('objector_is_known')
  const refusal = answerRefusal({ ...asked, state: 'received' }, actorOf(tx))
  if (refusal !== undefined && refusal !== 'objection_over') return err(refusal)
  note(tx, { act: 'public_objection.objector_read', object: { kind: 'public_objection', id }, after: { reason } })
  return ok({ name: vault.open(asked.nameSealed), contact: vault.open(asked.contactSealed) })
}
