import { useForm, useWatch } from 'react-hook-form'
import { RadioField, SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { CheckField, NumberField, numberOf, TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { reviewWords } from '../words/review.ts'
import type { Content } from './items.ts'

/** What the sheet of an item is given. */
export type SheetProps<C extends Content> = {
  content: C
  onSave: (content: Content) => void
  onClose: () => void
  pending: boolean
  problem: unknown
  /** Whether it is a row of a plan that is made already, where every target is a goal. */
  inPlan?: boolean
}
type Of<K extends Content['kind']> = SheetProps<Extract<Content, { kind: K }>>

const written = (value: number | null) => (value === null ? '' : String(value))
const orNull = (typed: string) => (typed.trim() === '' ? null : typed.trim())
const lines = (typed: string) => typed.split('\n').flatMap((line) => orNull(line) ?? [])
const comparators = ['>=', '<=', '=', 'range', '+pp', '+%'] as const
const memberRoles = ['head', 'deputy', 'member', 'office'] as const

/** The sheet of a target. */
export function TargetForm({ content, onSave, onClose, inPlan = false, ...rest }: Of<'target'>) {
  const t = useWords(reviewWords)
  const { fields } = content
  const form = useForm({
    defaultValues: {
      measure: fields.measure,
      comparator: String(fields.comparator),
      value: written(fields.value),
      upper: written(fields.upper),
      unit: fields.unit,
      population: fields.population ?? '',
      baseline: written(fields.baseline),
      figure: String(fields.figure),
    },
  })
  const { control } = form
  const comparator = useWatch({ control, name: 'comparator' })
  return (
    <Form
      form={form}
      submit={t('save')}
      onCancel={onClose}
      words={words}
      {...rest}
      onSubmit={(values) => {
        const chosen = comparators.find((each) => each === values.comparator) ?? '='
        const value = numberOf(values.value) ?? 0
        onSave({
          kind: 'target',
          fields: {
            measure: values.measure.trim(),
            comparator: chosen,
            value,
            upper: chosen === 'range' ? (numberOf(values.upper) ?? value) : null,
            unit: values.unit.trim(),
            population: orNull(values.population),
            baseline: numberOf(values.baseline) ?? null,
            figure: values.figure === 'current' ? 'current' : 'goal',
          },
        })
      }}
    >
      <TextField control={control} name="measure" label={t('measure')} required maxLength={120} />
      <FormRow>
        <SelectField
          control={control}
          name="comparator"
          label={t('comparator')}
          options={comparators.map((value) => ({ value, label: t(`comparator.${value}`) }))}
          required
        />
        <NumberField control={control} name="value" label={t('value')} min={0} required />
        {comparator === 'range' ? (
          <NumberField control={control} name="upper" label={t('upper')} min={0} required />
        ) : null}
        <TextField control={control} name="unit" label={t('unit')} required maxLength={10} />
      </FormRow>
      <FormRow>
        <TextField control={control} name="population" label={t('population')} maxLength={120} />
        <NumberField control={control} name="baseline" label={t('baseline')} min={0} />
      </FormRow>
      {inPlan ? null : (
        <RadioField
          control={control}
          name="figure"
          label={t('figure')}
          options={(['goal', 'current'] as const).map((value) => ({ value, label: t(`figure.${value}`) }))}
        />
      )}
    </Form>
  )
}

/** The sheet of an hour rule. */
export function HourRuleForm({ content, onSave, onClose, inPlan: _, ...rest }: Of<'hourRule'>) {
  const t = useWords(reviewWords)
  const { fields } = content
  const form = useForm({
    defaultValues: {
      scope: fields.scope,
      category: fields.category ?? '',
      min: written(fields.min),
      max: written(fields.max),
      period: fields.period ?? '',
      average: fields.average,
    },
  })
  const { control } = form
  return (
    <Form
      form={form}
      submit={t('save')}
      onCancel={onClose}
      words={words}
      {...rest}
      onSubmit={(values) =>
        onSave({
          kind: 'hourRule',
          fields: {
            scope: values.scope.trim(),
            category: orNull(values.category),
            min: numberOf(values.min) ?? null,
            max: numberOf(values.max) ?? null,
            period: values.period === 'year' || values.period === 'cycle' ? values.period : null,
            average: values.average,
          },
        })
      }
    >
      <FormRow>
        <TextField control={control} name="scope" label={t('scope')} required maxLength={120} />
        <TextField control={control} name="category" label={t('category')} maxLength={40} />
      </FormRow>
      <FormRow>
        <NumberField control={control} name="min" label={t('min')} min={0} />
        <NumberField control={control} name="max" label={t('max')} min={0} />
        <SelectField
          control={control}
          name="period"
          label={t('period')}
          options={(['year', 'cycle'] as const).map((value) => ({ value, label: t(`period.${value}`) }))}
        />
      </FormRow>
      <CheckField control={control} name="average" label={t('average')} />
    </Form>
  )
}

/** The sheet of places for a group. */
export function QuotaForm({ content, onSave, onClose, inPlan: _, ...rest }: Of<'quota'>) {
  const t = useWords(reviewWords)
  const form = useForm({ defaultValues: { group: content.fields.group, count: written(content.fields.count) } })
  return (
    <Form
      form={form}
      submit={t('save')}
      onCancel={onClose}
      words={words}
      {...rest}
      onSubmit={({ group, count }) =>
        onSave({ kind: 'quota', fields: { group: group.trim(), count: numberOf(count) ?? 1 } })
      }
    >
      <FormRow>
        <TextField control={form.control} name="group" label={t('group')} required maxLength={120} />
        <NumberField control={form.control} name="count" label={t('count')} min={1} required />
      </FormRow>
    </Form>
  )
}

/** The sheet of a phase. */
export function PhaseForm({ content, onSave, onClose, inPlan: _, ...rest }: Of<'phase'>) {
  const t = useWords(reviewWords)
  const { fields } = content
  const form = useForm({
    defaultValues: {
      name: fields.name,
      from: fields.from ?? '',
      to: fields.to ?? '',
      deliverables: fields.deliverables.join('\n'),
    },
  })
  const { control } = form
  return (
    <Form
      form={form}
      submit={t('save')}
      onCancel={onClose}
      words={words}
      {...rest}
      onSubmit={({ name, from, to, deliverables }) =>
        onSave({
          kind: 'phase',
          fields: { name: name.trim(), from: orNull(from), to: orNull(to), deliverables: lines(deliverables) },
        })
      }
    >
      <TextField control={control} name="name" label={t('name')} required maxLength={80} />
      <FormRow>
        <DateField control={control} name="from" label={t('from')} />
        <DateField control={control} name="to" label={t('to')} />
      </FormRow>
      <TextArea control={control} name="deliverables" label={t('deliverables')} rows={3} />
    </Form>
  )
}

/** The sheet of a member of the leading group. */
export function MemberForm({ content, onSave, onClose, inPlan: _, ...rest }: Of<'member'>) {
  const t = useWords(reviewWords)
  const form = useForm({ defaultValues: { role: String(content.fields.role), who: content.fields.who } })
  return (
    <Form
      form={form}
      submit={t('save')}
      onCancel={onClose}
      words={words}
      {...rest}
      onSubmit={({ role, who }) =>
        onSave({
          kind: 'member',
          fields: { role: memberRoles.find((each) => each === role) ?? 'member', who: who.trim() },
        })
      }
    >
      <FormRow>
        <SelectField
          control={form.control}
          name="role"
          label={t('role')}
          options={memberRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
          required
        />
        <TextField control={form.control} name="who" label={t('who')} required maxLength={120} />
      </FormRow>
    </Form>
  )
}
