import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { PlanChange, PlanInFull } from '../contract/plans.ts'
import type { planRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { partWords } from '../words/parts.ts'
import type { Content } from './items.ts'
import { ItemDialog } from './ItemDialog.tsx'
import { contentOf, listWith, listWithout, nameOfPart, type Part, type PartKind } from './plan-parts.ts'

const api = client<typeof planRoutes>()

/** Changes a plan from the revision that is shown, and shows what came of it. */
export function useAmending(plan: PlanInFull, onDone: () => void) {
  const t = useWords(words)
  const cache = useQueryClient()
  return useMutation({
    mutationFn: ({ reason, ...change }: Omit<PlanChange, 'revision'>) => {
      const json = { ...change, reason, revision: plan.revision }
      return call(api.plans[':planId'].$patch({ param: { planId: plan.id }, json }))
    },
    onSuccess: (changed) => {
      cache.setQueryData(['plans', plan.id], changed)
      toast(t('done.saved'))
      onDone()
    },
  })
}

/** The button that adds a row to a list of the plan. */
export function AddPart({ plan, kind }: { plan: PlanInFull; kind: PartKind }) {
  const t = useWords(partWords)
  const [part, setPart] = useState<Part | undefined>()
  return (
    <>
      <ActionButton icon="plus" onClick={() => setPart({ kind, id: crypto.randomUUID() })}>
        {t(`add.${kind}`)}
      </ActionButton>
      {part ? <PartDialog plan={plan} part={part} title="add" onClose={() => setPart(undefined)} /> : null}
    </>
  )
}

/** The buttons that change a row of the plan or take it out. */
export function PartActions({ plan, part }: { plan: PlanInFull; part: Part }) {
  const t = useWords(partWords)
  const [asking, setAsking] = useState<'edit' | 'remove' | undefined>()
  const close = () => setAsking(undefined)
  const name = nameOfPart(plan, part)
  return (
    <>
      <ActionButton kind="quiet" icon="pen" label={t('edit', { name })} onClick={() => setAsking('edit')}>
        {t('edit.short')}
      </ActionButton>
      <ActionButton kind="quiet" label={t('remove.name', { name })} onClick={() => setAsking('remove')}>
        {t('remove')}
      </ActionButton>
      {asking === 'edit' ? <PartDialog plan={plan} part={part} title="edit" onClose={close} /> : null}
      {asking === 'remove' ? <RemovePart plan={plan} part={part} onClose={close} /> : null}
    </>
  )
}

type PartDialogProps = { plan: PlanInFull; part: Part; title: 'add' | 'edit'; onClose: () => void }

// A published plan asks why before anything is sent; a refusal of the server shows where the words were typed.
function PartDialog({ plan, part, title, onClose }: PartDialogProps) {
  const [content, setContent] = useState<Content>(() => contentOf(plan, part))
  const [asksWhy, setAsksWhy] = useState(false)
  const save = useAmending(plan, onClose)
  const send = (said: Content, reason: string) => save.mutate({ reason, ...listWith(plan, part, said) })
  if (asksWhy) {
    return (
      <WhyDialog
        pending={save.isPending}
        problem={save.error}
        onClose={onClose}
        onSay={(reason) => send(content, reason)}
      />
    )
  }
  return (
    <ItemDialog
      title={title}
      content={content}
      inPlan
      pending={save.isPending}
      problem={save.error}
      onClose={onClose}
      onSave={(said) => {
        setContent(said)
        if (plan.state === 'published') setAsksWhy(true)
        else send(said, '')
      }}
    />
  )
}

function RemovePart({ plan, part, onClose }: { plan: PlanInFull; part: Part; onClose: () => void }) {
  const t = useWords(partWords)
  const save = useAmending(plan, onClose)
  const send = (reason: string) => save.mutate({ reason, ...listWithout(plan, part) })
  if (plan.state === 'published') {
    return <WhyDialog pending={save.isPending} problem={save.error} onClose={onClose} onSay={send} />
  }
  return (
    <ConfirmDialog
      open
      danger
      title={t('remove.ask')}
      confirm={t('remove')}
      onClose={onClose}
      onConfirm={() => send('')}
      pending={save.isPending}
      problem={save.error}
      words={words}
    >
      <p>{nameOfPart(plan, part)}</p>
    </ConfirmDialog>
  )
}

type WhyDialogProps = { onSay: (reason: string) => void; onClose: () => void; pending: boolean; problem: unknown }

function WhyDialog({ onSay, onClose, pending, problem }: WhyDialogProps) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  return (
    <Dialog title={t('amend')} open onClose={onClose}>
      <Form
        form={form}
        submit={t('save')}
        pending={pending}
        problem={problem}
        words={words}
        onCancel={onClose}
        onSubmit={({ reason }) => onSay(reason)}
      >
        <TextField
          control={form.control}
          name="reason"
          label={t('edit.reason')}
          hint={t('edit.reason.hint')}
          required
          maxLength={300}
        />
      </Form>
    </Dialog>
  )
}
