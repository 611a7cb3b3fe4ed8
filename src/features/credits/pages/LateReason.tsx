import type { Control, FieldValues, Path } from 'react-hook-form'
import { Note } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { useFrozenYear } from './frozen-year.ts'

type LateReasonProps<V extends FieldValues> = { control: Control<V>; name: Path<V>; days: readonly string[] }

/** Asks why hours come late where one of their days lies in a closed year; nothing otherwise. */
export function LateReason<V extends FieldValues>({ control, name, days }: LateReasonProps<V>) {
  const t = useWords(words)
  const frozen = useFrozenYear(days)
  if (!frozen) return null
  return (
    <>
      <Note tone="attention">{t('late.frozen', { year: frozen.year, on: frozen.frozenOn })}</Note>
      <TextField
        control={control}
        name={name}
        label={t('late.reason')}
        hint={t('late.reason.hint')}
        required
        maxLength={200}
      />
    </>
  )
}
