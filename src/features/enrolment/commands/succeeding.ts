import { err, ok, type Result } from '../../../lib/result.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { enqueue } from '../../../platform/jobs/queue.ts'
import { findProgramme, type ProgrammeRow } from '../../programmes/public.ts'
import { isEnded } from '../core.ts'
import { offersSuccession } from '../core/waiting.ts'
import { offerFreed } from '../jobs.ts'
import { holdCounters } from '../store/places.ts'
import { holdStandings } from '../store/placing.ts'
import { insertWaiters, loadOpenWaiters } from '../store/waiting.ts'
import { allot, type AllotRefusal } from './allotting.ts'
import { makeOffers, successionDeadline } from './gate.ts'
import { judge, meet, type Joiners } from './judging.ts'

/** What a programme has to offer to whoever comes next: held until the transaction ends. */
export type Freed = { readonly programme: ProgrammeRow; readonly free: number; readonly until: Date }

/** Asks that whatever is free of a programme be offered to whoever comes next; nothing where it offers places no more. */
export async function askToOffer(tx: Tx, programmeId: string): Promise<void> {
  const programme = await findProgramme(tx, programmeId)
  if (programme && offersSuccession(programme.state))
    await enqueue(tx, offerFreed, { programmeId }, { title: programme.title })
}

/** Holds the counter of a programme and says what is free now; undefined where nothing is, or it offers places no more. */
export async function holdFreed(tx: Tx, programmeId: string): Promise<Freed | undefined> {
  const held = await holdCounters(tx, [programmeId])
  const programme = await findProgramme(tx, programmeId)
  const until = programme && (await successionDeadline(tx, programme))
  const free = held.get(programmeId) ?? Number.POSITIVE_INFINITY
  return programme && until && free > 0 ? { programme, until, free } : undefined
}

export type SuccessionRefusal =
  | AllotRefusal
  | 'dismissed_before'
  | 'already_applied'
  | 'already_waiting'
  | 'person_not_found'
  | NonNullable<Awaited<ReturnType<typeof judge>> extends ReadonlyMap<string, infer R> ? R : never>

/**
 * Offers one of the freed places to somebody who comes next by a round or a selection (`title`), by the same judgement and
 * through the same quotas as everybody: for whoever holds them. Gives the id of the offer, which is answered like any other.
 */
export async function offerFreedTo(
  tx: Tx,
  { programme, until }: Freed,
  personId: string,
  source: { readonly sourceKind: 'round' | 'selection'; readonly sourceId: string; readonly title: string },
): Promise<Result<string, SuccessionRefusal>> {
  const { sourceKind, sourceId, title } = source
  const [standing] = await holdStandings(tx, programme.id, [personId])
  if (isEnded(standing?.state)) return err('dismissed_before')
  if (standing?.holdsPlace) return err('already_applied')
  if ((await loadOpenWaiters(tx, programme.id, [personId])).size > 0) return err('already_waiting')
  const refusal = (await judge(tx, programme, [{ personId }])).get(personId)
  if (refusal) return err(refusal)
  const { refusals } = await allot(tx, programme, [{ personId, needs: 1 }], undefined)
  const full = refusals.get(personId)
  if (full) return err(full)
  const joiners: Joiners = new Map()
  await meet(tx, programme, [{ personId }], joiners)
  const id = newId(tx.context.now.getTime())
  const asked = { id, personId, schoolId: joiners.get(personId)?.organisationId ?? '', at: tx.context.now }
  await insertWaiters(tx, programme.id, [asked], { sourceKind, sourceId })
  await makeOffers(tx, programme, [{ ...asked, sourceKind }], until, title)
  return ok(id)
}
