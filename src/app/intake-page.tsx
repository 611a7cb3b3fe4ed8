import { useParams } from 'react-router'
import { IntakePage as Intake } from '../features/enrolment/pages/IntakePage.tsx'
import { SchoolQuota } from '../features/quotas/pages/SchoolQuota.tsx'

/** The ways into a programme, for a school under what the programme keeps for it. */
export function IntakePage() {
  const { programmeId = '' } = useParams()
  return <Intake about={<SchoolQuota programmeId={programmeId} />} />
}
