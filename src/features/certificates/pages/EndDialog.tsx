import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { Certificate } from '../contract.ts'
import { certificatesApi as api } from '../parts.tsx'
import { words } from '../words.ts'

type EndDialogProps = { certificate: Certificate; deed: 'reissue' | 'revoke'; onClose: () => void }

/** Replaces or revokes a certificate, with a reason that its holder and the public page will tell. */
export function EndDialog({ certificate, deed, onClose }: EndDialogProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { reason: '' } })
  const param = { certificateId: certificate.id }
  const send = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      deed === 'reissue'
        ? call(api.certificates[':certificateId'].reissue.$post({ param, json: { id, reason } }))
        : call(api.certificates[':certificateId'].revocation.$post({ param, json: { reason } })),
    onSuccess: ({ number }) => {
      toast(t(deed === 'reissue' ? 'reissued' : 'revoked', { number }))
      void cache.invalidateQueries({ queryKey: ['certificates'] })
      onClose()
    },
  })
  return (
    <Dialog title={t(`${deed}.title`)} open onClose={onClose}>
      <p>{t(`${deed}.lead`)}</p>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t(deed)}
        onCancel={onClose}
      >
        <TextArea
          control={form.control}
          name="reason"
          label={t('reason')}
          hint={t(`reason.${deed}.hint`)}
          required
          maxLength={200}
        />
      </Form>
    </Dialog>
  )
}
