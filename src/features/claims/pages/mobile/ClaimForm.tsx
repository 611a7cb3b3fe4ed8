import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useForm, useWatch, type Control } from 'react-hook-form'
import { useNavigate } from 'react-router'
import type { Award } from '../../../../lib/policy/language.ts'
import { termOf } from '../../../../lib/policy/names.ts'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { Field, SelectField } from '../../../../ui/phone/fields.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Block, useOnline } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { sayRefusal, useLanguage, useWords } from '../../../../ui/words.ts'
import { useMe } from '../../../accounts/parts.tsx'
import { claimsApi } from '../../asking.ts'
import type { ClaimTables } from '../../contract/claims.ts'
import { contentRefusal, isTrip, owesLateReason, type ContentRefusal } from '../../core/claims.ts'
import { valuingOn, type Valuing } from '../../core/valuing.ts'
import {
  answersOf,
  draftOf,
  dropDraft,
  keepDraft,
  type DraftFile,
  type DraftValues,
  type KeptDraft,
} from '../../draft.ts'
import { Given } from '../../parts.tsx'
import { words } from '../../words.ts'
import { phoneWords } from '../../words/phone.ts'
import { EvidenceFiles } from './EvidenceFiles.tsx'

const steps = ['questions', 'about', 'files'] as const
// What the dates say is settled before the files are asked for.
const ofDates: readonly (ContentRefusal | undefined)[] = [
  'dates_reversed',
  'work_in_future',
  'before_cycle',
  'year_closed',
  'kind_not_in_force',
]
const pauseMs = 1_200
const keys = ['claims', 'my-claims', 'my-claim-tables'] as const

type FormProps = { claimId: string; known: Valuing; tables: ClaimTables; draft: KeptDraft }

/** The three screens of a claim, by the table of its day; `known` as long as no day is said. What is typed is kept on the phone at once, and at the server as soon as there is a network. */
export function ClaimForm({ claimId, known, tables, draft }: FormProps) {
  const t = useWords(phoneWords)
  const [language] = useLanguage()
  const go = useNavigate()
  const cache = useQueryClient()
  const [step, setStep] = useState(0)
  const [files, setFiles] = useState<readonly DraftFile[]>(draft.files)
  const form = useForm<DraftValues>({ defaultValues: draft.values })
  const typed = useWatch({ control: form.control })
  const values: DraftValues = { ...draft.values, ...typed, answers: answersTyped(typed.answers) }
  const doneOn = values.doneOn === '' ? null : values.doneOn
  const inForce = valuingOn(tables.periods, known.award.id, doneOn)
  const { award, by } = inForce ?? known
  const saved = useSaving(claimId, award, values, files)
  const answers = answersOf(award, values.answers)
  const content = { ...draftOf(award, values, files), files }
  const refusal = contentRefusal(content, inForce?.award, tables)
  const submit = useMutation({
    mutationFn: async () => {
      const param = { claimId }
      await call(claimsApi.my.claims[':claimId'].$put({ param, json: draftOf(award, values, files) }))
      return call(claimsApi.my.claims[':claimId'].submission.$post({ param }))
    },
    onSuccess: async () => {
      dropDraft(claimId)
      toast(t('submitted'))
      await Promise.all(keys.map((key) => cache.invalidateQueries({ queryKey: [key] })))
      void go(at.phone.claim(claimId), { replace: true })
    },
  })
  const isLast = step === steps.length - 1
  const why = refusal ? sayRefusal({ code: refusal }, words) : undefined
  const goOn = async () => {
    if (await form.trigger()) setStep(step + 1)
  }
  return (
    <>
      <Block title={award.title[language === 'en' ? 'en' : 'zh']}>
        <p className="quiet">{t(`step.${steps[step] ?? 'files'}`)}</p>
        {isTrip(award) ? <Note tone="neutral">{t('trip.note')}</Note> : null}
        <form className="form" onSubmit={(event) => event.preventDefault()}>
          {step === 0 ? <Questions award={award} control={form.control} /> : null}
          {step === 1 ? (
            <About
              control={form.control}
              isTrip={isTrip(award)}
              isLate={owesLateReason({ doneOn, lateReason: null }, tables.closedYears)}
            />
          ) : null}
        </form>
        {isLast ? <EvidenceFiles award={award} files={files} onChange={setFiles} /> : null}
      </Block>
      <Block>
        <Given
          award={award}
          by={by}
          answers={answers}
          brought={tables.brought}
          doneOn={values.doneOn}
          claimId={claimId}
        />
        <p className="quiet" role="status">
          {t(`saved.${saved}`)}
        </p>
      </Block>
      <Problem problem={submit.error} words={words} />
      <div className="stack">
        {isLast ? (
          <BigButton kind="primary" pending={submit.isPending} reason={why} onPress={() => submit.mutate()}>
            {t('submit')}
          </BigButton>
        ) : (
          <BigButton
            kind="primary"
            reason={step === 1 && ofDates.includes(refusal) ? why : undefined}
            onPress={() => void goOn()}
          >
            {t('next')}
          </BigButton>
        )}
        {step > 0 ? <BigButton onPress={() => setStep(step - 1)}>{t('back')}</BigButton> : null}
      </div>
    </>
  )
}

