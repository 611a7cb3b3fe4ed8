import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { RoleGrant } from '../contract.ts'
import type { accessRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof accessRoutes>()

/** Takes a role away, with the reason. */
export function WithdrawDialog({ grant, onClose }: { grant: RoleGrant; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const take = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(api['role-grants'][':grantId'].withdrawal.$post({ param: { grantId: grant.id }, json })),
    onSuccess: () => {
      toast(t('withdraw.done'))
      void cache.invalidateQueries({ queryKey: ['role-grants'] })
      onClose()
    },
  })
  const { accountName: name, organisationName: organisation, role } = grant
  return (
    <Dialog title={t('withdraw.title')} open onClose={onClose}>
      <p>{t('withdraw.lead', { name, organisation, role: t(`role.${role}`) })}</p>
      <Form
        form={form}
        onSubmit={(values) => take.mutate(values)}
        pending={take.isPending}
        problem={take.error}
        words={words}
        submit={t('withdraw')}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('withdrawnReason')} required maxLength={200} />
      </Form>
    </Dialog>
  )
}
