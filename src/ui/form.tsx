import { useEffect, useId, type ReactNode } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { ActionButton } from './button.tsx'
import { ProblemNote } from './feedback.tsx'
import { kitWords } from './kit-words.ts'
import { useWords, type Words } from './words.ts'

type FormProps<V extends FieldValues> = {
  form: UseFormReturn<V>
  onSubmit: (values: V) => void
  /** The verb of its button. */
  submit: string
  pending: boolean
  problem?: unknown
  words?: Words | undefined
  /** Why it may not be submitted now. */
  reason?: string | undefined
  onCancel?: (() => void) | undefined
  /** Stands beside the button. */
  extra?: ReactNode
  children: ReactNode
}

/** The fields that a server named as wrong, without the part of the request that they stood in. */
export function wrongFields(problem: unknown): readonly string[] {
  if (typeof problem !== 'object' || problem === null || !('fields' in problem) || !Array.isArray(problem.fields))
    return []
  return problem.fields.flatMap((field: unknown) => {
    const path = typeof field === 'object' && field !== null && 'path' in field ? field.path : undefined
    return typeof path === 'string' ? [path.replace(/^(json|form|query|param)\./, '')] : []
  })
}

/** Marks the fields of a form that the server named in its refusal. */
export function useWrongFields<V extends FieldValues>(form: UseFormReturn<V>, problem: unknown): void {
  const t = useWords(kitWords)
  const { setError, getValues } = form
  useEffect(() => {
    const names = Object.keys(getValues())
    for (const path of wrongFields(problem)) {
      const isField = (name: string): name is FieldPath<V> & string => names.includes(name)
      if (isField(path)) setError(path, { type: 'server', message: t('field.refused') })
    }
  }, [problem, setError, getValues, t])
}

/** A form: its fields, what went wrong, and one button with a verb. Values mirror the screen and are converted at submit. */
export function Form<V extends FieldValues>(props: FormProps<V>) {
  const { form, onSubmit, submit, pending, problem, words, reason, onCancel, extra, children } = props
  const t = useWords(kitWords)
  useWrongFields(form, problem)
  return (
    <form className="form" noValidate onSubmit={(event) => void form.handleSubmit((values) => onSubmit(values))(event)}>
      {children}
      <ProblemNote problem={problem} words={words} />
      <div className="form-foot">
        <ActionButton type="submit" kind="primary" pending={pending} reason={reason}>
          {submit}
        </ActionButton>
        {onCancel ? <ActionButton onClick={onCancel}>{t('cancel')}</ActionButton> : null}
        {extra}
      </div>
    </form>
  )
}

/** Fields side by side, under each other where there is no room. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className="form-row">{children}</div>
}

/** Fields that belong together, under their heading. */
export function Fieldset({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className="fieldset">
      <legend>{legend}</legend>
      {children}
    </fieldset>
  )
}

type FieldFrameProps = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  required?: boolean | undefined
  children: (wiring: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode
}

/** A label, its control, a hint and what is wrong, wired together for screen readers. */
export function FieldFrame({ label, hint, error, required, children }: FieldFrameProps) {
  const t = useWords(kitWords)
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>
        {label}
        {required ? null : <small className="quiet">{t('field.optional')}</small>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': Boolean(error) })}
      {hint ? (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="field-error" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
