import { useFieldArray, useWatch, type UseFormReturn } from 'react-hook-form'
import { ActionButton } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { CheckField, NumberField, TextField } from '../../../ui/fields.tsx'
import { Fieldset, FormRow } from '../../../ui/form.tsx'
import { formatPercent } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { stepForms } from '../core/engine.ts'
import { blankCriterion, cuts, markings, newKey, type RulesDraft } from '../drafting.ts'
import { words } from '../words.ts'

const points = /^\d{1,4}(\.\d{1,2})?$/

type Props = {
  readonly form: UseFormReturn<RulesDraft>
  readonly index: number
  readonly onUp: (() => void) | undefined
  readonly onDown: (() => void) | undefined
  readonly onRemove: () => void
}

/** One step of rules that are being written: its title, who marks, what is scored and who goes on. */
export function StepFields({ form, index, onUp, onDown, onRemove }: Props) {
  const t = useWords(words)
  const { control } = form
  const steps = useWatch({ control, name: 'steps' })
  const step = steps[index]
  if (!step) return null
  const sum = steps.reduce((whole, { weight }) => whole + (Number(weight) || 0), 0)
  const at = `steps.${index}` as const
  return (
    <Section
      title={t('edit.step', { n: index + 1, title: step.title })}
      actions={
        <>
          <ActionButton kind="quiet" reason={onUp ? undefined : t('edit.first')} onClick={onUp}>
            {t('edit.up')}
          </ActionButton>
          <ActionButton kind="quiet" reason={onDown ? undefined : t('edit.last')} onClick={onDown}>
            {t('edit.down')}
          </ActionButton>
          <ActionButton kind="quiet" onClick={onRemove}>
            {t('edit.step.remove')}
          </ActionButton>
        </>
      }
    >
      <FormRow>
        <TextField control={control} name={`${at}.title`} label={t('edit.step.title')} required maxLength={60} />
        <SelectField
          control={control}
          name={`${at}.form`}
          label={t('edit.step.form')}
          required
          options={stepForms.map((value) => ({ value, label: t(`step.form.${value}`) }))}
        />
        <NumberField
          control={control}
          name={`${at}.weight`}
          label={t('step.weight')}
          hint={
            sum === 0 ? t('edit.weight.none') : t('edit.weight.of', { share: formatPercent(Number(step.weight), sum) })
          }
          min={0}
          max={1000}
          required
        />
      </FormRow>
      <FormRow>
        <SelectField
          control={control}
          name={`${at}.marking`}
          label={t('edit.marking')}
          required
          options={markings.map((value) => ({ value, label: t(`edit.marking.${value}`) }))}
        />
        {step.marking === 'experts' ? (
          <NumberField control={control} name={`${at}.experts`} label={t('edit.experts')} min={1} max={15} required />
        ) : null}
        <SelectField
          control={control}
          name={`${at}.cut`}
          label={t('step.cutoff')}
          required
          options={cuts.map((value) => ({ value, label: t(`edit.cut.${value}`) }))}
        />
        {step.cut === 'score' ? (
          <TextField
            control={control}
            name={`${at}.least`}
            label={t('edit.least')}
            hint={t('edit.least.hint')}
            pattern={{ value: points, message: t('edit.points.wrong') }}
            required
          />
        ) : null}
        {step.cut === 'top' ? (
          <NumberField control={control} name={`${at}.top`} label={t('edit.top')} min={1} max={10000} required />
        ) : null}
      </FormRow>
      <CheckField control={control} name={`${at}.blind`} label={t('edit.blind')} />
      {step.marking === 'experts' ? (
        <CheckField control={control} name={`${at}.trimmed`} label={t('edit.trimmed')} />
      ) : null}
      <Criteria form={form} index={index} />
    </Section>
  )
}

function Criteria({ form, index }: { form: UseFormReturn<RulesDraft>; index: number }) {
  const t = useWords(words)
  const { control } = form
  const list = useFieldArray({ control, name: `steps.${index}.criteria`, keyName: 'row' })
  const id = useWatch({ control, name: `steps.${index}.id` })
  const ties = useWatch({ control, name: 'ties' })
  const remove = (place: number) => {
    const gone = `${id}|${list.fields[place]?.id ?? ''}`
    list.remove(place)
    form.setValue(
      'ties',
      ties.filter((tie) => tie !== gone),
    )
  }
  return (
    <Fieldset legend={t('step.criteria')}>
      {list.fields.map((field, place) => (
        <FormRow key={field.row}>
          <TextField
            control={control}
            name={`steps.${index}.criteria.${place}.title`}
            label={t('edit.criterion.title')}
            required
            maxLength={60}
          />
          <TextField
            control={control}
            name={`steps.${index}.criteria.${place}.max`}
            label={t('edit.criterion.max')}
            pattern={{ value: points, message: t('edit.points.wrong') }}
            required
          />
          <NumberField
            control={control}
            name={`steps.${index}.criteria.${place}.weight`}
            label={t('edit.criterion.weight')}
            min={0}
            max={1000}
            required
          />
          <div className="cluster">
            <ActionButton
              kind="quiet"
              reason={list.fields.length > 1 ? undefined : t('edit.criterion.only')}
              onClick={() => remove(place)}
            >
              {t('edit.criterion.remove')}
            </ActionButton>
          </div>
        </FormRow>
      ))}
      <ActionButton
        icon="plus"
        reason={list.fields.length >= 12 ? t('edit.criterion.most') : undefined}
        onClick={() => list.append(blankCriterion(newKey()))}
      >
        {t('edit.criterion.add')}
      </ActionButton>
    </Fieldset>
  )
}
