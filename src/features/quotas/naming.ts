import { useState } from 'react'
import { useCodeOptions, useCodes } from '../people/parts.tsx'
import { useOrganisationSearch } from '../organisations/parts.tsx'
import { useWords } from '../../ui/words.ts'
import type { Dimension } from './core.ts'
import type { Line, Naming } from './core/matrix.ts'
import { stageGroups } from './core/meanings.ts'
import { words } from './words.ts'

export type Option = { readonly value: string; readonly label: string }

/** What rows and columns of a table of quotas may be for, and how their names are understood; `known` names organisations that were asked for already. */
export function useNaming(known: Readonly<Record<string, string>> = {}) {
  const t = useWords(words)
  const say = useCodes()
  const organisations = useOrganisationSearch()
  const stages = useCodeOptions('stage')
  // Names that were found once stay known when somebody searches for others.
  const [seen] = useState(() => new Map<string, string>())
  for (const { value, label } of organisations.options) seen.set(value, label)
  const options: Readonly<Record<Dimension, readonly Option[]>> = {
    organisation: organisations.options,
    stage: [{ value: '3+4', label: `${say('stage', '3')} + ${say('stage', '4')}` }, ...stages],
    subject: useCodeOptions('subject'),
    setting: (['urban', 'town', 'rural'] as const).map((value) => ({ value, label: t(`setting.${value}`) })),
    talent_level: useCodeOptions('talent'),
  }
  const nameOf = (dimension: Dimension | null, wanted: readonly string[]): string => {
    if (dimension === null) return t('whole')
    const whole = options[dimension].find(({ value }) => value === wanted.join('+'))
    if (whole) return whole.label
    const labelOf = (value: string) => options[dimension].find((each) => each.value === value)?.label
    return wanted.map((value) => known[value] ?? labelOf(value) ?? seen.get(value) ?? value).join(' + ')
  }
  const naming: Naming = (dimension, name) => {
    if (dimension === 'stage' && stageGroups[name]) return stageGroups[name]
    const found = options[dimension].find(({ label }) => label === name)
    return found?.value.split('+')
  }
  const lineOf = (value: string): Line => ({ key: value.split('+').toSorted().join('+'), wanted: value.split('+') })
  return { options, nameOf, naming, lineOf, searchOrganisations: organisations.onSearch }
}

export type Named = ReturnType<typeof useNaming>
