import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../../platform/web/call.ts'
import { formatDate, formatDateRange } from '../../../../ui/format.ts'
import { Pairs } from '../../../../ui/phone/rows.tsx'
import { Block } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { useMe } from '../../../accounts/parts.tsx'
import type { QuotaRow } from '../../contract.ts'
import { ownCells } from '../../core/own.ts'
import type { quotaRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

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

/** When a programme is, and how many places it keeps for one's schools, how many are taken and free, and until when. */
export function OwnPlaces({ row, places }: { row: QuotaRow; places: Own }) {
  const t = useWords(words)
  const { max, taken, free } = places
  return (
    <Pairs
      items={[
        ...(row.startsOn === null
          ? []
          : [{ label: t('school.dates'), value: formatDateRange(row.startsOn, row.endsOn) }]),
        { label: t('school.places'), value: max ?? t('everybody') },
        { label: t('taken'), value: taken },
        { label: t('free'), value: free ?? '–' },
        ...(row.releaseOn === null ? [] : [{ label: t('school.until'), value: formatDate(row.releaseOn) }]),
      ]}
    />
  )
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

/** Names a programme and what it keeps for one's schools, above what is done about it. */
export function SchoolPlaces({ row, places }: Pick<ReturnType<typeof useSchoolPlaces>, 'row' | 'places'>) {
  if (row === undefined) return null
  return (
    <Block title={row.title}>
      <OwnPlaces row={row} places={places} />
    </Block>
  )
}
