import { lazy, Suspense } from 'react'
import { useController, type FieldValues } from 'react-hook-form'
import { mustBeFilled, type FieldProps } from './field-rules.ts'
import { FieldFrame } from './field-frame.tsx'
import { instantOf, wallOf } from './format.ts'

// The calendar is half the weight of the kit, and most pages show none.
const Picker = lazy(() => import('./picker.tsx').then((module) => ({ default: module.Picker })))

type Kind = 'date' | 'datetime'
type DateProps<V extends FieldValues> = FieldProps<V> & { min?: string | undefined; max?: string | undefined }

function Dates<V extends FieldValues>({ kind, ...props }: DateProps<V> & { kind: Kind }) {
  const { control, name, label, hint, required, disabled, placeholder, min, max } = props
  const { field, fieldState } = useController({
    control,
    name,
    rules: { validate: mustBeFilled(label, required, 'choose') },
  })
  const value: unknown = field.value
  const written = typeof value === 'string' ? value : ''
  return (
    <FieldFrame label={label} hint={hint} required={required} error={fieldState.error?.message}>
      {(wiring) => (
        <Suspense fallback={<div className="input" />}>
          <Picker
            {...wiring}
            kind={kind}
            wall={kind === 'datetime' && written !== '' ? wallText(written) : written}
            onWall={(wall) => field.onChange(kind === 'datetime' && wall !== '' ? instantOfText(wall) : wall)}
            onBlur={field.onBlur}
            disabled={disabled}
            placeholder={placeholder}
            min={min}
            max={max}
            wrong={Boolean(fieldState.error)}
          />
        </Suspense>
      )}
    </FieldFrame>
  )
}

function wallText(instant: string): string {
  const { date, time } = wallOf(instant)
  return `${date} ${time}`
}

function instantOfText(wall: string): string {
  const [date = '', time = '00:00'] = wall.split(' ')
  return instantOf({ date, time })
}

/** A calendar date, `YYYY-MM-DD` or `''`. */
export function DateField<V extends FieldValues>(props: DateProps<V>) {
  return <Dates {...props} kind="date" />
}

/** A date and time on the bureau's clock; its value is an ISO instant or `''`. */
export function DateTimeField<V extends FieldValues>(props: DateProps<V>) {
  return <Dates {...props} kind="datetime" />
}
