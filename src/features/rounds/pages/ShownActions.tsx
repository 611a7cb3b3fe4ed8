import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, ProblemError } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ActionLink, DownloadLink } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { NumberField, TextArea, numberOf } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDate, withSaid } from '../../../ui/format.ts'
import { sayRefusal, useWords, type Translate } from '../../../ui/words.ts'
import { namedRefusals } from '../../enrolment/parts.tsx'
import type { Board } from '../contract/board.ts'
import type { RoundInFull } from '../contract/rounds.ts'
import { settleRefusal, takeBackRefusal } from '../core/rules.ts'
import { words } from '../words.ts'
import { useAct } from './acting.ts'
import { roundsApi } from './asking.ts'

const one = roundsApi['matching-rounds'][':matchingRoundId']

/** What can be done with a round whose list is on public notice: look at it, take it back, admit once it is confirmed. */
export function ShownActions({ round, board }: { round: RoundInFull; board: Board | undefined }) {
  const t = useWords(words)
  const [asked, setAsked] = useState<'settle' | 'takeBack'>()
  const close = () => setAsked(undefined)
  const { notice, state } = round
  const kept = takeBackRefusal(state, notice?.state ?? null)
  return (
    <>
      <SelectionFileLink roundId={round.id} />
      <ActionButton reason={kept && sayRefusal({ code: kept }, words)} onClick={() => setAsked('takeBack')}>
        {t('takeBack')}
      </ActionButton>
      {notice === null ? null : <ActionLink to={at.publicNotice(notice.id)}>{t('publicNotice.see')}</ActionLink>}
      <ActionButton kind="primary" reason={settleReason(t, round)} onClick={() => setAsked('settle')}>
        {t('settle')}
      </ActionButton>
      {asked === 'settle' ? <Settle round={round} board={board} onClose={close} /> : null}
      {asked === 'takeBack' && notice ? <TakeBack roundId={round.id} noticeId={notice.id} onClose={close} /> : null}
    </>
  )
}

type SettleProps = { readonly round: RoundInFull; readonly board: Board | undefined; readonly onClose: () => void }

/** Admits everybody who was shown; where some cannot be any more they are named, and the others are admitted without them. */
function Settle({ round, board, onClose }: SettleProps) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  const param = { matchingRoundId: round.id }
  const id = board?.run?.id ?? ''
  const settle = useAct(t('settle.done'), () => call(one.settlement.$post({ param, json: { id } })), onClose)
  const personIds = refusedIn(settle.error)
  const without = useAct(
    t('settle.done'),
    () => {
      const strike = { personIds: [...personIds], reason: form.getValues('reason') }
      return call(one.settlement.$post({ param, json: { id, strike } }))
    },
    onClose,
  )
  const struck = round.notice?.struck ?? 0
  if (personIds.length === 0)
    return (
      <ConfirmDialog
        {...{ title: t('settle.ask'), open: true, onClose, confirm: t('settle'), words }}
        {...{ onConfirm: () => settle.mutate(), pending: settle.isPending, problem: settle.error }}
      >
        {t('settle.what', { admitted: (board?.funnel.placed ?? 0) - struck, struck })}
      </ConfirmDialog>
    )
  return (
    <Dialog title={t('settle.refused', { count: personIds.length })} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={() => without.mutate()}
        submit={t('settle.without', { count: personIds.length })}
        pending={without.isPending}
        problem={without.error}
        words={words}
        onCancel={onClose}
      >
        <Unadmitted problem={settle.error} />
        <p>{t('settle.refused.what')}</p>
        <TextArea
          control={form.control}
          name="reason"
          label={t('settle.reason')}
          hint={t('settle.reason.hint')}
          rows={2}
          maxLength={200}
          required
        />
      </Form>
    </Dialog>
  )
}

const refusedIn = (problem: unknown): readonly string[] =>
  problem instanceof ProblemError && problem.code === 'unadmitted' ? problem.fields.flatMap(({ id }) => id ?? []) : []

function settleReason(t: Translate<typeof words>, { state, notice }: RoundInFull): string | undefined {
  const refusal = settleRefusal(state, notice?.state ?? null)
  if (refusal === undefined) return undefined
  if (notice?.state === 'open')
    return notice.waiting > 0
      ? t('publicNotice.waiting', { count: notice.waiting })
      : t('settle.wait', { day: formatDate(notice.endsOn) })
  return notice?.state === 'withdrawn' ? t('settle.withdrawn') : sayRefusal({ code: refusal }, words)
}

/** The file from which anybody reckons a round again. */
export function SelectionFileLink({ roundId }: { roundId: string }) {
  const t = useWords(words)
  return <DownloadLink href={`/api/v1/matching-rounds/${roundId}/selection-file`}>{t('file')}</DownloadLink>
}

/** Asks what stands above the names and for how long they are shown. */
export function ShowRound({ roundId, runId, onClose }: { roundId: string; runId: string; onClose: () => void }) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { text: '', days: '' } })
  const show = useAct(
    t('show.done'),
    () => {
      const { text, days } = form.getValues()
      const workingDays = numberOf(days)
      const json = { id: runId, text, ...(workingDays === undefined ? {} : { workingDays }) }
      return call(one['public-notice'].$post({ param: { matchingRoundId: roundId }, json }))
    },
    onClose,
  )
  return (
    <Dialog title={t('show')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={() => show.mutate()}
        submit={t('show')}
        pending={show.isPending}
        problem={show.error}
        words={words}
        onCancel={onClose}
      >
        <p>{t('show.what')}</p>
        <p>{t('show.then')}</p>
        <TextArea
          control={form.control}
          name="text"
          label={t('show.text')}
          hint={t('show.text.hint')}
          rows={3}
          maxLength={2000}
        />
        <NumberField
          control={form.control}
          name="days"
          label={t('show.days')}
          hint={t('show.days.hint')}
          min={1}
          max={30}
        />
        <Unadmitted problem={show.error} />
      </Form>
    </Dialog>
  )
}

type TakeBackProps = { readonly roundId: string; readonly noticeId: string; readonly onClose: () => void }

function TakeBack({ roundId, noticeId, onClose }: TakeBackProps) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  const takeBack = useAct(
    t('takeBack.done'),
    () => {
      const json = { noticeId, reason: form.getValues('reason') }
      return call(one['show-withdrawal'].$post({ param: { matchingRoundId: roundId }, json }))
    },
    onClose,
  )
  return (
    <Dialog title={t('takeBack.ask')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={() => takeBack.mutate()}
        submit={t('takeBack')}
        pending={takeBack.isPending}
        problem={takeBack.error}
        words={words}
        onCancel={onClose}
      >
        <p>{t('takeBack.what')}</p>
        <TextArea control={form.control} name="reason" label={t('takeBack.reason')} rows={2} maxLength={200} required />
      </Form>
    </Dialog>
  )
}

/** Whom the reckoning places where they cannot be admitted, each with why. */
export function Unadmitted({ problem }: { problem: unknown }) {
  if (!(problem instanceof ProblemError) || problem.code !== 'unadmitted') return null
  return (
    <ul>
      {problem.fields.map(({ path, message }) => (
        <li key={`${message} ${path}`}>{withSaid(message, sayRefusal({ code: path }, namedRefusals))}</li>
      ))}
    </ul>
  )
}
