import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Facts } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import type { Impact, OrganisationChange } from '../contract/changes.ts'
import type { moveRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { blank, targetOf, type ChangeValues as Values } from './change-values.ts'
import { SplitFields } from './SplitFields.tsx'

const api = client<typeof moveRoutes>()

export type ChangeKind = 'renamed' | 'moved' | 'merged' | 'split' | 'closed'
type Props = { organisation: { id: string; name: string }; kind: ChangeKind; onClose: () => void }

function changeOf(kind: ChangeKind, id: string, values: Values): OrganisationChange {
  const { on, reason, name, otherId, personIds } = values
  const dated = { id, on, reason }
  if (kind === 'renamed') return { kind, ...dated, name }
  if (kind === 'moved') return { kind, ...dated, parentId: otherId }
  if (kind === 'merged') return { kind, ...dated, intoId: otherId }
  if (kind === 'split') return { kind, ...dated, personIds, into: targetOf(values) }
  return { kind, ...dated }
}

/** One change of the tree: what it is, what it would touch, and then the change itself. */
export function TreeChangeDialog({ organisation, kind, onClose }: Props) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm<Values>({ defaultValues: { ...blank, name: organisation.name, newId: crypto.randomUUID() } })
  const param = { organisationId: organisation.id }
  const preview = useMutation({
    mutationFn: (values: Values) =>
      call(api.organisations[':organisationId']['change-previews'].$post({ param, json: changeOf(kind, id, values) })),
  })
  const change = useMutation({
    mutationFn: (values: Values) =>
      call(api.organisations[':organisationId'].changes.$post({ param, json: changeOf(kind, id, values) })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['organisations'] })
      void cache.invalidateQueries({ queryKey: ['people'] })
      toast(t('change.done'))
      onClose()
    },
  })
  const ask = form.handleSubmit((values) => preview.mutate(values))
  return (
    <Dialog title={`${organisation.name} · ${t(`change.${kind}`)}`} open onClose={onClose} width={640}>
      <p className="quiet">{t('change.lead')}</p>
      <Form
        form={form}
        onSubmit={(values) => change.mutate(values)}
        pending={change.isPending}
        problem={change.error}
        words={words}
        submit={t('change.submit')}
        onCancel={onClose}
        extra={
          <ActionButton onClick={() => void ask()} pending={preview.isPending}>
            {t('preview.ask')}
          </ActionButton>
        }
      >
        <What kind={kind} organisationId={organisation.id} form={form} />
        <DateField control={form.control} name="on" label={t('on')} required />
        <TextArea
          control={form.control}
          name="reason"
          label={t('reason')}
          hint={t('reason.hint')}
          rows={2}
          maxLength={200}
          required
        />
        <ProblemNote problem={preview.error} words={words} />
        {preview.data ? <Touched impact={preview.data} /> : null}
      </Form>
    </Dialog>
  )
}

function What({
  kind,
  organisationId,
  form,
}: {
  kind: ChangeKind
  organisationId: string
  form: UseFormReturn<Values>
}) {
  const t = useWords(words)
  const { control } = form
  const others = useOrganisationSearch(kind === 'split' ? 'school' : undefined)
  const options = others.options.filter((option) => option.value !== organisationId)
  if (kind === 'closed') return null
  if (kind === 'renamed')
    return <TextField control={control} name="name" label={t('name.new')} required maxLength={60} />
  const label = kind === 'moved' ? t('parent.new') : kind === 'merged' ? t('into') : t('split.into')
  const other = <SelectField control={control} name="otherId" label={label} required {...others} options={options} />
  return kind === 'split' ? <SplitFields form={form} organisationId={organisationId} existing={other} /> : other
}

const counts = [
  'inPost',
  'others',
  'accounts',
  'grants',
  'below',
  'openEnrolments',
  'openClasses',
  'entries',
  'certificates',
] as const

const isRefusal = (code: string): code is keyof (typeof words)['zh'] & `refusal.${string}` => code in words.zh

function Touched({ impact }: { impact: Impact }) {
  const t = useWords(words)
  const code = `refusal.${impact.refusal ?? ''}`
  return (
    <section aria-label={t('preview')} className="stack-tight">
      {isRefusal(code) ? <Note tone="danger">{t(code)}</Note> : null}
      <Facts items={counts.map((key) => ({ label: t(`preview.${key}`), value: formatCount(impact[key]) }))} />
    </section>
  )
}
