import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { Tone } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { substituters, substitutionAskers } from '../access.ts'
import type { SubstitutionRequest } from '../contract/requests.ts'
import type { requestRoutes } from '../routes/requests.ts'
import { requestWords } from '../words/requests.ts'

/** The routes of substitutions that schools ask for, for this feature's pages. */
export const requestApi = client<typeof requestRoutes>()

/** How each state of a request looks. */
export const requestTones: Readonly<Record<SubstitutionRequest['state'], Tone>> = {
  asked: 'waiting',
  agreed: 'done',
  declined: 'danger',
  withdrawn: 'neutral',
}

/** What was asked about one person's place, the newest first. */
export function useRequestsOf(enrolmentId: string): readonly SubstitutionRequest[] {
  const query = { enrolmentId, limit: '20' }
  const found = useQuery({
    queryKey: ['substitution-requests', query],
    queryFn: () => call(requestApi['substitution-requests'].$get({ query })),
  })
  return found.data?.items ?? []
}

/** What may be done about an open request. */
export type RequestDeed = 'agree' | 'decline' | 'withdraw'

/** What whoever looks may do about an open request; none for whoever only reads. */
export function useRequestDeeds(): readonly RequestDeed[] {
  const decides = useHolds(...substituters)
  const asks = useHolds(...substitutionAskers)
  if (decides) return ['agree', 'decline']
  return asks ? ['withdraw'] : []
}

/** Does it, says that it was done and lets every list be asked anew. */
export function useRequestDeed(onDone: () => void) {
  const t = useWords(requestWords)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ deed, id, reason = '' }: { deed: RequestDeed; id: string; reason?: string }) => {
      const one = requestApi['substitution-requests'][':substitutionRequestId']
      const param = { substitutionRequestId: id }
      if (deed === 'agree') return call(one.agreement.$post({ param }))
      if (deed === 'withdraw') return call(one.withdrawal.$post({ param }))
      return call(one.decline.$post({ param, json: { reason } }))
    },
    onSuccess: async (_, { deed }) => {
      toast(t(`${deed}.done`))
      onDone()
      await cache.invalidateQueries()
    },
    // Somebody else was first: what became of it is shown in place of what could be done.
    onError: () => cache.invalidateQueries({ queryKey: ['substitution-requests'] }),
  })
}
