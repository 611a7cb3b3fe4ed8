import { useState } from 'react'
import type { Dimensions, Meant, Selector } from '../../../lib/policy/language.ts'
import { nameOf, termOf } from '../../../lib/policy/names.ts'
import { programmeCategories, programmeKinds, programmeLevels, programmeModes } from '../../../lib/programmes/codes.ts'
import { InlineCheck, InlineTags } from '../../../ui/inline.tsx'
import { useWords } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'
import { someOf } from './draft-state.ts'
import { useTongue } from './policies-api.ts'

const isNothing = (one: Meant | undefined) =>
  one === undefined || Object.values(one).every((value: unknown) => value === undefined)

/** Which hours are meant, as tags: by category, level, form and kind; what is meant as well; and what is not. */
export function SelectorPanel({
  value,
  categories,
  onChange,
}: {
  value: Selector
  categories: readonly string[]
  onChange: (value: Selector) => void
}) {
  const t = useWords(editorWords)
  const [without, setWithout] = useState(value.except !== undefined)
  const { except, ...meant } = value
  return (
    <div className="rule-panel" role="group" aria-label={t('of.title')}>
      <h4>{t('of.title')}</h4>
      <MeantFields value={meant} categories={categories} onChange={(next) => onChange({ ...next, except })} />
      <InlineCheck
        label={t('of.except')}
        value={without}
        onChange={(on) => {
          setWithout(on)
          if (!on) onChange(meant)
        }}
      />
      {without ? (
        <MeantFields
          value={except ?? {}}
          categories={categories}
          // An exception that names nothing would take everything away.
          onChange={(next) => onChange({ ...meant, except: isNothing(next) ? undefined : next })}
        />
      ) : null}
    </div>
  )
}

type FieldsProps<V> = { value: V; categories: readonly string[]; onChange: (value: V) => void }

function MeantFields({ value, categories, onChange }: FieldsProps<Meant>) {
  const t = useWords(editorWords)
  const [also, setAlso] = useState(value.or !== undefined)
  const { or, ...dimensions } = value
  return (
    <>
      <DimensionFields value={dimensions} categories={categories} onChange={(next) => onChange({ ...next, or })} />
      <InlineCheck
        label={t('of.or')}
        value={also}
        onChange={(on) => {
          setAlso(on)
          if (!on) onChange(dimensions)
        }}
      />
      {also ? (
        <DimensionFields
          value={or ?? {}}
          categories={categories}
          // What is meant as well and names nothing would mean everything.
          onChange={(next) => onChange({ ...dimensions, or: isNothing(next) ? undefined : next })}
        />
      ) : null}
    </>
  )
}

function DimensionFields({ value, categories, onChange }: FieldsProps<Dimensions>) {
  const t = useWords(editorWords)
  const tongue = useTongue()
  const named = (dimension: 'level' | 'mode' | 'kind', codes: readonly string[]) =>
    codes.map((code) => ({ value: code, label: nameOf(dimension, code, tongue) }))
  const known = [...new Set([...categories, ...programmeCategories])]
  return (
    <>
      <InlineTags
        label={t('categories')}
        free
        value={value.categories ?? []}
        options={known.map((name) => ({ value: name, label: termOf(name, tongue) }))}
        onChange={(names) => onChange({ ...value, categories: someOf(names) })}
      />
      <InlineTags
        label={t('levels')}
        value={value.levels ?? []}
        options={named('level', programmeLevels)}
        onChange={(codes) => onChange({ ...value, levels: someOf(codes) })}
      />
      <InlineTags
        label={t('modes')}
        value={value.modes ?? []}
        options={named('mode', programmeModes)}
        onChange={(codes) => onChange({ ...value, modes: someOf(codes) })}
      />
      <InlineTags
        label={t('kinds')}
        value={value.kinds ?? []}
        options={named('kind', programmeKinds)}
        onChange={(codes) => onChange({ ...value, kinds: someOf(codes) })}
      />
    </>
  )
}
