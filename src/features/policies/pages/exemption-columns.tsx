import { Link } from 'react-router'
import { at } from '../../../platform/web/route.ts'
import { formatDateRange, formatDay } from '../../../ui/format.ts'
import { StateTag } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import type { Translate } from '../../../ui/words.ts'
import type { HourExemption } from '../contract/exemptions.ts'
import { toneOfExemption } from './exemptions-api.ts'
import type { exemptionWords } from '../words/exemptions.ts'

/** What is shown of an exemption, wherever a list of them stands. */
export function exemptionColumns(t: Translate<typeof exemptionWords>): Column<HourExemption>[] {
  return [
    {
      key: 'person',
      title: t('person'),
      cell: (row) => <Link to={at.person(row.personId)}>{`${row.personName} ${row.staffNo}`}</Link>,
    },
    { key: 'school', title: t('school'), cell: (row) => row.organisationName },
    { key: 'kind', title: t('kind'), cell: (row) => row.kind },
    { key: 'term', title: t('term'), cell: (row) => formatDateRange(row.fromOn, row.toOn) },
    {
      key: 'scope',
      title: t('scope'),
      cell: ({ ruleIds }) => (ruleIds === null ? t('scope.all') : t('scope.some', { count: ruleIds.length })),
    },
    { key: 'why', title: t('why'), cell: (row) => row.reason },
    {
      key: 'evidence',
      title: t('evidence'),
      cell: (row) =>
        row.fileId === null ? (
          '–'
        ) : (
          <a href={`/api/v1/files/${row.fileId}`} target="_blank" rel="noreferrer">
            {t('evidence.open')}
          </a>
        ),
    },
    { key: 'askedBy', title: t('askedBy'), cell: (row) => `${row.askedByName} ${formatDay(row.askedAt)}` },
    {
      key: 'state',
      title: t('state'),
      cell: (row) => (
        <>
          <StateTag tone={toneOfExemption[row.state]}>{t(`state.${row.state}`)}</StateTag>
          {row.decidedByName === null || row.decidedAt === null ? null : (
            <div className="quiet">
              {t('decided.by', { name: row.decidedByName, date: formatDay(row.decidedAt) })}
              {row.decisionReason === null ? null : ` · ${row.decisionReason}`}
            </div>
          )}
        </>
      ),
    },
  ]
}
