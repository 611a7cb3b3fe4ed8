import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, client, ProblemError } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { LateReason } from '../../credits/parts.tsx'
import type { SignedStatement } from '../contract/statements.ts'
import type { statementMoveRoutes } from '../routes/statements.ts'
import { words } from '../words.ts'

const api = client<typeof statementMoveRoutes>()

type Props = { person: { id: string; name: string }; onClose: () => void }

/** Signs what somebody who moves to another bureau has earned here. */
export function IssueStatementDialog({ person, onClose }: Props) {
  const t = useWords(words)
  const cache = useQueryClient()
  const go = useNavigate()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { toBureau: '', on: '', reason: '' } })
  const { control } = form
  const issue = useMutation({
    mutationFn: (values: { toBureau: string; on: string; reason: string }) =>
      call(
        api.people[':personId']['hours-statements'].$post({ param: { personId: person.id }, json: { id, ...values } }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['people'] })
      await cache.invalidateQueries({ queryKey: ['statements', person.id] })
      toast(t('statement.issued'))
      await go(at.statement(person.id, id))
    },
  })
  return (
    <Dialog title={`${person.name} · ${t('statement.issue')}`} open onClose={onClose}>
      <p className="quiet">{t('statement.issue.lead')}</p>
      <Form
        form={form}
        onSubmit={(values) => issue.mutate(values)}
        pending={issue.isPending}
        problem={issue.error}
        words={words}
        submit={t('statement.submit')}
        onCancel={onClose}
      >
        <FormRow>
          <TextField control={control} name="toBureau" label={t('statement.toBureau')} required maxLength={80} />
          <DateField control={control} name="on" label={t('on')} required />
        </FormRow>
        <TextArea
          control={control}
          name="reason"
          label={t('reason')}
          hint={t('reason.hint')}
          rows={2}
          maxLength={200}
          required
        />
      </Form>
    </Dialog>
  )
}

function signedOf(pasted: string): SignedStatement | undefined {
  let read: unknown
  try {
    read = JSON.parse(pasted)
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null) return undefined
  if (!('payload' in read) || !('signature' in read) || !('publicKey' in read)) return undefined
  const { payload, signature, publicKey } = read
  if (typeof payload !== 'string' || typeof signature !== 'string' || typeof publicKey !== 'string') return undefined
  return { payload, signature, publicKey }
}

// The days that a statement tells hours of, as far as it can be read: only to ask at once why hours of a closed year come late.
function daysOf(pasted: string): string[] {
  const payload = signedOf(pasted)?.payload ?? ''
  const told = [...payload.matchAll(/"earnedOn":"(\d{4}-\d{2}-\d{2})"|"year":(\d{4})/g)]
  return told.map(([, day, year]) => day ?? `${year ?? ''}-12-31`)
}

/** Hands in the hours that another bureau signed for: two others approve and verify them as an opening list. */
export function AcceptStatementDialog({ person, onClose }: Props) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { file: '', late: '' } })
  const { control } = form
  const days = daysOf(useWatch({ control, name: 'file' }))
  const accept = useMutation({
    mutationFn: ({ file, late }: { file: string; late: string }) => {
      const statement = signedOf(file)
      if (!statement) throw new ProblemError({ code: 'statement_unreadable', title: t('statement.malformed') })
      const param = { personId: person.id }
      return call(
        api.people[':personId']['opening-hours'].$post({
          param,
          json: { statement, ...(late === '' ? {} : { lateReason: late }) },
        }),
      )
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['statements', person.id] })
      void cache.invalidateQueries({ queryKey: ['credit-openings'] })
      toast(t('statement.accepted'))
      onClose()
    },
  })
  return (
    <Dialog title={`${person.name} · ${t('statement.accept')}`} open onClose={onClose}>
      <p className="quiet">{t('statement.accept.lead')}</p>
      <Form
        form={form}
        onSubmit={(values) => accept.mutate(values)}
        pending={accept.isPending}
        problem={accept.error}
        words={words}
        submit={t('statement.accept.submit')}
        onCancel={onClose}
      >
        <TextArea control={control} name="file" label={t('statement.file')} rows={5} required />
        <LateReason control={control} name="late" days={days} />
      </Form>
    </Dialog>
  )
}
