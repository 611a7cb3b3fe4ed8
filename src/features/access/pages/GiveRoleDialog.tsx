import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { grantedRoles, isGrantedRole, type GrantedRole } from '../core/grants.ts'
import type { accessRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { useGrantees } from './grantees.ts'

const api = client<typeof accessRoutes>()

type Values = { accountId: string; role: string; organisationId: string; fromOn: string; toOn: string; reason: string }
type Draft = Omit<Values, 'role'> & { role: GrantedRole }

/** Gives somebody a role over a part of the tree, for a term. */
export function GiveRoleDialog({ today, onClose }: { today: string; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const grantees = useGrantees()
  const organisations = useOrganisationSearch()
  const form = useForm<Values>({
    defaultValues: { accountId: '', role: '', organisationId: '', fromOn: today, toOn: '', reason: '' },
  })
  const { control } = form
  const give = useMutation({
    mutationFn: ({ toOn, ...rest }: Draft) =>
      call(api['role-grants'].$post({ json: { id, ...rest, toOn: toOn === '' ? null : toOn } })),
    onSuccess: () => {
      toast(t('give.done'))
      void cache.invalidateQueries({ queryKey: ['role-grants'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('give')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ role, ...rest }) => {
          if (isGrantedRole(role)) give.mutate({ ...rest, role })
        }}
        pending={give.isPending}
        problem={give.error}
        words={words}
        submit={t('give')}
        onCancel={onClose}
      >
        <SelectField
          control={control}
          name="accountId"
          label={t('give.who')}
          hint={t('give.who.hint')}
          required
          {...grantees}
        />
        <SelectField
          control={control}
          name="role"
          label={t('give.role')}
          required
          options={grantedRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        <SelectField
          control={control}
          name="organisationId"
          label={t('give.organisation')}
          hint={t('organisation.hint')}
          required
          {...organisations}
        />
        <FormRow>
          <DateField control={control} name="fromOn" label={t('give.from')} required />
          <DateField control={control} name="toOn" label={t('give.to')} hint={t('give.to.hint')} />
        </FormRow>
        <TextArea
          control={control}
          name="reason"
          label={t('give.reason')}
          hint={t('give.reason.hint')}
          required
          maxLength={200}
        />
      </Form>
    </Dialog>
  )
}
