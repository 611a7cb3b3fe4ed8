import { useMutation, useQueryClient } from '@tanstack/react-query'
import { formatHours } from '../../../../lib/hours.ts'
import { call, client } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDay, unitWord } from '../../../../ui/format.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigButton, BigFileLink, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { HourStatement } from '../../contract.ts'
import type { statementRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

const api = client<typeof statementRoutes>()

/** A teacher's own statements of hours: made for a year or the cycle, opened as PDF, checked on the public page. */
export function MyStatementsScreen() {
  const t = useWords(words)
  const cache = useQueryClient()
  const list = useMore(['my-hour-statements'], (paging) => call(api.my['hour-statements'].$get({ query: paging })))
  const year = new Date().getFullYear()
  const issue = useMutation({
    mutationFn: (asked: { kind: 'year' | 'cycle'; year: number }) =>
      call(api.my['hour-statements'].$post({ json: { id: crypto.randomUUID(), ...asked } })),
    onSuccess: () => {
      toast(t('issue.done'))
      void cache.invalidateQueries({ queryKey: ['my-hour-statements'] })
    },
  })
  return (
    <Screen title={t('own')} back={at.phone.hours()}>
      <div className="stack">
        {[year, year - 1].map((each) => (
          <BigButton key={each} pending={issue.isPending} onPress={() => issue.mutate({ kind: 'year', year: each })}>
            {t('issue.year', { year: each })}
          </BigButton>
        ))}
        <BigButton pending={issue.isPending} onPress={() => issue.mutate({ kind: 'cycle', year })}>
          {t('issue.cycle')}
        </BigButton>
      </div>
      <Problem problem={issue.error} words={words} />
      <Problem problem={list.problem} words={words} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={6} /> : null}
      {!list.isLoading && !list.problem && list.rows.length === 0 ? (
        <Empty title={t('empty.own')} hint={t('empty.own.hint')} />
      ) : null}
      {list.rows.map((statement) => (
        <Shown key={statement.id} statement={statement} />
      ))}
      <MoreButton more={list.more} />
    </Screen>
  )
}

function Shown({ statement }: { statement: HourStatement }) {
  const t = useWords(words)
  const { id, number, code, kind, fromYear, toYear, centihours, issuedAt, withdrawnReason } = statement
  const period =
    kind === 'year' ? t('period.year', { year: fromYear }) : t('period.cycle', { from: fromYear, to: toYear })
  return (
    <Block>
      <Rows label={number}>
        <Row
          title={period}
          lead={`${formatHours(centihours)} ${unitWord('hour')} · ${formatDay(issuedAt)}`}
          note={withdrawnReason === null ? number : t('state.withdrawn.text', { reason: withdrawnReason })}
          end={
            <Chip tone={withdrawnReason === null ? 'done' : 'danger'}>
              {t(withdrawnReason === null ? 'state.genuine' : 'state.withdrawn')}
            </Chip>
          }
        />
      </Rows>
      {withdrawnReason === null ? (
        <BigFileLink href={`/api/v1/hour-statements/${id}/document`}>{t('open')}</BigFileLink>
      ) : null}
      <p>
        <a href={`/verify/${encodeURIComponent(number)}?c=${code}`}>{t('verify.link')}</a>
      </p>
    </Block>
  )
}
