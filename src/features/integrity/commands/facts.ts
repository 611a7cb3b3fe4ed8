import { authorityOf } from '../../../lib/access.ts'
import type { CalendarDate } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import type { ProgrammeKind, ProgrammeLevel } from '../../../lib/programmes/codes.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { notify } from '../../notices/public.ts'
import { covers } from '../../organisations/public.ts'
import { findPerson } from '../../people/public.ts'
import { dueAfter } from '../../working-days/public.ts'
import type { IntegrityFact, NewFact } from '../contract/facts.ts'
import { askRefusal, barredUntil, factStanding, type Cause, type IntegritySettings, type sourceKinds } from '../core.ts'
import { factReversed } from '../jobs.ts'
import * as store from '../store/facts.ts'
import { readSettings, saveSettings } from '../store/settings.ts'
import { tellRequest } from './telling.ts'

/** Who acts in this transaction: nobody is judged by nobody. */
export function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('what is kept of somebody needs somebody who says it')
  return actor
}

const object = (id: string) => ({ kind: 'integrity_fact', id })

/** What another feature learned about somebody's conduct in a training. */
export type Learned = {
  readonly personId: string
  readonly programmeId: string | null
  readonly title: string
  readonly level: ProgrammeLevel
  readonly kind: ProgrammeKind
  readonly cause: Cause
  readonly happenedOn: string
  readonly reason: string | null
  readonly source: { readonly kind: (typeof sourceKinds)[number]; readonly id: string }
  readonly evidence?: string | null
}

/**
 * Writes down what was learned about people's conduct, with the ban that follows by what the bureau set. What was written
 * down before stays as it was. Each person is told what follows and until when they may say something against it.
 */
export async function recordFacts(tx: Tx, learned: readonly Learned[]): Promise<void> {
  if (learned.length === 0) return
  const settings = await readTerms(tx)
  const schools = await store.schoolsOf(tx, [...new Set(learned.map(({ personId }) => personId))])
  const rows = learned.flatMap((one) => {
    const organisationId = schools.get(one.personId)
    return organisationId === undefined
      ? []
      : [rowOf(tx, newId(tx.context.now.getTime()), one, organisationId, settings)]
  })
  const fresh = await store.insertFacts(tx, rows)
  await tellOf(
    tx,
    rows.filter(({ id }) => fresh.has(id)),
  )
}

type Terms = IntegritySettings & { readonly dueOn: CalendarDate }

// What the bureau set, and the last day to say something against what is written down today.
async function readTerms(tx: Tx): Promise<Terms> {
  const settings = await readSettings(tx)
  return { ...settings, dueOn: await dueAfter(tx, tx.context.today, settings.appealDays) }
}

function rowOf(tx: Tx, id: string, one: Learned, organisationId: string, settings: Terms) {
  const { actor, now } = tx.context
  const until = barredUntil(settings, one)
  return {
    ...{ id, organisationId, personId: one.personId, programmeId: one.programmeId, programmeTitle: one.title },
    ...{ programmeLevel: one.level, programmeKind: one.kind, cause: one.cause, happenedOn: one.happenedOn },
    ...{
      reason: one.reason,
      evidence: one.evidence ?? null,
      sourceKind: one.source.kind,
      sourceId: one.source.id,
      barredUntil: until,
    },
    barredLevels: until === null ? [] : [...settings.levels],
    barredKinds: until === null ? [] : [...settings.kinds],
    appealDueOn: settings.dueOn,
    ...{ recordedBy: actor?.accountId ?? null, recordedFor: actor ? authorityOf(actor) : null },
    ...{ recordedByName: actor?.name ?? '系统', recordedAt: now },
  }
}

type Row = ReturnType<typeof rowOf>

// One statement for everybody who is told the same.
async function tellOf(tx: Tx, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const { personId, cause, happenedOn, barredUntil: until, programmeTitle } = row
    note(tx, {
      act: 'integrity.recorded',
      object: object(row.id),
      after: { personId, cause, happenedOn, until, programmeTitle },
    })
  }
  const told = rows.map((row) => {
    const params = {
      programme: row.programmeTitle,
      date: row.happenedOn,
      until: row.barredUntil ?? '',
      due: row.appealDueOn,
    }
    const code = `integrity.${row.cause}${row.barredUntil === null ? '' : '_barred'}`
    return { personId: row.personId, message: { code, params, link: '/m/integrity' } }
  })
  for (const same of Map.groupBy(told, ({ message }) => JSON.stringify(message)).values()) {
    const [first] = same
    if (first) await notify(tx, { personIds: same.map(({ personId }) => personId) }, first.message)
  }
}

/** What happened at a training that was held elsewhere, under the id that it is kept by. */
export type Elsewhere = Omit<Learned, 'programmeId' | 'source'> & {
  readonly id: string
  readonly organisationId: string
}

/** Writes down what happened to people at trainings that were held elsewhere, and tells each what follows. */
export async function recordElsewhere(tx: Tx, happened: readonly Elsewhere[]): Promise<void> {
  const terms = await readTerms(tx)
  const rows = happened.map(({ id, organisationId, ...one }) =>
    rowOf(tx, id, { ...one, programmeId: null, source: { kind: 'hand', id } }, organisationId, terms),
  )
  for (let from = 0; from < rows.length; from += 500) await store.insertFacts(tx, rows.slice(from, from + 500))
  await tellOf(tx, rows)
}

