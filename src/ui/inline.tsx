import { Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { formatHours, parseHours } from '../lib/hours.ts'
import type { Option } from './choices.tsx'
import { Icon } from './icons.tsx'
import './inline.css'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

type Of<V> = { label: string; value: V; onChange: (value: V) => void }

/** What somebody types, until it makes sense; what makes none is marked, and forgotten when they leave. */
function useTyped(shown: string) {
  const [typed, setTyped] = useState<string | undefined>()
  return { text: typed ?? shown, setTyped, forget: () => setTyped(undefined) }
}

/** A whole number inside a sentence. */
export function InlineNumber({ label, value, onChange, min = 0, max }: Of<number> & { min?: number; max?: number }) {
  const { text, setTyped, forget } = useTyped(String(value))
  const read = (typed: string) => {
    const number = Number(typed)
    return /^\d{1,9}$/.test(typed) && number >= min && number <= (max ?? Infinity) ? number : undefined
  }
  return (
    <input
      className="inline-input num"
      aria-label={label}
      aria-invalid={read(text) === undefined || undefined}
      inputMode="numeric"
      size={Math.max(3, text.length)}
      value={text}
      onChange={(event) => {
        const typed = event.target.value.trim()
        setTyped(typed)
        const number = read(typed)
        if (number !== undefined && number !== value) onChange(number)
      }}
      onBlur={forget}
    />
  )
}

/** Hours or credits inside a sentence: typed with a point, kept in whole hundredths. */
export function InlineHours({ label, value, onChange }: Of<number>) {
  const { text, setTyped, forget } = useTyped(formatHours(value))
  return (
    <input
      className="inline-input num"
      aria-label={label}
      aria-invalid={!parseHours(text).ok || undefined}
      inputMode="decimal"
      size={Math.max(3, text.length)}
      value={text}
      onChange={(event) => {
        const typed = event.target.value.trim()
        setTyped(typed)
        const read = parseHours(typed)
        if (read.ok && read.value !== value) onChange(read.value)
      }}
      onBlur={forget}
    />
  )
}

type TextProps = Of<string> & {
  maxLength: number
  wide?: boolean
  placeholder?: string
  /** Whether nothing may be said. */
  optional?: boolean
}

/** A few words inside a sentence; unless they are optional they are never empty: what was there comes back. */
export function InlineText({ label, value, onChange, maxLength, wide, placeholder, optional = false }: TextProps) {
  const { text, setTyped, forget } = useTyped(value)
  return (
    <input
      className={wide ? 'inline-input inline-wide' : 'inline-input'}
      aria-label={label}
      aria-invalid={(!optional && text.trim() === '') || undefined}
      maxLength={maxLength}
      placeholder={placeholder}
      value={text}
      onChange={(event) => {
        setTyped(event.target.value)
        const typed = event.target.value.trim()
        if ((optional || typed !== '') && typed !== value) onChange(typed)
      }}
      onBlur={forget}
    />
  )
}

/** One of a few values inside a sentence. */
export function InlineSelect({ label, value, options, onChange }: Of<string> & { options: readonly Option[] }) {
  return (
    <select
      className="inline-input inline-select"
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

type TagsProps = Of<readonly string[]> & {
  options: readonly Option[]
  /** Whether words of one's own may be typed. */
  free?: boolean
  placeholder?: string
}

/** Any of several words as tags; with `free` also words that are not in the list. */
export function InlineTags({ label, value, options, onChange, free, placeholder }: TagsProps) {
  const t = useWords(kitWords)
  return (
    <div className="inline-tags">
      <span className="quiet" aria-hidden="true">
        {label}
      </span>
      <Select
        mode={free ? 'tags' : 'multiple'}
        aria-label={label}
        value={[...value]}
        onChange={(chosen: string[]) => onChange(chosen.map((each) => each.trim()).filter((each) => each !== ''))}
        options={options.map(({ value: key, label: name }) => ({ value: key, label: name }))}
        showSearch={{ optionFilterProp: 'label' }}
        tokenSeparators={['、', '，', ',', '\t', '\n']}
        placeholder={placeholder ?? t('choose')}
        notFoundContent={t('nothingFound')}
      />
    </div>
  )
}

/** Something that holds or does not. */
export function InlineCheck({ label, value, onChange }: Of<boolean>) {
  return (
    <label className="check">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

type FoldProps = { label: string; open: boolean; onToggle: () => void; children: ReactNode }

/** A phrase of a sentence that opens what it is made of. */
export function Phrase({ label, open, onToggle, children }: FoldProps) {
  return (
    <button type="button" className="phrase" aria-expanded={open} title={label} onClick={onToggle}>
      <span className="unseen">{label}</span>
      {children}
      <Icon name="chevron-down" size={12} />
    </button>
  )
}

/** A number of years that may be left open. */
export function InlineYears({ label, value, onChange }: Of<number | undefined>) {
  return (
    <label className="inline-field">
      <span className="quiet">{label}</span>
      <input
        className="inline-input num"
        inputMode="numeric"
        size={3}
        value={value ?? ''}
        onChange={(event) => {
          const typed = event.target.value.trim()
          if (typed === '') onChange(undefined)
          else if (/^\d{1,2}$/.test(typed)) onChange(Number(typed))
        }}
      />
    </label>
  )
}

/** A calendar date inside a sentence; empty where there is none. */
export function InlineDate({ label, value, onChange }: Of<string>) {
  return (
    <label className="inline-field">
      <span className="quiet">{label}</span>
      <input className="inline-input" type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

type CellProps = Of<string> & { name: string; isNumber?: boolean; isWrong?: boolean }

/** A field that is a cell of a table: fields of one column bear one name. */
export function TypedCell({ label, name, value, onChange, isNumber = false, isWrong = false }: CellProps) {
  return (
    <input
      className={isNumber ? 'inline-input num' : 'inline-input'}
      aria-label={label}
      aria-invalid={isWrong || undefined}
      name={name}
      {...(isNumber ? { inputMode: 'decimal', size: 5 } : { size: 10 })}
      maxLength={isNumber ? 7 : 200}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
