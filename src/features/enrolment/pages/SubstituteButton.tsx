import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { usePeopleSearch } from '../../people/parts.tsx'
import type { EnrolmentRow } from '../contract.ts'
import { words } from '../words.ts'
import { wayWords } from '../words/ways.ts'
import type { waitingRoutes } from '../routes/waiting.ts'
import { wayApi as api } from './ways.ts'

const waitingApi = client<typeof waitingRoutes>()

/** Lets somebody else take the place of a person who was admitted, with a reason. */
export function SubstituteButton({ row }: { row: EnrolmentRow }) {
  const t = useWords(wayWords)
  const may = useHolds('provider', 'bureau_officer')
  const seesIt = useHolds('school_registrar', 'principal', 'class_lead')
  const [asking, setAsking] = useState(false)
  if (!(may || seesIt) || row.state !== 'admitted') return null
  return (
    <>
      <ActionButton onClick={() => setAsking(true)} reason={may ? undefined : t('substitute.whose')}>
        {t('substitute')}
      </ActionButton>
      {asking ? <SubstituteDialog row={row} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

// Who waits for the programme comes first; whoever sees the roster finds everybody else by name.
function useCandidates(programmeId: string, typed: string) {
  const t = useWords(wayWords)
  const seesPeople = useHolds('bureau_officer')
  const found = usePeopleSearch(seesPeople ? typed : '')
  const waiting = useQuery({
    queryKey: ['waiters', 'substitutes', programmeId],
    queryFn: () => call(waitingApi.waiters.$get({ query: { programmeId, state: 'waiting', limit: '100' } })),
  })
  const inTurn = (waiting.data?.items ?? [])
    .filter(({ personName, staffNo }) => typed === '' || `${personName} ${staffNo}`.includes(typed))
    .map((one) => ({
      value: one.personId,
      label: t('substitute.waiting', { name: one.personName, staffNo: one.staffNo, school: one.schoolName }),
    }))
  const others = (found.data?.items ?? [])
    .filter(({ id }) => !inTurn.some(({ value }) => value === id))
    .map((one) => ({ value: one.id, label: `${one.name} ${one.staffNo}` }))
  return { options: [...inTurn, ...others], loading: found.isFetching || waiting.isFetching }
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
        words={words}
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
