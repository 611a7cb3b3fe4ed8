import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { Tone } from '../../../ui/states.tsx'
import type { HourExemption } from '../contract/exemptions.ts'
import type { exemptionRoutes } from '../routes/exemptions.ts'

export const exemptionsApi = client<typeof exemptionRoutes>()

export const toneOfExemption: Readonly<Record<HourExemption['state'], Tone>> = {
  asked: 'waiting',
  granted: 'done',
  refused: 'danger',
  withdrawn: 'neutral',
}

/** What somebody is excused from, was, or asks to be. */
export function useExemptions(personId: string | undefined) {
  return useQuery({
    queryKey: ['hour-exemptions', personId],
    queryFn: () =>
      call(exemptionsApi.people[':personId']['hour-exemptions'].$get({ param: { personId: personId ?? '' } })),
    enabled: personId !== undefined,
  })
}
