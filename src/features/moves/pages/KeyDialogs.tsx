import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { BureauKey } from '../contract/keys.ts'
import type { statementMoveRoutes } from '../routes/statements.ts'
import { words } from '../words.ts'

/** The client of the keys, for their page. */
export const keysApi = client<typeof statementMoveRoutes>()

/** Under which name the keys are remembered. */
export const keysQuery = ['bureau-keys'] as const

function useDone(onClose: () => void, said: string) {
  const cache = useQueryClient()
  return async () => {
    await cache.invalidateQueries({ queryKey: keysQuery })
    toast(said)
    onClose()
  }
}

/** Registers the key of another bureau. */
export function RegisterKeyDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(words)
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({ defaultValues: { bureau: '', publicKey: '' } })
  const register = useMutation({
    mutationFn: (values: { bureau: string; publicKey: string }) =>
      call(keysApi['bureau-keys'].$post({ json: { id, ...values } })),
    onSuccess: useDone(onClose, t('key.register.done')),
  })
  return (
    <Dialog title={t('key.register')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => register.mutate(values)}
        pending={register.isPending}
        problem={register.error}
        words={words}
        submit={t('key.register')}
        onCancel={onClose}
      >
        <TextField
          control={form.control}
          name="bureau"
          label={t('key.bureau')}
          hint={t('key.bureau.hint')}
          required
          maxLength={80}
        />
        <TextField
          control={form.control}
          name="publicKey"
          label={t('key.publicKey')}
          hint={t('key.publicKey.hint')}
          required
          maxLength={80}
        />
      </Form>
    </Dialog>
  )
}

type Props = { bureauKey: BureauKey; onClose: () => void }

/** Confirms a key by the fingerprint that the other bureau told some other way. */
export function ConfirmKeyDialog({ bureauKey: { id, bureau }, onClose }: Props) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { fingerprint: '' } })
  const confirm = useMutation({
    mutationFn: (json: { fingerprint: string }) =>
      call(keysApi['bureau-keys'][':bureauKeyId'].confirmation.$post({ param: { bureauKeyId: id }, json })),
    onSuccess: useDone(onClose, t('key.confirm.done')),
  })
  return (
    <Dialog title={t('key.confirm.title', { bureau })} open onClose={onClose}>
      <p className="quiet">{t('key.confirm.lead')}</p>
      <Form
        form={form}
        onSubmit={(values) => confirm.mutate(values)}
        pending={confirm.isPending}
        problem={confirm.error}
        words={words}
        submit={t('key.confirm')}
        onCancel={onClose}
      >
        <TextField
          control={form.control}
          name="fingerprint"
          label={t('key.fingerprint')}
          hint={t('key.fingerprint.hint')}
          required
          maxLength={60}
        />
      </Form>
    </Dialog>
  )
}

/** Withdraws a key, with a reason. */
export function WithdrawKeyDialog({ bureauKey: { id, bureau }, onClose }: Props) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  const withdraw = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(keysApi['bureau-keys'][':bureauKeyId'].withdrawal.$post({ param: { bureauKeyId: id }, json })),
    onSuccess: useDone(onClose, t('key.withdraw.done')),
  })
  return (
    <Dialog title={t('key.withdraw.title', { bureau })} open onClose={onClose}>
      <p className="quiet">{t('key.withdraw.lead')}</p>
      <Form
        form={form}
        onSubmit={(values) => withdraw.mutate(values)}
        pending={withdraw.isPending}
        problem={withdraw.error}
        words={words}
        submit={t('key.withdraw')}
        onCancel={onClose}
      >
        <TextArea
          control={form.control}
          name="reason"
          label={t('key.withdraw.reason')}
          rows={2}
          required
          maxLength={200}
        />
      </Form>
    </Dialog>
  )
}
