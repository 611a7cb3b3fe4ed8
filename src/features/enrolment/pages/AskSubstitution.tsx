import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import type { EnrolmentRow } from '../contract.ts'
import { requestRefusals, requestWords } from '../words/requests.ts'
import { wayWords } from '../words/ways.ts'
import { useAsking } from './asking.ts'
import { useCandidates } from './candidates.ts'
import { useRequestsOf } from './requests.ts'

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

function AskDialog({ row, onClose }: { row: EnrolmentRow; onClose: () => void }) {
  const t = useWords(requestWords)
  const bring = useWords(wayWords)
  const [id] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState('')
  const { options, loading } = useCandidates(row.programmeId, typed)
  const form = useForm({ defaultValues: { personId: '', reason: '' } })
  const personId = useWatch({ control: form.control, name: 'personId' })
  const { ask, held, codes, problem } = useAsking({ id, enrolmentId: row.id, personId, onSent: onClose })
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
        onSubmit={({ reason }) => ask.mutate(reason)}
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
        {personId === '' ? null : <Judged codes={codes} problem={problem} />}
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
