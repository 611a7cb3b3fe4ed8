import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import type { frozenRoutes } from '../routes/frozen.ts'

const frozenApi = client<typeof frozenRoutes>()

/** The closed year that one of these days lies in, if any does: hours of it go to a supplementary list. */
export function useFrozenYear(days: readonly string[]) {
  const query = useQuery({
    queryKey: ['frozen-hour-years'],
    queryFn: () => call(frozenApi['frozen-hour-years'].$get()),
  })
  return query.data?.items.find(({ year }) => days.some((day) => day.startsWith(`${String(year)}-`)))
}
