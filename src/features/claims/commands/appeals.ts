import { authorityOf } from '../../../lib/access.ts'
import { workingDaysAfter } from '../../../lib/calendar/working-days.ts'
import { dateIn, type CalendarDate } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { mayGo } from '../../../lib/states.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { listHolders } from '../../accounts/public.ts'
import { reopenRecord } from '../../credits/public.ts'
import { findFile } from '../../files/public.ts'
import { notify } from '../../notices/public.ts'
import { listBearers } from '../../people/public.ts'
import { loadOverrides } from '../../working-days/public.ts'
import type { Appeal, Appealable, NewAppeal } from '../contract/appeals.ts'
import {
  appealMoves,
  appealRefusal,
  decideAppealRefusal,
  type AppealRefusal,
  type DecideAppealRefusal,
} from '../core/appeals.ts'
import {
  filesOfAppeals,
  holdAppeal,
  insertAppeal,
  listDecisions,
  showAppealRow,
  updateAppeal,
  type AppealKept,
  type AppealShown,
  type Decision,
} from '../store/appeals.ts'
import { holdClaim, insertStep, updateClaim } from '../store/claims.ts'
import { actorOf } from './drafting.ts'
import { readSettings } from './settings.ts'

const dayMs = 86_400_000

/** Appeals as people see them. */
export async function tellAppeals(tx: Tx, rows: readonly AppealShown[]): Promise<Appeal[]> {
  const files = await filesOfAppeals(
    tx,
    rows.map(({ appeal }) => appeal.id),
  )
  return rows.map(({ appeal, ...names }) => {
    const { id, personId, subjectKind, subjectId, subjectTitle, againstBy, againstFor, hands, againstReason, dueOn } =
      appeal
    const waited = tx.context.now.getTime() - appeal.askedAt.getTime()
    return {
      ...{ id, personId, subjectKind, subjectId, subjectTitle, againstBy, againstFor, hands, againstReason, dueOn },
      ...{ text: appeal.text, state: appeal.state, decidedByName: appeal.decidedByName, decision: appeal.decision },
      ...names,
      againstAt: appeal.againstAt.toISOString(),
      askedAt: appeal.askedAt.toISOString(),
      waitingDays: Math.max(0, Math.floor(waited / dayMs)),
      decidedAt: appeal.decidedAt?.toISOString() ?? null,
      files: files.filter(({ appealId }) => appealId === id).map(({ fileId, name }) => ({ fileId, name })),
    }
  })
}

/** One appeal as people see it. */
export async function showAppeal(tx: Tx, id: string): Promise<Appeal | undefined> {
  const row = await showAppealRow(tx, id)
  return row && (await tellAppeals(tx, [row]))[0]
}

async function told(tx: Tx, id: string): Promise<Result<Appeal, 'appeal_not_found'>> {
  const appeal = await showAppeal(tx, id)
  return appeal ? ok(appeal) : err('appeal_not_found')
}

// The last day of an appeal against each decision, by the calendar as it is now.
async function dueDates(tx: Tx): Promise<(decision: Decision) => CalendarDate> {
  const [{ appealDays }, overrides] = [await readSettings(tx), await loadOverrides(tx)]
  return ({ at }) => workingDaysAfter(dateIn(tx.context.zone, new Date(at)), appealDays, overrides)
}

/** Decisions on one's own hours that may be appealed against, and until when. */
export async function listAppealables(tx: Tx, personId: string): Promise<Appealable[]> {
  const dueOnOf = await dueDates(tx)
  return (await listDecisions(tx, personId)).map((decision) => {
    const { kind, id, title, centihours, reason, appeals } = decision
    const dueOn = dueOnOf(decision)
    const refusal = appealRefusal({ dueOn, appeals }, tx.context.today) ?? null
    return { kind, id, title, centihours, reason, decidedAt: new Date(decision.at).toISOString(), dueOn, refusal }
  })
}

export type MakeAppealRefusal =
  AppealRefusal | 'appeal_not_found' | 'decision_not_found' | 'file_not_found' | 'id_reused'

/** Appeals against a decision on one's own hours. Whoever else may decide there is told. */
export async function makeAppeal(tx: Tx, draft: NewAppeal): Promise<Result<Appeal, MakeAppealRefusal>> {
  const { id, subject, text } = draft
  const actor = actorOf(tx)
  const personId = actor.personId ?? ''
  const earlier = await holdAppeal(tx, id)
  if (earlier) return earlier.askedBy === actor.accountId && earlier.text === text ? told(tx, id) : err('id_reused')
  const decisions = await listDecisions(tx, personId)
  const decision = decisions.find((one) => one.kind === subject.kind && one.id === subject.id)
  if (!decision) return err('decision_not_found')
  const dueOn = (await dueDates(tx))(decision)
  const refusal = appealRefusal({ dueOn, appeals: decision.appeals }, tx.context.today)
  if (refusal) return err(refusal)
  const files = []
  for (const fileId of draft.fileIds) {
    const file = await findFile(tx, fileId)
    if (file?.purpose !== 'claim' || file.storedBy !== actor.accountId) return err('file_not_found')
    files.push({ fileId, name: file.name })
  }
  const { organisationId, title, reason, againstBy, againstFor, hands } = decision
  const row = {
    ...{ id, personId: decision.personId, organisationId, text, dueOn, state: 'asked' as const },
    ...{ subjectKind: subject.kind, subjectId: subject.id, subjectTitle: title },
    ...{ againstBy, againstFor, hands: [...hands], againstReason: reason, againstAt: new Date(decision.at) },
    ...{ askedBy: actor.accountId, askedAt: tx.context.now },
  }
  await insertAppeal(tx, row, files)
  note(tx, { act: 'appeal.asked', object: { kind: 'appeal', id }, after: { subject, dueOn } })
  await tellDeciders(tx, row, actor.name)
  return told(tx, id)
}

