import { Select } from 'antd'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { Icon } from './icons.tsx'
import { kitWords } from './kit-words.ts'
import { useWords } from './words.ts'

/** What narrows a list; every condition stands in the address. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <div className="filters" role="search">
      {children}
    </div>
  )
}

// A changed condition starts the list over: a cursor of the old list means nothing in the new one.
function useParameter(name: string): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams()
  const write = (value: string) =>
    setSearch(
      (before) => {
        const params = new URLSearchParams(before)
        if (value === '') params.delete(name)
        else params.set(name, value)
        params.delete('cursor')
        return params
      },
      { replace: true },
    )
  return [search.get(name) ?? '', write]
}

type FilterProps = { name: string; label: string }

/** Free text. The address follows a quarter of a second after the last letter, never in the middle of a composed character. */
export function SearchFilter({ name, label }: FilterProps) {
  const [written, write] = useParameter(name)
  const [typed, setTyped] = useState<{ value: string; composing: boolean } | undefined>()
  const settle = useEffectEvent((value: string) => {
    write(value.trim())
    setTyped(undefined)
  })
  useEffect(() => {
    if (!typed || typed.composing) return undefined
    const timer = setTimeout(() => settle(typed.value), 250)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <label className="search">
      <Icon name="search" />
      <span className="unseen">{label}</span>
      <input
        type="search"
        placeholder={label}
        value={typed?.value ?? written}
        onChange={(event) => setTyped({ value: event.target.value, composing: typed?.composing ?? false })}
        onCompositionStart={(event) => setTyped({ value: event.currentTarget.value, composing: true })}
        onCompositionEnd={(event) => setTyped({ value: event.currentTarget.value, composing: false })}
      />
    </label>
  )
}

type SelectProps = FilterProps & {
  options: readonly { value: string; label: string }[]
  /** What holds while nothing was chosen; without it, all. */
  fallback?: string | undefined
}

/** One of a few values, or all. */
export function SelectFilter({ name, label, options, fallback }: SelectProps) {
  const [written, write] = useParameter(name)
  const t = useWords(kitWords)
  return (
    <Select
      aria-label={label}
      className="filter-select"
      value={written === '' ? (fallback ?? null) : written}
      placeholder={label}
      allowClear={fallback === undefined}
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      popupMatchSelectWidth={false}
      notFoundContent={t('nothingFound')}
      options={[...options]}
      onChange={(value: string | null | undefined) => write(value === fallback ? '' : (value ?? ''))}
    />
  )
}

/** A condition that is on or off. */
export function ToggleFilter({ name, label }: FilterProps) {
  const [written, write] = useParameter(name)
  return (
    <label className="check">
      <input type="checkbox" checked={written === '1'} onChange={(event) => write(event.target.checked ? '1' : '')} />
      {label}
    </label>
  )
}
