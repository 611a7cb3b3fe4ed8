import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { PlanInFull } from '../contract/plans.ts'
import { publishPlanRefusal } from '../core/plan.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { partWords } from '../words/parts.ts'
import { EditPlanDialog } from './EditPlanDialog.tsx'
import { SameYear } from './SameYear.tsx'

const api = client<typeof planRoutes>()

/** What can be done with a plan: edit or amend, publish, close, copy. */
export function PlanActions({ plan }: { plan: PlanInFull }) {
  const t = useWords(words)
  const tp = useWords(partWords)
  const [asking, setAsking] = useState<'edit' | 'publish' | 'close' | 'copy' | 'withdraw' | undefined>()
  const done = () => setAsking(undefined)
  const heads = plan.members.filter((member) => member.role === 'head').length
  const refusal = plan.state === 'draft' ? publishPlanRefusal(plan, { programmes: plan.programmes, heads }) : undefined
  return (
    <>
      {plan.state === 'closed' ? null : (
        <ActionButton kind="quiet" icon="pen" onClick={() => setAsking('edit')}>
          {plan.state === 'published' ? t('amend') : t('edit')}
        </ActionButton>
      )}
      <ActionButton kind={plan.state === 'closed' ? 'primary' : 'quiet'} onClick={() => setAsking('copy')}>
        {t('copy')}
      </ActionButton>
      {plan.state === 'draft' ? (
        <ActionButton kind="quiet" onClick={() => setAsking('withdraw')}>
          {tp('withdraw')}
        </ActionButton>
      ) : null}
      {plan.state === 'draft' ? (
        <ActionButton kind="primary" onClick={() => setAsking('publish')} reason={refusal && t(`refusal.${refusal}`)}>
          {t('publish')}
        </ActionButton>
      ) : null}
      {plan.state === 'published' ? <ActionButton onClick={() => setAsking('close')}>{t('close')}</ActionButton> : null}
      {asking === 'edit' ? <EditPlanDialog plan={plan} onClose={done} /> : null}
      {asking === 'withdraw' ? <WithdrawDialog plan={plan} onClose={done} /> : null}
      {asking === 'copy' ? <CopyDialog plan={plan} onClose={done} /> : null}
      {asking === 'publish' || asking === 'close' ? <MoveDialog plan={plan} move={asking} onClose={done} /> : null}
    </>
  )
}

type MoveDialogProps = { plan: PlanInFull; move: 'publish' | 'close'; onClose: () => void }

function MoveDialog({ plan, move, onClose }: MoveDialogProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const go = useMutation({
    mutationFn: () => {
      const param = { planId: plan.id }
      return move === 'publish'
        ? call(api.plans[':planId'].publication.$post({ param }))
        : call(api.plans[':planId'].closure.$post({ param }))
    },
    onSuccess: async (changed) => {
      cache.setQueryData(['plans', plan.id], changed)
      await cache.invalidateQueries({ queryKey: ['plans'] })
      toast(t(move === 'publish' ? 'done.published' : 'done.closed'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      title={t(`${move}.ask`)}
      confirm={t(move)}
      onClose={onClose}
      onConfirm={() => go.mutate()}
      pending={go.isPending}
      problem={go.error}
      words={words}
    >
      <p>{t(`${move}.what`)}</p>
      {move === 'publish' ? <SameYear year={plan.year} organisationId={plan.organisationId} /> : null}
    </ConfirmDialog>
  )
}

function WithdrawDialog({ plan, onClose }: { plan: PlanInFull; onClose: () => void }) {
  const t = useWords(partWords)
  const cache = useQueryClient()
  const go = useNavigate()
  const withdraw = useMutation({
    mutationFn: () => call(api.plans[':planId'].$delete({ param: { planId: plan.id } })),
    onSuccess: async () => {
      toast(t('done.withdrawn'))
      await go(at.plans())
      await cache.invalidateQueries()
    },
  })
  return (
    <ConfirmDialog
      open
      danger
      title={t('withdraw.ask')}
      confirm={t('withdraw')}
      onClose={onClose}
      onConfirm={() => withdraw.mutate()}
      pending={withdraw.isPending}
      problem={withdraw.error}
      words={words}
    >
      <p>{t('withdraw.what')}</p>
    </ConfirmDialog>
  )
}

function CopyDialog({ plan, onClose }: { plan: PlanInFull; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const go = useNavigate()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { year: String(plan.year + 1) } })
  const copy = useMutation({
    mutationFn: ({ year }: { year: string }) => {
      const json = { id, year: numberOf(year) ?? plan.year + 1 }
      return call(api.plans[':planId'].copies.$post({ param: { planId: plan.id }, json }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['plans'] })
      toast(t('done.copied'))
      onClose()
      await go(at.plan(id))
    },
  })
  return (
    <Dialog title={t('copy.title')} open onClose={onClose}>
      <Form
        form={form}
        submit={t('copy')}
        pending={copy.isPending}
        problem={copy.error}
        words={words}
        onCancel={onClose}
        onSubmit={(values) => copy.mutate(values)}
      >
        <p>{t('copy.what')}</p>
        <NumberField control={form.control} name="year" label={t('copy.year')} min={2000} max={2100} required />
      </Form>
    </Dialog>
  )
}
