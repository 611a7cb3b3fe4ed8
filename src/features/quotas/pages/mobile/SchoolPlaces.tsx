import { formatDate, formatDateRange } from '../../../../ui/format.ts'
import { Pairs } from '../../../../ui/phone/rows.tsx'
import { Block } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import type { QuotaRow } from '../../contract.ts'
import { words } from '../../words.ts'
import type { Own, useSchoolPlaces } from '../own-places.ts'

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

/** Names a programme and what it keeps for one's schools, above what is done about it. */
export function SchoolPlaces({ row, places }: Pick<ReturnType<typeof useSchoolPlaces>, 'row' | 'places'>) {
  if (row === undefined) return null
  return (
    <Block title={row.title}>
      <OwnPlaces row={row} places={places} />
    </Block>
  )
}
