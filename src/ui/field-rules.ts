import type { Control, FieldPath, FieldValues, RegisterOptions } from 'react-hook-form'
import { parseHours } from '../lib/hours.ts'
import { kitWords } from './kit-words.ts'
import { wordsIn } from './words.ts'

/** What every field is told. */
export type FieldProps<V extends FieldValues> = {
  control: Control<V>
  name: FieldPath<V>
  label: string
  hint?: string | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
  placeholder?: string | undefined
}

export type Rules<V extends FieldValues> = Omit<
  RegisterOptions<V, FieldPath<V>>,
  'valueAsNumber' | 'valueAsDate' | 'setValueAs' | 'disabled'
>

const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

/** Refuses an empty field that has to be filled, in words that name it. */
export function mustBeFilled(label: string, required: boolean | undefined, verb: 'required' | 'choose' = 'required') {
  return (value: unknown) => {
    const empty = isBlank(value) || (Array.isArray(value) && value.length === 0)
    return required && empty ? wordsIn(kitWords)(`field.${verb}`, { label }) : true
  }
}

/** Refuses a text that says too little, with how many characters are wanted and how many there are. */
export function mustBeLong(min: number | undefined) {
  return (value: unknown) => {
    if (min === undefined || typeof value !== 'string' || isBlank(value)) return true
    const count = value.trim().length
    return count < min ? wordsIn(kitWords)('field.tooShort', { min, count }) : true
  }
}

/** Reads a whole number as people type it, full-width digits and thousands commas too; undefined when it is none. */
export function numberOf(typed: string): number | undefined {
  const plain = typed
    .normalize('NFKC')
    .trim()
    .replaceAll(/,(?=\d{3})/g, '')
  return /^-?\d{1,12}$/.test(plain) ? Number(plain) : undefined
}

/** Reads hours that a checked field holds; 0 for an empty one. */
export function centihoursOf(typed: string): number {
  const read = parseHours(typed)
  return read.ok ? read.value : 0
}

/** Refuses what is no whole number, or outside its bounds. */
export function mustBeNumber(bounds: { min?: number | undefined; max?: number | undefined }) {
  return (value: unknown) => {
    const t = wordsIn(kitWords)
    if (typeof value !== 'string' || isBlank(value)) return true
    const number = numberOf(value)
    if (number === undefined) return t('field.number')
    if (bounds.min !== undefined && number < bounds.min) return t('field.min', { min: bounds.min })
    if (bounds.max !== undefined && number > bounds.max) return t('field.max', { max: bounds.max })
    return true
  }
}

/** Refuses what cannot be read as hours. */
export function mustBeHours(value: unknown) {
  if (typeof value !== 'string' || isBlank(value)) return true
  return parseHours(value).ok ? true : wordsIn(kitWords)('field.hours')
}
