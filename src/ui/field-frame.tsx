import { useEffect, useId, type ReactNode } from 'react'
import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

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
