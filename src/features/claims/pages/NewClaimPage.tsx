import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch, type Control } from 'react-hook-form'
import { useNavigate } from 'react-router'
import type { Award } from '../../../lib/policy/language.ts'
import { termOf } from '../../../lib/policy/names.ts'
import { call, upload } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { DateField } from '../../../ui/dates.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { FileDrop } from '../../../ui/files.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayIn, sayRefusal, useLanguage, useWords } from '../../../ui/words.ts'
import { LateReason } from '../../credits/parts.tsx'
import { usePeopleSearch } from '../../people/parts.tsx'
import { claimsApi } from '../asking.ts'
import type { ClaimTables } from '../contract/claims.ts'
import { contentRefusal, filesAsked, isTrip } from '../core/claims.ts'
import { kindsOf, latestOf, valuingOn, type Valuing } from '../core/valuing.ts'
import { answersOf, draftOf, emptyValues, type DraftFile, type DraftValues } from '../draft.ts'
import { Given } from '../parts.tsx'
import { words } from '../words.ts'
import { deskWords } from '../words/desk.ts'
import { phoneWords } from '../words/phone.ts'

const maxBytes = 10 * 1024 * 1024

type Values = DraftValues & { personId: string; awardId: string }

/** Hands a claim in for somebody of the registrar's school, with what they brought. */
export function NewClaimPage() {
  const t = useWords(deskWords)
  const [typed, setTyped] = useState('')
  const found = usePeopleSearch(typed)
  const form = useForm<Values>({ defaultValues: { ...emptyValues, personId: '', awardId: '' } })
  const { control } = form
  const personId = useWatch({ control, name: 'personId' })
  const awardId = useWatch({ control, name: 'awardId' })
  const [language] = useLanguage()
  const tables = useQuery({
    queryKey: ['claim-tables', personId],
    queryFn: () => call(claimsApi['claim-tables'].$get({ query: { personId } })),
    enabled: personId !== '',
  })
  const people = (found.data?.items ?? []).map((person) => ({
    value: person.id,
    label: `${person.name} · ${person.staffNo} · ${person.organisationName}`,
  }))
  const known = latestOf(tables.data?.periods ?? [], awardId)
  return (
    <Page title={t('newFor')} lead={t('newFor.lead')} back={{ to: at.claims(), label: t('claims') }}>
      <FormRow>
        <SelectField
          control={control}
          name="personId"
          label={t('newFor.person')}
          hint={t('newFor.person.hint')}
          options={people}
          onSearch={setTyped}
          loading={found.isFetching}
          required
        />
        <SelectField
          control={control}
          name="awardId"
          label={t('newFor.table')}
          options={kindsOf(tables.data?.periods ?? []).map(({ id, title }) => ({
            value: id,
            label: title[language === 'en' ? 'en' : 'zh'],
          }))}
          required
        />
      </FormRow>
      <ProblemNote problem={tables.error} words={words} />
      {tables.data && kindsOf(tables.data.periods).length === 0 ? (
        <Note tone="attention">{t('newFor.none')}</Note>
      ) : null}
      {known && tables.data ? (
        <ClaimFields key={known.award.id} form={form} known={known} tables={tables.data} />
      ) : null}
    </Page>
  )
}

type FieldsProps = { form: ReturnType<typeof useForm<Values>>; known: Valuing; tables: ClaimTables }

