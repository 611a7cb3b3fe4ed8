import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { DateField } from '../../../ui/dates.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { centihoursOf, HoursField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { CreditRecord } from '../contract.ts'
import { attendedSources } from '../core.ts'
import { creditsApi as api } from '../parts.tsx'
import { words } from '../words.ts'
import { ClassificationFields, classified, classifiedNames, type Classified } from './ClassificationFields.tsx'
import { LateReason } from './LateReason.tsx'

type CorrectDialogProps = { record: CreditRecord; onClose: () => void; onDone: () => void }

/** Answers a returned record with a corrected one. */
export function CorrectDialog({ record, onClose, onDone }: CorrectDialogProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({
    defaultValues: {
      ...{ hours: formatHours(record.centihours), earnedOn: record.earnedOn, late: '' },
      ...{ category: record.category ?? '', level: record.level ?? '', mode: record.mode ?? '' },
      kind: record.kind ?? '',
    },
  })
  const isAttended = attendedSources.includes(record.sourceKind)
  const earnedOn = useWatch({ control: form.control, name: 'earnedOn' })
  const send = useMutation({
    mutationFn: ({ hours, earnedOn, late, ...rest }: { hours: string; earnedOn: string; late: string } & Classified) =>
      call(
        api['credit-records'][':recordId'].correction.$post({
          param: { recordId: record.id },
          json: {
            ...{ id, earnedOn, centihours: centihoursOf(hours), lateReason: late === '' ? null : late },
            ...classified(rest),
          },
        }),
      ),
    onSuccess: () => {
      toast(t('correct.done'))
      void cache.invalidateQueries({ queryKey: ['credit-records'] })
      onDone()
    },
  })
  return (
    <Dialog title={t('correct.title')} open onClose={onClose}>
      <p>{t('correct.lead', { reason: record.returnReason ?? '' })}</p>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('correct.save')}
        onCancel={onClose}
      >
        <FormRow>
          <HoursField
            control={form.control}
            name="hours"
            label={t('hours')}
            hint={isAttended ? t('correct.attended', { hours: formatHours(record.centihours) }) : undefined}
            required
          />
          {isAttended ? null : <DateField control={form.control} name="earnedOn" label={t('earnedOn')} required />}
        </FormRow>
        <ClassificationFields control={form.control} names={classifiedNames} />
        <LateReason control={form.control} name="late" days={[earnedOn]} />
      </Form>
    </Dialog>
  )
}
