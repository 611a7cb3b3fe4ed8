import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { yearOf } from '../../../lib/dates.ts'
import type { Bucket, Policy } from '../../../lib/policy/language.ts'
import type { Subject } from '../../../lib/policy/who.ts'
import { call } from '../../../platform/web/call.ts'
import { SelectField } from '../../../ui/choices.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { wallOf } from '../../../ui/format.ts'
import { InlineDate, InlineNumber, InlineSelect, InlineTags } from '../../../ui/inline.tsx'
import { Section } from '../../../ui/page.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { trialsApi, type HourFacts } from '../../credits/parts.tsx'
import { useCodeOptions, usePeopleSearch } from '../../people/parts.tsx'
import { editorWords } from '../words/editor.ts'
import { ExampleHours } from './ExampleHours.tsx'
import { ExampleStandings } from './ExampleStandings.tsx'

/** Somebody with hours, on a day: what a text is tried on while it is written. */
export type Trying = { readonly subject: Subject; readonly buckets: readonly Bucket[]; readonly year: number }

type ExampleProps = { policyId: string; packId: string | null; text: Policy; before: Policy | undefined }

// The examples of the shipped policies are no small matter: only the editor loads them.
const loadPacks = async () => {
  const [{ packs }, { exampleTeacher }] = await Promise.all([import('../packs/index.ts'), import('../packs/pack.ts')])
  return { packs, exampleTeacher }
}

const blank: Omit<Bucket, 'centihours'> = { year: 0, category: null, level: null, mode: null, kind: null, proof: [] }

function useExamples(packId: string | null) {
  const { data } = useQuery({ queryKey: ['shipped-policies'], queryFn: loadPacks, staleTime: Infinity })
  const own = data?.packs.filter(({ id }) => id === packId) ?? []
  const shown = own.length > 0 ? own : (data?.packs ?? [])
  return shown.flatMap(({ id, policy, examples }) =>
    examples.map((example, index) => ({
      value: `${id} ${String(index)}`,
      label: own.length > 0 ? sayIn(example.title) : `${policy.jurisdiction} · ${sayIn(example.title)}`,
      trying: data && {
        subject: { ...data.exampleTeacher, ...example.person },
        buckets: example.hours.map((each): Bucket => ({ ...blank, year: yearOf(example.on), ...each })),
        year: yearOf(example.on),
      },
    })),
  )
}

/** One person, of the shipped examples or of the roster, with hours to be changed: how they stand under the text as it is typed. */
export function ExamplePerson({ policyId, packId, text, before }: ExampleProps) {
  const t = useWords(editorWords)
  const examples = useExamples(packId)
  const [chosen, setChosen] = useState('')
  const [own, setOwn] = useState<Trying | undefined>()
  const example = examples.find(({ value }) => value === chosen) ?? examples[0]
  const trying = own ?? example?.trying
  const options = examples.map(({ value, label }) => ({ value, label }))
  return (
    <Section title={t('example')}>
      <div className="stack">
        <p className="quiet">{t('example.lead')}</p>
        <InlineSelect
          label={t('example.choose')}
          value={example?.value ?? ''}
          options={options}
          onChange={(value) => {
            setChosen(value)
            setOwn(undefined)
          }}
        />
        <PersonChoice onFacts={(facts) => setOwn(tryingOf(facts, policyId))} />
        {trying ? (
          <>
            <SubjectFields trying={trying} onChange={setOwn} />
            <ExampleStandings text={text} before={before} trying={trying} />
            <ExampleHours text={text} trying={trying} onChange={setOwn} />
          </>
        ) : null}
      </div>
    </Section>
  )
}

// What somebody is excused from is named by policy and rule; a policy knows its own rules alone.
function tryingOf({ facts, exemptions, buckets }: HourFacts, policyId: string): Trying {
  const prefix = `${policyId}.`
  const own = exemptions.map((each) => ({
    ...each,
    ruleIds: each.ruleIds?.flatMap((id) => (id.startsWith(prefix) ? [id.slice(prefix.length)] : [])) ?? null,
  }))
  return { subject: { ...facts, exemptions: own }, buckets, year: yearOf(wallOf(new Date()).date) }
}

function PersonChoice({ onFacts }: { onFacts: (facts: HourFacts) => void }) {
  const t = useWords(editorWords)
  const [typed, setTyped] = useState('')
  const found = usePeopleSearch(typed)
  const form = useForm({ defaultValues: { personId: '' } })
  const personId = useWatch({ control: form.control, name: 'personId' })
  const facts = useQuery({
    queryKey: ['people', personId, 'hour-facts'],
    queryFn: () => call(trialsApi.people[':personId']['hour-facts'].$get({ param: { personId } })),
    enabled: personId !== '',
  })
  const take = useEffectEvent((loaded: HourFacts | undefined) => {
    if (loaded) onFacts(loaded)
  })
  useEffect(() => take(facts.data), [facts.data])
  return (
    <>
      <SelectField
        control={form.control}
        name="personId"
        label={t('example.person')}
        options={(found.data?.items ?? []).map(({ id, name, staffNo, organisationName }) => ({
          value: id,
          label: `${name} ${staffNo} · ${organisationName}`,
        }))}
        onSearch={setTyped}
        loading={found.isFetching}
      />
      <ProblemNote problem={facts.error} />
    </>
  )
}

function SubjectFields({ trying, onChange }: { trying: Trying; onChange: (trying: Trying) => void }) {
  const t = useWords(editorWords)
  const { subject, year } = trying
  const write = (part: Partial<Subject>) => onChange({ ...trying, subject: { ...subject, ...part } })
  return (
    <div className="cluster">
      <label className="inline-field">
        <span className="quiet">{t('example.year')}</span>
        <InlineNumber
          label={t('example.year')}
          value={year}
          min={1990}
          max={2100}
          onChange={(next) => onChange({ ...trying, year: next })}
        />
      </label>
      <InlineDate
        label={t('example.startedOn')}
        value={subject.startedOn ?? ''}
        onChange={(day) => write({ startedOn: day === '' ? null : day })}
      />
      <InlineDate
        label={t('example.retiresOn')}
        value={subject.retiresOn ?? ''}
        onChange={(day) => write({ retiresOn: day === '' ? null : day })}
      />
      <InlineTags
        label={t('posts')}
        value={subject.posts}
        options={useCodeOptions('post')}
        onChange={(posts) => write({ posts })}
      />
    </div>
  )
}
