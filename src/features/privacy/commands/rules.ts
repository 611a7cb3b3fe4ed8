import { err, ok, type Result } from '../../../lib/result.ts'
import { note, transact, type Tx } from '../../../platform/db/db.ts'
import { enqueue, type JobTools } from '../../../platform/jobs/queue.ts'
import type { Discard, Remover } from '../../../platform/retention.ts'
import type { NewConsent, Purposes } from '../contract/own.ts'
import type { NewPrivacyText, RetentionChange, RetentionRule } from '../contract/rules.ts'
import {
  consentPurposes,
  neverRemoved,
  purposes,
  retentionKindNames,
  retentionKinds,
  retentionRefusal,
  type ConsentPurpose,
} from '../core.ts'
import { defaultText } from '../default-text.ts'
import { keepRules } from '../jobs.ts'
import { lastRun } from '../store/resealing.ts'
import {
  findConsent,
  findText,
  insertConsent,
  insertRemoval,
  insertText,
  listConsents,
  listRemovals,
  listRules,
  saveRule,
} from '../store/rules.ts'

/** What people are told about their data now. */
export async function tellText(tx: Tx) {
  const own = await findText(tx)
  const { version, zh, en } = own ?? defaultText
  return {
    version,
    zh,
    en,
    publishedByName: own?.publishedByName ?? null,
    publishedAt: own?.publishedAt.toISOString() ?? null,
  }
}

/** What is held about a person for which purpose, and what they said to those that only they can allow. */
export async function tellPurposes(tx: Tx, personId: string): Promise<Purposes> {
  const { publishedByName: _, ...text } = await tellText(tx)
  const said = new Map((await listConsents(tx, personId)).map((one) => [String(one.purpose), one]))
  return {
    ...text,
    purposes: purposes.map(({ code, basis }) => ({
      code,
      basis,
      given: said.get(code)?.given ?? null,
      at: said.get(code)?.at.toISOString() ?? null,
    })),
  }
}

/** Records that a person agrees to a purpose, or no longer does. */
export async function consent(tx: Tx, draft: NewConsent): Promise<Result<Purposes, 'id_reused'>> {
  const personId = tx.context.actor?.personId
  if (!personId) throw new Error('the guard lets only people in')
  const earlier = await findConsent(tx, draft.id)
  if (earlier && (earlier.personId !== personId || earlier.purpose !== draft.purpose || earlier.given !== draft.given))
    return err('id_reused')
  if (!earlier) {
    const { version: textVersion } = await tellText(tx)
    await insertConsent(tx, { ...draft, personId, textVersion })
    const act = draft.given ? 'consent.given' : 'consent.withdrawn'
    note(tx, { act, object: { kind: 'person', id: personId }, after: { purpose: draft.purpose, textVersion } })
  }
  return ok(await tellPurposes(tx, personId))
}

/** Whether a person has agreed to a purpose that only they can allow, and not withdrawn that. */
export async function hasAgreed(tx: Tx, personId: string, purpose: ConsentPurpose): Promise<boolean> {
  if (!consentPurposes.includes(purpose)) return false
  return (await listConsents(tx, personId)).some((one) => one.purpose === purpose && one.given)
}

/** Publishes the next version of what people are told. */
export async function publishText(tx: Tx, draft: NewPrivacyText) {
  const { version } = await tellText(tx)
  if (draft.version !== version + 1 || !(await insertText(tx, draft))) return err('text_version_taken')
  const object = { kind: 'privacy_text', id: String(draft.version) }
  note(tx, { act: 'privacy_text.published', object, after: { version: draft.version } })
  return ok(await tellText(tx))
}

/** How long each kind is kept, why, and what was last removed. */
export async function tellRetention(tx: Tx): Promise<RetentionRule[]> {
  const rules = new Map((await listRules(tx)).map((rule) => [rule.kind, rule]))
  const removals = new Map((await listRemovals(tx)).map((removal) => [removal.kind, removal]))
  return retentionKindNames.map((kind) => {
    const [rule, removal] = [rules.get(kind), removals.get(kind)]
    return {
      kind,
      keepDays: rule?.keepDays ?? retentionKinds[kind].days,
      leastDays: retentionKinds[kind].least,
      isRemoved: !neverRemoved.includes(kind),
      reason: rule?.reason ?? null,
      changedByName: rule?.changedByName ?? null,
      changedAt: rule?.changedAt.toISOString() ?? null,
      lastDay: removal?.day ?? null,
      lastRemoved: removal?.removed ?? null,
    }
  })
}

/** Says how long a kind is kept, never shorter than the law and the work need. */
export async function setRetention(tx: Tx, change: RetentionChange): Promise<Result<RetentionRule, 'kept_too_short'>> {
  const { kind, keepDays, reason } = change
  const refusal = retentionRefusal(kind, keepDays)
  if (refusal) return err(refusal)
  const before = (await tellRetention(tx)).find((rule) => rule.kind === kind)
  await saveRule(tx, change)
  note(tx, {
    act: 'retention.changed',
    object: { kind: 'retention', id: kind },
    before: { keepDays: before?.keepDays },
    after: { keepDays, reason },
  })
  const after = (await tellRetention(tx)).find((rule) => rule.kind === kind)
  if (!after) throw new Error('a kind without a rule')
  return ok(after)
}

/** Asks once a day for what is over to be removed. */
export async function askRetention(tx: Tx): Promise<Result<boolean, never>> {
  const { today, zone, now } = tx.context
  const last = await lastRun(tx, keepRules.name)
  const dayMs = 86_400_000
  const isDone = last !== undefined && last.createdAt.toLocaleDateString('en-CA', { timeZone: zone }) === today
  if (isDone || (last?.state === 'running' && now.getTime() - last.createdAt.getTime() < dayMs)) return ok(false)
  await enqueue(tx, keepRules, { day: today }, { title: '清理到期记录' })
  return ok(true)
}

/** Removes what has been kept as long as its rule says; what was removed of each kind is told in the trail. */
export async function performRetention(
  removers: readonly Remover[],
  { day }: { readonly day: string },
  tools: JobTools,
  discard: Discard,
): Promise<Result<Record<string, number>, string>> {
  const { db } = tools
  const outcome: Record<string, number> = {}
  for (const [place, remover] of removers.entries()) {
    const kind = retentionKindNames.find((each) => each === remover.kind)
    if (!kind || neverRemoved.includes(kind)) continue
    const done = await transact(db, async (tx) => {
      const rule = (await tellRetention(tx)).find((each) => each.kind === kind)
      if (!rule) return ok({ count: 0, contents: [] })
      const before = new Date(tx.context.now.getTime() - rule.keepDays * 86_400_000)
      const answer = await remover.remove(tx, before)
      const { count: removed, contents } = typeof answer === 'number' ? { count: answer, contents: [] } : answer
      await insertRemoval(tx, { day, kind, before, removed })
      const object = { kind: 'retention', id: kind }
      if (removed > 0) note(tx, { act: 'retention.removed', object, after: { removed, before: before.toISOString() } })
      return ok({ count: removed, contents })
    })
    outcome[kind] = done.ok ? done.value.count : 0
    // Only what is gone from the database for certain: the rows came back with everything else if it had failed.
    if (done.ok && done.value.contents.length > 0) await discard(done.value.contents)
    await tools.progress(place + 1, removers.length)
  }
  return ok(outcome)
}
