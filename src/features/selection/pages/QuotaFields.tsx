import { useWatch, type UseFormReturn } from 'react-hook-form'
import { RadioField } from '../../../ui/choices.tsx'
import { NumberField } from '../../../ui/fields.tsx'
import { TypedCell } from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useCodeOptions } from '../../people/parts.tsx'
import { partKey, type RulesDraft } from '../drafting.ts'
import { words } from '../words.ts'

const settings = ['rural', 'town', 'urban'] as const

/** How many are chosen: of everybody together, or of each stage and setting by a table whose sum is shown. */
export function QuotaFields({ form }: { form: UseFormReturn<RulesDraft> }) {
  const t = useWords(words)
  const stages = useCodeOptions('stage')
  const { control } = form
  const [shared, parts, places] = useWatch({ control, name: ['shared', 'parts', 'places'] })
  const set = (key: string, typed: string) => form.setValue('parts', { ...parts, [key]: typed }, { shouldDirty: true })
  // What an earlier table named beside what is usual stays visible.
  const known = new Set(Object.keys(parts).map((key) => key.split('|')[0] ?? ''))
  const others = [...known].filter((stage) => !stages.some(({ value }) => value === stage))
  const rows = [...stages, ...others.map((value) => ({ value, label: value === '' ? t('quota.unsaid') : value }))]
  const isUsual = (kind: string) => settings.some((one) => one === kind)
  const kinds = [
    ...settings.map((value) => ({ value, label: t(`kind.${value}`) })),
    ...[...new Set(Object.keys(parts).map((key) => key.split('|')[1] ?? ''))]
      .filter((kind) => !isUsual(kind))
      .map((value) => ({ value, label: value === '' ? t('quota.unsaid') : value })),
  ]
  const sum = Object.values(parts).reduce((whole, typed) => whole + (Number(typed) || 0), 0)
  return (
    <Section title={t('quota')}>
      <NumberField control={control} name="places" label={t('edit.places')} min={1} max={10000} required />
      <RadioField
        control={control}
        name="shared"
        label={t('edit.parts')}
        options={[
          { value: 'all', label: t('edit.parts.all') },
          { value: 'parts', label: t('edit.parts.each') },
        ]}
      />
      {shared === 'parts' ? (
        <>
          <PlainTable
            label={t('quota')}
            rows={rows}
            rowId={({ value }) => value}
            columns={[
              { key: 'stage', title: t('edit.parts.stage'), cell: ({ label }) => label },
              ...kinds.map((kind) => ({
                key: kind.value,
                title: kind.label,
                align: 'end' as const,
                cell: ({ value, label }: { value: string; label: string }) => {
                  const typed = parts[partKey(value, kind.value)] ?? ''
                  return (
                    <TypedCell
                      name={partKey(value, kind.value)}
                      label={`${label} ${kind.label}`}
                      value={typed}
                      isNumber
                      isWrong={typed !== '' && !/^\d{1,5}$/.test(typed)}
                      onChange={(next) => set(partKey(value, kind.value), next)}
                    />
                  )
                },
              })),
            ]}
          />
          <p className={sum === Number(places) ? 'quiet num' : 'num'}>{t('edit.parts.sum', { sum, places })}</p>
        </>
      ) : null}
    </Section>
  )
}
