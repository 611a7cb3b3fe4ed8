import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { Link } from 'react-router'
import type { Population } from '../../lib/population/population.ts'
import {
  admissions,
  programmeCategories,
  programmeKinds,
  programmeLevels,
  programmeModes,
  programmeStates,
  type ProgrammeKind,
  type ProgrammeLevel,
  type ProgrammeMode,
  type ProgrammeState,
} from '../../lib/programmes/codes.ts'
import { call, client } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { ActionLink } from '../../ui/button.tsx'
import { MultiSelect } from '../../ui/choices.tsx'
import { NumberField, numberOf } from '../../ui/fields.tsx'
import { EmptyState, Loaded, ProblemNote } from '../../ui/feedback.tsx'
import { formatCount, formatDateRange } from '../../ui/format.ts'
import { FormRow } from '../../ui/form.tsx'
import { Section } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../ui/states.tsx'
import { useWords } from '../../ui/words.ts'
import { useCodeOptions, useCodes } from '../people/parts.tsx'
import { sayAudience, type AudiencePhrases, type Dimension } from './audience-words.ts'
import type { Programme } from './contract.ts'
import type { programmeRoutes } from './routes.ts'
import { words } from './words.ts'
import { codeWords } from './words/codes.ts'

const api = client<typeof programmeRoutes>()

/** The programme of a class, for its dates and until when it takes applications. */
export function useProgrammeDates(programmeId: string, { enabled = true } = {}) {
  return useQuery({
    queryKey: ['programmes', programmeId, 'dates'],
    queryFn: () => call(api.programmes[':programmeId'].$get({ param: { programmeId } })),
    enabled,
  })
}

/** The programmes that one may see, the newest first, for a choice among them. */
export function useProgrammeChoice() {
  const query = useQuery({
    queryKey: ['programmes', 'choice'],
    queryFn: () => call(api.programmes.$get({ query: { limit: '200' } })),
  })
  return (query.data?.items ?? []).map(({ id, title, year }) => ({ value: id, label: `${String(year)} ${title}` }))
}

/** A rule over people as it travels: an absent key and an undefined one say the same. */
export type Rule = { readonly [K in keyof Population]?: Population[K] | undefined }

export const toneOfState: Readonly<Record<ProgrammeState, Tone>> = {
  draft: 'neutral',
  justified: 'waiting',
  approved: 'waiting',
  published: 'active',
  enrolling: 'active',
  running: 'active',
  closed: 'done',
  archived: 'done',
  cancelled: 'danger',
}

/** A programme's state as word, drawing and colour. */
export function ProgrammeStateTag({ state }: { state: ProgrammeState }) {
  const t = useWords(codeWords)
  return <StateTag tone={toneOfState[state]}>{t(`state.${state}`)}</StateTag>
}

/** Names the codes of programmes in the current language. */
export function useProgrammeCodes() {
  const t = useWords(codeWords)
  const category = (value: string | null) => {
    const known = programmeCategories.find((each) => each === value)
    return known ? t(`category.${known}`) : (value ?? '–')
  }
  const months = (programme: { readonly months: readonly number[]; readonly yearRound: boolean }) =>
    programme.yearRound ? t('yearRound') : programme.months.map((month) => t('month', { month })).join(t('and')) || '–'
  return {
    level: (value: ProgrammeLevel) => t(`level.${value}`),
    kind: (value: ProgrammeKind) => t(`kind.${value}`),
    state: (value: ProgrammeState) => t(`state.${value}`),
    modes: (values: readonly ProgrammeMode[]) => values.map((value) => t(`mode.${value}`)).join(t('and')) || '–',
    category,
    months,
  }
}

/** The codes of programmes as options of choices. */
export function useProgrammeOptions() {
  const t = useWords(codeWords)
  return {
    levels: programmeLevels.map((value) => ({ value, label: t(`level.${value}`) })),
    kinds: programmeKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
    modes: programmeModes.map((value) => ({ value, label: t(`mode.${value}`) })),
    states: programmeStates.map((value) => ({ value, label: t(`state.${value}`) })),
    admissions: admissions.map((value) => ({ value, label: t(`admission.${value}`) })),
    categories: programmeCategories.map((value) => ({ value, label: t(`category.${value}`) })),
    months: Array.from({ length: 12 }, (_, index) => ({
      value: String(index + 1),
      label: t('month', { month: index + 1 }),
    })),
  }
}

/** Whether a rule asks nothing of anybody. */
export function asksNothing(rule: Rule): boolean {
  return Object.values(rule).every((value) => value === undefined || (Array.isArray(value) && value.length === 0))
}

/** Says a rule over people in words; everybody where it asks nothing. */
export function useAudienceWords(): (rule: Rule) => string {
  const t = useWords(codeWords)
  const say = useCodes()
  const phrases: AudiencePhrases = {
    ...{ and: t('and'), also: t('also'), everybody: t('everybody') },
    between: (from, to) => t('years', { from, to }),
    atLeast: (from) => t('years.from', { from }),
    atMost: (to) => t('years.to', { to }),
    schools: (count) => t('schools', { count }),
  }
  return (rule) => sayAudience(rule, phrases, say)
}

/** A rule over people as its form holds it. */
export type AudienceValues = Record<Dimension, string[]> & {
  yearsMin: string
  yearsMax: string
  organisationIds: string[]
}

