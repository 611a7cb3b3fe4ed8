import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import type { accessRoutes } from '../routes.ts'
import type { delegationRoutes } from '../routes/delegations.ts'

const api = client<typeof accessRoutes>()
const delegations = client<typeof delegationRoutes>()

type Found = { readonly accountId: string; readonly name: string; readonly workplace: string | null }

/** Accounts of one's part of the tree, found as one types, as options of a choice. */
export function useGrantees() {
  return useFound('grantees', (search) => call(api.grantees.$get({ query: { search } })))
}

/** Those to whom one’s own roles may be handed over, found as one types. */
export function useDelegates() {
  return useFound('delegates', (search) => call(delegations.delegates.$get({ query: { search } })))
}

function useFound(key: string, find: (search: string) => Promise<{ readonly items: readonly Found[] }>) {
  const [search, setSearch] = useState('')
  const query = useQuery({
    queryKey: [key, search],
    queryFn: () => find(search),
    enabled: search.trim() !== '',
  })
  return {
    options: (query.data?.items ?? []).map(({ accountId, name, workplace }) => ({
      value: accountId,
      label: workplace === null ? name : `${name} · ${workplace}`,
    })),
    onSearch: setSearch,
    loading: query.isFetching,
  }
}
