import { useState, type HTMLInputAutoCompleteAttribute, type HTMLInputTypeAttribute, type ReactNode } from 'react'
import { useController, type FieldValues, type UseFormReturn } from 'react-hook-form'
import { mustBeFilled, mustBeLong, type FieldProps } from '../field-rules.ts'
import { FieldFrame, useWrongFields } from '../field-frame.tsx'
import { formatBytes } from '../format.ts'
import { Icon } from '../icons.tsx'
import { kitWords } from '../kit-words.ts'
import { useWords, type Words } from '../words.ts'
import { Problem } from './feedback.tsx'
import { BigButton } from './press.tsx'

type PhoneFormProps<V extends FieldValues> = {
  form: UseFormReturn<V>
  onSubmit: (values: V) => void
  submit: string
  pending: boolean
  problem?: unknown
  words?: Words | undefined
  reason?: string | undefined
  children: ReactNode
}

/** A form with one big button; what went wrong stands above it and nothing typed is lost. */
export function PhoneForm<V extends FieldValues>(props: PhoneFormProps<V>) {
  const { form, onSubmit, submit, pending, problem, words, reason, children } = props
  useWrongFields(form, problem)
  return (
    <form className="form" noValidate onSubmit={(event) => void form.handleSubmit((values) => onSubmit(values))(event)}>
      {children}
      <Problem problem={problem} words={words} />
      <BigButton type="submit" kind="primary" pending={pending} reason={reason}>
        {submit}
      </BigButton>
    </form>
  )
}

type TextProps<V extends FieldValues> = FieldProps<V> & {
  type?: HTMLInputTypeAttribute | undefined
  autoComplete?: HTMLInputAutoCompleteAttribute | undefined
  inputMode?: 'numeric' | 'decimal' | 'tel' | undefined
  maxLength?: number | undefined
  minLength?: number | undefined
}

function useText<V extends FieldValues>({ control, name, label, required, minLength }: TextProps<V>) {
  const validate = { filled: mustBeFilled(label, required), length: mustBeLong(minLength) }
  const { field, fieldState } = useController({ control, name, rules: { validate } })
  const value: unknown = field.value
  return { field, error: fieldState.error?.message, value: typeof value === 'string' ? value : '' }
}

/** One line of text. */
export function Field<V extends FieldValues>(props: TextProps<V>) {
  const {
    label,
    hint,
    required,
    disabled,
    placeholder,
    type = 'text',
    autoComplete = 'off',
    inputMode,
    maxLength,
  } = props
  const { field, error, value } = useText(props)
  return (
    <FieldFrame label={label} hint={hint} required={required} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          {...field}
          className="input"
          value={value}
          type={type}
          autoComplete={autoComplete}
          inputMode={inputMode}
          maxLength={maxLength}
          required={required}
          disabled={disabled}
          placeholder={placeholder}
        />
      )}
    </FieldFrame>
  )
}

/** A password, hidden until its owner wants to see it. */
export function PasswordField<V extends FieldValues>(props: TextProps<V>) {
  const t = useWords(kitWords)
  const [shown, setShown] = useState(false)
  return (
    <div className="password">
      <Field {...props} type={shown ? 'text' : 'password'} autoComplete={props.autoComplete ?? 'current-password'} />
      <button type="button" className="link-button" aria-pressed={shown} onClick={() => setShown(!shown)}>
        {shown ? t('hide') : t('show')}
      </button>
    </div>
  )
}

/** Several lines of text. */
export function TextArea<V extends FieldValues>(props: TextProps<V> & { rows?: number | undefined }) {
  const { label, hint, required, disabled, placeholder, maxLength, rows = 4 } = props
  const { field, error, value } = useText(props)
  return (
    <FieldFrame label={label} hint={hint} required={required} error={error}>
      {(wiring) => (
        <textarea
          {...wiring}
          {...field}
          className="input"
          value={value}
          rows={rows}
          maxLength={maxLength}
          required={required}
          disabled={disabled}
          placeholder={placeholder}
        />
      )}
    </FieldFrame>
  )
}

type SelectProps<V extends FieldValues> = FieldProps<V> & {
  options: readonly { readonly value: string; readonly label: string }[]
}

/** One of several values, by the phone's own list. */
export function SelectField<V extends FieldValues>(props: SelectProps<V>) {
  const { label, hint, required, disabled, placeholder, options } = props
  const t = useWords(kitWords)
  const { field, error, value } = useText(props)
  return (
    <FieldFrame label={label} hint={hint} required={required} error={error}>
      {(wiring) => (
        <select {...wiring} {...field} className="input" value={value} required={required} disabled={disabled}>
          <option value="">{placeholder ?? t('choose')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}

/** One file or photograph; its value is a `File` or null. */
export function FileField<V extends FieldValues>(props: FieldProps<V> & { accept: string }) {
  const { control, name, label, hint, required, disabled, accept } = props
  const t = useWords(kitWords)
  const { field, fieldState } = useController({
    control,
    name,
    rules: { validate: mustBeFilled(label, required, 'choose') },
  })
  const value: unknown = field.value
  return (
    <FieldFrame label={label} hint={hint} required={required} error={fieldState.error?.message}>
      {(wiring) => (
        <>
          {value instanceof File ? (
            <p className="file-chosen">
              <Icon name="file" />
              <span>{value.name}</span>
              <span className="quiet num">{formatBytes(value.size)}</span>
            </p>
          ) : null}
          <label className="big big-plain">
            <Icon name="plus" size={20} />
            {t(value instanceof File ? 'file.other' : 'file.choose')}
            <input
              {...wiring}
              ref={field.ref}
              className="unseen"
              type="file"
              accept={accept}
              required={required}
              disabled={disabled}
              onBlur={field.onBlur}
              onChange={(event) => field.onChange(event.target.files?.[0] ?? value ?? null)}
            />
          </label>
        </>
      )}
    </FieldFrame>
  )
}
