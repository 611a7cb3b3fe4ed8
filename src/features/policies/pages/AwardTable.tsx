import { formatHours } from '../../../lib/hours.ts'
import type { Award, AwardRow, Source } from '../../../lib/policy/language.ts'
import { termOf } from '../../../lib/policy/names.ts'
import { sayAward } from '../../../lib/policy/sentences.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { pageWords } from '../words/pages.ts'
import { Sourced } from './Sourced.tsx'
import { useTongue } from './policies-api.ts'

/** A table that turns work into hours: a column for each question, a row for each case, and what holds for all of them. */
export function AwardTable({ award, source }: { award: Award; source: Source }) {
  const t = useWords(pageWords)
  const tongue = useTongue()
  const asked = award.asks.filter(({ kind, key }) => kind === 'choice' && award.rows.some(({ when }) => key in when))
  const rows = award.rows.map((row, index) => ({ ...row, id: String(index) }))
  const terms = sayAward(award, tongue).slice(award.rows.length)
  return (
    <div className="stack-tight">
      <h3>
        {sayIn(award.title)} <Sourced source={source} />
      </h3>
      <PlainTable
        label={sayIn(award.title)}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          ...asked.map((ask) => ({
            key: ask.key,
            title: sayIn(ask.title),
            cell: (row: AwardRow) => {
              const value = row.when[ask.key]
              return value === undefined ? <span className="quiet">{t('awards.any')}</span> : termOf(value, tongue)
            },
          })),
          {
            key: 'hours',
            title: t('awards.hours'),
            align: 'end' as const,
            cell: (row: AwardRow) =>
              `${sayAmount(row)}${sayPer(row, award, (unit) => t('awards.per', { unit: termOf(unit, tongue) }))}`,
          },
          // What cannot be read with certainty says so beside its figure.
          ...(award.rows.some((row) => row.source)
            ? [
                {
                  key: 'source',
                  title: t('source'),
                  cell: (row: AwardRow) => (row.source ? <Sourced source={row.source} /> : ''),
                },
              ]
            : []),
        ]}
      />
      {terms.length === 0 ? null : <p className="quiet">{terms.join(tongue === 'zh' ? '' : ' ')}</p>}
    </div>
  )
}

const sayAmount = ({ centihours }: AwardRow) =>
  typeof centihours === 'number' ? formatHours(centihours) : centihours.map(formatHours).join('–')

function sayPer({ per }: AwardRow, { asks }: Award, say: (unit: string) => string): string {
  const counted = asks.find(({ key }) => key === per)
  return counted?.kind === 'number' ? ` / ${say(counted.unit)}` : ''
}