/** Writes down what happened at a training that was held elsewhere. Asking twice with the same id writes once. */
export async function recordByHand(
  tx: Tx,
  draft: NewFact,
  scope: readonly string[],
): Promise<Result<IntegrityFact, 'person_not_found' | 'fact_in_future' | 'id_reused'>> {
  const { id, personId, programmeTitle: title, programmeLevel: level, programmeKind: kind } = draft
  const person = await findPerson(tx, personId)
  if (!person || !(await covers(tx, scope, [person.organisationId]))) return err('person_not_found')
  const earlier = await store.showFactRow(tx, id)
  if (earlier) {
    const isSame = earlier.fact.personId === personId && earlier.fact.happenedOn === draft.happenedOn
    return isSame ? ok(await tellOne(tx, earlier)) : err('id_reused')
  }
  if (draft.happenedOn > tx.context.today) return err('fact_in_future')
  const { cause, happenedOn, reason } = draft
  const { organisationId } = person
  await recordElsewhere(tx, [{ id, personId, organisationId, title, level, kind, cause, happenedOn, reason }])
  const kept = await store.showFactRow(tx, id)
  return kept ? ok(await tellOne(tx, kept)) : err('id_reused')
}

/** Takes a fact back, for a reason: it stays in the file and counts no more. The person is told; what it led to is followed up. */
export async function reverseFact(
  tx: Tx,
  id: string,
  reason: string,
  requestId: string | null = null,
): Promise<Result<IntegrityFact, 'fact_not_found' | 'fact_reversed' | 'own_fact'>> {
  const actor = actorOf(tx)
  const found = await store.showFactRow(tx, id)
  if (!found) return err('fact_not_found')
  const { personId, programmeId, programmeTitle, cause } = found.fact
  if (actor.personId === personId || actor.onBehalfOf?.personId === personId) return err('own_fact')
  const by = { reversedBy: actor.accountId, reversedFor: authorityOf(actor), reversedByName: actor.name }
  if (!(await store.insertReversal(tx, { factId: id, reason, requestId, ...by }))) return err('fact_reversed')
  note(tx, { act: 'integrity.reversed', object: object(id), after: { reason, requestId } })
  if (programmeId !== null) {
    await enqueue(tx, factReversed, { programmeId, personId, cause }, { title: programmeTitle })
  }
  if (requestId === null) {
    const params = { programme: programmeTitle, who: actor.name, reason }
    await notify(tx, { personIds: [personId] }, { code: 'integrity.reversed', params, link: '/m/integrity' })
  }
  const now = await store.showFactRow(tx, id)
  return now ? ok(await tellOne(tx, now)) : err('fact_not_found')
}

/**
 * Takes back what stands against these people in a programme for this cause, because whoever said it was wrong: it stays in
 * the file and counts no more. Whoever calls tells them.
 */
export async function takeBackFacts(
  tx: Tx,
  of: { readonly programmeId: string; readonly personIds: readonly string[]; readonly cause: Cause },
  reason: string,
): Promise<void> {
  for (const factId of await store.standingFacts(tx, of)) {
    const actor = actorOf(tx)
    const by = { reversedBy: actor.accountId, reversedFor: authorityOf(actor), reversedByName: actor.name }
    await store.insertReversal(tx, { factId, reason, requestId: null, ...by })
    note(tx, { act: 'integrity.reversed', object: object(factId), after: { reason, requestId: null } })
  }
}

async function tellOne(tx: Tx, row: store.FactShown): Promise<IntegrityFact> {
  const [told] = await tellFacts(tx, [row])
  if (!told) throw new Error('a fact that was just read is gone')
  return told
}

/** Facts as people see them, with what was asked about each and what may still be asked. */
export async function tellFacts(tx: Tx, rows: readonly store.FactShown[]): Promise<IntegrityFact[]> {
  const { today } = tx.context
  const asked = await store.requestsOf(
    tx,
    rows.map(({ fact }) => fact.id),
  )
  const byFact = Map.groupBy(asked, ({ factId }) => factId)
  return rows.map(({ fact, isExcused, reversedReason, reversedByName, ...names }) => {
    const requests = byFact.get(fact.id) ?? []
    const standing = factStanding(
      { barredUntil: fact.barredUntil, isExcused, isReversed: reversedReason !== null },
      today,
    )
    const facts = { standing, appealDueOn: fact.appealDueOn, requests }
    return {
      ...{ id: fact.id, personId: fact.personId, personName: names.personName, staffNo: names.staffNo },
      ...{ organisationName: names.organisationName, programmeId: fact.programmeId },
      ...{ programmeTitle: fact.programmeTitle, programmeLevel: fact.programmeLevel },
      ...{ programmeKind: fact.programmeKind, cause: fact.cause, happenedOn: fact.happenedOn, reason: fact.reason },
      evidence: fact.evidence,
      ...{ standing, barredUntil: fact.barredUntil, barredLevels: fact.barredLevels, barredKinds: fact.barredKinds },
      ...{ appealDueOn: fact.appealDueOn, recordedByName: fact.recordedByName, reversedReason, reversedByName },
      recordedAt: fact.recordedAt.toISOString(),
      requests: requests.map(tellRequest),
      exemptionRefusal: askRefusal('exemption', facts, today, true) ?? null,
      appealRefusal: askRefusal('appeal', facts, today, true) ?? null,
    }
  })
}

/** Sets what follows from facts that are written down from now on; those that stand keep what followed from them. */
export async function setSettings(tx: Tx, settings: IntegritySettings): Promise<Result<IntegritySettings, never>> {
  const before = await readSettings(tx)
  await saveSettings(tx, settings, actorOf(tx))
  note(tx, {
    act: 'integrity.settings_changed',
    object: { kind: 'integrity_setting', id: 'bans' },
    before,
    after: settings,
  })
  return ok(settings)
}
