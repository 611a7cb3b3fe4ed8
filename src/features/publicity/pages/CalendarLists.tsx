import { formatDate } from '../../../ui/format.ts'
import { useWords } from '../../../ui/words.ts'
import { ListImport } from '../../applied-lists/parts.tsx'
import type { CalendarRow } from '../contract/calendar.ts'
import { calendarListWords } from '../words/calendar-lists.ts'

/** The calendar of a year from a workbook: trying it lists the notices that would be shown longer; `lacks` says why not. */
export function CalendarLists({ lacks }: { lacks: string | undefined }) {
  const t = useWords(calendarListWords)
  return (
    <ListImport<CalendarRow>
      paths={{
        rehearsals: '/working-day-list-rehearsals',
        workbooks: '/working-day-list-workbooks',
        imports: '/working-day-lists',
      }}
      said={{ title: t('list.title'), label: t('list.label'), hint: t('list.hint') }}
      template={{ href: '/working-day-list-template' }}
      columns={[
        {
          key: 'day',
          title: t('list.day'),
          width: 152,
          cell: ({ day }) => (day === null ? '–' : <span className="num">{formatDate(day)}</span>),
        },
        {
          key: 'works',
          title: t('list.works'),
          width: 80,
          cell: ({ works }) => (works === null ? '–' : t(works ? 'list.on' : 'list.off')),
        },
        { key: 'name', title: t('list.name'), cell: ({ name }) => name },
      ]}
      words={calendarListWords}
      cacheKeys={[['working-days'], ['public-notices']]}
      undoneFor={{ label: t('list.undo'), hint: t('list.undo.hint') }}
      reason={lacks}
    />
  )
}
