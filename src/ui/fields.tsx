import { useState, type HTMLInputAutoCompleteAttribute, type HTMLInputTypeAttribute } from 'react'
import { useController, type FieldValues } from 'react-hook-form'
import { mustBeFilled, mustBeHours, mustBeNumber, type FieldProps, type Rules } from './field-rules.ts'
import { FieldFrame } from './field-frame.tsx'
import { unitWord } from './format.ts'
import { kitWords } from './kit-words.ts'
import { useWords, wordsIn } from './words.ts'

export { centihoursOf, numberOf } from './field-rules.ts'

type TextProps<V extends FieldValues> = FieldProps<V> & {
  /** What it has to look like, and what to say when it does not. */
  pattern?: { readonly value: RegExp; readonly message: string } | undefined
  maxLength?: number | undefined
  type?: HTMLInputTypeAttribute | undefined
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined
}

function mustLookLike(pattern: { readonly value: RegExp; readonly message: string } | undefined) {
  return (value: unknown) =>
    pattern && typeof value === 'string' && value.trim() !== '' && !pattern.value.test(value.trim())
      ? pattern.message
      : true
}

function tooLong(maxLength: number | undefined) {
  return (value: unknown) =>
    maxLength !== undefined && typeof value === 'string' && value.length > maxLength
      ? wordsIn(kitWords)('field.tooLong', { max: maxLength })
      : true
}

type InputProps<V extends FieldValues> = TextProps<V> & {
  unit?: string | undefined
  inputMode?: 'numeric' | 'decimal' | undefined
  validate?: Rules<V>['validate'] | undefined
}

function Input<V extends FieldValues>(props: InputProps<V>) {
  const { control, name, label, hint, required, disabled, placeholder, maxLength, unit } = props
  const { field, fieldState } = useController({
    control,
    name,
    rules: {
      validate: {
        filled: mustBeFilled(label, required),
        length: tooLong(maxLength),
        pattern: mustLookLike(props.pattern),
        ...(typeof props.validate === 'function' ? { own: props.validate } : {}),
      },
    },
  })
  const value: unknown = field.value
  return (
    <FieldFrame label={label} hint={hint} required={required} error={fieldState.error?.message}>
      {(wiring) => (
        <div className={unit ? 'input-unit' : undefined}>
          <input
            {...wiring}
            ref={field.ref}
            name={field.name}
            className={props.inputMode ? 'input num' : 'input'}
            type={props.type ?? 'text'}
            value={typeof value === 'string' || typeof value === 'number' ? value : ''}
            onChange={field.onChange}
            onBlur={field.onBlur}
            required={required}
            disabled={disabled}
            placeholder={placeholder}
            inputMode={props.inputMode}
            autoComplete={props.autoComplete ?? 'off'}
          />
          {unit ? <span className="quiet">{unit}</span> : null}
        </div>
      )}
    </FieldFrame>
  )
}

/** One line of text. */
export function TextField<V extends FieldValues>(props: TextProps<V>) {
  return <Input {...props} />
}

/** A whole number as typed; read it with `numberOf` at submit. */
export function NumberField<V extends FieldValues>(
  props: FieldProps<V> & { min?: number | undefined; max?: number | undefined; unit?: string | undefined },
) {
  const { min, max, ...rest } = props
  return <Input {...rest} inputMode="numeric" validate={mustBeNumber({ min, max })} />
}

/** Credit hours as typed; read them with `centihoursOf` at submit. */
export function HoursField<V extends FieldValues>(props: FieldProps<V>) {
  useWords(kitWords)
  return <Input {...props} inputMode="decimal" unit={unitWord('hour')} validate={mustBeHours} />
}

/** A password, hidden until its owner wants to see it. */
export function PasswordField<V extends FieldValues>(props: TextProps<V>) {
  const t = useWords(kitWords)
  const [shown, setShown] = useState(false)
  return (
    <div className="password">
      <Input {...props} type={shown ? 'text' : 'password'} autoComplete={props.autoComplete ?? 'current-password'} />
      <button type="button" className="button button-quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? t('hide') : t('show')}
      </button>
    </div>
  )
}

/** Several lines of text. */
export function TextArea<V extends FieldValues>(props: TextProps<V> & { rows?: number | undefined }) {
  const { control, name, label, hint, required, disabled, placeholder, maxLength, rows = 4 } = props
  const { field, fieldState } = useController({
    control,
    name,
    rules: { validate: { filled: mustBeFilled(label, required), length: tooLong(maxLength) } },
  })
  const value: unknown = field.value
  const written = typeof value === 'string' ? value : ''
  return (
    <FieldFrame label={label} hint={hint} required={required} error={fieldState.error?.message}>
      {(wiring) => (
        <>
          <textarea
            {...wiring}
            ref={field.ref}
            name={field.name}
            className="input"
            rows={rows}
            value={written}
            onChange={field.onChange}
            onBlur={field.onBlur}
            required={required}
            disabled={disabled}
            placeholder={placeholder}
          />
          {maxLength !== undefined && written.length > maxLength * 0.8 ? (
            <p className="field-hint num end" aria-hidden="true">
              {written.length} / {maxLength}
            </p>
          ) : null}
        </>
      )}
    </FieldFrame>
  )
}

/** Yes or no. */
export function CheckField<V extends FieldValues>({ control, name, label, hint, disabled }: FieldProps<V>) {
  const { ref, value, onChange, onBlur } = useController({ control, name }).field
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          ref={ref}
          checked={Boolean(value)}
          onChange={(event) => onChange(event.target.checked)}
          onBlur={onBlur}
          disabled={disabled}
        />
        {label}
      </label>
      {hint ? <p className="field-hint">{hint}</p> : null}
    </div>
  )
}
