import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { formatHours } from '../../lib/hours.ts'
import { call, client } from '../../platform/web/call.ts'
import { ActionButton } from '../../ui/button.tsx'
import { Loaded, ProblemNote } from '../../ui/feedback.tsx'
import { formatDay, unitWord } from '../../ui/format.ts'
import { Section } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { StateTag } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useWords, type Translate } from '../../ui/words.ts'
import { useHolds } from '../accounts/parts.tsx'
import type { HourStatement } from './contract.ts'
import type { statementRoutes } from './routes.ts'
import { words } from './words.ts'

export { YearStampsSection } from './pages/YearStampsSection.tsx'
export { RemindButton } from './pages/RemindButton.tsx'

export const statementsApi = client<typeof statementRoutes>()

/** Where the PDF of a statement is. */
export function documentOf(id: string): string {
  return `/api/v1/hour-statements/${id}/document`
}

/** The public page that verifies a statement. */
export function verifyPageOf({ number, code }: { number: string; code: string }): string {
  return `/verify/${encodeURIComponent(number)}?c=${code}`
}

/** Over which time a statement is. */
export function periodOf(t: Translate<typeof words>, { kind, fromYear, toYear }: HourStatement): string {
  return kind === 'year' ? t('period.year', { year: fromYear }) : t('period.cycle', { from: fromYear, to: toYear })
}

/** The statements of somebody's hours, for the page about that person: made, opened, verified. */
export function HourStatementsSection({ personId }: { personId: string }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const mayIssue = useHolds('bureau_officer', 'town_officer', 'school_registrar', 'principal', 'hours_officer')
  const key = ['hour-statements', 'of', personId]
  const query = useQuery({
    queryKey: key,
    queryFn: () => call(statementsApi.people[':personId']['hour-statements'].$get({ param: { personId }, query: {} })),
  })
  const year = new Date().getFullYear()
  const issue = useMutation({
    mutationFn: (kind: 'year' | 'cycle') =>
      call(
        statementsApi.people[':personId']['hour-statements'].$post({
          param: { personId },
          json: { id: crypto.randomUUID(), kind, year },
        }),
      ),
    onSuccess: () => {
      toast(t('issue.done'))
      void cache.invalidateQueries({ queryKey: ['hour-statements'] })
    },
  })
  return (
    <Section
      title={t('title')}
      actions={
        mayIssue ? (
          <>
            <ActionButton pending={issue.isPending} onClick={() => issue.mutate('year')}>
              {t('issue.year', { year })}
            </ActionButton>
            <ActionButton pending={issue.isPending} onClick={() => issue.mutate('cycle')}>
              {t('issue.cycle')}
            </ActionButton>
          </>
        ) : null
      }
    >
      <ProblemNote problem={issue.error} words={words} />
      <Loaded query={query} words={words} lines={2}>
        {({ items }) => (
          <PlainTable
            label={t('title')}
            rows={items}
            rowId={(row) => row.id}
            empty={t('empty')}
            columns={[
              { key: 'number', title: t('number'), cell: (row) => <a href={documentOf(row.id)}>{row.number}</a> },
              { key: 'period', title: t('period'), cell: (row) => periodOf(t, row) },
              {
                key: 'hours',
                title: t('hours'),
                align: 'end',
                cell: (row) => `${formatHours(row.centihours)} ${unitWord('hour')}`,
              },
              { key: 'issuedAt', title: t('issuedAt'), cell: (row) => formatDay(row.issuedAt) },
              { key: 'state', title: t('state'), cell: (row) => <StatementState statement={row} /> },
              { key: 'verify', title: t('verify.link'), cell: (row) => <a href={verifyPageOf(row)}>{row.code}</a> },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}

/** Whether a statement is valid, as word and colour. */
export function StatementState({ statement }: { statement: HourStatement }) {
  const t = useWords(words)
  const isWithdrawn = statement.withdrawnAt !== null
  return (
    <StateTag tone={isWithdrawn ? 'danger' : 'done'}>{t(isWithdrawn ? 'state.withdrawn' : 'state.genuine')}</StateTag>
  )
}
