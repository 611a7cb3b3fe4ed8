import { formatHours } from '../../../../lib/hours.ts'
import { formatDateTime, unitWord } from '../../../../ui/format.ts'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { useSpends } from '../ledger.ts'

/** What one's hours were used for; nothing where they never were. */
export function UsedFor({ personId }: { personId: string }) {
  const t = useWords(words)
  const { data } = useSpends(personId)
  if (!data || data.items.length === 0) return null
  return (
    <Block title={t('spends')}>
      <Rows>
        {data.items.map((spend) => (
          <Row
            key={spend.id}
            title={`${t(`purpose.${spend.purpose}`)} · ${spend.caseNo}`}
            lead={
              spend.release
                ? t('spends.released', { reason: spend.release.reason })
                : t('spends.by', { name: spend.spentByName, date: formatDateTime(spend.spentAt) })
            }
            end={`${formatHours(spend.centihours)} ${unitWord('hour')}`}
          />
        ))}
      </Rows>
    </Block>
  )
}
