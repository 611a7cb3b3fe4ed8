import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../../platform/web/call.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import type { MyWaiting } from '../../contract/waiting.ts'
import type { waitingRoutes } from '../../routes/waiting.ts'
import { words } from '../../words.ts'
import { waitingWords } from '../../words/waiting.ts'

const api = client<typeof waitingRoutes>()

/** Joins the waiting list of a full programme in one tap. */
export function WaitAction({ programmeId }: { programmeId: string }) {
  const t = useWords(waitingWords)
  const cache = useQueryClient()
  // Made once for each try: pressed twice, it is the same turn.
  const [id, setId] = useState(() => crypto.randomUUID())
  const join = useMutation({
    mutationFn: () =>
      call(api.programmes[':programmeId']['waiting-list'].$post({ param: { programmeId }, json: { id } })),
    onSuccess: () => {
      toast(t('wait.joined'))
      setId(crypto.randomUUID())
    },
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <>
      <p className="quiet">{t('wait.how')}</p>
      <Problem problem={join.error} words={words} />
      <BigButton kind="primary" onPress={() => join.mutate()} pending={join.isPending}>
        {t('wait')}
      </BigButton>
    </>
  )
}

const offerOf = {
  waiting: 'offer.kept',
  invitation: 'offer.invited',
  round: 'offer.next.round',
  selection: 'offer.next.selection',
} as const satisfies Record<MyWaiting['sourceKind'], string>

/** One's turn in a list, or the place one is offered: taken or passed on in one tap. */
export function WaitingStanding({ waiting }: { waiting: MyWaiting }) {
  const t = useWords(waitingWords)
  const until = waiting.offerUntil === null ? '' : formatDateTime(waiting.offerUntil)
  const isOffer = waiting.state === 'offered'
  return (
    <div className="stack-tight">
      {isOffer ? (
        <Note tone="attention">{t(offerOf[waiting.sourceKind], { until })}</Note>
      ) : (
        <p className="num">{t('wait.turn', { nth: waiting.nth ?? '–' })}</p>
      )}
      {isOffer ? null : <p className="quiet">{t('wait.how')}</p>}
      {waiting.movedReason === null || isOffer ? null : (
        <p className="quiet">{t('wait.moved', { reason: waiting.movedReason })}</p>
      )}
      <Answers id={waiting.id} isOffer={isOffer} />
    </div>
  )
}

function Answers({ id, isOffer }: { id: string; isOffer: boolean }) {
  const t = useWords(waitingWords)
  const cache = useQueryClient()
  const settle = (said: string) => ({
    onSuccess: () => toast(said),
    onSettled: () => cache.invalidateQueries(),
  })
  const accept = useMutation({
    mutationFn: () => call(api.waiters[':waiterId'].acceptance.$post({ param: { waiterId: id } })),
    ...settle(t('offer.accepted')),
  })
  const refuse = useMutation({
    mutationFn: () => call(api.waiters[':waiterId'].refusal.$post({ param: { waiterId: id } })),
    ...settle(t(isOffer ? 'offer.declined' : 'wait.left')),
  })
  return (
    <>
      <Problem problem={accept.error ?? refuse.error} words={words} />
      {isOffer ? (
        <BigButton kind="primary" onPress={() => accept.mutate()} pending={accept.isPending}>
          {t('offer.accept')}
        </BigButton>
      ) : null}
      <BigButton onPress={() => refuse.mutate()} pending={refuse.isPending}>
        {t(isOffer ? 'offer.decline' : 'wait.leave')}
      </BigButton>
    </>
  )
}
