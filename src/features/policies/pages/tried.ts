import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PolicyTrial } from '../../credits/parts.tsx'

/** What the last trial of a draft found, and of which revision; nothing until one was run. */
export function useTried(policyId: string) {
  const cache = useQueryClient()
  const key = ['hour-policies', policyId, 'trial']
  const last = useQuery<{ revision: number; found: PolicyTrial } | null>({
    queryKey: key,
    queryFn: () => null,
    enabled: false,
    staleTime: Infinity,
  })
  const keep = (revision: number, found: PolicyTrial) => cache.setQueryData(key, { revision, found })
  return { last: last.data ?? undefined, keep }
}
