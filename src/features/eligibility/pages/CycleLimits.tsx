import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { programmeLevels } from '../../../lib/programmes/codes.ts'
import { call, client } from '../../../platform/web/call.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useProgrammeCodes } from '../../programmes/parts.tsx'
import type { EligibilitySettings } from '../core.ts'
import type { eligibilityRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'

const api = client<typeof eligibilityRoutes>()

/** Sets how often programmes of each level may be taken in a cycle of years. */
export function CycleLimits({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(pageWords)
  const settings = useQuery({
    queryKey: ['eligibility-settings'],
    queryFn: () => call(api['eligibility-settings'].$get()),
    enabled: open,
  })
  return (
    <Dialog title={t('limits')} open={open} onClose={onClose} width={560}>
      {open && settings.data ? <LimitsForm settings={settings.data} onClose={onClose} /> : null}
    </Dialog>
  )
}

const most = (settings: EligibilitySettings, level: string) => {
  const limit = settings.limits.find((one) => one.level === level && one.kind === null)
  return limit ? String(limit.most) : ''
}

function LimitsForm({ settings, onClose }: { settings: EligibilitySettings; onClose: () => void }) {
  const t = useWords(pageWords)
  const codes = useProgrammeCodes()
  const cache = useQueryClient()
  const defaultValues = {
    cycleFrom: String(settings.cycleFrom),
    cycleYears: String(settings.cycleYears),
    ...{ nation: most(settings, 'nation'), province: most(settings, 'province'), city: most(settings, 'city') },
    ...{ county: most(settings, 'county'), school: most(settings, 'school'), outside: most(settings, 'outside') },
  }
  const form = useForm({ defaultValues })
  const { control } = form
  const save = useMutation({
    mutationFn: (values: typeof defaultValues) => {
      const levels = programmeLevels.flatMap((level) => {
        const limit = numberOf(values[level])
        return limit === undefined ? [] : [{ level, kind: null, most: limit }]
      })
      // Limits of single kinds are kept as they are: this form speaks of levels.
      const ofKinds = settings.limits.filter(({ kind }) => kind !== null)
      const cycleFrom = numberOf(values.cycleFrom) ?? settings.cycleFrom
      const cycleYears = numberOf(values.cycleYears) ?? settings.cycleYears
      return call(
        api['eligibility-settings'].$put({ json: { cycleFrom, cycleYears, limits: [...levels, ...ofKinds] } }),
      )
    },
    onSuccess: async () => {
      toast(t('limits.saved'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['eligibility-settings'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      submit={t('limits.save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
      onCancel={onClose}
    >
      <p className="quiet">{t('limits.lead')}</p>
      <FormRow>
        <NumberField control={control} name="cycleFrom" label={t('cycleFrom')} min={2000} max={2100} required />
        <NumberField
          control={control}
          name="cycleYears"
          label={t('cycleYears')}
          unit={t('years')}
          min={1}
          max={10}
          required
        />
      </FormRow>
      {programmeLevels.map((level) => (
        <NumberField
          key={level}
          control={control}
          name={level}
          label={t('limit.level', { level: codes.level(level) })}
          hint={t('limit.none')}
          unit={t('times')}
          min={1}
          max={20}
        />
      ))}
    </Form>
  )
}
