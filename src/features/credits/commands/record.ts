import { authorityOf } from '../../../lib/access.ts'
import { codeWritten } from '../../../lib/policy/written.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { yearOf } from '../../../lib/dates.ts'
import { findFile } from '../../files/public.ts'
import { covers } from '../../organisations/public.ts'
import { bearerOf, listMerged, showPeople, showPerson } from '../../people/public.ts'
import type { Correction, CreditRecord, HoursDraft, NewRecord } from '../contract.ts'
import { correctionRefusal, isSameRecord, type CorrectionRefusal } from '../core.ts'
import type { Evidence } from '../core/entries.ts'
import { isFrozen } from '../store/frozen.ts'
import { isCountedElsewhere } from '../store/following.ts'
import { findRecords, insertRecords, showRecord } from '../store/records.ts'
import { isOwn } from './own.ts'

export type RecordRefusal = 'person_not_found' | 'id_reused' | 'hours_already_recorded' | 'late_reason_needed'

/** Who acts in this transaction. Hours are never recorded or decided on by nobody. */
export function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('hours need somebody who vouches for them')
  return actor
}

// PostgreSQL takes at most 65,535 values in one statement.
const mostRows = 2_000

type Late = { readonly earnedOn: string; readonly lateReason?: string | null | undefined }

/** Whether any of these hours lies in a closed year and does not say why it comes late. Such hours are not refused, but they say it. */
export async function owesReason(tx: Tx, drafts: readonly Late[]): Promise<boolean> {
  const silent = drafts.filter(({ lateReason }) => (lateReason ?? null) === null)
  for (const year of new Set(silent.map(({ earnedOn }) => yearOf(earnedOn)))) {
    if (await isFrozen(tx, year)) return true
  }
  return false
}

/**
 * Records hours whose source the caller knows, for the number that each person has now; they then wait for approval. All of
 * them, or none.
 */
export async function recordHours(
  tx: Tx,
  asked: readonly HoursDraft[],
): Promise<Result<{ recorded: number; kept: number }, RecordRefusal>> {
  const actor = actorOf(tx)
  const merged = await listMerged(tx, [...new Set(asked.map(({ personId }) => personId))])
  const drafts = asked.map((draft) => ({ ...draft, personId: merged.get(draft.personId) ?? draft.personId }))
  const by = { recordedBy: actor.accountId, recordedFor: authorityOf(actor), recordedAt: tx.context.now }
  const known = new Map(
    (
      await findRecords(
        tx,
        drafts.map((draft) => draft.id),
      )
    ).map((row) => [row.id, row]),
  )
  for (const draft of drafts) {
    const earlier = known.get(draft.id)
    if (!earlier) continue
    const personId = earlier.personId === draft.personId ? earlier.personId : await bearerOf(tx, earlier.personId)
    if (!isSameRecord({ ...earlier, personId }, { ...draft, sourceId: draft.source.id })) return err('id_reused')
  }
  const fresh = drafts.filter((draft) => !known.has(draft.id))
  if (await owesReason(tx, fresh)) return err('late_reason_needed')
  if (await isCountedElsewhere(tx, fresh)) return err('hours_already_recorded')
  const people = await showPeople(tx, [...new Set(fresh.map((draft) => draft.personId))])
  const schools = new Map(people.map((person) => [person.id, person.organisationId]))
  const rows: Parameters<typeof insertRecords>[1][number][] = []
  for (const { source, ...draft } of fresh) {
    const organisationId = schools.get(draft.personId)
    if (organisationId === undefined) return err('person_not_found')
    const work = { sourceKind: source.kind, sourceId: source.id, sourceTitle: source.title }
    rows.push({ ...draft, ...work, organisationId, state: 'recorded', ...by })
  }
  for (let from = 0; from < rows.length; from += mostRows) {
    const part = rows.slice(from, from + mostRows)
    const added = await insertRecords(tx, part)
    if (added.size < part.length) return err('hours_already_recorded')
  }
  for (const { source, ...draft } of fresh) {
    note(tx, { act: 'hours.recorded', object: { kind: 'credit_record', id: draft.id }, after: { ...draft, source } })
  }
  return ok({ recorded: fresh.length, kept: drafts.length - fresh.length })
}

export type ManualRefusal = RecordRefusal | 'record_own_hours' | 'earned_in_future' | 'file_not_found'

