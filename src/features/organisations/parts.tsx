import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../platform/web/call.ts'
import { useWords } from '../../ui/words.ts'
import type { organisationRoutes } from './routes.ts'
import { words } from './words.ts'

const api = client<typeof organisationRoutes>()

const organisationKinds = ['bureau', 'county_bureau', 'town_centre', 'school', 'provider'] as const
type Kind = (typeof organisationKinds)[number]

/** Options of a choice among the organisations of one's part of the region, searched as one types. */
export function useOrganisationSearch(kind?: Kind) {
  const [q, setQ] = useState('')
  const query = useQuery({
    queryKey: ['organisations', 'choice', kind, q],
    queryFn: () =>
      call(api.organisations.$get({ query: { q, limit: '100', state: 'open', ...(kind ? { kind } : {}) } })),
  })
  return {
    options: (query.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
    onSearch: setQ,
    loading: query.isFetching,
  }
}

/** Options of a choice among all open schools of the bureau, searched as one types. */
export function useSchoolSearch() {
  const [q, setQ] = useState('')
  const query = useQuery({
    queryKey: ['organisations', 'schools', q],
    queryFn: () => call(api.schools.$get({ query: { q } })),
  })
  return {
    options: (query.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
    onSearch: setQ,
    loading: query.isFetching,
  }
}

/** Names the kinds of organisations in the current language. */
export function useKindNames(): (kind: string) => string {
  const t = useWords(words)
  return (kind) => {
    const known = organisationKinds.find((one) => one === kind)
    return known ? t(`kind.${known}`) : kind
  }
}
