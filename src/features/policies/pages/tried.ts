import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { policyTrialRoutes } from '../routes/trials.ts'

export const trialsApi = client<typeof policyTrialRoutes>()

const keyOf = (policyId: string) => ['hour-policies', policyId, 'trial']

/** What the last trial of a policy found; null before the first. */
export function useTried(policyId: string) {
  return useQuery({
    queryKey: keyOf(policyId),
    queryFn: async () => {
      const { trial } = await call(trialsApi['hour-policies'][':policyId'].trial.$get({ param: { policyId } }))
      return trial
    },
  })
}

/** The trial of a policy that is under way here, which is still known when the page is left and opened again. */
export function useTrying(policyId: string) {
  const cache = useQueryClient()
  const queryKey = ['hour-policy-trials', policyId]
  const { data } = useQuery<string | null>({ queryKey, queryFn: () => null, enabled: false, staleTime: Infinity })
  return {
    jobId: data ?? undefined,
    begin: (jobId: string) => cache.setQueryData(queryKey, jobId),
    end: () => {
      cache.setQueryData(queryKey, null)
      void cache.invalidateQueries({ queryKey: keyOf(policyId) })
      void cache.invalidateQueries({ queryKey: ['hour-policy-trial-people', policyId] })
    },
  }
}
