import type { ReactNode } from 'react'
import type { FieldValues, UseFormReturn } from 'react-hook-form'
import { ActionButton } from './button.tsx'
import { dismissalOf } from './dismissal.ts'
import { ProblemNote } from './feedback.tsx'
import { useWrongFields } from './field-frame.tsx'
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
        {onCancel ? <ActionButton onClick={onCancel}>{t(dismissalOf(submit))}</ActionButton> : null}
        <ActionButton type="submit" kind="primary" pending={pending} reason={reason}>
          {submit}
        </ActionButton>
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
