import { useQuery } from '@tanstack/react-query'
import { formatHours } from '../../../lib/hours.ts'
import { call, client } from '../../../platform/web/call.ts'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatDay, unitWord } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { statementRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof statementRoutes>()

/** The annual verification stamps on somebody's hours, for the page about that person. */
export function YearStampsSection({ personId }: { personId: string }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['hour-year-stamps', 'of', personId],
    queryFn: () => call(api.people[':personId']['hour-year-stamps'].$get({ param: { personId } })),
  })
  return (
    <Section title={t('stamps')}>
      <Loaded query={query} words={words} lines={2}>
        {({ items }) => (
          <PlainTable
            label={t('stamps')}
            rows={items}
            rowId={(row) => String(row.year)}
            empty={t('stamps.none')}
            columns={[
              { key: 'year', title: t('period'), cell: (row) => t('period.year', { year: row.year }) },
              {
                key: 'hours',
                title: t('hours'),
                align: 'end',
                cell: (row) => `${formatHours(row.centihours)} ${unitWord('hour')}`,
              },
              { key: 'verdict', title: t('verdict'), cell: (row) => t(`verdict.${row.verdict}`) },
              {
                key: 'by',
                title: t('stamps'),
                cell: (row) => t('stamp.by', { name: row.stampedByName, date: formatDay(row.stampedAt) }),
              },
              {
                key: 'state',
                title: t('state'),
                cell: (row) => (
                  <StateTag tone={row.changed ? 'attention' : 'done'}>
                    {t(row.changed ? 'state.changed' : 'state.stamped')}
                  </StateTag>
                ),
              },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
