import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { formatHours } from '../../../../lib/hours.ts'
import { call, client } from '../../../../platform/web/call.ts'
import { at, oneOf, useFilters, wholeNumber } from '../../../../platform/web/route.ts'
import { formatDay, unitWord } from '../../../../ui/format.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { BigLink, Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { Bars, Segments } from '../../../../ui/phone/segments.tsx'
import { sayIn, useWords, type Translate } from '../../../../ui/words.ts'
import { useMe } from '../../../accounts/parts.tsx'
import { NextProgrammes } from '../../../forecast/parts.tsx'
import { OwnExemptions } from '../../../policies/parts.tsx'
import { OwnStamps } from '../../../statements/pages/mobile/parts.tsx'
import type { HourStanding } from '../../contract.ts'
import type { HourYear } from '../../contract/explained.ts'
import { isOwed, nameOf } from '../../parts.tsx'
import type { explainedRoutes } from '../../routes/explained.ts'
import { saySource } from '../sources.ts'
import { words } from '../../words.ts'
import { sayWaiting } from '../records.ts'
import { EntryRow } from './EntryRow.tsx'
import { RequirementRings, whyOf } from './RequirementRings.tsx'
import { UsedFor } from './UsedFor.tsx'

const api = client<typeof explainedRoutes>()

// A year is swiped through; more than these are asked of the office.
const mostYears = 6

/** A teacher's own hours: a ring for each requirement, what is on its way with whom, and the entries behind it; by year and by cycle. */
export function MyHoursScreen() {
  const t = useWords(words)
  const me = useMe().data
  const { year, view } = useFilters({ year: wholeNumber, view: oneOf(['cycle']) })
  const query = useQuery({
    queryKey: ['credits', 'own-year', year],
    queryFn: () => call(api.my['hour-years'].$get({ query: year === undefined ? {} : { year: String(year) } })),
    placeholderData: keepPreviousData,
  })
  return (
    <Screen title={t('mine')} back={at.phone.me()}>
      <Loaded query={query} words={words} lines={8}>
        {(hours) => (
          <>
            <Segments label={t('own.view')} items={segmentsOf(t, hours, view === 'cycle')} />
            {view === 'cycle' ? <CycleView hours={hours} /> : <YearView hours={hours} />}
            {hours.year === hours.years[0] ? <NextProgrammes /> : null}
            <Waiting waiting={hours.waiting} />
            <OwnStamps year={view === 'cycle' ? undefined : hours.year} />
            <OwnExemptions />
            <BigLink to={at.phone.statements()}>{t('own.statements')}</BigLink>
            <Entries hours={hours} />
            {me?.person ? <UsedFor personId={me.person.id} /> : null}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function segmentsOf(t: Translate<typeof words>, { year, years }: HourYear, cycle: boolean) {
  return [
    ...years.slice(0, mostYears).map((each) => ({
      to: `${at.phone.hours()}?year=${each}`,
      label: t('own.year', { year: each }),
      current: !cycle && each === year,
    })),
    { to: `${at.phone.hours()}?view=cycle`, label: t('own.cycle'), current: cycle },
  ]
}

const isYearly = ({ fromYear, toYear }: HourStanding) => fromYear !== null && fromYear === toYear

function YearView({ hours: { year, standings, sums } }: { hours: HourYear }) {
  const yearly = standings.filter(isYearly)
  return <Requirements standings={yearly} year={year} earned={sums.find((sum) => sum.year === year)?.centihours ?? 0} />
}

function CycleView({ hours: { year, standings, sums } }: { hours: HourYear }) {
  const t = useWords(words)
  const cyclical = standings.filter((standing) => !isYearly(standing))
  const main = cyclical.find((one) => isOwed(one) && one.whole) ?? cyclical.find(isOwed)
  const [from, to] = [main?.fromYear ?? null, main?.toYear ?? null]
  const within = sums.filter((sum) => sum.year >= (from ?? sum.year) && sum.year <= (to ?? sum.year))
  const most = Math.max(0, ...within.map(({ centihours }) => centihours))
  if (cyclical.length === 0) return <Empty title={t('own.cycle.none')} hint={t('own.cycle.none.hint')} />
  return (
    <>
      <Requirements standings={cyclical} year={year} earned={0} />
      <Block title={t('own.years')}>
        <Bars
          max={most}
          items={within.map((sum) => ({
            label: String(sum.year),
            value: sum.centihours,
            text: `${formatHours(sum.centihours)} ${unitWord('hour')}`,
          }))}
        />
        {main && from !== null && to !== null ? (
          <p>
            {main.missing > 0
              ? t('own.cycle.left', {
                  ...{ from, to, missing: `${formatHours(main.missing)} ${unitWord(main.unit)}` },
                  counted: `${formatHours(main.counted)} ${unitWord(main.unit)}`,
                })
              : t('own.cycle.met', { from, to, counted: `${formatHours(main.counted)} ${unitWord(main.unit)}` })}
          </p>
        ) : null}
      </Block>
    </>
  )
}

type RequirementsProps = { standings: readonly HourStanding[]; year: number; earned: number }

function Requirements({ standings, year, earned }: RequirementsProps) {
  const t = useWords(words)
  const others = standings.filter((standing) => !isOwed(standing))
  return (
    <>
      <Block>
        <RequirementRings standings={standings} year={year} earned={earned} />
      </Block>
      {others.length > 0 ? (
        <Block title={t('own.others')}>
          <Rows>
            {others.map((standing) => (
              <OtherRow key={standing.id} standing={standing} year={year} />
            ))}
          </Rows>
        </Block>
      ) : null}
    </>
  )
}

function OtherRow({ standing, year }: { standing: HourStanding; year: number }) {
  const t = useWords(words)
  const { kind, counted, over, units } = standing
  const figures = [
    t('counted', { hours: formatHours(counted) }),
    ...(kind === 'most' ? [t('over.of', { category: sayIn(standing.title), hours: formatHours(units) })] : []),
    ...(over > 0 ? [t('over', { hours: formatHours(over) })] : []),
  ].join(' · ')
  return (
    <Row
      to={whyOf(standing, year)}
      title={nameOf(t, standing)}
      lead={figures}
      note={t(`phone.source.${standing.sure}`, { source: saySource(standing) })}
      end={<Chip tone="neutral">{t(kind === 'most' ? 'ring.cap' : 'ring.average')}</Chip>}
    />
  )
}

function Waiting({ waiting }: { waiting: HourYear['waiting'] }) {
  const t = useWords(words)
  if (waiting.length === 0) return null
  return (
    <Block title={t('phone.waiting')}>
      <Rows>
        {waiting.map((record) => (
          <Row
            key={record.id}
            title={record.sourceTitle}
            lead={sayWaiting(t, record)}
            note={formatDay(record.earnedOn)}
            end={`${formatHours(record.centihours)} ${unitWord('hour')}`}
          />
        ))}
      </Rows>
    </Block>
  )
}

function Entries({ hours: { year, entries } }: { hours: HourYear }) {
  const t = useWords(words)
  return (
    <Block title={t('own.entries', { year })}>
      {entries.length === 0 ? (
        <Empty title={t('own.year.empty')} hint={t('phone.empty.hint')} />
      ) : (
        <Rows>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </Rows>
      )}
    </Block>
  )
}
