import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call, client } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatCount, formatDateRange, formatDateTime, formatHoursOf } from '../../../../ui/format.ts'
import { Loaded } from '../../../../ui/phone/feedback.tsx'
import { Pairs } from '../../../../ui/phone/rows.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { WhyNot } from '../../../eligibility/parts.tsx'
import { ApplyAction, ElectivesBlock, UnlessOffered } from '../../../enrolment/parts.tsx'
import type { OwnProgramme } from '../../contract.ts'
import type { programmeRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

const api = client<typeof programmeRoutes>()

/** One programme as a teacher sees it: when, where, worth how much, and whether they may join. */
export function ProgrammeScreen() {
  const t = useWords(words)
  const { programmeId = '' } = useParams()
  const query = useQuery({
    queryKey: ['my-programmes', programmeId],
    queryFn: () => call(api.my.programmes[':programmeId'].$get({ param: { programmeId } })),
  })
  return (
    <Screen
      title={query.data?.title ?? t('programme')}
      back={at.phone.programmes()}
      footer={query.data ? <ApplyAction programmeId={programmeId} /> : null}
    >
      <Loaded query={query} words={words}>
        {(programme) => (
          <>
            <UnlessOffered programmeId={programmeId}>
              <WhyNot programmeId={programmeId} />
            </UnlessOffered>
            <Shown programme={programme} />
            <ElectivesBlock programmeId={programmeId} />
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Shown({ programme }: { programme: OwnProgramme }) {
  const t = useWords(words)
  const { startsOn, endsOn, enrolOpensAt, enrolClosesAt, placesMax } = programme
  const time = (instant: string | null) => (instant === null ? '–' : formatDateTime(instant))
  return (
    <>
      <Pairs
        items={[
          { label: t('mine.dates'), value: startsOn === null ? t('dates.none') : formatDateRange(startsOn, endsOn) },
          { label: t('place'), value: programme.place ?? '–' },
          { label: t('hours'), value: programme.centihours === 0 ? '–' : formatHoursOf(programme.centihours) },
          { label: t('provider'), value: programme.providerName ?? t('provider.none') },
          { label: t('places'), value: placesMax === null ? t('places.none') : formatCount(placesMax, 'person') },
          { label: t('enrolOpensAt'), value: time(enrolOpensAt) },
          { label: t('enrolClosesAt'), value: time(enrolClosesAt) },
          { label: t('owner'), value: programme.organisationName },
        ]}
      />
    </>
  )
}
