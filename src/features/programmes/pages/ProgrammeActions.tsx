import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useNeedsLack } from '../../surveys/parts.tsx'
import type { ProgrammeInFull } from '../contract.ts'
import { moveRefusal, publishLacks } from '../core.ts'
import type { programmeRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { ApproveDialog } from './ApproveDialog.tsx'
import { CancelDialog } from './CancelDialog.tsx'
import { JustifyDialog } from './JustifyDialog.tsx'

const api = client<typeof programmeRoutes>()

type Step = 'publish' | 'open' | 'start' | 'archive'
type Asking = Step | 'justify' | 'decide' | 'cancel'

/** What comes next for each state; nothing where somebody else brings it on, or nothing follows. */
const nextOf = {
  draft: 'justify',
  justified: 'decide',
  approved: 'publish',
  published: 'open',
  enrolling: 'start',
  running: undefined,
  closed: 'archive',
  archived: undefined,
  cancelled: undefined,
} as const satisfies Record<ProgrammeInFull['state'], Asking | undefined>

type ActionsProps = { programme: ProgrammeInFull; mayManage: boolean; mayApprove: boolean }

/** The one next step of a programme as its button, and cancelling behind it; each with its question. */
export function ProgrammeActions({ programme, mayManage, mayApprove }: ActionsProps) {
  const t = useWords(words)
  const [asking, setAsking] = useState<Asking | undefined>()
  const close = () => setAsking(undefined)
  const next = nextOf[programme.state]
  const may = next === 'decide' ? mayApprove : mayManage
  const lacks = next === 'publish' ? publishLacks(programme) : []
  const needs = useNeedsLack(programme.id)
  const held = next === 'publish' && needs?.kind === 'block' ? [needs.said] : []
  const reason = [...lacks.map((lack) => t(`refusal.${lack}`)), ...held].join(' ')
  const cancelRefusal = moveRefusal(programme.state, 'cancelled')
  return (
    <>
      {mayManage && programme.state !== 'cancelled' && programme.state !== 'archived' ? (
        <ActionButton
          kind="quiet"
          onClick={() => setAsking('cancel')}
          reason={cancelRefusal && t(`refusal.${cancelRefusal}`)}
        >
          {t('cancel')}
        </ActionButton>
      ) : null}
      {next && may ? (
        <ActionButton
          kind="primary"
          onClick={() => setAsking(next)}
          reason={reason === '' ? undefined : `${t('publish.lacks')} ${reason}`}
        >
          {t(next)}
        </ActionButton>
      ) : null}
      {asking === 'justify' ? <JustifyDialog programme={programme} onClose={close} /> : null}
      {asking === 'decide' ? <ApproveDialog programme={programme} onClose={close} /> : null}
      {asking === 'cancel' ? <CancelDialog programme={programme} onClose={close} /> : null}
      {asking === 'publish' || asking === 'open' || asking === 'start' || asking === 'archive' ? (
        <StepDialog programme={programme} step={asking} onClose={close} />
      ) : null}
    </>
  )
}

function StepDialog({ programme, step, onClose }: { programme: ProgrammeInFull; step: Step; onClose: () => void }) {
  const t = useWords(words)
  const needs = useNeedsLack(programme.id)
  const cache = useQueryClient()
  const move = useMutation({
    mutationFn: () => {
      const to = api.programmes[':programmeId']
      const param = { programmeId: programme.id }
      if (step === 'publish') return call(to.publication.$post({ param }))
      if (step === 'open') return call(to.opening.$post({ param }))
      return step === 'start' ? call(to.start.$post({ param })) : call(to.archive.$post({ param }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['programmes'] })
      toast(t('done.moved'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      title={t(`${step}.ask`)}
      confirm={t(step)}
      onClose={onClose}
      onConfirm={() => move.mutate()}
      pending={move.isPending}
      problem={move.error}
      words={words}
    >
      <p>{t(`${step}.what`)}</p>
      {step === 'publish' && needs?.kind === 'warn' ? <Note tone="attention">{needs.said}</Note> : null}
    </ConfirmDialog>
  )
}
