import { useQuery } from '@tanstack/react-query'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { Loaded } from '../../../ui/feedback.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import type { HourForecast, PersonAdvice } from '../contract.ts'
import { forecastApi } from './api.ts'
import { words } from '../words.ts'
import { sayStep } from './saying.ts'
import { OutlookTag, ProposalList } from './showing.tsx'

/** The forecast of one person with the programmes that would help, for pages about that person. */
export function PersonForecast({ personId }: { personId: string }) {
  const query = useQuery({
    queryKey: ['hour-advice', personId],
    queryFn: () => call(forecastApi.people[':personId']['hour-advice'].$get({ param: { personId } })),
  })
  return (
    <Loaded query={query} words={words} lines={3}>
      {(told) => <Told told={told} />}
    </Loaded>
  )
}

function Told({ told: { forecasts, state, advice } }: { told: PersonAdvice }) {
  const t = useWords(words)
  if (state === null) return <p className="quiet">{t('person.none')}</p>
  return (
    <div className="stack">
      <div>
        <OutlookTag state={state} /> <span className="quiet">{t(`outlook.${state}.what`)}</span>
      </div>
      {forecasts.map((one) => (
        <Line key={one.requirement.id} one={one} />
      ))}
      {state === 'safe' ? null : <ProposalList advice={advice} />}
    </div>
  )
}

function Line({ one }: { one: HourForecast }) {
  const t = useWords(words)
  const { requirement, needed, counted, projected, endsOn, state, steps } = one
  const title = sayIn(requirement.title)
  return (
    <div>
      <p className="num">
        <OutlookTag state={state} />{' '}
        {t('line.title', { title, counted: formatHours(counted), needed: formatHours(needed) })}
        <span className="quiet">{` · ${t('line.projected', { projected: formatHours(projected), endsOn })}`}</span>
      </p>
      <p className="quiet num">{steps.map((step) => sayStep(t, step)).join(' · ')}</p>
    </div>
  )
}
