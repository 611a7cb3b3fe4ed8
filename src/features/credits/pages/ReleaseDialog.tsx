import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { HourSpend } from '../contract/spending.ts'
import { words } from '../words.ts'
import { spendingApi } from './ledger.ts'

/** Releases hours that were used, with a reason. */
export function ReleaseDialog({ spend, onClose }: { spend: HourSpend; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { reason: '' } })
  const send = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(
        spendingApi['credit-spends'][':spendId'].release.$post({ param: { spendId: spend.id }, json: { id, reason } }),
      ),
    onSuccess: () => {
      toast(t('spends.release.done'))
      void cache.invalidateQueries({ queryKey: ['credits', spend.personId] })
      onClose()
    },
  })
  return (
    <Dialog title={t('spends.release.title')} open onClose={onClose}>
      <p>{t('spends.release.lead', { caseNo: spend.caseNo, hours: formatHours(spend.centihours) })}</p>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('spends.release')}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('spends.release.reason')} required maxLength={200} />
      </Form>
    </Dialog>
  )
}
