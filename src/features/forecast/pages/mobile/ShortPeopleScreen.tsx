import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { accessRefusal } from '../../../../lib/access.ts'
import { formatHours } from '../../../../lib/hours.ts'
import { call } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at, oneOf, useFilters } from '../../../../platform/web/route.ts'
import { unitWord } from '../../../../ui/format.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { Segments } from '../../../../ui/phone/segments.tsx'
import { toast, toastProblem } from '../../../../ui/toast.ts'
import { sayIn, useWords } from '../../../../ui/words.ts'
import { useMe } from '../../../accounts/parts.tsx'
import { mayRemind } from '../../access.ts'
import type { ForecastRow } from '../../contract.ts'
import { words } from '../../words.ts'
import { forecastApi as api } from '../api.ts'
import { toneOf } from '../saying.ts'

const states = ['will_miss', 'at_risk', 'out_of_reach'] as const

/** Who of one's school is short of hours, the most pressing first; a tap reminds one of them, a button all that are shown. */
export function ShortPeopleScreen() {
  const t = useWords(words)
  const { state } = useFilters({ state: oneOf(states) })
  const of = state ?? 'will_miss'
  // The sums are those of everybody, whatever part of them is shown.
  const sums = useQuery({
    queryKey: ['hour-forecast', 'phone-sums'],
    queryFn: () => call(api['hour-forecast'].$get({ query: { limit: '1' } })),
  })
  const list = useMore(['hour-forecast', 'phone', of], (paging) =>
    call(api['hour-forecast'].$get({ query: { ...paging, state: of } })),
  )
  return (
    <Screen title={t('short.title')} back={at.phone.me()}>
      <Segments
        label={t('forecast.state')}
        items={states.map((each) => ({
          to: `${at.phone.shortPeople()}?state=${each}`,
          label: `${t(`outlook.${each}`)} ${sums.data ? String(sums.data.sums[each]) : ''}`.trim(),
          current: each === of,
        }))}
      />
      <p className="quiet">{t(`outlook.${of}.what`)}</p>
      <Problem problem={list.problem} words={words} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={6} /> : null}
      {!list.isLoading && !list.problem && list.rows.length === 0 ? (
        <Empty title={t('short.none')} hint={t('short.none.hint')} />
      ) : null}
      {list.rows.length > 0 ? <People key={of} rows={list.rows} /> : null}
      <MoreButton more={list.more} />
    </Screen>
  )
}

// As many as one reminder takes.
const mostAtOnce = 200

function People({ rows }: { rows: readonly ForecastRow[] }) {
  const t = useWords(words)
  const me = useMe().data
  const [done, setDone] = useState<ReadonlySet<string>>(new Set())
  const mayTell = accessRefusal(mayRemind, me && { personId: me.person?.id ?? null, grants: me.grants }) === undefined
  const remind = useMutation({
    mutationFn: async (personIds: string[]) => ({
      personIds,
      answer: await call(api['forecast-reminders'].$post({ json: { personIds } })),
    }),
    onSuccess: ({ personIds, answer: { reminded, lately, safe } }) => {
      setDone((before) => new Set([...before, ...personIds]))
      toast(t('remind.done', { reminded, lately, safe }))
    },
    onError: (problem) => toastProblem(problem, words),
  })
  const left = rows.filter(({ personId, short }) => short > 0 && !done.has(personId)).slice(0, mostAtOnce)
  const school = rows.every((row) => row.organisationId === rows[0]?.organisationId)
  return (
    <Block title={t('short.people')}>
      {mayTell ? <p className="quiet">{t('short.tap')}</p> : null}
      <Rows label={t('short.people')}>
        {rows.map((row) => (
          <Row
            key={row.personId}
            title={row.name}
            lead={sayShort(t, row)}
            note={school ? undefined : row.organisationName}
            end={
              <Chip tone={done.has(row.personId) ? 'done' : toneOf[row.state]}>
                {done.has(row.personId) ? t('short.reminded') : mayTell ? t('short.remind') : t(`outlook.${row.state}`)}
              </Chip>
            }
            onPress={
              mayTell && row.short > 0 && !done.has(row.personId) && !remind.isPending
                ? () => remind.mutate([row.personId])
                : undefined
            }
          />
        ))}
      </Rows>
      {mayTell ? (
        <BigButton
          kind="primary"
          pending={remind.isPending}
          reason={left.length === 0 ? t('short.allReminded') : undefined}
          onPress={() => remind.mutate(left.map(({ personId }) => personId))}
        >
          {t('short.remindAll', { count: left.length })}
        </BigButton>
      ) : null}
    </Block>
  )
}

type Say = ReturnType<typeof useWords<typeof words>>

function sayShort(t: Say, { short, forecasts: [first] }: ForecastRow): string {
  if (!first) return t('short.by', { hours: formatHours(short), unit: unitWord('hour') })
  const { requirement, counted, needed } = first
  return t('short.line', {
    ...{ title: sayIn(requirement.title), counted: formatHours(counted), needed: formatHours(needed) },
    ...{ hours: formatHours(first.short), unit: unitWord(requirement.unit) },
  })
}
