import { formatHours } from '../../../lib/hours.ts'
import { termOf } from '../../../lib/policy/names.ts'
import { sayClass } from '../../../lib/policy/phrases.ts'
import { formatDay } from '../../../ui/format.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useLanguage, useWords } from '../../../ui/words.ts'
import type { OpeningRow } from '../contract/opening.ts'
import { words } from '../words.ts'
import { openingWords } from '../words/opening.ts'

/** The rows of a list of opening hours; while it is read, each with why it cannot be taken. */
export function OpeningRows({ rows, isJudged }: { rows: readonly OpeningRow[]; isJudged: boolean }) {
  const t = useWords(words)
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  const sayings = new Map<string, string>(Object.entries(openingWords[tongue]))
  const say = ({ code, value }: OpeningRow['reasons'][number]) =>
    (sayings.get(`why.${code}`) ?? code).replace('{{value}}', value)
  return (
    <PlainTable
      label={t('opening.rows')}
      rows={rows}
      rowId={(row) => String(row.no)}
      columns={[
        { key: 'no', title: t('opening.row'), align: 'end', cell: (row) => row.no },
        {
          key: 'person',
          title: t('person'),
          cell: (row) => [row.name, row.staffNo].filter((part) => part !== '').join(' · '),
        },
        {
          key: 'class',
          title: t('class.what'),
          cell: (row) =>
            [
              ...(row.category === null ? [t('category.none')] : []),
              sayClass(row, tongue),
              ...row.proofs.map(({ kind, title }) => t('proof', { kind: termOf(kind, tongue), title })),
              ...row.spent.map(({ purpose, caseNo }) =>
                t('opening.spent', { purpose: t(`purpose.${purpose}`), caseNo }),
              ),
            ]
              .filter((part) => part !== '')
              .join(' · '),
        },
        { key: 'hours', title: t('hours'), align: 'end', cell: (row) => formatHours(row.centihours) },
        {
          key: 'earnedOn',
          title: t('earnedOn'),
          cell: (row) => (row.earnedOn === '' ? '–' : formatDay(row.earnedOn)),
        },
        ...(isJudged
          ? [
              {
                key: 'result',
                title: t('opening.result'),
                cell: (row: OpeningRow) =>
                  row.reasons.length === 0 ? (
                    <StateTag tone="done">{t('opening.fit')}</StateTag>
                  ) : (
                    <>
                      <StateTag tone="danger">{t('opening.refused')}</StateTag> {row.reasons.map(say).join(' ')}
                    </>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}
