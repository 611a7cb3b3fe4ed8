import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type CSSProperties } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { formatTimeRange, wallOf } from '../../../ui/format.ts'
import { Loaded, Note } from '../../../ui/phone/feedback.tsx'
import { useWords } from '../../../ui/words.ts'
import type { HostBoard as Board } from '../contract/sessions.ts'
import { windowRefusal } from '../core.ts'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { QrCode } from './QrCode.tsx'

const api = client<typeof deliveryRoutes>()

/** Asked for every few seconds for who is here, and at once when a code leaves the screen. */
const pollMs = 3_000
/** A clock that is off by less is nobody's trouble. */
const driftShownMs = 5_000

type Seen = Board & {
  /** How far this device's clock is behind the server's. */
  readonly behindMs: number
}

async function ask(sessionId: string): Promise<Seen> {
  const sentAt = Date.now()
  const board = await call(api['class-sessions'][':sessionId'].host.$get({ param: { sessionId } }))
  const middle = (sentAt + Date.now()) / 2
  return { ...board, behindMs: new Date(board.now).getTime() - middle }
}

function useTicking(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return now
}

const frame: CSSProperties = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: 'var(--space-6)',
  alignItems: 'center',
  justifyContent: 'center',
  padding: 'var(--space-4)',
  background: 'var(--paper)',
}

/** What the hall sees: the code of these seconds as QR and as six characters, how many are here, and who came last. */
export function HostBoard({ sessionId }: { sessionId: string }) {
  const t = useWords(words)
  const now = useTicking()
  const query = useQuery({
    queryKey: ['host-board', sessionId],
    queryFn: () => ask(sessionId),
    staleTime: 0,
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => {
      if (!state.data) return pollMs
      const left = new Date(state.data.validUntil).getTime() - (Date.now() + state.data.behindMs)
      return Math.max(250, Math.min(pollMs, left + 50))
    },
  })
  return (
    <Loaded query={query} words={words}>
      {(board) => {
        const serverNow = new Date(now + board.behindMs)
        const stale = serverNow.getTime() - new Date(board.validUntil).getTime() > pollMs
        return (
          <>
            {stale ? <Note tone="attention">{t('host.offline')}</Note> : null}
            {Math.abs(board.behindMs) > driftShownMs ? (
              <Note tone="attention">{t('host.drift', { seconds: Math.round(Math.abs(board.behindMs) / 1000) })}</Note>
            ) : null}
            <div style={frame}>
              <Code board={board} serverNow={serverNow} />
              <Hall board={board} />
            </div>
          </>
        )
      }}
    </Loaded>
  )
}

function Code({ board, serverNow }: { board: Seen; serverNow: Date }) {
  const t = useWords(words)
  const { session, classState, code, link, validUntil } = board
  const refusal = windowRefusal({ ...session, classState }, serverNow)
  if (refusal === 'session_cancelled') return <p>{t('host.cancelled', { reason: session.reason ?? '' })}</p>
  if (refusal === 'check_in_over' || refusal === 'class_closed') return <p>{t('host.closed')}</p>
  const left = Math.max(0, Math.ceil((new Date(validUntil).getTime() - serverNow.getTime()) / 1000))
  return (
    <div style={{ width: 'min(62vh, 90vw, 560px)', textAlign: 'center' }}>
      <QrCode text={`${window.location.origin}${link}`} label={t('host.qr')} />
      <p
        className="num"
        aria-label={t('host.code')}
        style={{ fontSize: 'clamp(40px, 8vw, 88px)', letterSpacing: '0.12em', lineHeight: 1.2 }}
      >
        {code.slice(0, 3)} {code.slice(3)}
      </p>
      <p className="quiet num">{t('host.next', { count: left })}</p>
      {refusal === 'check_in_too_early' ? (
        <Note tone="waiting">{t('host.opens', { time: wallOf(session.opensAt).time })}</Note>
      ) : null}
    </div>
  )
}

function Hall({ board }: { board: Seen }) {
  const t = useWords(words)
  const { session, members, present, late, leave, recent } = board
  return (
    <div className="stack" style={{ flex: '1 1 280px', maxWidth: 460 }}>
      <div>
        <h2>{session.title}</h2>
        <p className="quiet">{session.classTitle}</p>
        <p className="quiet num">
          {formatTimeRange(session.startsAt, session.endsAt)} · {session.venue}
        </p>
      </div>
      <p className="num" role="status" style={{ fontSize: 32 }}>
        {t('host.count', { here: present + late, members })}
      </p>
      <p className="quiet num">
        {t('host.present')} {present} · {t('host.late')} {late} · {t('host.leave')} {leave}
      </p>
      <section>
        <h2>{t('host.recent')}</h2>
        {recent.length === 0 ? <p className="quiet">{t('host.nobody')}</p> : null}
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {recent.map((each) => (
            <li key={`${each.name}${each.at}`}>
              <span className="num">{wallOf(each.at).time}</span> {each.name}
            </li>
          ))}
        </ul>
      </section>
      <p className="quiet">{t('host.howto')}</p>
    </div>
  )
}
