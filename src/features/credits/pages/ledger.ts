import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { rootRoutes } from '../routes/roots.ts'
import type { spendingRoutes } from '../routes/spending.ts'

export const rootsApi = client<typeof rootRoutes>()
export const spendingApi = client<typeof spendingRoutes>()

/** What somebody's hours were used for. */
export function useSpends(personId: string) {
  return useQuery({
    queryKey: ['credits', personId, 'spends'],
    queryFn: () => call(spendingApi.people[':personId']['credit-spends'].$get({ param: { personId } })),
  })
}
