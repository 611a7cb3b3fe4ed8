import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { call, client } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { EmptyState, ProblemNote } from '../../ui/feedback.tsx'
import type { IconName } from '../../ui/icons.tsx'
import { Palette, PaletteButton, type PaletteGroup } from '../../ui/palette.tsx'
import { useWords } from '../../ui/words.ts'
import type { Found } from './contract.ts'
import { matchPages, remember, step, type FoundKind, type NamedPage } from './core.ts'
import type { searchRoutes } from './routes.ts'
import { words } from './words.ts'

const api = client<typeof searchRoutes>()

/** A page of the rail as it is found: by its names, and shown by its label. */
export type SearchPage = NamedPage & { readonly label: string; readonly group: string }

const iconOf: Readonly<Record<FoundKind, IconName>> = {
  person: 'user',
  programme: 'book',
  class: 'calendar',
  certificate: 'award',
  organisation: 'building',
  plan: 'layers',
}

const placeOf: Readonly<Record<FoundKind, { one: (id: string) => string; all: string }>> = {
  person: { one: at.person, all: at.people() },
  programme: { one: at.programme, all: at.programmes() },
  class: { one: at.class, all: at.classes() },
  certificate: { one: at.certificate, all: at.certificates() },
  organisation: { one: at.organisation, all: at.organisations() },
  plan: { one: at.plan, all: at.plans() },
}

const isApple = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform)

/** The way to everything: a button in the bar, and Ctrl K or ⌘K anywhere. */
export function GlobalSearch({ pages, who }: { pages: readonly SearchPage[]; who: string }) {
  const t = useWords(words)
  const [open, setOpen] = useState(false)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    // What is being asked in a dialog is answered first.
    if (open) setOpen(false)
    else if (!document.querySelector('dialog[open]')) setOpen(true)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <PaletteButton label={t('search')} keys={isApple ? 'Meta+K' : 'Control+K'} onClick={() => setOpen(true)} />
      {open ? <Search pages={pages} who={who} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const waitMs = 180

/** What was typed, once nothing more was typed for a moment. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), waitMs)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}

// Kept in the tab and gone with it: names of people are nobody else's on a shared computer.
function useRecent(who: string) {
  const key = `search.recent.${who}`
  const [recent, setRecent] = useState(() => readRecent(key))
  return {
    recent,
    add: (typed: string) => {
      const now = remember(recent, typed)
      setRecent(now)
      try {
        sessionStorage.setItem(key, JSON.stringify(now))
      } catch {
        // Storage may be closed to us; the searches of this moment are still listed.
      }
    },
  }
}

function readRecent(key: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}

type Entry = { readonly key: string; readonly go?: string; readonly type?: string }
type Shown = PaletteGroup & { readonly entries: readonly Entry[] }

function Search({ pages, who, onClose }: { pages: readonly SearchPage[]; who: string; onClose: () => void }) {
  const t = useWords(words)
  const go = useNavigate()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | undefined>()
  const { recent, add } = useRecent(who)
  const asked = useSettled(typed.trim())
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: () => call(api.search.$get({ query: { q: asked } })),
    enabled: asked !== '',
    staleTime: 30_000,
    placeholderData: (before) => (typed.trim() === '' ? undefined : before),
  })
  const groups = useGroups(typed, pages, recent, typed.trim() === '' ? undefined : found.data)
  const keys = groups.flatMap(({ entries }) => entries.map(({ key }) => key))
  const marked = chosen !== undefined && keys.includes(chosen) ? chosen : typed === '' ? undefined : keys[0]
  const isBusy = typed.trim() !== '' && (found.isFetching || asked !== typed.trim())
  const choose = (key: string) => {
    const entry = groups.flatMap(({ entries }) => entries).find((one) => one.key === key)
    if (entry?.type !== undefined) {
      setTyped(entry.type)
    } else if (entry?.go !== undefined) {
      add(typed)
      onClose()
      void go(entry.go)
    }
  }
  return (
    <Palette
      label={t('search')}
      placeholder={t('placeholder')}
      typed={typed}
      onType={(now) => {
        setTyped(now)
        setChosen(undefined)
      }}
      groups={groups}
      marked={marked}
      onMark={setChosen}
      onStep={(by) => setChosen(keys[step(marked === undefined ? -1 : keys.indexOf(marked), keys.length, by)])}
      onChoose={choose}
      onClose={onClose}
      busy={isBusy}
      hint={t('hint')}
      words={{ close: t('close') }}
    >
      <Said
        typed={typed.trim()}
        isBusy={isBusy}
        problem={found.error}
        found={keys.length}
        retry={() => void found.refetch()}
      />
    </Palette>
  )
}

type SaidProps = { typed: string; isBusy: boolean; problem: unknown; found: number; retry: () => void }

function Said({ typed, isBusy, problem, found, retry }: SaidProps) {
  const t = useWords(words)
  if (typed === '') return found === 0 ? <p className="quiet">{t('start')}</p> : null
  if (problem) return <ProblemNote problem={problem} onRetry={retry} />
  if (found > 0) return null
  return isBusy ? (
    <p className="quiet">{t('searching')}</p>
  ) : (
    <EmptyState title={t('empty.title', { typed })} hint={t('empty.hint')} />
  )
}

function useGroups(
  typed: string,
  pages: readonly SearchPage[],
  recent: readonly string[],
  found: Found | undefined,
): readonly Shown[] {
  const t = useWords(words)
  if (typed.trim() === '') {
    const entries = recent.map((one) => ({ key: `recent-${one}`, type: one }))
    const items = recent.map((one) => ({ key: `recent-${one}`, title: one, icon: 'clock' as const }))
    return items.length === 0 ? [] : [{ key: 'recent', title: t('group.recent'), items, entries }]
  }
  const called = matchPages(pages, typed)
  const ofPages: Shown = {
    key: 'page',
    title: t('group.page'),
    items: called.map(({ to, label, group }) => ({
      key: `page-${to}`,
      title: label,
      detail: group === label ? null : group,
      icon: 'arrow-right',
    })),
    entries: called.map(({ to }) => ({ key: `page-${to}`, go: to })),
  }
  const ofThings = (found?.groups ?? []).map(({ kind, items, more }): Shown => {
    const all = { key: `all-${kind}`, go: `${placeOf[kind].all}?q=${encodeURIComponent(typed.trim())}` }
    return {
      key: kind,
      title: t(`group.${kind}`),
      items: [
        ...items.map(({ id, title, detail }) => ({ key: id, title, detail, icon: iconOf[kind] })),
        ...(more ? [{ key: all.key, title: t('more'), icon: 'list' as const }] : []),
      ],
      entries: [...items.map(({ id }) => ({ key: id, go: placeOf[kind].one(id) })), ...(more ? [all] : [])],
    }
  })
  return [...(called.length > 0 ? [ofPages] : []), ...ofThings]
}
