import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { programmeKinds, programmeLevels, programmeModes, type Admission } from '../../../lib/programmes/codes.ts'
import { MultiSelect, RadioField, SelectField } from '../../../ui/choices.tsx'
import { DateField, DateTimeField } from '../../../ui/dates.tsx'
import { centihoursOf, CheckField, HoursField, NumberField, numberOf, TextField } from '../../../ui/fields.tsx'
import { Fieldset, Form, FormRow } from '../../../ui/form.tsx'
import { useWords } from '../../../ui/words.ts'
import { useOrganisationSearch } from '../../organisations/parts.tsx'
import { PopulationChoice, type Chosen } from '../../populations/parts.tsx'
import type { Programme } from '../contract.ts'
import { AudienceFields, audienceOf, audienceValues, useProgrammeOptions } from '../parts.tsx'
import { words } from '../words.ts'

type Values = {
  no: string
  title: string
  level: string
  kind: string
  category: string
  wholeRoster: boolean
  headcount: string
  approximate: boolean
  modes: string[]
  yearRound: boolean
  months: string[]
  place: string
  hours: string
  certificate: boolean
  providerId: string
  chiefExpert: string
  admission: string
  placesMax: string
  enrolOpensAt: string
  enrolClosesAt: string
  startsOn: string
  endsOn: string
}

const blank: Values = {
  no: '',
  title: '',
  level: 'county',
  kind: 'topic',
  category: '',
  wholeRoster: false,
  headcount: '',
  approximate: false,
  modes: [],
  yearRound: false,
  months: [],
  place: '',
  hours: '',
  certificate: true,
  providerId: '',
  chiefExpert: '',
  admission: 'first_come',
  placesMax: '',
  enrolOpensAt: '',
  enrolClosesAt: '',
  startsOn: '',
  endsOn: '',
}

const written = (value: number | null) => (value === null ? '' : String(value))

function valuesOf(programme: Programme): Values {
  return {
    no: written(programme.no),
    title: programme.title,
    level: programme.level,
    kind: programme.kind,
    category: programme.category ?? '',
    wholeRoster: programme.wholeRoster,
    headcount: written(programme.headcount),
    approximate: programme.approximate,
    modes: programme.modes,
    yearRound: programme.yearRound,
    months: programme.months.map(String),
    place: programme.place ?? '',
    hours: programme.centihours === 0 ? '' : formatHours(programme.centihours),
    certificate: programme.certificate,
    providerId: programme.providerId ?? '',
    chiefExpert: programme.chiefExpert ?? '',
    admission: programme.admission,
    placesMax: written(programme.placesMax),
    enrolOpensAt: programme.enrolOpensAt ?? '',
    enrolClosesAt: programme.enrolClosesAt ?? '',
    startsOn: programme.startsOn ?? '',
    endsOn: programme.endsOn ?? '',
  }
}

const orNull = (typed: string) => (typed.trim() === '' ? null : typed.trim())
const count = (typed: string) => numberOf(typed) ?? null

/** What a programme's form says, as the server takes it. */
export type ProgrammeFields = ReturnType<typeof fieldsOf>

function fieldsOf(values: Values) {
  const admission: Admission = values.admission === 'selection' ? 'selection' : 'first_come'
  return {
    no: count(values.no),
    title: values.title.trim(),
    level: programmeLevels.find((each) => each === values.level) ?? 'county',
    kind: programmeKinds.find((each) => each === values.kind) ?? 'topic',
    category: orNull(values.category),
    wholeRoster: values.wholeRoster,
    headcount: values.wholeRoster ? null : count(values.headcount),
    approximate: values.approximate,
    modes: programmeModes.filter((each) => values.modes.includes(each)),
    yearRound: values.yearRound,
    months: values.yearRound ? [] : values.months.map(Number).toSorted((a, b) => a - b),
    place: orNull(values.place),
    centihours: values.hours.trim() === '' ? 0 : centihoursOf(values.hours),
    certificate: values.certificate,
    providerId: orNull(values.providerId),
    chiefExpert: orNull(values.chiefExpert),
    admission,
    placesMax: count(values.placesMax),
    enrolOpensAt: orNull(values.enrolOpensAt),
    enrolClosesAt: orNull(values.enrolClosesAt),
    startsOn: orNull(values.startsOn),
    endsOn: orNull(values.endsOn),
  }
}

