import { useMutation, useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { MultiSelect, SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { FileField } from '../../../ui/files.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayIn, useWords } from '../../../ui/words.ts'
import { useFileUpload } from '../../files/parts.tsx'
import { exemptionsApi } from './exemptions-api.ts'
import { exemptionWords } from '../words/exemptions.ts'
import { policiesApi, usePolicies } from './policies-api.ts'

const mostBytes = 20 * 1024 * 1024

/** What the policies in force may excuse from, and for which reasons. */
function useExcuses() {
  const inForce = (usePolicies().data?.items ?? []).filter(
    ({ version, endedOn }) => version !== null && endedOn === null,
  )
  const texts = useQueries({
    queries: inForce.map(({ id }) => ({
      queryKey: ['hour-policies', id],
      queryFn: () => call(policiesApi['hour-policies'][':policyId'].$get({ param: { policyId: id } })),
    })),
  })
  const current = texts.flatMap(({ data }) => {
    const found = data?.versions.find(({ version }) => version === data.version)
    return data && found ? [{ id: data.id, title: data.title, policy: found.policy }] : []
  })
  return {
    isLoading: texts.some(({ isPending }) => isPending),
    kinds: [...new Set(current.flatMap(({ policy }) => policy.exemptions ?? []))],
    // As standings name requirements: the policy, and the rule within it.
    rules: current.flatMap(({ id, title, policy }) =>
      policy.rules.flatMap((rule) =>
        rule.kind === 'least' ? [{ value: `${id}.${rule.id}`, label: `${title} · ${sayIn(rule.title)}` }] : [],
      ),
    ),
  }
}

type Values = { kind: string; fromOn: string; toOn: string; ruleIds: string[]; reason: string; file: File | null }

/** Asks that somebody be excused for a time, with evidence. */
export function AskExemptionDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useWords(exemptionWords)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const excuses = useExcuses()
  const upload = useFileUpload('evidence')
  const form = useForm<Values>({
    defaultValues: { kind: '', fromOn: '', toOn: '', ruleIds: [], reason: '', file: null },
  })
  const { control } = form
  const ask = useMutation({
    mutationFn: async ({ file, ruleIds, ...said }: Values) => {
      if (file === null) return
      const { id: fileId } = await upload.send(file)
      const json = { ...said, id, fileId, ruleIds: ruleIds.length === 0 ? null : ruleIds }
      await call(exemptionsApi.people[':personId']['hour-exemptions'].$post({ param: { personId }, json }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['hour-exemptions'] })
      toast(t('ask.done'))
      onClose()
    },
  })
  const isNone = !excuses.isLoading && excuses.kinds.length === 0
  return (
    <Dialog title={t('ask')} open onClose={onClose} width={600}>
      <Form
        form={form}
        onSubmit={(values) => ask.mutate(values)}
        pending={ask.isPending}
        problem={ask.error}
        words={exemptionWords}
        submit={t('ask.submit')}
        reason={isNone ? t('ask.kind.none') : undefined}
        onCancel={onClose}
      >
        <p className="quiet">{t('ask.lead')}</p>
        {isNone ? <Note tone="attention">{t('ask.kind.none')}</Note> : null}
        <SelectField
          control={control}
          name="kind"
          label={t('ask.kind')}
          required
          loading={excuses.isLoading}
          options={excuses.kinds.map((value) => ({ value, label: value }))}
        />
        <FormRow>
          <DateField control={control} name="fromOn" label={t('ask.from')} required />
          <DateField control={control} name="toOn" label={t('ask.to')} required />
        </FormRow>
        <MultiSelect
          control={control}
          name="ruleIds"
          label={t('ask.rules')}
          hint={t('ask.rules.all')}
          options={excuses.rules}
        />
        <TextArea control={control} name="reason" label={t('ask.reason')} rows={2} required maxLength={300} />
        <FileField
          control={control}
          name="file"
          label={t('ask.file')}
          hint={t('ask.file.hint')}
          required
          accept={['pdf', 'jpg', 'jpeg', 'png']}
          maxBytes={mostBytes}
          progress={upload.progress}
        />
      </Form>
    </Dialog>
  )
}
