import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { notify } from '../../notices/public.ts'
import { covers } from '../../organisations/public.ts'
import { findPerson } from '../../people/public.ts'
import type { NewLook, NewRestriction, Restriction } from '../contract/restrictions.ts'
import { holdRestriction, insertLooks, insertRestriction, liftRow, listRestrictions } from '../store/restrictions.ts'
import { actorOf } from './facts.ts'

const object = (id: string) => ({ kind: 'restriction', id })

async function told(tx: Tx, id: string): Promise<Restriction | undefined> {
  const row = await holdRestriction(tx, id)
  const person = row && (await findPerson(tx, row.personId))
  if (!row || !person) return undefined
  const rows = await listRestrictions(tx, [person.organisationId], { personId: row.personId, all: true })
  const shown = rows.find(({ restriction }) => restriction.id === id)
  return shown && tell(shown)
}

type Row = Awaited<ReturnType<typeof listRestrictions>>[number]

function tell({ restriction: row, ...names }: Row): Restriction {
  return {
    ...{ id: row.id, personId: row.personId, fromOn: row.fromOn, untilOn: row.untilOn, levels: row.levels },
    ...{ kinds: row.kinds, reference: row.reference, contact: row.contact, enteredByName: row.enteredByName },
    ...names,
    enteredAt: row.enteredAt.toISOString(),
    liftedByName: row.liftedByName,
    liftedAt: row.liftedAt?.toISOString() ?? null,
    liftedReason: row.liftedReason,
  }
}

/** Enters restrictions that may be entered; each person is told that one stands and whom to ask. */
export async function enterRestrictions(tx: Tx, drafts: readonly NewRestriction[]): Promise<void> {
  const actor = actorOf(tx)
  const by = { enteredBy: actor.accountId, enteredFor: authorityOf(actor), enteredByName: actor.name }
  for (const draft of drafts) {
    await insertRestriction(tx, { ...draft, ...by })
    // The reference stays out of the trail, as the case does.
    const { personId, fromOn, untilOn, levels, kinds } = draft
    note(tx, {
      act: 'restriction.entered',
      object: object(draft.id),
      after: { personId, fromOn, untilOn, levels, kinds },
    })
  }
  for (const [contact, same] of Map.groupBy(drafts, (draft) => draft.contact)) {
    const personIds = same.map(({ personId }) => personId)
    await notify(tx, { personIds }, { code: 'integrity.restricted', params: { contact }, link: '/m/integrity' })
  }
}

/**
 * Keeps somebody from programmes for a time. The person is told that a restriction stands and whom to ask, and so is nobody
 * else; what it is about stays where the case is kept.
 */
export async function enterRestriction(
  tx: Tx,
  draft: NewRestriction,
  scope: readonly string[],
): Promise<Result<Restriction, 'person_not_found' | 'own_restriction' | 'restriction_term_reversed' | 'id_reused'>> {
  const actor = actorOf(tx)
  const person = await findPerson(tx, draft.personId)
  if (!person || !(await covers(tx, scope, [person.organisationId]))) return err('person_not_found')
  if (actor.personId === draft.personId) return err('own_restriction')
  if (draft.untilOn !== null && draft.untilOn <= draft.fromOn) return err('restriction_term_reversed')
  const earlier = await holdRestriction(tx, draft.id)
  if (earlier) {
    const shown = await told(tx, draft.id)
    return shown && earlier.personId === draft.personId && earlier.reference === draft.reference
      ? ok(shown)
      : err('id_reused')
  }
  await enterRestrictions(tx, [draft])
  const shown = await told(tx, draft.id)
  return shown ? ok(shown) : err('person_not_found')
}

/** Shows restrictions, and writes down each that was shown with who looked and why. */
export async function lookAtRestrictions(
  tx: Tx,
  look: NewLook,
  scope: readonly string[],
): Promise<Result<Restriction[], never>> {
  const { accountId, name } = actorOf(tx)
  const { id, reason, personId, all } = look
  const rows = await listRestrictions(tx, scope, { personId, all })
  const shown = rows.map(({ restriction }) => ({ restrictionId: restriction.id, personId: restriction.personId }))
  await insertLooks(tx, { id, reason, accountId, accountName: name }, shown)
  note(tx, { act: 'restriction.looked', object: object(id), after: { reason, shown: shown.length, personId } })
  return ok(rows.map(tell))
}

/** Lifts a restriction, with a reason; the person is told that none stands any more. */
export async function liftRestriction(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<Restriction, 'restriction_not_found' | 'restriction_lifted' | 'own_restriction'>> {
  const actor = actorOf(tx)
  const found = await holdRestriction(tx, id)
  if (!found) return err('restriction_not_found')
  if (actor.personId === found.personId) return err('own_restriction')
  if (found.liftedAt !== null) return err('restriction_lifted')
  await liftRow(tx, id, actor, reason)
  note(tx, { act: 'restriction.lifted', object: object(id), after: { reason } })
  await notify(
    tx,
    { personIds: [found.personId] },
    { code: 'integrity.restriction_lifted', params: {}, link: '/m/integrity' },
  )
  const shown = await told(tx, id)
  return shown ? ok(shown) : err('restriction_not_found')
}
