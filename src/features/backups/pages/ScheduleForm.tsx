import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { CheckField, NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { BackupSchedule } from '../contract.ts'
import type { backupRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof backupRoutes>()
const clock = /^([01]?\d|2[0-3])[:：]([0-5]\d)$/

const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

function minuteOf(time: string): number {
  const [, hour, minute] = clock.exec(time.trim()) ?? []
  return Number(hour ?? 2) * 60 + Number(minute ?? 30)
}

/** When backups are made, where to, and how many are kept. */
export function ScheduleForm({ schedule, onClose }: { schedule: BackupSchedule; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const form = useForm({
    defaultValues: {
      isOn: schedule.isOn,
      at: timeOf(schedule.atMinute),
      folder: schedule.folder ?? '',
      days: String(schedule.keepDays),
      weeks: String(schedule.keepWeeks),
      months: String(schedule.keepMonths),
    },
  })
  const save = useMutation({
    mutationFn: (json: BackupSchedule) => call(api['backup-schedule'].$put({ json })),
    onSuccess: async () => {
      toast(t('form.saved'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['backups'] })
    },
  })
  const { control } = form
  return (
    <Form
      form={form}
      onSubmit={(values) =>
        save.mutate({
          isOn: values.isOn,
          atMinute: minuteOf(values.at),
          folder: values.folder.trim() === '' ? null : values.folder.trim(),
          keepDays: numberOf(values.days) ?? schedule.keepDays,
          keepWeeks: numberOf(values.weeks) ?? schedule.keepWeeks,
          keepMonths: numberOf(values.months) ?? schedule.keepMonths,
        })
      }
      submit={t('form.save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
      onCancel={onClose}
    >
      <CheckField control={control} name="isOn" label={t('form.isOn')} />
      <TextField
        control={control}
        name="at"
        label={t('form.at')}
        hint={t('form.at.hint', { zone: t('zone') })}
        pattern={{ value: clock, message: t('form.at.wrong') }}
        required
      />
      <TextField
        control={control}
        name="folder"
        label={t('form.folder')}
        hint={t('form.folder.hint')}
        maxLength={500}
      />
      <FormRow>
        <NumberField
          control={control}
          name="days"
          label={t('form.days')}
          unit={t('form.days.unit')}
          min={1}
          max={90}
          required
        />
        <NumberField
          control={control}
          name="weeks"
          label={t('form.weeks')}
          unit={t('form.weeks.unit')}
          min={0}
          max={60}
          required
        />
        <NumberField
          control={control}
          name="months"
          label={t('form.months')}
          unit={t('form.months.unit')}
          min={0}
          max={120}
          required
        />
      </FormRow>
      <p className="quiet">{t('form.keep.hint')}</p>
    </Form>
  )
}
