import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { addDays } from '../../../lib/dates.ts'
import { call, client } from '../../../platform/web/call.ts'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDate } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { RoleGrant } from '../contract.ts'
import type { accessRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof accessRoutes>()

/** Goes on with a role from the day after its end, for another term; one that is over goes on from today. */
export function RenewDialog({
  grant,
  toOn: endsOn,
  today,
  onClose,
}: {
  grant: RoleGrant
  toOn: string
  today: string
  onClose: () => void
}) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const fromOn = endsOn < today ? today : addDays(endsOn, 1)
  const form = useForm({ defaultValues: { toOn: addDays(fromOn, 364), reason: '' } })
  const { accountId, accountName: name, role, organisationId, organisationName: organisation } = grant
  const renew = useMutation({
    mutationFn: ({ toOn, reason }: { toOn: string; reason: string }) =>
      call(
        api['role-grants'].$post({
          json: { id, accountId, role, organisationId, fromOn, toOn: toOn === '' ? null : toOn, reason },
        }),
      ),
    onSuccess: () => {
      toast(t('renew.done'))
      void cache.invalidateQueries({ queryKey: ['role-grants'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('renew.title')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => renew.mutate(values)}
        pending={renew.isPending}
        problem={renew.error}
        words={words}
        submit={t('renew')}
        onCancel={onClose}
      >
        <p>{t('renew.lead', { name, organisation, role: t(`role.${role}`), toOn: formatDate(endsOn) })}</p>
        <DateField control={form.control} name="toOn" label={t('give.to')} hint={t('give.to.hint')} />
        <TextArea control={form.control} name="reason" label={t('give.reason')} required maxLength={200} />
      </Form>
    </Dialog>
  )
}
