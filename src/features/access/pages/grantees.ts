import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import type { accessRoutes } from '../routes.ts'

const api = client<typeof accessRoutes>()

/** Accounts of one's part of the tree, found as one types, as options of a choice. */
export function useGrantees() {
  const [search, setSearch] = useState('')
  const query = useQuery({
    queryKey: ['grantees', search],
    queryFn: () => call(api.grantees.$get({ query: { search } })),
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
