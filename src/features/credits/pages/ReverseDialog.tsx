import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { certificatesApi } from '../../certificates/parts.tsx'
import type { CreditEntry } from '../contract.ts'
import { words } from '../words.ts'
import { useSpends } from './ledger.ts'

type ReverseDialogProps = { entry: CreditEntry; personId: string; onClose: () => void }

/** Answers a wrong entry with its opposite. */
export function ReverseDialog({ entry, personId, onClose }: ReverseDialogProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const used = (useSpends(personId).data?.items ?? []).filter(
    ({ release, entryIds }) => release === null && entryIds.includes(entry.id),
  )
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { reason: '' } })
  const send = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(
        certificatesApi['credit-entries'][':entryId'].reversal.$post({
          param: { entryId: entry.id },
          json: { id, reason },
        }),
      ),
    onSuccess: () => {
      toast(t('reverse.done'))
      void cache.invalidateQueries({ queryKey: ['credits', personId] })
      void cache.invalidateQueries({ queryKey: ['credit-records'] })
      onClose()
    },
  })
  return (
    <Dialog title={t('reverse.title')} open onClose={onClose}>
      <p>{t('reverse.lead', { title: entry.sourceTitle, hours: formatHours(entry.centihours) })}</p>
      {used.map((spend) => (
        <Note key={spend.id} tone="attention">
          {t('spends.warn', { purpose: t(`purpose.${spend.purpose}`), caseNo: spend.caseNo })}
        </Note>
      ))}
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('reverse')}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('reverse.reason')} required maxLength={200} />
      </Form>
    </Dialog>
  )
}
