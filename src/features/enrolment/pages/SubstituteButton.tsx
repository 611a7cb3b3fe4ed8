import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { substituters, substitutionAskers } from '../access.ts'
import type { EnrolmentRow } from '../contract.ts'
import { requestRefusals } from '../words/requests.ts'
import { wayWords } from '../words/ways.ts'
import { AskSubstitution } from './AskSubstitution.tsx'
import { useCandidates } from './candidates.ts'
import { wayApi as api } from './ways.ts'

/** Lets somebody else take the place of a person who was admitted, with a reason; a school asks for it. */
export function SubstituteButton({ row }: { row: EnrolmentRow }) {
  const t = useWords(wayWords)
  const may = useHolds(...substituters)
  const mayAsk = useHolds(...substitutionAskers)
  const seesIt = useHolds('class_lead')
  const [asking, setAsking] = useState(false)
  if (row.state !== 'admitted') return null
  if (mayAsk && !may) return <AskSubstitution row={row} />
  if (!(may || seesIt)) return null
  return (
    <>
      <ActionButton onClick={() => setAsking(true)} reason={may ? undefined : t('substitute.whose')}>
        {t('substitute')}
      </ActionButton>
      {asking ? <SubstituteDialog row={row} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function SubstituteDialog({ row, onClose }: { row: EnrolmentRow; onClose: () => void }) {
  const t = useWords(wayWords)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState('')
  const { options, loading } = useCandidates(row.programmeId, typed)
  const form = useForm({ defaultValues: { personId: '', reason: '' } })
  const substitute = useMutation({
    mutationFn: (json: { personId: string; reason: string }) =>
      call(
        api.enrolments[':enrolmentId'].substitution.$post({ param: { enrolmentId: row.id }, json: { id, ...json } }),
      ),
    onSuccess: async () => {
      toast(t('substitute.done'))
      onClose()
      await cache.invalidateQueries()
    },
  })
  return (
    <Dialog title={`${t('substitute')} · ${row.personName}`} open onClose={onClose}>
      <Form
        form={form}
        submit={t('substitute')}
        pending={substitute.isPending}
        problem={substitute.error}
        words={requestRefusals}
        onCancel={onClose}
        onSubmit={(values) => substitute.mutate(values)}
      >
        <SelectField
          control={form.control}
          name="personId"
          label={t('substitute.who')}
          placeholder={t('people.search')}
          required
          options={options}
          onSearch={setTyped}
          loading={loading}
        />
        <TextArea control={form.control} name="reason" label={t('substitute.why')} required maxLength={200} rows={3} />
      </Form>
    </Dialog>
  )
}
