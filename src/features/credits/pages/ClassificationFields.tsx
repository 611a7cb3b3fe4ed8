import type { Control, FieldValues, Path } from 'react-hook-form'
import { nameOf } from '../../../lib/policy/names.ts'
import { programmeCategories, programmeKinds, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { FormRow } from '../../../ui/form.tsx'
import { currentLanguage, useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'

/** How hours are told apart, as a form writes it; empty where nothing is said. */
export type Classified = { category: string; level: string; mode: string; kind: string }

type Props<V extends FieldValues> = { control: Control<V>; names: Readonly<Record<keyof Classified, Path<V>>> }

/** The names under which a form keeps it, where they are the usual ones. */
export const classifiedNames = { category: 'category', level: 'level', mode: 'mode', kind: 'kind' } as const

/** What hours are: category, level, mode and kind, as policies tell hours apart. */
export function ClassificationFields<V extends FieldValues>({ control, names }: Props<V>) {
  const t = useWords(words)
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  return (
    <>
      <FormRow>
        <SelectField
          control={control}
          name={names.category}
          label={t('category')}
          options={programmeCategories.map((category) => ({ value: category, label: category }))}
        />
        <SelectField
          control={control}
          name={names.level}
          label={t('level')}
          options={programmeLevels.map((value) => ({ value, label: nameOf('level', value, tongue) }))}
        />
      </FormRow>
      <FormRow>
        <SelectField
          control={control}
          name={names.mode}
          label={t('mode')}
          options={programmeModes.map((value) => ({ value, label: nameOf('mode', value, tongue) }))}
        />
        <SelectField
          control={control}
          name={names.kind}
          label={t('kind')}
          hint={t('record.kind.hint')}
          options={programmeKinds.map((value) => ({ value, label: nameOf('kind', value, tongue) }))}
        />
      </FormRow>
    </>
  )
}

/** What was chosen; null where nothing was. */
export const classified = ({ category, level, mode, kind }: Classified) => {
  const orNull = (chosen: string) => (chosen === '' ? null : chosen)
  return { category: orNull(category), level: orNull(level), mode: orNull(mode), kind: orNull(kind) }
}
