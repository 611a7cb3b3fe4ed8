import { useFieldArray, useWatch, type Control } from 'react-hook-form'
import { ActionButton } from '../../../ui/button.tsx'
import { RadioField, SelectField } from '../../../ui/choices.tsx'
import { Note } from '../../../ui/feedback.tsx'
import { NumberField } from '../../../ui/fields.tsx'
import { FormRow } from '../../../ui/form.tsx'
import { Section } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useCodeOptions } from '../../people/parts.tsx'
import { facts, methods } from '../core/method.ts'
import { words } from '../words.ts'
import { blankLimit, reckonWritten, type Written } from './drafting.ts'

type Programmes = readonly { readonly programmeId: string; readonly title: string }[]
type Props = { control: Control<Written>; programmes: Programmes }

/** How a round decides, with what that promises and does not; and its limits, where the method takes them. */
export function MethodFields({ control, programmes }: Props) {
  const t = useWords(words)
  const [method, limits] = useWatch({ control, name: ['method', 'limits'] })
  // What was written is not lost on the way from one method to the other.
  const isKept = method === 'deferred' && limits.length > 0
  return (
    <Section title={t('method')}>
      <div className="stack">
        <RadioField
          control={control}
          name="method"
          label={t('method')}
          options={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
        />
        <Note tone={method === 'optimal' ? 'attention' : 'neutral'}>{t(`method.${method}.what`)}</Note>
        {isKept ? <Note tone="attention">{t('limits.kept')}</Note> : null}
        {method === 'optimal' || isKept ? <LimitFields control={control} programmes={programmes} /> : null}
      </div>
    </Section>
  )
}

function LimitFields({ control, programmes }: Props) {
  const t = useWords(words)
  const list = useFieldArray({ control, name: 'limits', keyName: 'row' })
  const where = programmes.map(({ programmeId, title }) => ({ value: programmeId, label: title }))
  return (
    <>
      <p className="quiet">{t('limits.hint')}</p>
      {list.fields.map((field, index) => (
        <LimitRow key={field.row} {...{ control, index, where }} onRemove={() => list.remove(index)} />
      ))}
      <div className="cluster">
        <ActionButton icon="plus" onClick={() => list.append(blankLimit)}>
          {t('limit.add')}
        </ActionButton>
      </div>
    </>
  )
}

type Option = { readonly value: string; readonly label: string }
type RowProps = { control: Control<Written>; index: number; where: Option[]; onRemove: () => void }

function LimitRow({ control, index, where, onRemove }: RowProps) {
  const t = useWords(words)
  const [written, programmes] = useWatch({ control, name: [`limits.${index}`, 'programmes'] })
  const { of } = written
  const reckoned = reckonWritten(written, programmes)
  const [subjects, stages] = [useCodeOptions('subject'), useCodeOptions('stage')]
  const name = <const N extends string>(field: N) => `limits.${index}.${field}` as const
  return (
    <div className="stack-tight">
      <FormRow>
        <SelectField
          control={control}
          name={name('of')}
          label={t('limit.of')}
          options={facts.map((value) => ({ value, label: t(`fact.${value}`) }))}
          required
        />
        {of === 'subject' || of === 'stage' ? (
          <SelectField
            control={control}
            name={name('is')}
            label={t('limit.is')}
            options={of === 'subject' ? subjects : stages}
            required
          />
        ) : null}
        <SelectField
          control={control}
          name={name('programmeId')}
          label={t('limit.where')}
          placeholder={t('limit.round')}
          options={where}
        />
      </FormRow>
      <FormRow>
        {written.leastShare === '' ? (
          <NumberField control={control} name={name('atLeast')} label={t('limit.atLeast')} min={0} />
        ) : null}
        <NumberField
          control={control}
          name={name('leastShare')}
          label={t('limit.leastShare')}
          placeholder={t('share.none')}
          hint={written.leastShare === '' ? undefined : t('share.up', { number: reckoned.atLeast ?? 0 })}
          min={1}
          max={100}
        />
        {written.mostShare === '' ? (
          <NumberField control={control} name={name('atMost')} label={t('limit.atMost')} min={0} />
        ) : null}
        <NumberField
          control={control}
          name={name('mostShare')}
          label={t('limit.mostShare')}
          placeholder={t('share.none')}
          hint={written.mostShare === '' ? undefined : t('share.down', { number: reckoned.atMost ?? 0 })}
          min={1}
          max={100}
        />
        <ActionButton kind="quiet" icon="close" onClick={onRemove}>
          {t('limit.remove')}
        </ActionButton>
      </FormRow>
    </div>
  )
}
