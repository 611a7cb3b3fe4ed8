import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../platform/web/call.ts'
import { useMe } from '../../accounts/parts.tsx'
import type { QuotaRow } from '../contract.ts'
import { ownCells } from '../core/own.ts'
import type { quotaRoutes } from '../routes.ts'

const api = client<typeof quotaRoutes>()

/** What a programme keeps for the schools that one nominates for; no most means everybody, and nothing is counted down. */
export type Own = { readonly max: number | null; readonly taken: number; readonly free: number | null }

const nothing: readonly QuotaRow['cells'][number][] = []

/** What this programme keeps for one's own schools. */
export function useOwnPlaces(row: QuotaRow | undefined): Own {
  const grants = useMe().data?.grants ?? []
  const mine = grants.flatMap(({ role, organisationId }) =>
    role === 'school_registrar' || role === 'principal' ? [organisationId] : [],
  )
  const own = ownCells(row?.cells ?? nothing, mine)
  const taken = own.reduce((sum, { placesTaken }) => sum + placesTaken, 0)
  const isOpen = own.some(({ placesMax }) => placesMax === null)
  const max = isOpen ? null : own.reduce((sum, { placesMax }) => sum + (placesMax ?? 0), 0)
  return { max, taken, free: max === null ? null : max - taken }
}

/** One programme that keeps places for one's schools, and these places; nothing of one without quotas. */
export function useSchoolPlaces(programmeId: string) {
  const query = { programmeId, limit: '1' }
  const found = useQuery({
    queryKey: ['quotas', 'school', query],
    queryFn: () => call(api.quotas.$get({ query })),
  })
  const row = found.data?.items[0]
  const places = useOwnPlaces(row)
  return { row, free: row === undefined ? null : places.free, places }
}
