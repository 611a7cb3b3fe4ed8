import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { toast, toastProblem } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { planDeciders } from '../access.ts'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { stageOf, writingOf } from '../core/states.ts'
import { words } from '../words.ts'
import { closeCodes } from './HoursTab.tsx'
import { trainingApi, useKeepPlan } from './plans-api.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

type Asked = 'return' | 'amend' | 'drop' | 'discard' | 'reopen' | undefined
const one = trainingApi['school-plans'][':schoolPlanId']

/** What whoever looks may do with a plan now: each move of its life, and why not where it may not be. */
export function PlanActions({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const [asked, setAsked] = useState<Asked>()
  const mayWrite = useHolds('school_registrar')
  const writing = writingOf(plan)
  return (
    <>
      <Words plan={plan} onReturn={() => setAsked('return')} />
      {mayWrite && writing === 'submitted' ? <Recall plan={plan} /> : null}
      {mayWrite && plan.state === 'draft' && plan.version === 0 ? (
        <ActionButton kind="quiet" onClick={() => setAsked('discard')}>
          {t('discard')}
        </ActionButton>
      ) : null}
      {mayWrite && plan.state === 'approved' && plan.amendment === null ? (
        <ActionButton kind="quiet" icon="pen" onClick={() => setAsked('amend')}>
          {t('amend')}
        </ActionButton>
      ) : null}
      {mayWrite && (plan.amendment === 'draft' || plan.amendment === 'returned') ? (
        <ActionButton kind="quiet" onClick={() => setAsked('drop')}>
          {t('drop')}
        </ActionButton>
      ) : null}
      {mayWrite && plan.state === 'approved' ? <Close plan={plan} /> : null}
      {mayWrite && plan.state === 'closed' ? (
        <ActionButton kind="quiet" icon="undo" onClick={() => setAsked('reopen')}>
          {t('reopen')}
        </ActionButton>
      ) : null}
      <Asking plan={plan} asked={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

function Words({ plan, onReturn }: { plan: SchoolPlanInFull; onReturn: () => void }) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const mayDecide = useHolds(...planDeciders.school, ...planDeciders.centre)
  const param = { schoolPlanId: plan.id }
  const approve = useMutation({
    mutationFn: () => call(one.decision.$post({ param, json: { outcome: 'approved', reason: null } })),
    onSuccess: async (decided) => {
      await keep(decided)
      toast(t('done.approved'))
    },
    onError: (problem) => toastProblem(problem, words),
  })
  if (!mayDecide || stageOf(plan) === undefined) return null
  const code = refusalCode(plan.decideRefusal)
  const reason = code && t(`refusal.${code}`)
  return (
    <>
      <ActionButton onClick={onReturn} reason={reason}>
        {t('return')}
      </ActionButton>
      <ActionButton kind="primary" onClick={() => approve.mutate()} pending={approve.isPending} reason={reason}>
        {t('approve')}
      </ActionButton>
    </>
  )
}

const known = ['plan_not_waiting', 'plan_other_stage', 'plan_by_same_account', ...closeCodes] as const

function refusalCode(code: string | null) {
  return known.find((each) => each === code)
}

function Recall({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const recall = useMutation({
    mutationFn: () => call(one.recall.$post({ param: { schoolPlanId: plan.id } })),
    onSuccess: keep,
    onError: (problem) => toastProblem(problem, words),
  })
  return (
    <ActionButton icon="undo" onClick={() => recall.mutate()} pending={recall.isPending}>
      {t('recall')}
    </ActionButton>
  )
}

function Close({ plan }: { plan: SchoolPlanInFull }) {
  const t = useWords(words)
  const go = useNavigate()
  const code = refusalCode(plan.closeRefusal)
  return (
    <ActionButton
      kind="primary"
      onClick={() => void go(`${at.schoolPlan(plan.id)}/hours`)}
      reason={code && t(`refusal.${code}`)}
    >
      {t('close.go')}
    </ActionButton>
  )
}

function Asking({ plan, asked, onClose }: { plan: SchoolPlanInFull; asked: Asked; onClose: () => void }) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const go = useNavigate()
  const param = { schoolPlanId: plan.id }
  const drop = useMutation({
    mutationFn: () => call(one.amendment.$delete({ param })),
    onSuccess: async (kept) => {
      await keep(kept)
      onClose()
      await go(at.schoolPlan(plan.id))
    },
  })
  const discard = useMutation({
    mutationFn: () => call(one.$delete({ param })),
    onSuccess: async () => {
      onClose()
      toast(t('done.discarded'))
      await go(at.schoolTraining())
    },
  })
  if (asked === 'drop' || asked === 'discard') {
    const act = asked === 'drop' ? drop : discard
    return (
      <ConfirmDialog
        open
        danger
        title={t(`${asked}.ask`)}
        confirm={t(asked)}
        onClose={onClose}
        onConfirm={() => act.mutate()}
        pending={act.isPending}
        problem={act.error}
        words={words}
      >
        <p>{t(`${asked}.what`)}</p>
      </ConfirmDialog>
    )
  }
  if (asked === undefined) return null
  const send = {
    return: (reason: string) => call(one.decision.$post({ param, json: { outcome: 'returned', reason } })),
    amend: (reason: string) => call(one.amendment.$post({ param, json: { reason } })),
    reopen: (reason: string) => call(one.reopening.$post({ param, json: { reason } })),
  }[asked]
  return (
    <ReasonDialog
      title={t(`${asked}.ask`)}
      what={t(`${asked}.what`)}
      submit={t(asked)}
      send={async (reason) => {
        await keep(await send(reason))
        if (asked === 'amend') await go(`${at.schoolPlan(plan.id)}/change`)
      }}
      onClose={onClose}
    />
  )
}
