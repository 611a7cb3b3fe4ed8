import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, ProblemError } from '../../../platform/web/call.ts'
import { useJob } from '../../../platform/web/events.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { joinNames } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { Board } from '../contract/board.ts'
import type { RoundInFull } from '../contract/rounds.ts'
import { words } from '../words.ts'
import { useAct } from './acting.ts'
import { isUnderWay, roundsApi } from './asking.ts'
import { LoosenLimits } from './LoosenLimits.tsx'
import { SelectionFileLink, ShownActions, ShowRound, Unadmitted } from './ShownActions.tsx'

const one = roundsApi['matching-rounds'][':matchingRoundId']

type Props = { round: RoundInFull; board: Board | undefined }
type Asked = 'publish' | 'recall' | 'cancel' | 'confirm' | 'show' | undefined

/** What can be done with a round now; what cannot says why. */
export function RoundActions({ round, board }: Props) {
  const t = useWords(words)
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const param = { matchingRoundId: round.id }
  const run = useRehearsal(round, board)
  const publish = useAct(t('published'), () => call(one.publication.$post({ param })), close)
  const recall = useAct(t('saved'), () => call(one.recall.$post({ param })), close)
  const confirm = useAct(
    t('confirm.done'),
    () => call(one.confirmation.$post({ param, json: { id: board?.run?.id ?? '' } })),
    close,
  )
  const { state, phase } = round
  return (
    <>
      {state === 'draft' ? (
        <>
          <ActionLink to={at.editMatchingRound(round.id)} icon="pen">
            {t('edit')}
          </ActionLink>
          <ActionButton kind="primary" onClick={() => setAsked('publish')}>
            {t('publish')}
          </ActionButton>
        </>
      ) : null}
      {state === 'published' ? (
        <>
          <ActionButton kind="quiet" onClick={() => setAsked(round.applicants === 0 ? 'recall' : 'cancel')}>
            {t(round.applicants === 0 ? 'recall' : 'cancelRound')}
          </ActionButton>
          <LoosenLimits round={round} />
          <ActionButton
            pending={run.isPending}
            reason={phase !== 'matching' ? t('run.why') : isUnderWay(board) ? t('run.underWay') : undefined}
            onClick={() => run.mutate()}
          >
            {t(board?.run ? 'run.again' : 'run')}
          </ActionButton>
          <ActionButton reason={decideReason(t, round, board)} onClick={() => setAsked('confirm')}>
            {t('confirm')}
          </ActionButton>
          <ActionButton kind="primary" reason={decideReason(t, round, board)} onClick={() => setAsked('show')}>
            {t('show')}
          </ActionButton>
        </>
      ) : null}
      {state === 'shown' ? <ShownActions round={round} board={board} /> : null}
      {state === 'confirmed' ? <AfterActions round={round} /> : null}
      <ConfirmDialog
        {...{ title: t('publish.ask'), open: asked === 'publish', onClose: close, confirm: t('publish'), words }}
        {...{ onConfirm: () => publish.mutate(), pending: publish.isPending, problem: publish.error }}
      >
        {t('publish.what')}
        <WrongIn problem={publish.error} />
      </ConfirmDialog>
      <ConfirmDialog
        {...{ title: t('recall.ask'), open: asked === 'recall', onClose: close, confirm: t('recall'), words }}
        {...{ onConfirm: () => recall.mutate(), pending: recall.isPending, problem: recall.error }}
      >
        {t('recall.what')}
      </ConfirmDialog>
      <ConfirmDialog
        {...{ title: t('confirm.ask'), open: asked === 'confirm', onClose: close, confirm: t('confirm'), words }}
        {...{ onConfirm: () => confirm.mutate(), pending: confirm.isPending, problem: confirm.error }}
      >
        {t('confirm.what', { placed: board?.funnel.placed ?? 0, unplaced: board?.funnel.unplaced ?? 0 })}
        <Unadmitted problem={confirm.error} />
      </ConfirmDialog>
      {asked === 'show' ? <ShowRound roundId={round.id} runId={board?.run?.id ?? ''} onClose={close} /> : null}
      {asked === 'cancel' ? <CancelRound roundId={round.id} onClose={close} /> : null}
    </>
  )
}

