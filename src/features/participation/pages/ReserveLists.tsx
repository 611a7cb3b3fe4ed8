import { joinNames } from '../../../ui/format.ts'
import { useWords } from '../../../ui/words.ts'
import { ListImport } from '../../applied-lists/parts.tsx'
import { useCodes } from '../../people/parts.tsx'
import type { ReserveRow } from '../contract/reserve.ts'
import { words } from '../words.ts'
import { reserveListWords } from '../words/reserve-lists.ts'

/** The reserve from a workbook: tried row by row, entered exactly so, and taken out as a whole. */
export function ReserveLists() {
  const t = useWords(reserveListWords)
  const say = useWords(words)
  const codes = useCodes()
  return (
    <ListImport<ReserveRow>
      paths={{
        rehearsals: '/reserve-candidate-list-rehearsals',
        workbooks: '/reserve-candidate-list-workbooks',
        imports: '/reserve-candidate-lists',
      }}
      said={{ title: t('list.title'), label: t('list.label'), hint: t('list.hint') }}
      template={{ href: '/reserve-candidate-list-template' }}
      columns={[
        { key: 'person', title: t('list.person'), width: 168, cell: ({ name, staffNo }) => named([name, staffNo]) },
        {
          key: 'what',
          title: t('list.what'),
          cell: ({ level, subject }) =>
            named([level === null ? '' : say(`reserve.${level}`), subject === null ? '' : codes('subject', subject)]),
        },
      ]}
      words={reserveListWords}
      cacheKeys={[['reserve-candidates']]}
      undoneFor={{ label: t('list.undo'), hint: t('list.undo.hint') }}
    />
  )
}

const named = (parts: readonly string[]) => joinNames(parts.filter((part) => part !== ''))
