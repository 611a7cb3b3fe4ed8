import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { mayGo } from '../../../lib/states.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import type { StoredBlob } from '../../../platform/files/store.ts'
import { listHolders } from '../../accounts/public.ts'
import { findFile, recordFile } from '../../files/public.ts'
import { notify } from '../../notices/public.ts'
import { findPerson, listBearers } from '../../people/public.ts'
import type { IntegrityRequest, NewRequest } from '../contract/facts.ts'
import { askRefusal, decideRefusal, factStanding, requestMoves, type AskRefusal, type DecideRefusal } from '../core.ts'
import { requestsOf, showFactRow } from '../store/facts.ts'
import { holdRequest, insertRequest, updateRequest, type RequestKept } from '../store/requests.ts'
import { actorOf, reverseFact } from './facts.ts'
import { tellRequest } from './telling.ts'

/** What evidence is kept as: it is reached from its request and from nowhere else. */
const purpose = 'integrity'
const object = (id: string) => ({ kind: 'integrity_request', id })

/** Keeps a photo or PDF that a request will rest on. */
export async function keepEvidence(
  tx: Tx,
  blob: StoredBlob,
  file: { readonly id: string; readonly name: string },
  scope: readonly string[],
): Promise<Result<{ id: string; name: string }, 'person_not_found' | 'id_reused'>> {
  const { personId } = actorOf(tx)
  const person = personId === null ? undefined : await findPerson(tx, personId)
  const organisationId = person?.organisationId ?? scope[0]
  if (organisationId === undefined) return err('person_not_found')
  const kept = await recordFile(tx, blob, { ...file, organisationId, purpose })
  return kept.ok ? ok({ id: kept.value.id, name: kept.value.name }) : kept
}

export type AskAboutRefusal = AskRefusal | 'fact_not_found' | 'file_not_found' | 'appeal_of_another' | 'id_reused'

/** Asks for an exemption, or appeals; whoever may decide is told. Asking twice with the same id asks once. */
export async function askAboutFact(
  tx: Tx,
  factId: string,
  asked: NewRequest,
): Promise<Result<IntegrityRequest, AskAboutRefusal>> {
  const actor = actorOf(tx)
  const earlier = await holdRequest(tx, asked.id)
  if (earlier) {
    const isSame = earlier.factId === factId && earlier.askedBy === actor.accountId && earlier.text === asked.text
    return isSame ? ok(tellRequest(earlier)) : err('id_reused')
  }
  const found = await showFactRow(tx, factId)
  if (!found) return err('fact_not_found')
  const { fact, isExcused, reversedReason } = found
  const bearers = await listBearers(tx, fact.personId)
  // A school may ask that its people be excused; only they themselves say that a fact is wrong.
  if (asked.kind === 'appeal' && !bearers.includes(actor.personId ?? '')) return err('appeal_of_another')
  if (asked.fileId !== null) {
    const file = await findFile(tx, asked.fileId)
    if (file?.purpose !== purpose || file.storedBy !== actor.accountId) return err('file_not_found')
  }
  const standing = factStanding(
    { barredUntil: fact.barredUntil, isExcused, isReversed: reversedReason !== null },
    tx.context.today,
  )
  const requests = await requestsOf(tx, [factId])
  const known = { standing, appealDueOn: fact.appealDueOn, requests }
  const refusal = askRefusal(asked.kind, known, tx.context.today, asked.fileId !== null)
  if (refusal) return err(refusal)
  const person = await findPerson(tx, fact.personId)
  const organisationId = person?.organisationId ?? fact.organisationId
  const row = {
    ...{ id: asked.id, factId, kind: asked.kind, text: asked.text, fileId: asked.fileId, state: 'asked' as const },
    ...{ againstBy: fact.recordedBy, againstFor: fact.recordedFor, personId: fact.personId, organisationId },
    ...{ askedBy: actor.accountId, askedFor: authorityOf(actor), askedByName: actor.name, askedAt: tx.context.now },
  }
  if (!(await insertRequest(tx, row))) return err('asked_before')
  note(tx, { act: `integrity_request.${asked.kind}`, object: object(asked.id), after: { factId } })
  const holders = await listHolders(tx, 'bureau_officer', organisationId)
  const accountIds = holders.map(({ accountId }) => accountId).filter((id) => id !== actor.accountId)
  const params = { who: found.personName, programme: fact.programmeTitle }
  await notify(
    tx,
    { accountIds },
    { code: `integrity.asked_${asked.kind}`, params, link: `/integrity/requests?open=${asked.id}` },
  )
  const kept = await holdRequest(tx, asked.id)
  return kept ? ok(tellRequest(kept)) : err('fact_not_found')
}

