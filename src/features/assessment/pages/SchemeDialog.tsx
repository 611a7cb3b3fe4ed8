import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { centihoursOf, HoursField, NumberField, numberOf } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayIn, useWords } from '../../../ui/words.ts'
import type { Assessment, AssessmentScheme } from '../contract.ts'
import { assessmentApi as api, assessmentKey } from '../parts.tsx'
import { words } from '../words.ts'

const kinds = ['exam', 'work', 'observation', 'combined'] as const satisfies readonly AssessmentScheme['kind'][]

/** Decides how a class is judged and what passing is worth. */
export function SchemeDialog({ assessment, onClose }: { assessment: Assessment; onClose: () => void }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const { classId, scheme, programmeCentihours, byClock } = assessment
  const form = useForm({
    defaultValues: {
      kind: String(scheme?.kind ?? 'exam'),
      passMark: String(scheme?.passMark ?? 60),
      attendance: String(scheme?.attendanceMinPercent ?? 80),
      hours: formatHours(scheme?.centihours ?? programmeCentihours),
    },
  })
  const save = useMutation({
    mutationFn: (values: { kind: string; passMark: string; attendance: string; hours: string }) =>
      call(
        api.classes[':classId']['assessment-scheme'].$put({
          param: { classId },
          json: {
            kind: kinds.find((kind) => kind === values.kind) ?? 'exam',
            passMark: numberOf(values.passMark) ?? 60,
            attendanceMinPercent: numberOf(values.attendance) ?? 0,
            centihours: centihoursOf(values.hours),
          },
        }),
      ),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: assessmentKey(classId) })
      toast(t('scheme.saved'))
      onClose()
    },
  })
  return (
    <Dialog title={t('scheme')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => save.mutate(values)}
        pending={save.isPending}
        problem={save.error}
        words={words}
        submit={t('scheme.save')}
        onCancel={onClose}
      >
        <SelectField
          control={form.control}
          name="kind"
          label={t('kind')}
          options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          required
        />
        <FormRow>
          <NumberField
            control={form.control}
            name="passMark"
            label={t('passMark')}
            unit={t('passMark.unit')}
            min={0}
            max={100}
            required
          />
          <NumberField
            control={form.control}
            name="attendance"
            label={t('attendanceMin')}
            unit="%"
            min={0}
            max={100}
            required
          />
        </FormRow>
        <HoursField
          control={form.control}
          name="hours"
          label={t('hours')}
          hint={t('hours.hint', { hours: formatHours(programmeCentihours) })}
          required
        />
        {byClock.map(({ policy, minutes, mostDaily, days, total, centihours }) => (
          <p className="quiet num" key={policy.zh}>
            {t(mostDaily === null ? 'byClock' : 'byClock.most', {
              ...{ policy: sayIn(policy), minutes, days, total, hours: formatHours(centihours) },
              most: formatHours(mostDaily ?? 0),
            })}
          </p>
        ))}
      </Form>
    </Dialog>
  )
}