type ProgrammeFormProps = {
  /** What it starts from; a blank sheet where there is none. */
  programme?: Programme | undefined
  submit: string
  pending: boolean
  problem: unknown
  onSubmit: (fields: ProgrammeFields & { audience: ReturnType<typeof audienceOf>; populationId?: string }) => void
  onCancel?: (() => void) | undefined
}

/** The sheet of a programme, as its paper form has it: what is planned, for whom, how it is held, how one enrols. */
export function ProgrammeForm({ programme, submit, pending, problem, onSubmit, onCancel }: ProgrammeFormProps) {
  const t = useWords(words)
  const options = useProgrammeOptions()
  const form = useForm<Values>({ defaultValues: programme ? valuesOf(programme) : blank })
  const audience = useForm({ defaultValues: audienceValues(programme?.audience ?? {}) })
  const { control } = form
  const providers = useOrganisationSearch()
  const own = programme?.providerId
  const known = providers.options.some((option) => option.value === own)
  const providerOptions =
    own && !known ? [{ value: own, label: programme.providerName ?? own }, ...providers.options] : providers.options
  const [population, setPopulation] = useState<Chosen | undefined>()
  const send = (values: Values) => {
    const rule = audienceOf(audience.getValues())
    const isSame = population && JSON.stringify(rule) === JSON.stringify(audienceOf(audienceValues(population.rule)))
    onSubmit({ ...fieldsOf(values), audience: rule, ...(isSame ? { populationId: population.id } : {}) })
  }
  const choose = (chosen: Chosen) => {
    audience.reset(audienceValues(chosen.rule))
    setPopulation(chosen)
  }
  return (
    <Form
      form={form}
      onSubmit={send}
      submit={submit}
      pending={pending}
      problem={problem}
      words={words}
      onCancel={onCancel}
    >
      <Fieldset legend={t('section.plan')}>
        <FormRow>
          <TextField control={control} name="title" label={t('title')} required maxLength={120} />
          <NumberField control={control} name="no" label={t('no')} min={1} max={999} />
        </FormRow>
        <FormRow>
          <SelectField control={control} name="level" label={t('level')} options={options.levels} required />
          <SelectField control={control} name="kind" label={t('kind')} options={options.kinds} required />
          <SelectField control={control} name="category" label={t('category')} options={options.categories} />
        </FormRow>
        <FormRow>
          <MultiSelect control={control} name="months" label={t('months')} options={options.months} />
          <MultiSelect control={control} name="modes" label={t('modes')} options={options.modes} />
        </FormRow>
        <FormRow>
          <NumberField control={control} name="headcount" label={t('headcount')} min={1} max={1_000_000} />
          <HoursField control={control} name="hours" label={t('hours')} />
        </FormRow>
        <CheckField control={control} name="yearRound" label={t('yearRound')} />
        <CheckField control={control} name="approximate" label={t('approximate')} />
        <CheckField control={control} name="wholeRoster" label={t('wholeRoster')} hint={t('wholeRoster.hint')} />
      </Fieldset>
      <Fieldset legend={t('section.audience')}>
        <PopulationChoice onChoose={choose} />
        <AudienceFields form={audience} />
      </Fieldset>
      <Fieldset legend={t('section.delivery')}>
        <FormRow>
          <SelectField
            control={control}
            name="providerId"
            label={t('provider')}
            options={providerOptions}
            onSearch={providers.onSearch}
            loading={providers.loading}
          />
          <TextField control={control} name="chiefExpert" label={t('chiefExpert')} maxLength={40} />
        </FormRow>
        <FormRow>
          <DateField control={control} name="startsOn" label={t('startsOn')} />
          <DateField control={control} name="endsOn" label={t('endsOn')} />
          <TextField control={control} name="place" label={t('place')} maxLength={80} />
        </FormRow>
        <CheckField control={control} name="certificate" label={t('certificate')} />
      </Fieldset>
      <Fieldset legend={t('section.enrolment')}>
        <FormRow>
          <NumberField control={control} name="placesMax" label={t('places')} min={1} max={1_000_000} />
          <RadioField control={control} name="admission" label={t('admission')} options={options.admissions} />
        </FormRow>
        <FormRow>
          <DateTimeField control={control} name="enrolOpensAt" label={t('enrolOpensAt')} />
          <DateTimeField control={control} name="enrolClosesAt" label={t('enrolClosesAt')} />
        </FormRow>
      </Fieldset>
    </Form>
  )
}
