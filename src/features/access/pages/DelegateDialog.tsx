import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { MultiSelect, SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { wallOf } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { DelegableGrant } from '../contract/delegations.ts'
import { words } from '../words.ts'
import { delegationWords } from '../words/delegations.ts'
import { useDelegates, useGrantees } from './grantees.ts'
import { refusalWords, useDelegableOf, useDelegating, type DelegationValues } from './own-delegations.ts'

type Search = ReturnType<typeof useDelegates>

/** Hands roles of one's own over for a term. */
export function DelegateDialog({
  delegable,
  mostDays,
  onClose,
}: {
  delegable: readonly DelegableGrant[]
  mostDays: number
  onClose: () => void
}) {
  const t = useWords(delegationWords)
  return (
    <Dialog title={t('make')} open onClose={onClose}>
      <DelegationForm delegable={delegable} mostDays={mostDays} delegates={useDelegates()} onClose={onClose} />
    </Dialog>
  )
}

/** Hands roles over for somebody who is away. */
export function DelegateForDialog({ mostDays, onClose }: { mostDays: number; onClose: () => void }) {
  const t = useWords(delegationWords)
  const [principalId, setPrincipalId] = useState('')
  const principals = useGrantees()
  const delegates = useGrantees()
  const delegable = useDelegableOf(principalId)
  const form = useForm({ defaultValues: { principalId: '' } })
  const chosen = useWatch({ control: form.control, name: 'principalId' })
  if (chosen !== principalId) setPrincipalId(chosen)
  return (
    <Dialog title={t('make.for')} open onClose={onClose}>
      <div className="dialog-body">
        <SelectField control={form.control} name="principalId" label={t('make.whose')} required {...principals} />
      </div>
      {principalId === '' || !delegable.data ? null : (
        <DelegationForm
          key={principalId}
          principalId={principalId}
          delegable={delegable.data.items}
          mostDays={mostDays}
          delegates={delegates}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

function DelegationForm({
  principalId,
  delegable,
  mostDays,
  delegates,
  onClose,
}: {
  principalId?: string
  delegable: readonly DelegableGrant[]
  mostDays: number
  delegates: Search
  onClose: () => void
}) {
  const t = useWords(delegationWords)
  const role = useWords(words)
  const form = useForm<DelegationValues>({
    defaultValues: {
      delegateId: '',
      grantIds: delegable.map(({ grantId }) => grantId),
      fromOn: wallOf(new Date()).date,
      toOn: '',
      reason: '',
    },
  })
  const { control } = form
  const make = useDelegating(principalId, () => {
    toast(t('make.done'))
    onClose()
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => make.mutate(values)}
      pending={make.isPending}
      problem={make.error}
      words={refusalWords}
      submit={t(principalId === undefined ? 'make' : 'make.for')}
      reason={delegable.length === 0 ? t('make.roles.none') : undefined}
      onCancel={onClose}
    >
      <MultiSelect
        control={control}
        name="grantIds"
        label={t('make.roles')}
        hint={t('make.roles.hint')}
        required
        options={delegable.map((grant) => ({
          value: grant.grantId,
          label: t('role.at', { role: role(`role.${grant.role}`), organisation: grant.organisationName }),
        }))}
      />
      <SelectField
        control={control}
        name="delegateId"
        label={t('make.who')}
        hint={t('make.who.hint')}
        required
        {...delegates}
      />
      <FormRow>
        <DateField control={control} name="fromOn" label={t('make.from')} required />
        <DateField
          control={control}
          name="toOn"
          label={t('make.to')}
          hint={t('make.to.hint', { days: mostDays })}
          required
        />
      </FormRow>
      <TextArea control={control} name="reason" label={t('reason')} hint={t('reason.hint')} required maxLength={200} />
    </Form>
  )
}