function ClaimFields({ form, known, tables }: FieldsProps) {
  const t = useWords(deskWords)
  const go = useNavigate()
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [files, setFiles] = useState<readonly DraftFile[]>([])
  const watched = useWatch({ control: form.control })
  const values: Values = {
    ...emptyValues,
    personId: '',
    awardId: '',
    ...watched,
    answers: typedAnswers(watched.answers),
  }
  const inForce = valuingOn(tables.periods, known.award.id, values.doneOn === '' ? null : values.doneOn)
  const { award, by } = inForce ?? known
  const answers = answersOf(award, values.answers)
  const refusal = contentRefusal({ ...draftOf(award, values, files), files }, inForce?.award, tables)
  const send = useMutation({
    mutationFn: () =>
      call(claimsApi.claims.$post({ json: { ...draftOf(award, values, files), id, personId: values.personId } })),
    onSuccess: async () => {
      toast(t('newFor.done'))
      await cache.invalidateQueries({ queryKey: ['claims'] })
      void go(at.claims())
    },
  })
  return (
    <Form
      form={form}
      onSubmit={() => send.mutate()}
      pending={send.isPending}
      problem={send.error}
      words={words}
      submit={t('newFor.save')}
      reason={refusal ? sayRefusal({ code: refusal }, words) : undefined}
    >
      <WorkFields award={award} control={form.control} />
      <LateReason control={form.control} name="late" days={values.doneOn === '' ? [] : [values.doneOn]} />
      <Section title={t('gives')}>
        <Given award={award} by={by} answers={answers} brought={tables.brought} doneOn={values.doneOn} claimId={id} />
      </Section>
      {filesAsked(award).map((kind) => (
        <EvidenceDrop key={kind} kind={kind} files={files} onChange={setFiles} />
      ))}
    </Form>
  )
}

const typedAnswers = (typed: Readonly<Record<string, string | undefined>> = {}) =>
  Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, value ?? '']))

function WorkFields({ award, control }: { award: Award; control: Control<Values> }) {
  const t = useWords(phoneWords)
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  return (
    <>
      <FormRow>
        {award.asks.map((ask) =>
          ask.kind === 'choice' ? (
            <SelectField
              key={ask.key}
              control={control}
              name={`answers.${ask.key}`}
              label={ask.title[tongue]}
              options={ask.options.map((value) => ({ value, label: termOf(value, tongue) }))}
              required
            />
          ) : (
            <TextField
              key={ask.key}
              control={control}
              name={`answers.${ask.key}`}
              label={`${ask.title[tongue]} (${termOf(ask.unit, tongue)})`}
              required
            />
          ),
        )}
      </FormRow>
      <TextField control={control} name="title" label={t('field.title')} required maxLength={200} />
      <FormRow>
        <TextField control={control} name="host" label={t('field.host')} maxLength={120} />
        {isTrip(award) ? (
          <TextField
            control={control}
            name="place"
            label={t('field.place')}
            hint={t('field.place.hint')}
            maxLength={60}
            required
          />
        ) : null}
        <DateField control={control} name="startedOn" label={t('field.startedOn')} hint={t('field.startedOn.hint')} />
        <DateField control={control} name="doneOn" label={t('field.doneOn')} required />
      </FormRow>
      <FormRow>
        <TextField control={control} name="certificateNo" label={t('field.certificateNo')} maxLength={60} />
        <DateField control={control} name="validUntil" label={t('field.validUntil')} />
      </FormRow>
    </>
  )
}

type DropProps = {
  kind: string
  files: readonly DraftFile[]
  onChange: (files: readonly DraftFile[]) => void
}

function EvidenceDrop({ kind, files, onChange }: DropProps) {
  const t = useWords(deskWords)
  const mine = files.filter((file) => file.kind === kind)
  const send = useMutation({
    mutationFn: async (file: File) => {
      const fileId = crypto.randomUUID()
      await upload(`/claim-files?id=${fileId}&name=${encodeURIComponent(file.name)}`, file)
      return { fileId, kind, name: file.name }
    },
    onSuccess: (file) => onChange([...files, file]),
  })
  return (
    <>
      <FileDrop
        label={t('file.label', { kind: sayIn({ zh: kind, en: termOf(kind, 'en') }) })}
        hint={mine.length === 0 ? t('file.hint') : mine.map(({ name }) => name).join(' · ')}
        accept={['png', 'jpg', 'jpeg', 'pdf']}
        maxBytes={maxBytes}
        disabled={send.isPending}
        onFile={(file) => send.mutate(file)}
      />
      <ProblemNote problem={send.error} words={words} />
    </>
  )
}
