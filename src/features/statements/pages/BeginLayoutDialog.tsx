import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, upload } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { RadioField, SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { FileDrop } from '../../../ui/files.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { subjects, type LayoutContent, type Subject } from '../layouts/layout.ts'
import { words } from '../words.ts'
import { layoutsApi as api, sayLayout, useLayout, useLayouts } from './layouts-api.ts'

const maxBytes = 20 * 1024 * 1024
const sureness = ['stated', 'found', 'general'] as const

type Head = { readonly content: LayoutContent; readonly unknown: number }
const empty = { from: 'head', baseId: '', name: '', nameEn: '', target: '', subject: 'person' }
type Values = typeof empty & { readonly sourceCites: string; readonly sourceSure: string }

const subjectOf = (said: string): Subject => subjects.find((each) => each === said) ?? 'person'
const sureOf = (said: string) => sureness.find((each) => each === said) ?? 'general'

/** Begins a layout as a draft: from the headings that another system gives, or from a layout that is there. */
export function BeginLayoutDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const go = useNavigate()
  const [id] = useState(() => crypto.randomUUID())
  const own = useMe().data?.grants.find(({ role }) => role === 'bureau_officer')
  const form = useForm<Values>({ defaultValues: { ...empty, sourceCites: '', sourceSure: '' } })
  const [from, baseId, subject] = useWatch({ control: form.control, name: ['from', 'baseId', 'subject'] })
  const layouts = useLayouts()
  const base = useLayout(baseId).data
  const head = useMutation({
    mutationFn: (file: File) => upload<Head>(`/hour-layout-headings?subject=${subject}`, file),
  })
  const content = from === 'head' ? head.data?.content : (base?.versions[0]?.content ?? base?.draft?.content)
  const save = useMutation({
    mutationFn: ({ name, nameEn, target, sourceCites, sourceSure }: Values) => {
      if (!content) throw new Error('a layout begins with columns')
      const json = {
        ...{ id, organisationId: own?.organisationId ?? '', name, target, content, sourceCites },
        nameEn: nameEn.trim() === '' ? null : nameEn,
        subject: from === 'layout' && base ? base.subject : subjectOf(subject),
        sourceSure: sureOf(sourceSure),
      }
      return call(api['hour-layouts'].$post({ json }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['hour-layouts'] })
      toast(t('begin.done'))
      await go(at.layout(id, 'draft'))
    },
  })
  const choice = <V extends string>(values: readonly V[], say: (value: V) => string) =>
    values.map((value) => ({ value, label: say(value) }))
  return (
    <Dialog title={t('begin')} open onClose={onClose} width={640}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        pending={save.isPending}
        problem={save.error}
        words={words}
        submit={t('begin.submit')}
        reason={content ? undefined : t('begin.first')}
        onCancel={onClose}
      >
        <p className="quiet">{t('begin.lead')}</p>
        <RadioField
          control={form.control}
          name="from"
          label={t('begin.from')}
          options={choice(['head', 'layout'] as const, (value) => t(`begin.from.${value}`))}
        />
        {from === 'head' ? (
          <>
            <RadioField
              control={form.control}
              name="subject"
              label={t('list.subject')}
              options={choice(subjects, (value) => t(`subject.${value}`))}
            />
            <FileDrop
              label={t('begin.file')}
              hint={t('begin.file.hint')}
              accept={['xlsx', 'xls', 'et', 'csv', 'txt']}
              maxBytes={maxBytes}
              disabled={head.isPending}
              onFile={(file) => head.mutate(file)}
            />
            <ProblemNote problem={head.error} words={words} />
            {head.data ? (
              <Note tone={head.data.unknown > 0 ? 'attention' : 'done'}>
                {t('begin.read', { count: head.data.content.columns.length, unknown: head.data.unknown })}
              </Note>
            ) : null}
          </>
        ) : (
          <SelectField
            control={form.control}
            name="baseId"
            label={t('begin.base')}
            required
            options={(layouts.data?.items ?? []).map((each) => ({ value: each.id, label: sayLayout(each) }))}
          />
        )}
        <FormRow>
          <TextField control={form.control} name="name" label={t('begin.name')} required maxLength={60} />
          <TextField control={form.control} name="nameEn" label={t('begin.nameEn')} maxLength={100} />
        </FormRow>
        <TextField
          control={form.control}
          name="target"
          label={t('begin.target')}
          hint={t('begin.target.hint')}
          required
          maxLength={60}
        />
        <FormRow>
          <TextField
            control={form.control}
            name="sourceCites"
            label={t('begin.source')}
            hint={t('begin.source.hint')}
            required
            maxLength={200}
          />
          <SelectField
            control={form.control}
            name="sourceSure"
            label={t('begin.sure')}
            required
            options={choice(sureness, (value) => t(`sure.${value}`))}
          />
        </FormRow>
      </Form>
    </Dialog>
  )
}