/** Asks for a reckoning. One that takes long is followed until it is done, also by whoever asked for it and came back. */
function useRehearsal(round: RoundInFull, board: Board | undefined) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [begun, setBegun] = useState<string>()
  const own = board?.work?.isOwn === true && isUnderWay(board) ? board.work.id : undefined
  const param = { matchingRoundId: round.id }
  const say = ({ conflict }: Board) => t(conflict ? 'run.conflict' : 'run.done')
  const state = useJob(begun ?? own)?.state
  const done = useEffectEvent(async () => {
    const found = await call(one.board.$get({ param }))
    await cache.invalidateQueries({ queryKey: ['rounds'] })
    toast(say(found))
  })
  useEffect(() => {
    if (state === 'done') void done()
    else if (state === 'failed' || state === 'cancelled') void cache.invalidateQueries({ queryKey: ['rounds'] })
  }, [state, cache])
  return useAct(
    (answer: Board) => (round.method === 'optimal' ? t('run.begun') : say(answer)),
    async () => {
      const id = crypto.randomUUID()
      const answer = await call(one.rehearsals.$post({ param, json: { id } }))
      if (round.method === 'optimal') setBegun(id)
      return answer
    },
  )
}

function decideReason(
  t: ReturnType<typeof useWords<typeof words>>,
  round: RoundInFull,
  board: Board | undefined,
): string | undefined {
  if (round.phase !== 'matching') return t('run.why')
  if (board?.conflict) return t('reason.conflict')
  if (!board?.run) return t('reason.noRun')
  if (board.run.missing > 0) return t('reason.missing', { count: board.run.missing })
  return board.run.isCurrent ? undefined : t('reason.changed')
}

function AfterActions({ round }: { round: RoundInFull }) {
  const t = useWords(words)
  const go = useNavigate()
  const [id] = useState(() => crypto.randomUUID())
  const second = useAct(
    t('second.done'),
    () => call(one['second-round'].$post({ param: { matchingRoundId: round.id }, json: { id } })),
    () => void go(at.matchingRound(id)),
  )
  return (
    <>
      <SelectionFileLink roundId={round.id} />
      {round.notice === null ? null : (
        <ActionLink to={at.publicNotice(round.notice.id)}>{t('publicNotice.see')}</ActionLink>
      )}
      <ActionButton pending={second.isPending} onClick={() => second.mutate()}>
        {t('second')}
      </ActionButton>
    </>
  )
}

function CancelRound({ roundId, onClose }: { roundId: string; onClose: () => void }) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  const cancel = useAct(
    t('phase.cancelled'),
    () =>
      call(one.cancellation.$post({ param: { matchingRoundId: roundId }, json: { reason: form.getValues('reason') } })),
    onClose,
  )
  return (
    <Dialog title={t('cancelRound.ask')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={() => cancel.mutate()}
        submit={t('cancelRound')}
        pending={cancel.isPending}
        problem={cancel.error}
        words={words}
        onCancel={onClose}
      >
        <p>{t('cancelRound.what')}</p>
        <TextArea control={form.control} name="reason" label={t('reason')} rows={2} maxLength={200} required />
      </Form>
    </Dialog>
  )
}

// The programme in which something keeps the round from being published.
function WrongIn({ problem }: { problem: unknown }) {
  const t = useWords(words)
  if (!(problem instanceof ProblemError)) return null
  const titles = problem.fields.flatMap(({ path, message }) =>
    path === 'programme' ? [message] : path === 'limit' ? [t('limit.no', { no: message })] : [],
  )
  return titles.length === 0 ? null : <p>{joinNames(titles)}</p>
}
