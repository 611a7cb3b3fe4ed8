import { useQuery } from '@tanstack/react-query'
import { formatHours } from '../../../../lib/hours.ts'
import { call, client } from '../../../../platform/web/call.ts'
import { at, text, useFilters, wholeNumber } from '../../../../platform/web/route.ts'
import { joinNames, unitWord } from '../../../../ui/format.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Pairs, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { Bars } from '../../../../ui/phone/segments.tsx'
import { sayIn, useWords, type Translate } from '../../../../ui/words.ts'
import type { HourExplanation } from '../../contract/explained.ts'
import { nameOf } from '../../parts.tsx'
import type { explainedRoutes } from '../../routes/explained.ts'
import { saySource } from '../sources.ts'
import { words } from '../../words.ts'
import { EntryRow } from './EntryRow.tsx'

const api = client<typeof explainedRoutes>()

/** How one standing came about, step by step in words, with every entry that the rule looked at. */
export function WhyHoursScreen() {
  const t = useWords(words)
  const { id, year } = useFilters({ id: text, year: wholeNumber })
  const query = useQuery({
    queryKey: ['credits', 'explanation', id, year],
    queryFn: () =>
      call(
        api.my['hour-explanations'].$get({
          query: { requirementId: id ?? '', ...(year === undefined ? {} : { year: String(year) }) },
        }),
      ),
    enabled: id !== undefined,
  })
  const back = year === undefined ? at.phone.hours() : `${at.phone.hours()}?year=${year}`
  return (
    <Screen title={t('why.title')} back={back}>
      {id === undefined ? (
        <Empty title={t('why.missing')} />
      ) : (
        <Loaded query={query} words={words} lines={8}>
          {(told) => <Told told={told} />}
        </Loaded>
      )}
    </Screen>
  )
}

function Told({ told }: { told: HourExplanation }) {
  const t = useWords(words)
  const { standing, lines, verdict, rule, sums, entries } = told
  const most = Math.max(0, ...sums.map(({ centihours }) => centihours))
  return (
    <>
      <Block title={nameOf(t, standing)}>
        <p>
          <strong>{sayIn(verdict)}</strong>
        </p>
      </Block>
      <Block title={t('why.steps')}>
        <ol className="stack-tight">
          {lines.map((line) => (
            <li key={line.zh}>{sayIn(line)}</li>
          ))}
        </ol>
      </Block>
      <Block title={t('why.rule')}>
        <p>{sayIn(rule)}</p>
        <Pairs items={sourcesOf(t, standing)} />
      </Block>
      {sums.length > 1 ? (
        <Block title={t('own.years')}>
          <Bars
            max={most}
            items={sums.map(({ year, centihours }) => ({
              label: String(year),
              value: centihours,
              text: `${formatHours(centihours)} ${unitWord('hour')}`,
            }))}
          />
        </Block>
      ) : null}
      <Block title={t('why.entries')}>
        {entries.length === 0 ? (
          <Empty title={t('why.entries.empty')} />
        ) : (
          <Rows>
            {entries.map((each) => (
              <EntryRow key={each.entry.id} entry={each.entry} note={sayMarks(t, each)} />
            ))}
          </Rows>
        )}
      </Block>
    </>
  )
}

type T = Translate<typeof words>

function sourcesOf(t: T, standing: HourExplanation['standing']) {
  const { policy, sure } = standing
  const value = policy ? t('why.policy', { title: sayIn(policy.title), version: policy.version }) : t('why.plan')
  return [{ label: value, value: t(`phone.source.${sure}`, { source: saySource(standing) }) }]
}

function sayMarks(t: T, { under, lacks }: HourExplanation['entries'][number]): string {
  if (lacks.length > 0) return t('why.lacks', { needs: joinNames(lacks) })
  if (under.length > 0) return under.map((title) => t('why.under', { title: sayIn(title) })).join(' · ')
  return t('why.counted')
}