const answersTyped = (typed: Readonly<Record<string, string | undefined>> = {}) =>
  Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, value ?? '']))

// Saved after a pause in the typing; without a network, when there is one again.
function useSaving(claimId: string, award: Award, values: DraftValues, files: readonly DraftFile[]) {
  const by = useMe().data?.account.id
  const isOnline = useOnline()
  const kept = JSON.stringify({ awardId: award.id, values, files })
  const [arrived, setArrived] = useState('')
  useEffect(() => {
    keepDraft(claimId, { awardId: award.id, values, files, by, arrived: arrived === kept })
    if (!isOnline || arrived === kept) return undefined
    const timer = setTimeout(() => {
      const json = draftOf(award, values, files)
      void call(claimsApi.my.claims[':claimId'].$put({ param: { claimId }, json })).then(
        () => setArrived(kept),
        // It stays on the phone; the next keystroke or the network tries again.
        () => undefined,
      )
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [claimId, award, values, files, kept, isOnline, arrived, by])
  if (arrived === kept) return 'there'
  return isOnline ? 'here' : 'offline'
}

function Questions({ award, control }: { award: Award; control: Control<DraftValues> }) {
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  return award.asks.map((ask) =>
    ask.kind === 'choice' ? (
      <SelectField
        key={ask.key}
        control={control}
        name={`answers.${ask.key}`}
        label={ask.title[tongue]}
        required
        options={ask.options.map((value) => ({ value, label: termOf(value, tongue) }))}
      />
    ) : (
      <Field
        key={ask.key}
        control={control}
        name={`answers.${ask.key}`}
        label={`${ask.title[tongue]} (${termOf(ask.unit, tongue)})`}
        inputMode="decimal"
        required
      />
    ),
  )
}

type AboutProps = { control: Control<DraftValues>; isTrip: boolean; isLate: boolean }

function About({ control, isTrip: isAway, isLate }: AboutProps) {
  const t = useWords(phoneWords)
  return (
    <>
      <Field
        control={control}
        name="title"
        label={t('field.title')}
        hint={t('field.title.hint')}
        minLength={2}
        maxLength={200}
        required
      />
      <Field control={control} name="host" label={t('field.host')} maxLength={120} />
      {isAway ? (
        <Field
          control={control}
          name="place"
          label={t('field.place')}
          hint={t('field.place.hint')}
          minLength={2}
          maxLength={60}
          required
        />
      ) : null}
      <Field
        control={control}
        name="startedOn"
        label={t('field.startedOn')}
        hint={t('field.startedOn.hint')}
        type="date"
      />
      <Field control={control} name="doneOn" label={t('field.doneOn')} type="date" required />
      {isLate ? (
        <>
          <Note tone="attention">{t('late.note')}</Note>
          <Field
            control={control}
            name="late"
            label={t('late')}
            hint={t('late.hint')}
            minLength={2}
            maxLength={200}
            required
          />
        </>
      ) : null}
      <Field
        control={control}
        name="certificateNo"
        label={t('field.certificateNo')}
        hint={t('field.certificateNo.hint')}
        maxLength={60}
      />
      <Field control={control} name="validUntil" label={t('field.validUntil')} type="date" />
    </>
  )
}
