import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { usePeopleSearch } from '../../people/parts.tsx'
import { deciders } from '../access.ts'
import type { waitingRoutes } from '../routes/waiting.ts'
import { wayWords } from '../words/ways.ts'

const waitingApi = client<typeof waitingRoutes>()

/** Who may take a place: who waits for the programme comes first; whoever sees the roster finds everybody else by name. */
export function useCandidates(programmeId: string, typed: string) {
  const t = useWords(wayWords)
  const seesPeople = useHolds('bureau_officer', ...deciders.approve)
  const found = usePeopleSearch(seesPeople ? typed : '')
  const waiting = useQuery({
    queryKey: ['waiters', 'substitutes', programmeId],
    queryFn: () => call(waitingApi.waiters.$get({ query: { programmeId, state: 'waiting', limit: '100' } })),
  })
  const inTurn = (waiting.data?.items ?? [])
    .filter(({ personName, staffNo }) => typed === '' || `${personName} ${staffNo}`.includes(typed))
    .map((one) => ({
      value: one.personId,
      label: t('substitute.waiting', { name: one.personName, staffNo: one.staffNo, school: one.schoolName }),
    }))
  const others = (found.data?.items ?? [])
    .filter(({ id }) => !inTurn.some(({ value }) => value === id))
    .map((one) => ({ value: one.id, label: `${one.name} ${one.staffNo}` }))
  return { options: [...inTurn, ...others], loading: found.isFetching || waiting.isFetching }
}
