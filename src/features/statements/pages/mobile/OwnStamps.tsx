import { useQuery } from '@tanstack/react-query'
import { formatHours } from '../../../../lib/hours.ts'
import { call, client } from '../../../../platform/web/call.ts'
import { formatDay, unitWord } from '../../../../ui/format.ts'
import { Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import type { statementRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

const api = client<typeof statementRoutes>()

/** The annual verification stamps on one's own hours, of one year where it is named. Nothing where there is none. */
export function OwnStamps({ year }: { year?: number | undefined }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['hour-year-stamps', 'own'],
    queryFn: () => call(api.my['hour-year-stamps'].$get()),
  })
  const stamps = (query.data?.items ?? []).filter((stamp) => year === undefined || stamp.year === year)
  if (stamps.length === 0) return null
  return (
    <Block title={t('stamps')}>
      <Rows label={t('stamps')}>
        {stamps.map((stamp) => (
          <Row
            key={stamp.year}
            title={t('period.year', { year: stamp.year })}
            lead={`${formatHours(stamp.centihours)} ${unitWord('hour')} · ${t(`verdict.${stamp.verdict}`)}`}
            note={t('stamp.by', { name: stamp.stampedByName, date: formatDay(stamp.stampedAt) })}
            end={
              <Chip tone={stamp.changed ? 'attention' : 'done'}>
                {t(stamp.changed ? 'state.changed' : 'state.stamped')}
              </Chip>
            }
          />
        ))}
      </Rows>
    </Block>
  )
}