/** Records hours by hand for somebody in `scope`, such as a term of school-based study. */
export async function recordByHand(
  tx: Tx,
  draft: NewRecord,
  scope: readonly string[],
): Promise<Result<CreditRecord, ManualRefusal>> {
  const person = await showPerson(tx, draft.personId)
  if (!person || !(await covers(tx, scope, [person.organisationId]))) return err('person_not_found')
  if (await isOwn(tx, actorOf(tx), draft.personId)) return err('record_own_hours')
  if (draft.earnedOn > tx.context.today) return err('earned_in_future')
  const { title, evidence: files, ...work } = draft
  const evidence = await evidenceOf(tx, files, scope)
  if (!evidence.ok) return evidence
  const coded = { level: codeOf('level', work.level), mode: codeOf('mode', work.mode), kind: codeOf('kind', work.kind) }
  const source = { kind: 'manual', id: draft.id, title }
  const recorded = await recordHours(tx, [
    { ...work, ...coded, evidence: evidence.value, startedOn: null, certificate: false, source },
  ])
  if (!recorded.ok) return recorded
  const shown = await showRecord(tx, draft.id)
  return shown ? ok(shown) : err('person_not_found')
}

// A name that rules know by its code is kept as the code.
const codeOf = (dimension: 'level' | 'mode' | 'kind', said: string | null) =>
  said === null ? null : (codeWritten(dimension, said) ?? said)

// What was stored as evidence within `scope`, with what each file is said to prove.
async function evidenceOf(
  tx: Tx,
  files: NewRecord['evidence'],
  scope: readonly string[],
): Promise<Result<Evidence[], 'file_not_found'>> {
  const found: Evidence[] = []
  for (const { fileId, kind } of files) {
    const file = await findFile(tx, fileId)
    if (file?.purpose !== 'evidence' || !(await covers(tx, scope, [file.organisationId]))) return err('file_not_found')
    found.push({ kind, title: file.name.slice(0, 200), sha256: file.sha256, fileId })
  }
  return ok(found)
}

export type CorrectRefusal = ManualRefusal | CorrectionRefusal | 'record_not_found' | 'record_not_returned'

/** Answers a returned record with a new one of the same work, as far as its source lets it be another; the old one stays as it was. */
export async function correctRecord(
  tx: Tx,
  recordId: string,
  correction: Correction,
): Promise<Result<CreditRecord, CorrectRefusal>> {
  const [returned] = await findRecords(tx, [recordId])
  if (!returned) return err('record_not_found')
  const [earlier] = await findRecords(tx, [correction.id])
  if (earlier && (earlier.correctsId !== recordId || !isSaidAgain(earlier, saidAnew(correction, returned)))) {
    return err('id_reused')
  }
  if (!earlier) {
    if (returned.state !== 'returned') return err('record_not_returned')
    const actor = actorOf(tx)
    if (await isOwn(tx, actor, returned.personId)) return err('record_own_hours')
    if (correction.earnedOn > tx.context.today) return err('earned_in_future')
    const refusal = correctionRefusal(returned, correction)
    if (refusal) return err(refusal)
    const lateReason = correction.lateReason ?? returned.lateReason
    if (await owesReason(tx, [{ ...correction, lateReason }])) return err('late_reason_needed')
    const { tenantId: _, returnReason: __, returnedBy: ___, returnedFor: _____, returnedAt: ____, ...same } = returned
    const row = {
      ...same,
      ...{ ...saidAnew(correction, returned), lateReason },
      personId: await bearerOf(tx, returned.personId),
      state: 'recorded' as const,
      correctsId: recordId,
      recordedBy: actor.accountId,
      recordedFor: authorityOf(actor),
      recordedAt: tx.context.now,
    }
    if ((await insertRecords(tx, [row])).size === 0) return err('hours_already_recorded')
    note(tx, { act: 'hours.corrected', object: { kind: 'credit_record', id: correction.id }, before: same, after: row })
  }
  const shown = await showRecord(tx, correction.id)
  return shown ? ok(shown) : err('record_not_found')
}

const isSaidAgain = (earlier: ReturnType<typeof saidAnew>, again: ReturnType<typeof saidAnew>) =>
  (['centihours', 'earnedOn', 'category', 'level', 'mode', 'kind'] as const).every(
    (part) => earlier[part] === again[part],
  )

// What is not said stays as it was.
function saidAnew(
  { id, centihours, earnedOn, ...said }: Correction,
  was: Pick<CreditRecord, 'category' | 'level' | 'mode' | 'kind'>,
) {
  const keep = (now: string | null | undefined, before: string | null) => (now === undefined ? before : now)
  return {
    ...{ id, centihours, earnedOn },
    ...{ category: keep(said.category, was.category), level: keep(said.level, was.level) },
    ...{ mode: keep(said.mode, was.mode), kind: keep(said.kind, was.kind) },
  }
}
