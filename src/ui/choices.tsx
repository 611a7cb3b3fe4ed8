import { Select } from 'antd'
import { useController, type FieldValues } from 'react-hook-form'
import { mustBeFilled, type FieldProps } from './field-rules.ts'
import { FieldFrame } from './field-frame.tsx'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

export type Option = { readonly value: string; readonly label: string; readonly disabled?: boolean | undefined }

type ChoiceProps<V extends FieldValues> = FieldProps<V> & {
  options: readonly Option[]
  /** Asks the server while somebody types, where the options are too many to send at once. */
  onSearch?: ((typed: string) => void) | undefined
  loading?: boolean | undefined
}

function useChoice<V extends FieldValues>({ control, name, label, required }: FieldProps<V>) {
  return useController({ control, name, rules: { validate: mustBeFilled(label, required, 'choose') } })
}

const listed = (options: readonly Option[]) =>
  options.map((option) => ({ ...option, disabled: option.disabled ?? false }))

// Options that the server found for what was typed must not be narrowed again by the kit.
function searching(options: readonly Option[], onSearch: ((typed: string) => void) | undefined) {
  if (onSearch) return { filterOption: false, onSearch }
  return options.length > 8 ? { optionFilterProp: 'label' } : false
}

/** One of several values, `''` for none. */
export function SelectField<V extends FieldValues>(props: ChoiceProps<V>) {
  const { label, hint, required, disabled, placeholder, options, onSearch, loading } = props
  const { field, fieldState } = useChoice(props)
  const t = useWords(kitWords)
  const value: unknown = field.value
  return (
    <FieldFrame label={label} hint={hint} required={required} error={fieldState.error?.message}>
      {(wiring) => (
        <Select
          {...wiring}
          ref={field.ref}
          value={typeof value === 'string' && value !== '' ? value : null}
          onChange={(chosen: string | null | undefined) => field.onChange(chosen ?? '')}
          onBlur={field.onBlur}
          options={listed(options)}
          showSearch={searching(options, onSearch)}
          loading={loading ?? false}
          allowClear={!required}
          disabled={disabled ?? false}
          status={fieldState.error ? 'error' : ''}
          placeholder={placeholder ?? t('choose')}
          notFoundContent={t('nothingFound')}
          aria-required={required}
        />
      )}
    </FieldFrame>
  )
}

/** Any of several values, as a list. */
export function MultiSelect<V extends FieldValues>(props: ChoiceProps<V>) {
  const { label, hint, required, disabled, placeholder, options, onSearch, loading } = props
  const { field, fieldState } = useChoice(props)
  const t = useWords(kitWords)
  const value: unknown = field.value
  return (
    <FieldFrame label={label} hint={hint} required={required} error={fieldState.error?.message}>
      {(wiring) => (
        <Select
          {...wiring}
          ref={field.ref}
          mode="multiple"
          value={Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []}
          onChange={(chosen: string[]) => field.onChange(chosen)}
          onBlur={field.onBlur}
          options={listed(options)}
          showSearch={onSearch ? { filterOption: false, onSearch } : { optionFilterProp: 'label' }}
          loading={loading ?? false}
          disabled={disabled ?? false}
          status={fieldState.error ? 'error' : ''}
          placeholder={placeholder ?? t('choose')}
          notFoundContent={t('nothingFound')}
          aria-required={required}
        />
      )}
    </FieldFrame>
  )
}

/** One of two or three values that should all be seen. */
export function RadioField<V extends FieldValues>(props: ChoiceProps<V>) {
  const { label, hint, disabled, options } = props
  const { field, fieldState } = useChoice(props)
  return (
    <fieldset className={fieldState.error ? 'field field-wrong' : 'field'}>
      <legend>{label}</legend>
      <div className="cluster">
        {options.map((option, index) => (
          <label key={option.value} className="check">
            <input
              type="radio"
              ref={index === 0 ? field.ref : undefined}
              name={field.name}
              checked={field.value === option.value}
              onChange={() => field.onChange(option.value)}
              onBlur={field.onBlur}
              disabled={disabled ?? option.disabled}
            />
            {option.label}
          </label>
        ))}
      </div>
      {hint ? <p className="field-hint">{hint}</p> : null}
      {fieldState.error ? (
        <p className="field-error" role="alert">
          {fieldState.error.message}
        </p>
      ) : null}
    </fieldset>
  )
}