/** The form's values for a rule. */
export function audienceValues(rule: Rule): AudienceValues {
  return {
    stages: [...(rule.stages ?? [])],
    subjects: [...(rule.subjects ?? [])],
    posts: [...(rule.posts ?? [])],
    titles: [...(rule.titles ?? [])],
    talentLevels: [...(rule.talentLevels ?? [])],
    settings: [...(rule.settings ?? [])],
    yearsMin: rule.yearsMin === undefined ? '' : String(rule.yearsMin),
    yearsMax: rule.yearsMax === undefined ? '' : String(rule.yearsMax),
    organisationIds: [...(rule.organisationIds ?? [])],
  }
}

const isSetting = (value: string) => value === 'urban' || value === 'town' || value === 'rural'

/** The rule that the form's values say. */
export function audienceOf(values: AudienceValues): Population {
  const some = <K extends string>(key: K, list: readonly string[]) => (list.length > 0 ? { [key]: list } : {})
  const [yearsMin, yearsMax] = [numberOf(values.yearsMin), numberOf(values.yearsMax)]
  const settings = values.settings.filter(isSetting)
  return {
    ...some('stages', values.stages),
    ...some('subjects', values.subjects),
    ...some('posts', values.posts),
    ...some('titles', values.titles),
    ...some('talentLevels', values.talentLevels),
    ...(settings.length > 0 ? { settings } : {}),
    ...some('organisationIds', values.organisationIds),
    ...(yearsMin === undefined ? {} : { yearsMin }),
    ...(yearsMax === undefined ? {} : { yearsMax }),
  }
}

/** The fields of a rule over people, with the number of people that it means right now. */
export function AudienceFields({ form }: { form: UseFormReturn<AudienceValues> }) {
  const t = useWords(codeWords)
  const { control } = form
  const values = useWatch({ control })
  return (
    <>
      <p className="quiet">{t('audience.hint')}</p>
      <FormRow>
        <MultiSelect control={control} name="stages" label={t('audience.stages')} options={useCodeOptions('stage')} />
        <MultiSelect
          control={control}
          name="subjects"
          label={t('audience.subjects')}
          options={useCodeOptions('subject')}
        />
      </FormRow>
      <FormRow>
        <MultiSelect control={control} name="posts" label={t('audience.posts')} options={useCodeOptions('post')} />
        <MultiSelect control={control} name="titles" label={t('audience.titles')} options={useCodeOptions('title')} />
      </FormRow>
      <FormRow>
        <MultiSelect
          control={control}
          name="talentLevels"
          label={t('audience.talentLevels')}
          options={useCodeOptions('talent')}
        />
        <MultiSelect
          control={control}
          name="settings"
          label={t('audience.settings')}
          options={useCodeOptions('setting')}
        />
      </FormRow>
      <FormRow>
        <NumberField control={control} name="yearsMin" label={t('audience.yearsMin')} min={0} max={60} />
        <NumberField control={control} name="yearsMax" label={t('audience.yearsMax')} min={0} max={60} />
      </FormRow>
      <AudienceCount rule={audienceOf({ ...audienceValues({}), ...values })} />
    </>
  )
}

/** How many people a rule means today, and the first of them. */
export function AudienceCount({ rule }: { rule: Rule }) {
  const t = useWords(codeWords)
  const asked = useDeferredValue(JSON.stringify(rule))
  const preview = useQuery({
    queryKey: ['audience-preview', asked],
    queryFn: () => call(api['audience-previews'].$post({ json: { population: rule } })),
    placeholderData: (before) => before,
  })
  if (preview.error) return <ProblemNote problem={preview.error} />
  if (!preview.data) return null
  const { size, people } = preview.data
  if (size === 0) return <p role="status">{t('audience.none')}</p>
  const names = people.slice(0, 8).map((person) => person.name)
  return (
    <div role="status">
      <p className="num">{t('audience.count', { count: formatCount(size) })}</p>
      <p className="quiet">{t('audience.first', { names: names.join(t('and')) })}</p>
    </div>
  )
}

/** The programmes of one plan, by number. */
export function ProgrammesOfPlan({ planId, mayAdd }: { planId: string; mayAdd: boolean }) {
  const t = useWords(words)
  const codes = useProgrammeCodes()
  const query = useQuery({
    queryKey: ['programmes', { planId }],
    queryFn: () => call(api.programmes.$get({ query: { planId, limit: '200' } })),
  })
  const size = (row: Programme) =>
    row.wholeRoster ? t('wholeRoster') : row.headcount === null ? '–' : formatCount(row.headcount, 'person')
  return (
    <Section
      title={t('programmes')}
      actions={
        mayAdd ? (
          <ActionLink to={`${at.newProgramme()}?planId=${planId}`} icon="plus">
            {t('new')}
          </ActionLink>
        ) : null
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <PlainTable
            label={t('programmes')}
            rows={items}
            rowId={(row) => row.id}
            empty={<EmptyState title={t('empty')} />}
            columns={[
              { key: 'no', title: t('no'), align: 'end', width: 64, cell: (row) => row.no ?? '–' },
              { key: 'title', title: t('title'), cell: (row) => <Link to={at.programme(row.id)}>{row.title}</Link> },
              { key: 'people', title: t('people'), align: 'end', cell: size },
              { key: 'months', title: t('months'), cell: (row) => codes.months(row) },
              {
                key: 'dates',
                title: t('dates'),
                cell: (row) => (row.startsOn === null ? '–' : formatDateRange(row.startsOn, row.endsOn)),
              },
              { key: 'state', title: t('state'), cell: (row) => <ProgrammeStateTag state={row.state} /> },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
