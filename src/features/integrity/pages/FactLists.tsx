import { formatDate, joinNames } from '../../../ui/format.ts'
import { useWords } from '../../../ui/words.ts'
import { ListImport } from '../../applied-lists/parts.tsx'
import type { FactRow, RestrictionRow } from '../contract/lists.ts'
import { words } from '../words.ts'
import { factListWords, restrictionListWords } from '../words/lists.ts'

const pathsOf = (noun: string) => ({
  rehearsals: `/${noun}-list-rehearsals`,
  workbooks: `/${noun}-list-workbooks`,
  imports: `/${noun}-lists`,
})

const sayWho = ({ name, staffNo }: { readonly name: string; readonly staffNo: string }) =>
  joinNames([name, staffNo].filter((part) => part !== ''))

const sayDay = (day: string | null) => (day === null ? '–' : <span className="num">{formatDate(day)}</span>)

/** Facts from a signed list: tried row by row, written down exactly so, and taken back as a whole with a reason. */
export function FactLists() {
  const t = useWords(factListWords)
  const say = useWords(words)
  return (
    <ListImport<FactRow>
      paths={pathsOf('integrity-fact')}
      said={{ title: t('list.title'), label: t('list.label'), hint: t('list.hint') }}
      template={{ href: '/integrity-fact-list-template' }}
      columns={[
        { key: 'person', title: t('list.person'), width: 168, cell: sayWho },
        { key: 'what', title: t('list.what'), cell: (row) => row.title },
        { key: 'cause', title: t('list.cause'), cell: ({ cause }) => (cause === null ? '–' : say(`cause.${cause}`)) },
        { key: 'on', title: t('list.on'), width: 152, cell: ({ happenedOn }) => sayDay(happenedOn) },
        { key: 'evidence', title: t('list.evidence'), cell: ({ evidence }) => evidence },
      ]}
      words={factListWords}
      cacheKeys={[['integrity-facts']]}
      undoneFor={{ label: t('list.undo'), hint: t('list.undo.hint') }}
    />
  )
}

/** Restrictions from a workbook: what it lists is told to nobody but the people, who read that one stands and whom to ask. */
export function RestrictionLists() {
  const t = useWords(restrictionListWords)
  return (
    <ListImport<RestrictionRow>
      paths={pathsOf('restriction')}
      said={{ title: t('list.title'), label: t('list.label'), hint: t('list.hint') }}
      template={{ href: '/restriction-list-template' }}
      columns={[
        { key: 'person', title: t('list.person'), width: 168, cell: sayWho },
        { key: 'from', title: t('list.from'), width: 152, cell: ({ fromOn }) => sayDay(fromOn) },
        { key: 'until', title: t('list.until'), width: 152, cell: ({ untilOn }) => sayDay(untilOn) },
      ]}
      words={restrictionListWords}
      cacheKeys={[]}
      undoneFor={{ label: t('list.undo'), hint: t('list.undo.hint') }}
    />
  )
}
