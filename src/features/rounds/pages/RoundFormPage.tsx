import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFieldArray, useForm, type Control } from 'react-hook-form'
import { useNavigate, useParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { DateTimeField } from '../../../ui/dates.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { CheckField, NumberField, TextArea, TextField } from '../../../ui/fields.tsx'
import { Form, FormRow } from '../../../ui/form.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import type { RoundInFull } from '../contract/rounds.ts'
import { words } from '../words.ts'
import { roundsApi } from './asking.ts'
import { BlockFields } from './BlockFields.tsx'
import { MethodFields } from './MethodFields.tsx'
import { blankProgramme, criteriaOf, draftOf, writtenOf, type Written } from './drafting.ts'

/** A new round. */
export function NewRoundPage() {
  const t = useWords(words)
  return (
    <Page title={t('new')} back={{ to: at.matchingRounds(), label: t('rounds') }}>
      <RoundForm />
    </Page>
  )
}

/** A round that is not published, to be changed. */
export function EditRoundPage() {
  const t = useWords(words)
  const { roundId = '' } = useParams()
  const query = useQuery({
    queryKey: ['rounds', roundId],
    queryFn: () => call(roundsApi['matching-rounds'][':matchingRoundId'].$get({ param: { matchingRoundId: roundId } })),
  })
  return (
    <Page title={t('edit')} back={{ to: at.matchingRound(roundId), label: t('round') }}>
      <Loaded query={query} words={words}>
        {(round) => <RoundForm round={round} />}
      </Loaded>
    </Page>
  )
}

function RoundForm({ round }: { round?: RoundInFull }) {
  const t = useWords(words)
  const save = useSave(round)
  const form = useForm<Written>({ defaultValues: writtenOf(round) })
  const { control } = form
  const list = useFieldArray({ control, name: 'programmes', keyName: 'row' })
  const candidates = useQuery({
    queryKey: ['rounds', 'candidates'],
    queryFn: () => call(roundsApi['matching-candidates'].$get()),
  })
  const there = new Set(list.fields.map(({ programmeId }) => programmeId))
  const submit = (values: Written) => {
    const at = values.programmes.findIndex(({ criteria }) => criteriaOf(criteria).wrong !== undefined)
    const line = criteriaOf(values.programmes[at]?.criteria ?? '').wrong
    if (line === undefined) save.mutate(values)
    else form.setError(`programmes.${at}.criteria`, { message: t('criteria.wrong', { line }) })
  }
  const left = (candidates.data?.items ?? []).filter(({ id }) => !there.has(id))
  return (
    <Form form={form} onSubmit={submit} submit={t('save')} pending={save.isPending} problem={save.error} words={words}>
      <FormRow>
        <TextField control={control} name="title" label={t('title')} required maxLength={80} />
        <NumberField control={control} name="choicesMax" label={t('choicesMax')} min={1} max={20} required />
      </FormRow>
      <FormRow>
        <DateTimeField control={control} name="opensAt" label={t('opensAt')} required />
        <DateTimeField control={control} name="rankingClosesAt" label={t('rankingClosesAt')} required />
      </FormRow>
      <FormRow>
        <DateTimeField
          control={control}
          name="adjustingClosesAt"
          label={t('adjustingClosesAt')}
          hint={t('adjustingClosesAt.hint')}
          required
        />
        <DateTimeField control={control} name="scoringClosesAt" label={t('scoringClosesAt')} required />
      </FormRow>
      <MethodFields control={control} programmes={list.fields} />
      {list.fields.map((field, index) => (
        <ProgrammeFields
          key={field.row}
          control={control}
          index={index}
          title={field.title}
          onRemove={() => list.remove(index)}
        />
      ))}
      <Section title={t('programmes')} note={t('programmes.hint')}>
        {left.length === 0 && list.fields.length === 0 && candidates.isSuccess ? (
          <EmptyState title={t('programmes.none')} hint={t('programmes.none.hint')} />
        ) : null}
        <div className="cluster">
          {left.map((one) => (
            <ActionButton
              key={one.id}
              icon="plus"
              reason={one.placesFree === 0 ? t('programmes.full') : undefined}
              onClick={() => list.append(blankProgramme(one, { open: t('open'), criteria: t('criteria.first') }))}
            >
              {one.placesFree === null
                ? one.title
                : t('programmes.left', { title: one.title, places: formatCount(one.placesFree, 'place') })}
            </ActionButton>
          ))}
        </div>
      </Section>
    </Form>
  )
}

function useSave(round: RoundInFull | undefined) {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [id] = useState(() => round?.id ?? crypto.randomUUID())
  return useMutation({
    mutationFn: (values: Written) => {
      const draft = draftOf(values)
      const param = { matchingRoundId: id }
      if (round) return call(roundsApi['matching-rounds'][':matchingRoundId'].$put({ param, json: draft }))
      return call(roundsApi['matching-rounds'].$post({ json: { ...draft, id, organisationId: null } }))
    },
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['rounds'] })
      toast(t('saved'))
      await go(at.matchingRound(id), { replace: true })
    },
  })
}

type FieldsProps = { control: Control<Written>; index: number; title: string; onRemove: () => void }

function ProgrammeFields({ control, index, title, onRemove }: FieldsProps) {
  const t = useWords(words)
  const of = <const N extends string>(name: N) => `programmes.${index}.${name}` as const
  return (
    <Section
      title={title}
      note={t('blocks.hint')}
      actions={
        <ActionButton kind="quiet" onClick={onRemove}>
          {t('limit.remove')}
        </ActionButton>
      }
    >
      <div className="stack">
        <BlockFields control={control} index={index} />
        <TextArea
          control={control}
          name={of('criteria')}
          label={t('criteria')}
          hint={t('criteria.hint')}
          rows={3}
          required
        />
        <CheckField control={control} name={of('isBlind')} label={t('isBlind')} />
      </div>
    </Section>
  )
}
