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
import { usePeopleSearch } from '../../people/parts.tsx'
import type { EnrolmentRow } from '../contract.ts'
import { words } from '../words.ts'
import { wayWords } from '../words/ways.ts'
import { wayApi as api } from './ways.ts'

/** Lets somebody else take the place of a person who was admitted, with a reason. */
export function SubstituteButton({ row }: { row: EnrolmentRow }) {
  const t = useWords(wayWords)
  const may = useHolds('bureau_officer')
  const [asking, setAsking] = useState(false)
  if (!may || row.state !== 'admitted') return null
  return (
    <>
      <ActionButton onClick={() => setAsking(true)}>{t('substitute')}</ActionButton>
      {asking ? <SubstituteDialog row={row} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

function SubstituteDialog({ row, onClose }: { row: EnrolmentRow; onClose: () => void }) {
  const t = useWords(wayWords)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState('')
  const found = usePeopleSearch(typed)
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
          options={(found.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.name} ${one.staffNo}` }))}
          onSearch={setTyped}
          loading={found.isFetching}
        />
        <TextArea control={form.control} name="reason" label={t('substitute.why')} required maxLength={200} rows={3} />
      </Form>
    </Dialog>
  )
}
