import { authorityOf, handsOf, isOwnMatter } from '../../../lib/access.ts'
import { yearOf } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { findFile } from '../../files/public.ts'
import { notify } from '../../notices/public.ts'
import { listAbove } from '../../organisations/public.ts'
import { bearerOf, findPerson } from '../../people/public.ts'
import type { ExemptionDecision, HourExemption, NewExemption } from '../contract/exemptions.ts'
import * as store from '../store/exemptions.ts'
import { loadRulebook } from './rulebook.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('nobody is excused by nobody')
  return actor
}

const object = (id: string) => ({ kind: 'hour_exemption', id })

async function told(tx: Tx, id: string): Promise<HourExemption> {
  const found = await store.showExemption(tx, id)
  if (!found) throw new Error('an exemption that was just written is gone')
  return found
}

export type AskExemptionRefusal =
  | 'person_not_found'
  | 'file_not_found'
  | 'exemption_kind_unknown'
  | 'exemption_term_reversed'
  | 'exemption_own'
  | 'id_reused'

/** Asks that somebody be excused, for a reason that a policy in force knows and with evidence that their school or an office above it stored. Asking twice with the same id asks once. */
export async function askExemption(
  tx: Tx,
  askedFor: string,
  asked: NewExemption,
): Promise<Result<HourExemption, AskExemptionRefusal>> {
  const actor = actorOf(tx)
  const personId = await bearerOf(tx, askedFor)
  const person = await findPerson(tx, personId)
  if (!person) return err('person_not_found')
  if (isOwnMatter(actor, personId)) return err('exemption_own')
  if (asked.toOn < asked.fromOn) return err('exemption_term_reversed')
  const rulebook = await loadRulebook(tx, yearOf(tx.context.today))
  const above = [person.organisationId, ...(await listAbove(tx, person.organisationId)).map(({ id }) => id)]
  const file = await findFile(tx, asked.fileId)
  if (file?.purpose !== 'evidence' || !above.includes(file.organisationId)) return err('file_not_found')
  const known = rulebook.booksFor(above).flatMap(({ policy }) => policy.exemptions ?? [])
  if (!known.includes(asked.kind)) return err('exemption_kind_unknown')
  const by = { askedBy: actor.accountId, askedFor: authorityOf(actor), askedAt: tx.context.now }
  if (await store.insertExemption(tx, { ...asked, personId, state: 'asked', ...by })) {
    note(tx, { act: 'exemption.asked', object: object(asked.id), after: { personId, ...asked } })
    return ok(await told(tx, asked.id))
  }
  const earlier = await told(tx, asked.id)
  return isSameRequest(earlier, { ...asked, personId }) ? ok(earlier) : err('id_reused')
}

const isSameRequest = (a: HourExemption, b: NewExemption & { readonly personId: string }) =>
  (['personId', 'kind', 'fromOn', 'toOn', 'reason', 'fileId'] as const).every((part) => a[part] === b[part]) &&
  JSON.stringify(a.ruleIds) === JSON.stringify(b.ruleIds)

export type DecideExemptionRefusal =
  'exemption_not_found' | 'exemption_settled' | 'exemption_same_account' | 'exemption_own' | 'decision_reason_missing'

/** Grants or refuses an exemption; never by whoever asked, and never in one's own matter. The person is told. */
export async function decideExemption(
  tx: Tx,
  id: string,
  { decision, reason }: ExemptionDecision,
): Promise<Result<HourExemption, DecideExemptionRefusal>> {
  const actor = actorOf(tx)
  const found = await store.lockExemption(tx, id)
  if (!found) return err('exemption_not_found')
  if (found.state === decision && found.decidedBy === actor.accountId) return ok(await told(tx, id))
  if (found.state !== 'asked') return err('exemption_settled')
  if (isOwnMatter(actor, await bearerOf(tx, found.personId))) return err('exemption_own')
  if (handsOf(actor).some((hand) => hand === found.askedBy || hand === found.askedFor))
    return err('exemption_same_account')
  if (decision === 'refused' && reason === null) return err('decision_reason_missing')
  await store.settleExemption(tx, id, {
    state: decision,
    decidedBy: actor.accountId,
    decidedFor: authorityOf(actor),
    deciderPersonId: actor.personId,
    decidedAt: tx.context.now,
    decisionReason: reason,
  })
  note(tx, {
    act: `exemption.${decision}`,
    object: object(id),
    before: { state: 'asked' },
    after: { decision, reason },
  })
  const params = { kind: found.kind, from: found.fromOn, to: found.toOn, reason: reason ?? '' }
  await notify(
    tx,
    { personIds: [found.personId] },
    { code: `policies.exemption_${decision}`, params, link: '/m/hours' },
  )
  return ok(await told(tx, id))
}
