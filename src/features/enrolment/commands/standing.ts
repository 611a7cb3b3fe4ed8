import type { Tx } from '../../../platform/db/db.ts'
import { eligibilityRefusalOf } from '../../eligibility/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import type { MyEnrolment, Places } from '../contract.ts'
import type { MyWaiting } from '../contract/waiting.ts'
import { listOwn } from '../store/lists.ts'
import { loadPlaces } from '../store/places.ts'
import { findOwnWaiting } from '../store/waiting-lists.ts'

/** Where a person stands in a programme: their latest application, their turn in its list, its places, and why they may not apply now. */
export async function readStanding(
  tx: Tx,
  programmeId: string,
  personId: string,
): Promise<
  (Places & { enrolment: MyEnrolment | null; waiting: MyWaiting | null; refusal: string | null }) | undefined
> {
  const places = await loadPlaces(tx, programmeId)
  if (!places) return undefined
  const [programme, [enrolment = null]] = [
    await findProgramme(tx, programmeId),
    await listOwn(tx, personId, 1, undefined, programmeId),
  ]
  const waiting = (await findOwnWaiting(tx, programmeId, personId)) ?? null
  const stands = enrolment !== null && enrolment.state !== 'returned' && enrolment.state !== 'withdrawn'
  if (waiting) return { ...places, enrolment, waiting, refusal: 'already_waiting' }
  if (stands) return { ...places, enrolment, waiting, refusal: 'already_applied' }
  const isFull =
    programme?.admission === 'first_come' && places.placesMax !== null && places.placesTaken >= places.placesMax
  const refusal = (await eligibilityRefusalOf(tx, programmeId, personId)) ?? (isFull ? 'programme_full' : null)
  return { ...places, enrolment, waiting, refusal }
}
