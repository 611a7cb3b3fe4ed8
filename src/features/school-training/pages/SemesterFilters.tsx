import { oneOf } from '../../../platform/web/route.ts'
import { SelectFilter } from '../../../ui/filters.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'

const years = Array.from({ length: 12 }, (_, index) => String(2020 + index))
const terms = ['1', '2'] as const

/** What the address may say of a semester. */
export const ofSemester = { year: oneOf(years), term: oneOf(terms) }

/** The school year and the term, as filters of a list. */
export function SemesterFilters() {
  const t = useWords(words)
  return (
    <>
      <SelectFilter
        name="year"
        label={t('year')}
        options={years.map((value) => ({ value, label: `${value}–${Number(value) + 1}` }))}
      />
      <SelectFilter
        name="term"
        label={t('term')}
        options={terms.map((value) => ({ value, label: t(`term.${value}`) }))}
      />
    </>
  )
}
