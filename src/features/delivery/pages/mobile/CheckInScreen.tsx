import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { call, client, ProblemError } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatTimeRange } from '../../../../ui/format.ts'
import { CodeInput } from '../../../../ui/phone/code.tsx'
import { Loaded } from '../../../../ui/phone/feedback.tsx'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import type { Tone } from '../../../../ui/states.tsx'
import { useWords } from '../../../../ui/words.ts'
import { useHolds, useMe } from '../../../accounts/parts.tsx'
import type { MySession } from '../../contract/sessions.ts'
import type { deliveryRoutes } from '../../routes.ts'
import { words } from '../../words.ts'
import { Refused, Result } from './CheckInResult.tsx'
import { dropTicket, keepTicket, keptTicket, type KeptTicket } from './kept-ticket.ts'

const api = client<typeof deliveryRoutes>()

/**
 * Checks in. A link from the hall's screen is exchanged for a ticket at once, before anybody signs in; the ticket waits
 * on this device while they do, and is spent when they come back.
 */
export function CheckInScreen() {
  const t = useWords(words)
  const [search] = useSearchParams()
  const [sessionId, token] = [search.get('s'), search.get('t')]
  const isLink = sessionId !== null && token !== null
  return (
    <Screen title={t('checkIn')}>
      {isLink ? <Exchanging sessionId={sessionId} token={token} bureau={search.get('b') ?? undefined} /> : <Signed />}
    </Screen>
  )
}

type Scanned = { sessionId: string; token: string; bureau: string | undefined }

function Exchanging({ sessionId, token, bureau }: Scanned) {
  const t = useWords(words)
  const go = useNavigate()
  const exchange = useQuery({
    queryKey: ['exchange', sessionId, token],
    queryFn: () =>
      call(
        api['check-in-tickets'].$post({
          json: { sessionId, token, ...(bureau === undefined ? {} : { bureau }) },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
  })
  const ticket = exchange.data?.ticket
  useEffect(() => {
    if (ticket === undefined) return
    keepTicket({ id: crypto.randomUUID(), ticket })
    // The code has done its work: what stays in the address is worth nothing to whoever it is passed on to.
    void go(at.phone.checkIn(), { replace: true })
  }, [ticket, go])
  const again = () => {
    const offline = exchange.error instanceof ProblemError && exchange.error.code === 'offline'
    if (offline) void exchange.refetch()
    else void go(at.phone.checkIn(), { replace: true })
  }
  if (exchange.error) return <Refused problem={exchange.error} onAgain={again} />
  return <p role="status">{t('checkIn.working')}</p>
}

// Not being signed in leads to the sign-in page and back here, where the ticket waits.
function Signed() {
  const me = useMe()
  return <Loaded query={me}>{() => <CheckingIn />}</Loaded>
}

function CheckingIn() {
  const t = useWords(words)
  const cache = useQueryClient()
  const [kept] = useState(keptTicket)
  const spent = useRef(false)
  const checkIn = useMutation({
    mutationFn: (given: KeptTicket | { readonly id: string; readonly code: string }) =>
      call(api['check-ins'].$post({ json: given })),
    onSuccess: async () => {
      dropTicket()
      await cache.invalidateQueries({ queryKey: ['my-sessions'] })
    },
    onError: (problem) => {
      // Without a network the ticket stays good for its five minutes; anything else it was told is final.
      if (!(problem instanceof ProblemError && problem.code === 'offline')) dropTicket()
    },
  })
  const spend = useEffectEvent((held: KeptTicket) => checkIn.mutate(held))
  useEffect(() => {
    if (!kept || spent.current) return
    spent.current = true
    spend(kept)
  }, [kept])
  const again = () => {
    const waiting = keptTicket()
    if (waiting) checkIn.mutate(waiting)
    else checkIn.reset()
  }
  if (checkIn.error) return <Refused problem={checkIn.error} onAgain={again} />
  if (checkIn.data) return <Result checkIn={checkIn.data} />
  return (
    <>
      {checkIn.isPending ? <p role="status">{t('checkIn.working')}</p> : null}
      <Typing pending={checkIn.isPending} onTyped={(code) => checkIn.mutate({ id: crypto.randomUUID(), code })} />
      <Today />
      <Hosting />
    </>
  )
}

function Typing({ pending, onTyped }: { pending: boolean; onTyped: (code: string) => void }) {
  const t = useWords(words)
  const [code, setCode] = useState('')
  return (
    <Block title={t('checkIn.code')}>
      <CodeInput label={t('checkIn.code')} value={code} onChange={setCode} onComplete={onTyped} disabled={pending} />
      <BigButton
        kind="primary"
        icon="check"
        pending={pending}
        onPress={() => (code.length === 6 ? onTyped(code) : undefined)}
      >
        {t('checkIn.submit')}
      </BigButton>
      <p className="quiet">{t('checkIn.hint')}</p>
    </Block>
  )
}

const toneOf: Readonly<Record<MySession['standing'], Tone>> = {
  present: 'done',
  late: 'attention',
  absent: 'danger',
  leave: 'neutral',
  pending: 'waiting',
  cancelled: 'neutral',
}

/** One's own sessions of today, and how one stands at each. */
function Today() {
  const t = useWords(words)
  const isNobody = useMe().data?.person === null
  const query = useQuery({
    queryKey: ['my-sessions'],
    queryFn: () => call(api.my.sessions.$get({ query: {} })),
    enabled: !isNobody,
  })
  if (isNobody) return null
  return (
    <Block title={t('checkIn.today')}>
      <Loaded query={query} words={words}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('checkIn.today.none')}</p>
          ) : (
            <Rows>
              {items.map((session) => (
                <Row
                  key={session.id}
                  title={session.title}
                  lead={formatTimeRange(session.startsAt, session.endsAt)}
                  note={session.venue}
                  end={<Chip tone={toneOf[session.standing]}>{t(`mark.${session.standing}`)}</Chip>}
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Block>
  )
}

/** For whoever leads classes: the sessions of today, each with its check-in screen. */
function Hosting() {
  const t = useWords(words)
  const hosts = useHolds('class_lead', 'provider', 'trainer')
  const query = useQuery({
    queryKey: ['hosted-sessions'],
    queryFn: () => call(api['class-sessions'].$get({ query: {} })),
    enabled: hosts,
  })
  if (!hosts || !query.data || query.data.items.length === 0) return null
  return (
    <Block title={t('checkIn.hosting')}>
      <Rows>
        {query.data.items.map((session) => (
          <Row
            key={session.id}
            icon="qr"
            to={at.phone.host(session.id)}
            title={session.title}
            lead={formatTimeRange(session.startsAt, session.endsAt)}
            note={session.classTitle}
          />
        ))}
      </Rows>
    </Block>
  )
}
