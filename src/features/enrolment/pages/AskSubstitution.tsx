import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import type { EnrolmentRow } from '../contract.ts'
import { requestRefusals, requestWords } from '../words/requests.ts'
import { wayWords } from '../words/ways.ts'
import { useCandidates } from './candidates.ts'
import { requestApi as api } from './requests.ts'
import { useRequestsOf } from './SubstitutionRequests.tsx'

/** A school asks that one of its people take the place of another who was admitted; whoever holds the programme decides. */
export function AskSubstitution({ row }: { row: EnrolmentRow }) {
  const t = useWords(requestWords)
  const [asking, setAsking] = useState(false)
  const isOpen = useRequestsOf(row.id).some(({ state }) => state === 'asked')
  return (
    <>
      <div>
        <ActionButton onClick={() => setAsking(true)} reason={isOpen ? t('ask.open') : undefined}>
          {t('ask')}
        </ActionButton>
      </div>
      {asking ? <AskDialog row={row} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

// Whoever is chosen is judged at once, before a reason is written for nothing.
function useSubstitutionTrial(enrolmentId: string, personId: string) {
  return useQuery({
    queryKey: ['substitution-trial', enrolmentId, personId],
    queryFn: () =>
      call(api.enrolments[':enrolmentId']['substitution-trials'].$post({ param: { enrolmentId }, json: { personId } })),
    enabled: personId !== '',
    retry: false,
  })
}

function AskDialog({ row, onClose }: { row: EnrolmentRow; onClose: () => void }) {
  const t = useWords(requestWords)
  const bring = useWords(wayWords)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState('')
  const { options, loading } = useCandidates(row.programmeId, typed)
  const form = useForm({ defaultValues: { personId: '', reason: '' } })
  const personId = useWatch({ control: form.control, name: 'personId' })
  const trial = useSubstitutionTrial(row.id, personId)
  const ask = useMutation({
    mutationFn: (json: { personId: string; reason: string }) =>
      call(
        api.enrolments[':enrolmentId']['substitution-requests'].$post({
          param: { enrolmentId: row.id },
          json: { id, ...json },
        }),
      ),
    onSuccess: async () => {
      toast(t('ask.sent'))
      onClose()
      await cache.invalidateQueries()
    },
  })
  const codes = trial.data?.codes ?? []
  const held =
    personId === ''
      ? t('ask.choose')
      : trial.isFetching
        ? t('ask.judging')
        : codes[0] === undefined
          ? undefined
          : sayRefusal({ code: codes[0] }, requestRefusals)
  return (
    <Dialog title={`${t('ask')} · ${row.personName}`} open onClose={onClose}>
      <p className="quiet">{t('ask.how')}</p>
      <Form
        form={form}
        submit={t('ask.send')}
        pending={ask.isPending}
        problem={ask.error}
        words={requestRefusals}
        reason={held}
        onCancel={onClose}
        onSubmit={(values) => ask.mutate(values)}
      >
        <SelectField
          control={form.control}
          name="personId"
          label={t('ask.who')}
          placeholder={bring('people.search')}
          required
          options={options}
          onSearch={setTyped}
          loading={loading}
        />
        {personId === '' ? null : <Judged codes={trial.data?.codes} problem={trial.error} />}
        <TextArea control={form.control} name="reason" label={t('ask.why')} required maxLength={200} rows={3} />
      </Form>
    </Dialog>
  )
}

function Judged({ codes, problem }: { codes: readonly string[] | undefined; problem: unknown }) {
  const t = useWords(requestWords)
  if (problem) return <ProblemNote problem={problem} words={requestRefusals} />
  if (codes === undefined) return <p className="quiet">{t('ask.judging')}</p>
  if (codes.length === 0) return <p className="quiet">{t('ask.fits')}</p>
  return (
    <Note tone="attention">
      <p>{t('ask.fails')}</p>
      <ul>
        {codes.map((code) => (
          <li key={code}>{sayRefusal({ code }, requestRefusals)}</li>
        ))}
      </ul>
    </Note>
  )
}
