import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { numberOf } from '../../../ui/field-rules.ts'
import { NumberField, TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { publicityApi, useKeepNotice } from '../asking.ts'
import type { PublicNoticeInFull } from '../contract/notices.ts'
import { words } from '../words.ts'

/** What an officer is about to do with a notice. */
export type Asked = 'confirm' | 'extend' | 'withdraw' | 'reopen'
type Props = { readonly notice: PublicNoticeInFull; readonly asked: Asked; readonly onClose: () => void }

const one = publicityApi['public-notices'][':publicNoticeId']

/** Asks what is needed before a notice is confirmed, extended, withdrawn or opened again. */
export function NoticeActs({ notice, asked, onClose }: Props) {
  return asked === 'confirm' ? (
    <Confirm notice={notice} onClose={onClose} />
  ) : (
    <WithReason notice={notice} asked={asked} onClose={onClose} />
  )
}

function Confirm({ notice, onClose }: Omit<Props, 'asked'>) {
  const t = useWords(words)
  const keep = useKeepNotice()
  const confirm = useMutation({
    mutationFn: () => call(one.confirmation.$post({ param: { publicNoticeId: notice.id } })),
    onSuccess: async (now) => {
      await keep(now)
      toast(t('done'))
      onClose()
    },
  })
  return (
    <ConfirmDialog
      open
      title={t('confirm.ask')}
      confirm={t('confirm')}
      onConfirm={() => confirm.mutate()}
      onClose={onClose}
      pending={confirm.isPending}
      problem={confirm.error}
      words={words}
    >
      {t('confirm.what')}
    </ConfirmDialog>
  )
}

type Values = { reason: string; days: string }

function WithReason({ notice, asked, onClose }: Props & { readonly asked: Exclude<Asked, 'confirm'> }) {
  const t = useWords(words)
  const keep = useKeepNotice()
  const form = useForm<Values>({ defaultValues: { reason: '', days: '3' } })
  const param = { publicNoticeId: notice.id }
  const act = useMutation({
    mutationFn: ({ reason, days }: Values) => {
      if (asked === 'extend') return call(one.extension.$post({ param, json: { reason, days: numberOf(days) ?? 1 } }))
      if (asked === 'withdraw') return call(one.withdrawal.$post({ param, json: { reason } }))
      return call(one.reopening.$post({ param, json: { reason } }))
    },
    onSuccess: async (now) => {
      await keep(now)
      toast(t('done'))
      onClose()
    },
  })
  return (
    <Dialog title={t(asked)} open onClose={onClose}>
      <p>{t(`${asked}.what`)}</p>
      <Form
        form={form}
        onSubmit={(values) => act.mutate(values)}
        submit={t(asked)}
        pending={act.isPending}
        problem={act.error}
        words={words}
        onCancel={onClose}
      >
        {asked === 'extend' ? (
          <NumberField control={form.control} name="days" label={t('extend.days')} min={1} max={30} required />
        ) : null}
        <TextArea control={form.control} name="reason" label={t('reason')} required rows={3} maxLength={500} />
      </Form>
    </Dialog>
  )
}
