import { formatHours } from '../../../lib/hours.ts'
import { formatDay } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { Credits } from '../contract.ts'
import { sayWaiting, toneOf } from './records.ts'
import { words } from '../words.ts'
import { LedgerEntries } from './LedgerEntries.tsx'

/** What lies behind somebody's sums: the hours on their way with whoever has them now, and the entries of the ledger. */
export function PersonLedger({ credits }: { credits: Credits }) {
  const t = useWords(words)
  const { waiting } = credits
  return (
    <>
      {waiting.length === 0 ? null : (
        <Section title={t('ledger.waiting')}>
          <PlainTable
            label={t('ledger.waiting')}
            rows={waiting}
            rowId={(record) => record.id}
            columns={[
              { key: 'source', title: t('source'), cell: (record) => record.sourceTitle },
              { key: 'category', title: t('category'), cell: (record) => record.category ?? t('category.none') },
              { key: 'hours', title: t('hours'), align: 'end', cell: (record) => formatHours(record.centihours) },
              { key: 'earnedOn', title: t('earnedOn'), cell: (record) => formatDay(record.earnedOn) },
              {
                key: 'state',
                title: t('state'),
                cell: (record) => (
                  <>
                    <StateTag tone={toneOf[record.state]}>{t(`state.${record.state}`)}</StateTag>{' '}
                    <span className="quiet">{sayWaiting(t, record)}</span>
                  </>
                ),
              },
            ]}
          />
        </Section>
      )}
      <Section title={t('ledger.entries')}>
        <LedgerEntries credits={credits} />
      </Section>
    </>
  )
}
