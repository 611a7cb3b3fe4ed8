import { useQuery } from '@tanstack/react-query'
import { Navigate } from 'react-router'
import { formatHours } from '../../../../lib/hours.ts'
import { call, client } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatTimeRange, unitWord } from '../../../../ui/format.ts'
import { Loaded } from '../../../../ui/phone/feedback.tsx'
import { BigLink, Chip } from '../../../../ui/phone/press.tsx'
import { Ring } from '../../../../ui/phone/ring.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { sayIn, useWords } from '../../../../ui/words.ts'
import { useMe } from '../../../accounts/parts.tsx'
import { NextProgrammes } from '../../../forecast/parts.tsx'
import type { Home } from '../../contract.ts'
import type { workbenchRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

const api = client<typeof workbenchRoutes>()

/** A teacher's home: how many hours are missing, what is on today, what can be joined. */
export function HomeScreen() {
  const t = useWords(words)
  const me = useMe()
  const isNobody = me.data?.person === null
  const query = useQuery({ queryKey: ['home'], queryFn: () => call(api.my.home.$get()), enabled: !isNobody })
  const name = me.data?.person?.name
  // An office's account has no hours of its own: whoever leads a class comes here for its check-in.
  if (isNobody) return <Navigate to={at.phone.checkIn()} replace />
  return (
    <Screen title={name === undefined ? t('home') : t('hello', { name })}>
      <Loaded query={query} words={words} lines={8}>
        {(home) => (
          <>
            <Hours home={home} />
            <NextProgrammes />
            <Sessions sessions={home.sessions} />
            <Applications applications={home.applications} />
            <Block title={t('join')}>
              <BigLink to={at.phone.programmes()}>
                {home.open > 0 ? t('join.count', { count: home.open }) : t('join.none')}
              </BigLink>
            </Block>
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Hours({ home }: { home: Home }) {
  const t = useWords(words)
  const asked = home.standings.filter(({ whole, needed }) => whole && needed > 0)
  const whole = asked.find(({ fromYear, toYear }) => fromYear === toYear) ?? asked[0]
  const short = home.standings.filter((one) => one !== whole && one.missing > 0)
  return (
    <Block>
      <Ring
        label={t('ring.label', { year: home.year })}
        value={whole ? whole.counted : home.earned}
        max={whole ? whole.needed : home.earned}
        unit={unitWord(whole?.unit ?? 'hour')}
        format={formatHours}
      >
        {whole
          ? whole.missing > 0
            ? t('ring.missing', { hours: formatHours(whole.missing) })
            : t('ring.done')
          : t('ring.free')}
      </Ring>
      {whole ? (
        <p className="quiet">
          {t('ring.what', {
            unit: unitWord(whole.unit),
            years: [...new Set([whole.fromYear, whole.toYear])].filter((year) => year !== null).join('–'),
          })}
        </p>
      ) : null}
      {short.map((one) => (
        <p key={JSON.stringify(one.title)} className="quiet">
          {t('ring.other', { title: sayIn(one.title), hours: formatHours(one.missing) })}
        </p>
      ))}
      {whole && whole.over > 0 ? <p className="quiet">{t('ring.over', { hours: formatHours(whole.over) })}</p> : null}
      {home.onTheWay > 0 ? <p className="quiet">{t('ring.onTheWay', { hours: formatHours(home.onTheWay) })}</p> : null}
    </Block>
  )
}

const markTone = { present: 'done', late: 'attention', absent: 'danger', leave: 'neutral' } as const

function Sessions({ sessions }: { sessions: Home['sessions'] }) {
  const t = useWords(words)
  const next = sessions.find((one) => one.mark === null)
  return (
    <Block title={t('sessions')}>
      {sessions.length === 0 ? <p className="quiet">{t('sessions.none')}</p> : null}
      <Rows>
        {sessions.map((one) => (
          <Row
            key={one.id}
            title={one.title}
            lead={formatTimeRange(one.startsAt, one.endsAt)}
            note={`${one.programme} · ${one.venue}`}
            end={one.mark === null ? null : <Chip tone={markTone[one.mark]}>{t(`mark.${one.mark}`)}</Chip>}
          />
        ))}
      </Rows>
      {next ? (
        <BigLink to={at.phone.checkIn()} kind="primary">
          {t('sessions.checkIn')}
        </BigLink>
      ) : null}
    </Block>
  )
}

const stateTone = { applied: 'waiting', school_approved: 'waiting', returned: 'attention', admitted: 'done' } as const
type Known = keyof typeof stateTone
const isKnown = (state: string): state is Known => state in stateTone

function Applications({ applications }: { applications: Home['applications'] }) {
  const t = useWords(words)
  if (applications.length === 0) return null
  return (
    <Block title={t('applications')}>
      <Rows>
        {applications.map((one) => (
          <Row
            key={one.id}
            title={one.title}
            to={at.phone.programme(one.programmeId)}
            end={isKnown(one.state) ? <Chip tone={stateTone[one.state]}>{t(`application.${one.state}`)}</Chip> : null}
          />
        ))}
      </Rows>
    </Block>
  )
}
