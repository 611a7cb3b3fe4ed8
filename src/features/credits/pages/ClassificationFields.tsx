import type { Control, FieldValues, Path } from 'react-hook-form'
import { nameOf } from '../../../lib/policy/names.ts'
import { programmeCategories, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { FormRow } from '../../../ui/form.tsx'
import { currentLanguage, useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'

/** How hours are told apart, as a form writes it; empty where nothing is said. */
export type Classified = { category: string; level: string; mode: string }

/** What hours are: category, level and mode, as policies tell hours apart. */
export function ClassificationFields<V extends FieldValues & Classified>({ control }: { control: Control<V> }) {
  const t = useWords(words)
  const tongue = currentLanguage() === 'en' ? 'en' : 'zh'
  const of = (name: keyof Classified) => name as Path<V>
  return (
    <FormRow>
      <SelectField
        control={control}
        name={of('category')}
        label={t('category')}
        options={programmeCategories.map((category) => ({ value: category, label: category }))}
      />
      <SelectField
        control={control}
        name={of('level')}
        label={t('level')}
        options={programmeLevels.map((value) => ({ value, label: nameOf('level', value, tongue) }))}
      />
      <SelectField
        control={control}
        name={of('mode')}
        label={t('mode')}
        options={programmeModes.map((value) => ({ value, label: nameOf('mode', value, tongue) }))}
      />
    </FormRow>
  )
}

/** What was chosen; null where nothing was. */
export const classified = ({ category, level, mode }: Classified) => {
  const orNull = (chosen: string) => (chosen === '' ? null : chosen)
  return { category: orNull(category), level: orNull(level), mode: orNull(mode) }
}
