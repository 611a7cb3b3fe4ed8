import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { accessRefusal } from '../../lib/access.ts'
import { formatHours } from '../../lib/hours.ts'
import { call, client } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { Loaded, Note } from '../../ui/feedback.tsx'
import { joinNames, unitWord } from '../../ui/format.ts'
import { ProgressBar } from '../../ui/figures.tsx'
import { sayIn, useWords, type Translate } from '../../ui/words.ts'
import { useMe } from '../accounts/parts.tsx'
import { mayListExemptions } from '../policies/parts.tsx'
import { mayReadRoots } from './access.ts'
import type { Credits, HourStanding } from './contract.ts'
import type { creditRoutes } from './routes.ts'
import type { standingRoutes } from './routes/standings.ts'
import type { trialRoutes } from './routes/trials.ts'
import { words } from './words.ts'

export { LateReason } from './pages/LateReason.tsx'

export const creditsApi = client<typeof creditRoutes>()
export const standingsApi = client<typeof standingRoutes>()
export const trialsApi = client<typeof trialRoutes>()
export type { HourFacts } from './contract/trials.ts'

/** The queues of hours, one for each step on the way to the ledger. */
export const queues = ['recorded', 'approved', 'returned', 'verified'] as const

/** The pages about hours, beside each other: the queues, who still misses how many, and the roots for those who may see them. */
export function useQueueTabs() {
  const t = useWords(words)
  const me = useMe().data
  const mayExempt =
    accessRefusal(mayListExemptions, me && { personId: me.person?.id ?? null, grants: me.grants }) === undefined
  const mayRoots =
    accessRefusal(mayReadRoots, me && { personId: me.person?.id ?? null, grants: me.grants }) === undefined
  return [
    ...queues.map((each) => ({ to: `${at.hours()}/${each}`, label: t(`state.${each}`) })),
    { to: at.openings(), label: t('openings') },
    { to: at.standing(), label: t('standing') },
    { to: at.forecast(), label: t('forecast') },
    { to: at.hourMatrix(), label: t('matrix') },
    { to: at.hourPolicies(), label: t('policies') },
    ...(mayExempt ? [{ to: at.hourExemptions(), label: t('exemptions') }] : []),
    ...(mayRoots ? [{ to: at.ledgerRoots(), label: t('roots') }] : []),
  ]
}

/** The day at whose end a ledger is looked at, and the one whose policies judge it; empty for now, and for those of that day. */
export type LookedAt = { readonly asOf: string; readonly policiesOn: string }
const now: LookedAt = { asOf: '', policiesOn: '' }

/** The ledger of a person, as whoever may see it; with a day, as it stood at its end. */
export function usePersonCredits(personId: string, { asOf, policiesOn }: LookedAt = now) {
  const query = { ...(asOf === '' ? {} : { asOf }), ...(policiesOn === '' ? {} : { policiesOn }) }
  return useQuery({
    queryKey: ['credits', personId, asOf, policiesOn],
    queryFn: () => call(creditsApi.people[':personId'].credits.$get({ param: { personId }, query })),
    // The page stays where it is while another day is looked up.
    placeholderData: keepPreviousData,
  })
}

type T = Translate<typeof words>

/** What a requirement is called: its category, and its year or cycle. */
export function nameOf(t: T, standing: Pick<HourStanding, 'title' | 'fromYear' | 'toYear'>): string {
  const { title, fromYear: from, toYear: to } = standing
  if (from === null || to === null) return sayIn(title)
  return `${from === to ? t('period.year', { from }) : t('period', { from, to })} ${sayIn(title)}`
}

/** What each person has to reach: an average is an aim of the school, and a maximum only limits. */
export function isOwed({ kind }: Pick<HourStanding, 'kind'>): boolean {
  return kind === 'least'
}

/** What is missing, in words: "还差 12 学时，其中师德 2". Averages are aims and miss nothing. */
export function sayMissing(t: T, standings: readonly HourStanding[]): string {
  const short = standings.filter((standing) => standing.missing > 0 && isOwed(standing))
  if (short.length === 0) return t('missing.none')
  const whole = Math.max(0, ...short.filter(({ whole }) => whole).map(({ missing }) => missing))
  const parts = joinNames(
    short.flatMap(({ whole: all, title, missing }) =>
      all ? [] : [t('missing.part', { category: sayIn(title), hours: formatHours(missing) })],
    ),
  )
  const hours = formatHours(whole)
  if (whole === 0) return t('missing.only', { parts })
  return parts === '' ? t('missing.all', { hours }) : t('missing.parts', { hours, parts })
}

/** The verified hours of the year, all categories together. */
export function earnedIn(credits: Credits): number {
  return credits.totals.filter(({ year }) => year === credits.year).reduce((sum, total) => sum + total.centihours, 0)
}

// Apart from the phone's part of this file, which needs no tables.
const PersonLedger = lazy(async () => ({ default: (await import('./pages/PersonLedger.tsx')).PersonLedger }))

/** How somebody stands against each requirement, what is on its way and the entries behind it, for pages about that person. */
export function CreditSummary({ personId }: { personId: string }) {
  const [looked, look] = useState(now)
  const query = usePersonCredits(personId, looked)
  return (
    <Loaded query={query} words={words} lines={3}>
      {(credits) => (
        <>
          <Standings credits={credits} />
          <Suspense fallback={null}>
            <PersonLedger credits={credits} onLook={look} />
          </Suspense>
        </>
      )}
    </Loaded>
  )
}

// A minimum is gone towards; a maximum alone is filled up.
function barOf({ kind, counted, needed, units, unit }: HourStanding): { max: number; text: string } {
  const max = kind === 'most' ? units : needed
  const of = kind === 'most' ? '≤ ' : ''
  return { max, text: `${formatHours(counted)} / ${of}${formatHours(max)} ${unitWord(unit)}` }
}

/** Every requirement as a line with its figures; what is over a maximum is said and not counted. */
export function Standings({ credits }: { credits: Credits }) {
  const t = useWords(words)
  const earned = formatHours(earnedIn(credits))
  if (credits.standings.length === 0) {
    return (
      <p className="num">
        {t('ledger.none')} · {t('ledger.earned')} {earned} {unitWord('hour')}
      </p>
    )
  }
  const { chain } = credits
  return (
    <div className="stack-tight">
      {credits.standings.map((standing) => (
        <div key={standing.id}>
          <span className="quiet">
            {nameOf(t, standing)}
            {standing.kind === 'average' ? ` · ${t('ring.average')}` : ''}
          </span>
          <ProgressBar
            label={nameOf(t, standing)}
            value={standing.counted}
            {...barOf(standing)}
            {...(standing.missing > 0 && isOwed(standing) ? { tone: 'attention' as const } : {})}
          />
          {standing.over > 0 ? <p className="quiet num">{t('over', { hours: formatHours(standing.over) })}</p> : null}
        </div>
      ))}
      <p>{sayMissing(t, credits.standings)}</p>
      {chain.brokenAt === null ? null : (
        <Note tone="danger">{t('ledger.chain.broken', { place: chain.brokenAt })}</Note>
      )}
      {chain.totalsAgree ? null : <Note tone="danger">{t('ledger.chain.totals')}</Note>}
    </div>
  )
}
