import { useParams } from 'react-router'
import { NominateScreen as Nominate } from '../features/enrolment/pages/mobile/NominateScreen.tsx'
import { SchoolPlaces } from '../features/quotas/pages/mobile/SchoolPlaces.tsx'
import { useSchoolPlaces } from '../features/quotas/pages/own-places.ts'

/** The screen on which a school nominates, under the programme and what it keeps for the school. */
export function NominateScreen() {
  const { programmeId = '' } = useParams()
  const { row, places, free } = useSchoolPlaces(programmeId)
  return (
    <Nominate
      key={programmeId}
      programmeId={programmeId}
      about={<SchoolPlaces row={row} places={places} />}
      free={free}
    />
  )
}