/** Takes one's own request back, as long as nobody has decided. */
export async function withdrawRequest(
  tx: Tx,
  id: string,
): Promise<Result<IntegrityRequest, 'request_not_found' | 'request_over'>> {
  const found = await holdRequest(tx, id)
  if (!found || found.askedBy !== actorOf(tx).accountId) return err('request_not_found')
  if (found.state === 'withdrawn') return ok(tellRequest(found))
  if (!mayGo(requestMoves, found.state, 'withdrawn')) return err('request_over')
  await updateRequest(tx, id, { state: 'withdrawn' })
  note(tx, { act: 'integrity_request.withdrawn', object: object(id) })
  return ok(tellRequest({ ...found, state: 'withdrawn' }))
}

/** Grants or refuses a request: an exemption lifts the ban and leaves the fact, an appeal takes the fact back. The person and whoever asked are told. */
export async function decideRequest(
  tx: Tx,
  id: string,
  { outcome, reason }: { readonly outcome: 'granted' | 'refused'; readonly reason: string },
): Promise<Result<IntegrityRequest, DecideRefusal | 'request_not_found' | 'fact_reversed'>> {
  const actor = actorOf(tx)
  const found = await holdRequest(tx, id)
  if (!found) return err('request_not_found')
  if (found.state === outcome && found.decision === reason && found.decidedBy === actor.accountId)
    return ok(tellRequest(found))
  const refusal = decideRefusal(found, actor)
  if (refusal) return err(refusal)
  const change = {
    ...{ state: outcome, decision: reason, decidedAt: tx.context.now, decidedByName: actor.name },
    ...{ decidedBy: actor.accountId, decidedFor: authorityOf(actor) },
    ...{ deciderId: actor.personId, deciderForId: actor.onBehalfOf?.personId ?? null },
  }
  await updateRequest(tx, id, change)
  note(tx, { act: `integrity_request.${outcome}`, object: object(id), after: { kind: found.kind, reason } })
  if (outcome === 'granted' && found.kind === 'appeal') {
    const reversed = await reverseFact(tx, found.factId, reason, id)
    // Somebody may have taken it back meanwhile: then the appeal has nothing left to ask.
    if (!reversed.ok) return err('fact_reversed')
  }
  await tellOutcome(tx, found, outcome, reason)
  return ok(tellRequest({ ...found, ...change }))
}

async function tellOutcome(
  tx: Tx,
  request: RequestKept,
  outcome: 'granted' | 'refused',
  reason: string,
): Promise<void> {
  const actor = actorOf(tx)
  const fact = await showFactRow(tx, request.factId)
  const params = { programme: fact?.fact.programmeTitle ?? '', who: actor.name, reason }
  const code = `integrity.${request.kind}_${outcome}`
  await notify(tx, { personIds: [request.personId] }, { code, params, link: '/m/integrity' })
  // A school that asked for one of its people learns it too; whoever asked for themselves knows already.
  if (request.kind === 'exemption' && request.askedByName !== fact?.personName)
    await notify(tx, { accountIds: [request.askedBy] }, { code, params, link: `/integrity?open=${request.factId}` })
}
