import { useCodeOptions, useCodes } from '../people/parts.tsx'
import { useOrganisationSearch } from '../organisations/parts.tsx'
import { useWords } from '../../ui/words.ts'
import type { Dimension } from './core.ts'
import type { Line, Naming } from './core/matrix.ts'
import { words } from './words.ts'

// What plans say for several stages at once.
const groups: Readonly<Record<string, readonly string[]>> = {
  中学: ['3', '4'],
  初中: ['3'],
  高中: ['4'],
  小学: ['2'],
  幼儿园: ['1'],
  学前: ['1'],
}

export type Option = { readonly value: string; readonly label: string }

/** What rows and columns of a table of quotas may be for, and how their names are understood. */
export function useNaming() {
  const t = useWords(words)
  const say = useCodes()
  const organisations = useOrganisationSearch()
  const stages = useCodeOptions('stage')
  const options: Readonly<Record<Dimension, readonly Option[]>> = {
    organisation: organisations.options,
    stage: [{ value: '3+4', label: `${say('stage', '3')} + ${say('stage', '4')}` }, ...stages],
    subject: useCodeOptions('subject'),
    setting: (['urban', 'town', 'rural'] as const).map((value) => ({ value, label: t(`setting.${value}`) })),
    talent_level: useCodeOptions('talent'),
  }
  const nameOf = (dimension: Dimension | null, wanted: readonly string[]): string => {
    if (dimension === null) return t('whole')
    const known = options[dimension].find(({ value }) => value === wanted.join('+'))
    if (known) return known.label
    return wanted.map((value) => options[dimension].find((each) => each.value === value)?.label ?? value).join(' + ')
  }
  const naming: Naming = (dimension, name) => {
    if (dimension === 'stage' && groups[name]) return groups[name]
    const found = options[dimension].find(({ label }) => label === name)
    return found?.value.split('+')
  }
  const lineOf = (value: string): Line => ({ key: value.split('+').toSorted().join('+'), wanted: value.split('+') })
  return { options, nameOf, naming, lineOf, searchOrganisations: organisations.onSearch }
}

export type Named = ReturnType<typeof useNaming>
