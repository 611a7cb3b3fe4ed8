import { plantClaim } from './matrix-claims.ts'
import { plantIntegrity, plantParticipation } from './matrix-integrity.ts'
import { plantNotice } from './matrix-publicity.ts'
import { plantSelection } from './matrix-selection.ts'
import { plantRound } from './matrix-rounds.ts'
import { plantSurvey } from './matrix-surveys.ts'
import type { Place, Row } from './matrix-place.ts'

/** Plants the objects of the features that stand on programmes and hours, one line a feature. */
export async function plantLater(row: Row, place: Place, at: string): Promise<Record<string, string>> {
  return {
    ...(await plantClaim(row, place, at)),
    ...(await plantIntegrity(row, place, at)),
    ...(await plantParticipation(row, place, at)),
    ...(await plantNotice(row, place, at)),
    ...(await plantSelection(row, place, at)),
    ...(await plantRound(row, place, at)),
    ...(await plantSurvey(row, place, at)),
  }
}
