import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { programmeKinds, programmeLevels } from '../../../lib/programmes/codes.ts'
import { call } from '../../../platform/web/call.ts'
import { MultiSelect } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { NumberField, numberOf } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useProgrammeOptions } from '../../programmes/parts.tsx'
import { integrityApi } from '../asking.ts'
import { causes, type IntegritySettings } from '../core.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'

/** Sets what follows from a fact: for how long, from which programmes, and how long it may be appealed against. */
export function SettingsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(pageWords)
  const settings = useQuery({
    queryKey: ['integrity-settings'],
    queryFn: () => call(integrityApi['integrity-settings'].$get()),
    enabled: open,
  })
  return (
    <Dialog title={t('settings')} open={open} onClose={onClose} width={600}>
      {settings.data ? <SettingsForm settings={settings.data} onClose={onClose} /> : null}
    </Dialog>
  )
}

function SettingsForm({ settings, onClose }: { settings: IntegritySettings; onClose: () => void }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const cache = useQueryClient()
  const codes = useProgrammeOptions()
  const defaultValues = {
    banMonths: String(settings.banMonths),
    appealDays: String(settings.appealDays),
    levels: settings.levels.map(String),
    kinds: settings.kinds.map(String),
    causes: settings.causes.map(String),
  }
  const form = useForm({ defaultValues })
  const { control } = form
  const save = useMutation({
    mutationFn: (values: typeof defaultValues) =>
      call(
        integrityApi['integrity-settings'].$put({
          json: {
            banMonths: numberOf(values.banMonths) ?? settings.banMonths,
            appealDays: numberOf(values.appealDays) ?? settings.appealDays,
            levels: programmeLevels.filter((each) => values.levels.includes(each)),
            kinds: programmeKinds.filter((each) => values.kinds.includes(each)),
            causes: causes.filter((each) => values.causes.includes(each)),
          },
        }),
      ),
    onSuccess: async () => {
      toast(t('settings.done'))
      onClose()
      await cache.invalidateQueries({ queryKey: ['integrity-settings'] })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      submit={t('settings.save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
      onCancel={onClose}
    >
      <p className="quiet">{t('settings.lead')}</p>
      <FormRow>
        <NumberField
          control={control}
          name="banMonths"
          label={t('settings.months')}
          unit={t('settings.months.unit')}
          min={0}
          max={120}
          required
        />
        <NumberField
          control={control}
          name="appealDays"
          label={t('settings.days')}
          unit={t('settings.days.unit')}
          min={5}
          max={60}
          required
        />
      </FormRow>
      <MultiSelect control={control} name="levels" label={t('settings.levels')} options={codes.levels} />
      <MultiSelect
        control={control}
        name="kinds"
        label={t('settings.kinds')}
        hint={t('settings.kinds.hint')}
        options={codes.kinds}
      />
      <MultiSelect
        control={control}
        name="causes"
        label={t('settings.causes')}
        options={causes.map((value) => ({ value, label: say(`cause.${value}`) }))}
      />
    </Form>
  )
}
