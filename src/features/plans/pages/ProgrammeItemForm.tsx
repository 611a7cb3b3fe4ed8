import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { programmeKinds, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { MultiSelect, SelectField } from '../../../ui/choices.tsx'
import { centihoursOf, CheckField, HoursField, NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Fieldset, Form, FormRow } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { AudienceFields, audienceOf, audienceValues, useProgrammeOptions } from '../../programmes/parts.tsx'
import { words } from '../words.ts'
import { reviewWords } from '../words/review.ts'
import type { Content } from './items.ts'
import type { SheetProps } from './item-forms.tsx'

type Programme = Extract<Content, { kind: 'programme' }>
const orNull = (typed: string) => (typed.trim() === '' ? null : typed.trim())

function valuesOf({ fields }: Programme) {
  return {
    no: fields.no === null ? '' : String(fields.no),
    name: fields.name,
    headcount: typeof fields.headcount === 'number' ? String(fields.headcount) : '',
    wholeRoster: fields.headcount === 'all',
    approximate: fields.approximate,
    months: fields.months === 'year-round' ? [] : fields.months.map(String),
    yearRound: fields.months === 'year-round',
    modes: fields.modes.map(String),
    place: fields.place ?? '',
    level: String(fields.level),
    kind: String(fields.kind),
    category: fields.category ?? '',
    hours: fields.centihours === 0 ? '' : formatHours(fields.centihours),
  }
}

/** The sheet of a programme as it was read, with what the plan does not say but the programme needs. */
export function ProgrammeItemForm({ content, onSave, onClose, ...rest }: SheetProps<Programme>) {
  const t = useWords(reviewWords)
  const options = useProgrammeOptions()
  const form = useForm({ defaultValues: valuesOf(content) })
  const audience = useForm({ defaultValues: audienceValues(content.fields.audience) })
  const { control } = form
  const save = (values: ReturnType<typeof valuesOf>) =>
    onSave({
      kind: 'programme',
      fields: {
        no: numberOf(values.no) ?? null,
        name: values.name.trim(),
        heading: content.fields.heading,
        headcount: values.wholeRoster ? 'all' : (numberOf(values.headcount) ?? null),
        approximate: values.approximate,
        months: values.yearRound ? 'year-round' : values.months.map(Number).toSorted((a, b) => a - b),
        modes: programmeModes.filter((mode) => values.modes.includes(mode)),
        place: orNull(values.place),
        level: programmeLevels.find((level) => level === values.level) ?? 'county',
        kind: programmeKinds.find((kind) => kind === values.kind) ?? 'topic',
        category: orNull(values.category),
        centihours: values.hours.trim() === '' ? 0 : centihoursOf(values.hours),
        audience: audienceOf(audience.getValues()),
      },
    })
  return (
    <Form form={form} submit={t('save')} onCancel={onClose} words={words} {...rest} onSubmit={save}>
      <FormRow>
        <TextField control={control} name="name" label={t('name')} required maxLength={120} />
        <NumberField control={control} name="no" label={t('no')} min={1} max={999} />
      </FormRow>
      <FormRow>
        <NumberField control={control} name="headcount" label={t('headcount')} min={1} />
        <HoursField control={control} name="hours" label={t('hours')} />
        <TextField control={control} name="place" label={t('place')} maxLength={80} />
      </FormRow>
      <FormRow>
        <CheckField control={control} name="wholeRoster" label={t('wholeRoster')} />
        <CheckField control={control} name="approximate" label={t('approximate')} />
        <CheckField control={control} name="yearRound" label={t('yearRound')} />
      </FormRow>
      <FormRow>
        <MultiSelect control={control} name="months" label={t('months')} options={options.months} />
        <MultiSelect control={control} name="modes" label={t('modes')} options={options.modes} />
      </FormRow>
      <FormRow>
        <SelectField control={control} name="level" label={t('level')} options={options.levels} required />
        <SelectField control={control} name="kind" label={t('type')} options={options.kinds} required />
        <SelectField control={control} name="category" label={t('category')} options={options.categories} />
      </FormRow>
      <Fieldset legend={t('audience')}>
        <AudienceFields form={audience} />
      </Fieldset>
    </Form>
  )
}
