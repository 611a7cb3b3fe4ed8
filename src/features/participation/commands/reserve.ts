import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { listBars, reaches } from '../../integrity/public.ts'
import { notify } from '../../notices/public.ts'
import { covers } from '../../organisations/public.ts'
import { findPerson } from '../../people/public.ts'
import type { Candidate, NewCandidate } from '../contract/reserve.ts'
import { reserveKind } from '../core/participation.ts'
import { insertCandidates, removeRow, showCandidateRow, type CandidateShown } from '../store/reserve.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('somebody nominates')
  return actor
}

/** Candidates as people see them: with whether anything keeps them today from programmes that they stand in reserve for, and not what. */
export async function tellCandidates(tx: Tx, rows: readonly CandidateShown[]): Promise<Candidate[]> {
  const bars = await listBars(
    tx,
    rows.map(({ candidate }) => candidate.personId),
  )
  return rows.map(({ candidate, ...names }) => ({
    ...{ id: candidate.id, personId: candidate.personId, level: candidate.level, subject: candidate.subject },
    ...{ reason: candidate.reason, addedByName: candidate.addedByName, removedByName: candidate.removedByName },
    ...names,
    addedAt: candidate.addedAt.toISOString(),
    removedAt: candidate.removedAt?.toISOString() ?? null,
    removedReason: candidate.removedReason,
    isBarred: (bars.get(candidate.personId) ?? []).some((bar) =>
      reaches(bar, { level: candidate.level, kind: reserveKind }),
    ),
  }))
}

async function told(tx: Tx, id: string): Promise<Candidate | undefined> {
  const row = await showCandidateRow(tx, id)
  return row && (await tellCandidates(tx, [row]))[0]
}

/** Puts people into the reserve who may be there, and tells them; whoever stands there for the same already stays so. Gives the ids of those who are new. */
export async function enterCandidates(tx: Tx, drafts: readonly NewCandidate[]): Promise<ReadonlySet<string>> {
  const actor = actorOf(tx)
  const by = { addedBy: actor.accountId, addedByName: actor.name }
  const fresh = await insertCandidates(
    tx,
    drafts.map((draft) => ({ ...draft, ...by })),
  )
  const entered = drafts.filter(({ id }) => fresh.has(id))
  for (const { id, ...after } of entered) note(tx, { act: 'reserve.added', object: { kind: 'reserve', id }, after })
  for (const [level, same] of Map.groupBy(entered, (draft) => draft.level)) {
    const params = { level, who: actor.name }
    const personIds = same.map(({ personId }) => personId)
    await notify(tx, { personIds }, { code: `participation.reserve_${level}`, params, link: '/m/participations' })
  }
  return fresh
}

/** Puts one of these people into the reserve; they are told. Asking twice with the same id asks once. */
export async function addCandidate(
  tx: Tx,
  draft: NewCandidate,
  scope: readonly string[],
): Promise<Result<Candidate, 'person_not_found' | 'own_nomination' | 'in_reserve_already' | 'id_reused'>> {
  const actor = actorOf(tx)
  const { id, personId, level, subject, reason } = draft
  const person = await findPerson(tx, personId)
  if (!person || !(await covers(tx, scope, [person.organisationId]))) return err('person_not_found')
  if (actor.personId === personId) return err('own_nomination')
  const earlier = await told(tx, id)
  if (earlier) return earlier.personId === personId && earlier.level === level ? ok(earlier) : err('id_reused')
  const entered = await enterCandidates(tx, [{ id, personId, level, subject, reason }])
  if (entered.size === 0) return err('in_reserve_already')
  const kept = await told(tx, id)
  return kept ? ok(kept) : err('person_not_found')
}

/** Takes somebody out of the reserve, for a reason. */
export async function removeCandidate(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<Candidate, 'candidate_not_found' | 'candidate_removed'>> {
  if (!(await removeRow(tx, id, actorOf(tx), reason))) {
    return err((await showCandidateRow(tx, id)) ? 'candidate_removed' : 'candidate_not_found')
  }
  note(tx, { act: 'reserve.removed', object: { kind: 'reserve', id }, after: { reason } })
  const kept = await told(tx, id)
  return kept ? ok(kept) : err('candidate_not_found')
}