type Filed = Pick<AppealKept, 'id' | 'organisationId' | 'againstBy' | 'againstFor' | 'hands' | 'subjectTitle'>

async function tellDeciders(tx: Tx, appeal: Filed, who: string): Promise<void> {
  const { organisationId, againstBy, againstFor, hands } = appeal
  const mayNot = [againstBy, againstFor, ...hands]
  const accountIds = new Set<string>()
  for (const role of ['principal', 'town_officer', 'hours_officer'] as const)
    for (const { accountId } of await listHolders(tx, role, organisationId))
      if (!mayNot.includes(accountId)) accountIds.add(accountId)
  const message = { params: { who, title: appeal.subjectTitle }, link: `/appeals?open=${appeal.id}` }
  await notify(tx, { accountIds: [...accountIds] }, { code: 'appeal.asked', ...message })
  await notify(tx, { accountIds: [againstBy] }, { code: 'appeal.against_you', ...message })
}

/** Takes an appeal of one's own back, as long as nobody has decided. */
export async function withdrawAppeal(tx: Tx, id: string): Promise<Result<Appeal, 'appeal_not_found' | 'appeal_over'>> {
  const found = await holdAppeal(tx, id)
  const bearers = found ? await listBearers(tx, found.personId) : []
  if (!found || !bearers.includes(actorOf(tx).personId ?? '')) return err('appeal_not_found')
  if (found.state === 'withdrawn') return told(tx, id)
  if (!mayGo(appealMoves, found.state, 'withdrawn')) return err('appeal_over')
  await updateAppeal(tx, id, { state: 'withdrawn' })
  note(tx, { act: 'appeal.withdrawn', object: { kind: 'appeal', id } })
  return told(tx, id)
}

type Judgement = { readonly outcome: 'upheld' | 'dismissed'; readonly reason: string }

/** Decides on an appeal. Upheld, the matter is open again where it was returned; both sides are told. */
export async function decideAppeal(
  tx: Tx,
  id: string,
  { outcome, reason }: Judgement,
): Promise<Result<Appeal, DecideAppealRefusal | 'appeal_not_found'>> {
  const appeal = await holdAppeal(tx, id)
  if (!appeal) return err('appeal_not_found')
  const actor = actorOf(tx)
  const isSame = appeal.state === outcome && appeal.decision === reason && appeal.decidedBy === actor.accountId
  if (isSame) return told(tx, id)
  const refusal = decideAppealRefusal(appeal, actor)
  if (refusal) return err(refusal)
  await updateAppeal(tx, id, {
    ...{ state: outcome, decision: reason, decidedAt: tx.context.now },
    ...{ decidedBy: actor.accountId, decidedFor: authorityOf(actor), decidedByName: actor.name },
    ...{ deciderId: actor.personId, deciderForId: actor.onBehalfOf?.personId ?? null },
  })
  note(tx, { act: `appeal.${outcome}`, object: { kind: 'appeal', id }, after: { reason } })
  if (outcome === 'upheld') await reopen(tx, appeal, reason)
  const params = { title: appeal.subjectTitle, who: actor.name, reason }
  await notify(tx, { personIds: [appeal.personId] }, { code: `appeal.${outcome}`, params, link: '/m/appeals' })
  const told_ = { code: `appeal.${outcome}_against_you`, params, link: `/appeals?open=${id}` }
  await notify(tx, { accountIds: [appeal.againstBy] }, told_)
  return told(tx, id)
}

// A returned claim waits for the registrar again, a returned record where it was returned from. The ledger is never changed by
// an appeal: hours that were reversed or short are recorded anew, by whoever is told to.
async function reopen(tx: Tx, appeal: AppealKept, reason: string): Promise<void> {
  if (appeal.subjectKind === 'record') {
    // Somebody may have put it right meanwhile: then there is nothing to open.
    await reopenRecord(tx, appeal.subjectId)
    return
  }
  if (appeal.subjectKind === 'claim') {
    const claim = await holdClaim(tx, appeal.subjectId)
    if (claim?.state !== 'returned') return
    await updateClaim(tx, claim.id, { state: 'submitted', returnReason: null })
    await insertStep(tx, { claimId: claim.id, act: 'reopened', remark: reason })
    note(tx, { act: 'claim.reopened', object: { kind: 'claim', id: claim.id }, after: { appeal: appeal.id } })
    return
  }
  const holders = await listHolders(tx, 'school_registrar', appeal.organisationId)
  const params = { title: appeal.subjectTitle, reason }
  const accountIds = holders.map(({ accountId }) => accountId)
  await notify(tx, { accountIds }, { code: 'appeal.record_anew', params, link: '/hours/record' })
}
