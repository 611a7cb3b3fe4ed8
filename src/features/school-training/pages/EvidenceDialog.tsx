import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { upload } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { FileField } from '../../../ui/files.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { SchoolPlanInFull } from '../contract/plans.ts'
import { words } from '../words.ts'
import { useKeepPlan } from './plans-api.ts'

const kinds = ['attendance', 'study', 'material', 'outcome', 'assessment'] as const
const outcomes = ['report', 'paper', 'case'] as const
type Values = { kind: string; outcomeKind: string; sessionId: string; title: string; file: File | null }

/** Hands in a file of a plan, and says what it bears out. */
export function EvidenceDialog({
  plan,
  sessionId,
  onClose,
}: {
  plan: SchoolPlanInFull
  sessionId?: string
  onClose: () => void
}) {
  const t = useWords(words)
  const keep = useKeepPlan()
  const [id] = useState(() => crypto.randomUUID())
  const [progress, setProgress] = useState<number | undefined>()
  const first = sessionId === undefined ? 'material' : 'attendance'
  const form = useForm<Values>({
    defaultValues: { kind: first, outcomeKind: '', sessionId: sessionId ?? '', title: '', file: null },
  })
  const kind = useWatch({ control: form.control, name: 'kind' })
  const add = useMutation({
    mutationFn: ({ file, ...said }: Values) => {
      const query = new URLSearchParams({ id, name: file?.name ?? '', title: said.title, kind: said.kind })
      if (said.kind === 'outcome') query.set('outcomeKind', said.outcomeKind)
      if (said.sessionId !== '') query.set('sessionId', said.sessionId)
      const path = `/school-plans/${plan.id}/evidence?${query.toString()}`
      return upload<SchoolPlanInFull>(path, file ?? new Blob(), setProgress)
    },
    onSuccess: async (kept) => {
      await keep(kept)
      toast(t('evidence.done'))
      onClose()
    },
    onSettled: () => setProgress(undefined),
  })
  const { control } = form
  const held = plan.runs.filter(({ state }) => state === 'held')
  return (
    <Dialog title={t('evidence.add')} open onClose={onClose} width={560}>
      <Form
        form={form}
        onSubmit={(values) => add.mutate(values)}
        submit={t('evidence.submit')}
        pending={add.isPending}
        problem={add.error}
        words={words}
        onCancel={onClose}
      >
        <FormRow>
          <SelectField
            control={control}
            name="kind"
            label={t('evidence.kind')}
            hint={kind === 'assessment' ? t('evidence.assessment.hint') : undefined}
            required
            options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
          {kind === 'outcome' ? (
            <SelectField
              control={control}
              name="outcomeKind"
              label={t('evidence.outcome')}
              required
              options={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            />
          ) : (
            <SelectField
              control={control}
              name="sessionId"
              label={t('evidence.session')}
              required={kind === 'attendance'}
              options={held.map(({ id: value, title, heldOn }) => ({ value, label: `${heldOn ?? ''} ${title}` }))}
            />
          )}
        </FormRow>
        <TextField
          control={control}
          name="title"
          label={t('evidence.title')}
          hint={t('evidence.title.hint')}
          maxLength={120}
        />
        <FileField
          control={control}
          name="file"
          label={t('evidence.file')}
          required
          accept={['pdf', 'docx', 'xlsx', 'pptx', 'doc', 'png', 'jpg', 'jpeg']}
          maxBytes={20 * 1024 * 1024}
          progress={progress}
        />
      </Form>
    </Dialog>
  )
}
