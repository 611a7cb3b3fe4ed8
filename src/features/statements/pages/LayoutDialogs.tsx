import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { wallOf } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { LayoutInFull } from '../contract/layout-versions.ts'
import { words } from '../words.ts'
import { layoutsApi as api, sayLayout } from './layouts-api.ts'

type Props = { layout: LayoutInFull; onClose: () => void }

/** Puts the saved draft of a layout in force from a day on. */
export function AdoptLayoutDialog({ layout, revision, onClose }: Props & { revision: number }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const go = useNavigate()
  const form = useForm({ defaultValues: { effectiveFrom: wallOf(new Date()).date, reason: '' } })
  const adopt = useMutation({
    mutationFn: (values: { effectiveFrom: string; reason: string }) =>
      call(
        api['hour-layouts'][':hourLayoutId'].versions.$post({
          param: { hourLayoutId: layout.id },
          json: { ...values, revision },
        }),
      ),
    onSuccess: async ({ versions }) => {
      await cache.invalidateQueries({ queryKey: ['hour-layouts'] })
      toast(t('adopt.done', { n: versions[0]?.version ?? 1 }))
      onClose()
      await go(at.layout(layout.id))
    },
  })
  return (
    <Dialog title={`${sayLayout(layout)} · ${t('adopt.title')}`} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => adopt.mutate(values)}
        pending={adopt.isPending}
        problem={adopt.error}
        words={words}
        submit={t('adopt')}
        onCancel={onClose}
      >
        <p className="quiet">{t('adopt.lead')}</p>
        <DateField
          control={form.control}
          name="effectiveFrom"
          label={t('adopt.from')}
          hint={t('adopt.from.hint')}
          required
        />
        <TextArea
          control={form.control}
          name="reason"
          label={t('adopt.reason')}
          hint={t('adopt.reason.hint')}
          rows={2}
          required
          maxLength={300}
        />
      </Form>
    </Dialog>
  )
}

/** Ends a layout from a day on, with the reason that is shown from then on. */
export function EndLayoutDialog({ layout, onClose }: Props) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { endedOn: '', reason: '' } })
  const end = useMutation({
    mutationFn: (json: { endedOn: string; reason: string }) =>
      call(api['hour-layouts'][':hourLayoutId'].ending.$post({ param: { hourLayoutId: layout.id }, json })),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['hour-layouts'] })
      toast(t('end.done'))
      onClose()
    },
  })
  return (
    <Dialog title={`${sayLayout(layout)} · ${t('end.title')}`} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => end.mutate(values)}
        pending={end.isPending}
        problem={end.error}
        words={words}
        submit={t('end')}
        onCancel={onClose}
      >
        <Note tone="attention">{t('end.lead')}</Note>
        <DateField control={form.control} name="endedOn" label={t('end.on')} required />
        <TextArea control={form.control} name="reason" label={t('end.reason')} rows={2} required maxLength={300} />
      </Form>
    </Dialog>
  )
}
