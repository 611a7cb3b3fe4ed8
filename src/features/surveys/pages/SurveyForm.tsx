import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useFieldArray, useForm, useWatch, type Control } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { RadioField, SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { CheckField, NumberField, numberOf, TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { usePopulations } from '../../populations/parts.tsx'
import type { SurveyInFull } from '../contract.ts'
import { fewestShown, questionKinds } from '../core.ts'
import { words } from '../words.ts'
import { surveysApi as api, useKeepSurvey } from './api.ts'

type Written = { key: string; kind: string; title: string; required: boolean; options: string; most: string }
type Values = {
  title: string
  lead: string
  populationId: string
  named: string
  closesOn: string
  questions: Written[]
}

const keyOf = () => crypto.randomUUID().replaceAll('-', '').slice(0, 8)
const blank = (): Written => ({ key: keyOf(), kind: 'single', title: '', required: true, options: '', most: '5' })

const valuesOf = (survey: SurveyInFull | undefined): Values => ({
  title: survey?.title ?? '',
  lead: survey?.lead ?? '',
  populationId: survey?.populationId ?? '',
  named: survey && !survey.anonymous ? 'named' : 'anonymous',
  closesOn: survey?.closesOn ?? '',
  questions: survey?.questions.map((one) => ({ ...one, options: one.options.join('\n'), most: String(one.most) })) ?? [
    blank(),
  ],
})

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const contentOf = ({ title, lead, populationId, named, closesOn, questions }: Values) => ({
  ...{ title, lead, closesOn, anonymous: named === 'anonymous' },
  populationId: populationId === '' ? null : populationId,
  questions: questions.map(({ kind, options, most, ...question }) => {
    const known = questionKinds.find((each) => each === kind) ?? 'text'
    const lists = known === 'single' || known === 'multiple' || known === 'ranking'
    return { ...question, kind: known, options: lists ? linesOf(options) : [], most: numberOf(most) ?? 5 }
  }),
})

/** Writes a survey that asks nobody yet: a new one, or one that was begun. */
export function SurveyForm({ survey, programmeId }: { survey?: SurveyInFull; programmeId?: string | undefined }) {
  const t = useWords(words)
  const go = useNavigate()
  const keep = useKeepSurvey()
  const [id] = useState(() => survey?.id ?? crypto.randomUUID())
  const populations = usePopulations().data?.items ?? []
  const form = useForm<Values>({ defaultValues: valuesOf(survey) })
  const { control } = form
  const list = useFieldArray({ control, name: 'questions', keyName: 'row' })
  const save = useMutation({
    mutationFn: (values: Values) => {
      const content = contentOf(values)
      if (survey) {
        const json = { ...content, version: survey.version }
        return call(api.surveys[':surveyId'].$put({ param: { surveyId: id }, json }))
      }
      return call(
        api.surveys.$post({ json: { ...content, id, organisationId: null, programmeId: programmeId ?? null } }),
      )
    },
    onSuccess: async (saved) => {
      await keep(saved)
      toast(t('saved'))
      if (!survey) await go(at.survey(id), { replace: true })
    },
  })
  return (
    <Form
      form={form}
      onSubmit={(values) => save.mutate(values)}
      submit={t('save')}
      pending={save.isPending}
      problem={save.error}
      words={words}
    >
      <TextField control={control} name="title" label={t('title')} hint={t('title.hint')} required maxLength={80} />
      <TextArea control={control} name="lead" label={t('intro')} hint={t('intro.hint')} maxLength={500} rows={2} />
      <FormRow>
        <SelectField
          control={control}
          name="populationId"
          label={t('audience')}
          placeholder={t('audience.programme')}
          options={populations.map(({ id: value, name }) => ({ value, label: name }))}
        />
        <DateField control={control} name="closesOn" label={t('closesOn')} required />
      </FormRow>
      <RadioField
        control={control}
        name="named"
        label={t('anonymous')}
        options={[
          { value: 'anonymous', label: t('anonymous.what', { count: fewestShown }) },
          { value: 'named', label: t('anonymous.no') },
        ]}
      />
      {list.fields.map((field, index) => (
        <QuestionFields
          key={field.row}
          control={control}
          index={index}
          onRemove={list.fields.length > 1 ? () => list.remove(index) : undefined}
        />
      ))}
      <ActionButton icon="plus" onClick={() => list.append(blank())}>
        {t('question.add')}
      </ActionButton>
    </Form>
  )
}

type FieldsProps = { control: Control<Values>; index: number; onRemove: (() => void) | undefined }

function QuestionFields({ control, index, onRemove }: FieldsProps) {
  const t = useWords(words)
  const kind = useWatch({ control, name: `questions.${index}.kind` })
  return (
    <Section
      title={t('question.n', { n: index + 1 })}
      actions={
        onRemove ? (
          <ActionButton kind="quiet" onClick={onRemove}>
            {t('question.remove')}
          </ActionButton>
        ) : null
      }
    >
      <div className="stack">
        <FormRow>
          <TextField
            control={control}
            name={`questions.${index}.title`}
            label={t('question.title')}
            required
            maxLength={200}
          />
          <SelectField
            control={control}
            name={`questions.${index}.kind`}
            label={t('question.kind')}
            required
            options={questionKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        </FormRow>
        {kind === 'single' || kind === 'multiple' || kind === 'ranking' ? (
          <TextArea
            control={control}
            name={`questions.${index}.options`}
            label={t('question.options')}
            hint={t('question.options.hint')}
            required
            rows={4}
          />
        ) : null}
        {kind === 'scale' ? (
          <NumberField
            control={control}
            name={`questions.${index}.most`}
            label={t('question.most')}
            min={3}
            max={10}
            required
          />
        ) : null}
        <CheckField control={control} name={`questions.${index}.required`} label={t('question.required')} />
      </div>
    </Section>
  )
}
