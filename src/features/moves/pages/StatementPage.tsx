import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { formatHours } from '../../../lib/hours.ts'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Facts, Page } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { Statement } from '../contract/statements.ts'
import type { statementMoveRoutes } from '../routes/statements.ts'
import { words } from '../words.ts'

const api = client<typeof statementMoveRoutes>()

/** One statement of hours as it is printed and stamped, and as the file that travels. */
export function StatementPage() {
  const { personId = '', statementId = '' } = useParams()
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['statements', personId],
    queryFn: () => call(api.people[':personId']['hours-statements'].$get({ param: { personId } })),
  })
  const found = query.data?.items.find((statement) => statement.id === statementId)
  return (
    <Page
      title={t('statement.title')}
      back={{ to: at.person(personId), label: t('back') }}
      actions={found ? <Actions statement={found} /> : null}
    >
      <Loaded query={query} words={words}>
        {() => (found ? <Paper statement={found} /> : <EmptyState title={t('statement.missing')} />)}
      </Loaded>
    </Page>
  )
}

function Actions({ statement }: { statement: Statement }) {
  const t = useWords(words)
  const { payload, signature, publicKey } = statement
  const file = JSON.stringify({ payload, signature, publicKey })
  return (
    <>
      <DownloadLink href={`data:application/json;charset=utf-8,${encodeURIComponent(file)}`}>
        {t('statement.copy')}
      </DownloadLink>
      <ActionButton kind="primary" onClick={() => window.print()}>
        {t('statement.print')}
      </ActionButton>
    </>
  )
}

function Paper({ statement }: { statement: Statement }) {
  const t = useWords(words)
  const { content } = statement
  const { person, bureau, ledger } = content
  const sum = content.hours.reduce((all, row) => all + row.centihours, 0)
  const rows = content.hours.map((row) => ({ ...row, key: `${String(row.year)} ${row.category}` }))
  return (
    <article className="stack">
      <p>{t('statement.says', { name: person.name, bureau: bureau.name, to: content.toBureau })}</p>
      <Facts
        items={[
          { label: t('statement.number'), value: <span className="num">{statement.number}</span> },
          { label: t('statement.bornOn'), value: person.bornOn ?? '–' },
          { label: t('statement.idNumber'), value: <span className="num">{person.idNumberMasked ?? '–'}</span> },
          { label: t('statement.check'), value: <strong className="num">{statement.fingerprint}</strong> },
        ]}
      />
      <PlainTable
        label={t('statement.hours')}
        rows={rows}
        rowId={(row) => row.key}
        columns={[
          { key: 'year', title: t('statement.year'), cell: (row) => row.year },
          {
            key: 'category',
            title: t('statement.category'),
            cell: (row) => (row.category === '' ? t('statement.category.none') : row.category),
          },
          {
            key: 'hours',
            title: t('statement.hours'),
            align: 'end',
            cell: (row) => formatHours(row.centihours),
          },
        ]}
      />
      <p className="num">
        {t('statement.sum')} {formatHours(sum)}
      </p>
      <p className="quiet num">
        {t('statement.ledger', { entries: String(ledger.entries), mark: ledger.mark?.slice(0, 12) ?? '–' })}
      </p>
      <p className="quiet num breakable">
        {t('statement.signature')} {statement.signature}
      </p>
      <p>
        {bureau.name} {t('statement.stamp')} {formatDate(content.issuedOn)}
      </p>
    </article>
  )
}
