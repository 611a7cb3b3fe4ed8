import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at, text, useFilters } from '../../../platform/web/route.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { FilterBar, SelectFilter } from '../../../ui/filters.tsx'
import { formatDate, formatMonth, wallOf } from '../../../ui/format.ts'
import { Page } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { CalendarSession } from '../contract/teams.ts'
import { words } from '../words.ts'
import { toneOfSession, trainingApi } from './plans-api.ts'
import { TrainingTabs } from './TrainingTabs.tsx'

const monthShape = /^20\d\d-(0[1-9]|1[0-2])$/
const month: typeof text = (value) => (monthShape.test(value) ? value : undefined)

function shifted(of: string, by: number): string {
  const months = Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7)) - 1 + by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** The sessions of a month, day by day, in one's part of the region. */
export function CalendarPage() {
  const t = useWords(words)
  const [today] = useState(() => wallOf(new Date().toISOString()).date)
  const filters = useFilters({ month, organisationId: text })
  const shown = filters.month ?? today.slice(0, 7)
  const query = { ...filters, month: shown }
  const sessions = useQuery({
    queryKey: ['school-sessions', query],
    queryFn: () => call(trainingApi['school-sessions'].$get({ query })),
  })
  const schools = useOrganisationSearch('school')
  return (
    <Page title={t('calendar')} lead={t('calendar.lead')}>
      <TrainingTabs />
      <div className="cluster">
        <MonthLink to={shifted(shown, -1)} label={t('month.before')} />
        <h2 className="month-name">{formatMonth(shown)}</h2>
        <MonthLink to={shifted(shown, 1)} label={t('month.after')} />
      </div>
      {schools.options.length > 1 ? (
        <FilterBar>
          <SelectFilter name="organisationId" label={t('school')} options={schools.options} />
        </FilterBar>
      ) : null}
      <Loaded query={sessions} words={words}>
        {({ items }) => <Month month={shown} today={today} sessions={items} />}
      </Loaded>
    </Page>
  )
}

function MonthLink({ to, label }: { to: string; label: string }) {
  const [search] = useSearchParams()
  const params = new URLSearchParams(search)
  params.set('month', to)
  return (
    <ActionLink to={`?${params.toString()}`} kind="quiet">
      {label}
    </ActionLink>
  )
}

function daysOf(of: string): string[] {
  const [year, number] = of.split('-').map(Number)
  const size = new Date(Date.UTC(year ?? 2000, number ?? 1, 0)).getUTCDate()
  return Array.from({ length: size }, (_, index) => `${of}-${String(index + 1).padStart(2, '0')}`)
}

// Monday is the first day of a school's week.
const weekdayOf = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

type MonthProps = { month: string; today: string; sessions: readonly CalendarSession[] }

function Month({ month: of, today, sessions }: MonthProps) {
  const t = useWords(words)
  const byDay = Map.groupBy(sessions, ({ on }) => on)
  const days = daysOf(of)
  const lead = weekdayOf(days[0] ?? of)
  if (sessions.length === 0) return <p className="quiet">{t('calendar.none')}</p>
  return (
    <ol className="month" aria-label={formatMonth(of)}>
      {days.map((day, index) => (
        <li
          key={day}
          className={[day === today ? 'month-today' : '', byDay.has(day) ? '' : 'month-free'].join(' ')}
          style={index === 0 ? { gridColumnStart: lead + 1 } : undefined}
        >
          <time className="quiet num" dateTime={day}>
            <span className="month-short">{formatDate(day).slice(8)}</span>
            <span className="month-long">{formatDate(day)}</span>
          </time>
          {(byDay.get(day) ?? []).map((session) => (
            <Sitting key={session.id} session={session} />
          ))}
        </li>
      ))}
    </ol>
  )
}

function Sitting({ session }: { session: CalendarSession }) {
  const t = useWords(words)
  const { planId, title, schoolName, state, attended, members } = session
  return (
    <Link to={`${at.schoolPlan(planId)}/sessions`} className="month-item">
      <span>{title}</span>
      <small className="quiet">
        {state === 'held' ? t('calendar.there', { school: schoolName, there: attended, of: members }) : schoolName}
      </small>
      <StateTag tone={toneOfSession[state]}>{t(`session.${state}`)}</StateTag>
    </Link>
  )
}
