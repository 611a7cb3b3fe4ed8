import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { findProgramme } from '../../programmes/public.ts'
import type { Places } from '../contract.ts'
import { isOver } from '../core.ts'
import { holdCounters, loadPlaces, writePlaces } from '../store/places.ts'
import { passOn } from './gate.ts'

/** Changes how many places a programme has; places that are held are never taken away. */
export async function setPlaces(
  tx: Tx,
  programmeId: string,
  placesMax: number,
): Promise<Result<Places, 'programme_not_found' | 'programme_over' | 'places_held'>> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  if (isOver(programme.state)) return err('programme_over')
  // Without a number there is no counter: whoever takes a place meanwhile ends before the number is written.
  if (programme.placesMax !== null) await holdCounters(tx, [programmeId])
  await writePlaces(tx, programmeId, placesMax)
  const held = await loadPlaces(tx, programmeId)
  if (!held || held.placesTaken > placesMax) return err('places_held')
  // Places that were added go to those who wait for them.
  await passOn(tx, [programmeId])
  const places = await loadPlaces(tx, programmeId)
  if (!places || places.placesTaken > placesMax) return err('places_held')
  note(tx, {
    act: 'programme.places_set',
    object: { kind: 'programme', id: programmeId },
    before: { placesMax: programme.placesMax },
    after: { placesMax },
  })
  return ok(places)
}
