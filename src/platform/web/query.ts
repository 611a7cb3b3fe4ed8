import { keepPreviousData, QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { ProblemError } from './call.ts'

/** The cache of what the server said. What was loaded stays while it is asked again; refusals are not asked twice. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 30 * 60_000,
        networkMode: 'offlineFirst',
        refetchOnWindowFocus: true,
        retry: (failures, problem) =>
          failures < 2 && !(problem instanceof ProblemError && problem.status >= 400 && problem.status < 500),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** How a list is asked for its next part; spreads into a route's query. `pasted` narrows it to what a pasted list names. */
export type Paging = { readonly limit: string; readonly cursor?: string; readonly pasted?: string }

// What was pasted is worked on as one: as many rows as a page may have.
const mostRows = 200

/** The pasted list that stands in the address, for what is counted or exported beside a list; spreads into a query. */
export function usePasted(): { readonly pasted?: string } {
  const [search] = useSearchParams()
  const pasted = search.get('pasted') ?? ''
  return pasted === '' ? {} : { pasted }
}

type PageOf<Row> = {
  readonly items: readonly Row[]
  readonly nextCursor: string | null
  readonly total?: number | undefined
  /** In place of `total` where the server stopped counting. */
  readonly totalAtLeast?: number | undefined
}

/** The cursors of the pages before the one shown: kept in the history entry, since a cursor knows no way back. */
function trailOf(state: unknown): readonly string[] {
  if (typeof state !== 'object' || state === null || !('trail' in state) || !Array.isArray(state.trail)) return []
  return state.trail.filter((cursor) => typeof cursor === 'string')
}

/** Where a list is taken out as a workbook, narrowed by these conditions and by what was pasted. */
export function useExport(list: string, query: Readonly<Record<string, string | undefined>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, ...usePasted() })) if (value) search.set(name, value)
  return `/api/v1/list-exports/${list}?${search.toString()}`
}

/** A list read page by page; which page is in the URL, so that it can be shared and gone back to. */
export function usePages<Row>(
  key: readonly unknown[],
  fetch: (paging: Paging) => Promise<PageOf<Row>>,
  { limit = 50, live }: { limit?: number; live?: number } = {},
) {
  const [search] = useSearchParams()
  const location = useLocation()
  const { pathname } = location
  const state: unknown = location.state
  const go = useNavigate()
  const cursor = search.get('cursor') ?? ''
  const pasted = usePasted()
  const most = 'pasted' in pasted ? mostRows : limit
  const query = useQuery({
    queryKey: [...key, { cursor, limit: most, ...pasted }],
    queryFn: () => fetch({ limit: String(most), ...pasted, ...(cursor === '' ? {} : { cursor }) }),
    placeholderData: keepPreviousData,
    ...(live === undefined ? {} : { refetchInterval: live }),
  })
  const trail = trailOf(state)
  const show = (next: string, behind: readonly string[]) => {
    const params = new URLSearchParams(search)
    if (next === '') params.delete('cursor')
    else params.set('cursor', next)
    void go({ pathname, search: params.toString() }, { state: { trail: behind } })
  }
  const next = query.data?.nextCursor
  return {
    rows: query.data?.items ?? [],
    total: query.data?.total,
    totalAtLeast: query.data?.totalAtLeast,
    isLoading: query.isPending,
    isRefreshing: query.isFetching && !query.isPending,
    problem: query.error,
    retry: () => void query.refetch(),
    next: next ? () => show(next, [...trail, cursor]) : undefined,
    previous: cursor === '' ? undefined : () => show(trail.at(-1) ?? '', trail.slice(0, -1)),
  }
}

/** A list that grows at its end when asked to, as a phone reads it. */
export function useMore<Row>(
  key: readonly unknown[],
  fetch: (paging: Paging) => Promise<PageOf<Row>>,
  { limit = 20 }: { limit?: number } = {},
) {
  const query = useInfiniteQuery({
    queryKey: [...key, { limit }],
    queryFn: ({ pageParam }) => fetch({ limit: String(limit), ...(pageParam === '' ? {} : { cursor: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    total: query.data?.pages[0]?.total,
    isLoading: query.isPending,
    problem: query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage ? { pending: query.isFetchingNextPage, run: () => void query.fetchNextPage() } : undefined,
  }
}
