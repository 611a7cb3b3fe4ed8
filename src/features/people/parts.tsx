import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../platform/web/call.ts'
import { useLanguage, useWords, wordsIn } from '../../ui/words.ts'
import { codeWords } from './code-words.ts'
import type { peopleRoutes } from './routes.ts'

const api = client<typeof peopleRoutes>()

type Kind =
  | 'stage'
  | 'subject'
  | 'post'
  | 'title'
  | 'talent'
  | 'state'
  | 'gender'
  | 'setting'
  | 'school'
  | 'staffKind'
  | 'political'
  | 'education'
  | 'degree'
  | 'mandarin'
type Code = keyof (typeof codeWords)['zh']

const isCode = (key: string): key is Code => key in codeWords.zh

/** Names codes of the roster in the current language: `say('stage', '2')` is 小学. A code nobody knows is shown as it is. */
export function useCodes(): (kind: Kind, code: string | null) => string {
  const [language] = useLanguage()
  const say = wordsIn(codeWords, language)
  return (kind, code) => {
    const key = `${kind}.${code ?? ''}`
    return isCode(key) ? say(key) : (code ?? '–')
  }
}

/** The codes of one kind as options of a choice. */
export function useCodeOptions(kind: Kind): { value: string; label: string }[] {
  const say = useWords(codeWords)
  return Object.keys(codeWords.zh)
    .filter(isCode)
    .filter((key) => key.startsWith(`${kind}.`))
    .map((key) => ({ value: key.slice(kind.length + 1), label: say(key) }))
}

/** People of one's part of the region that match what was typed, for a choice among them. */
export function usePeopleSearch(typed: string) {
  return useQuery({
    queryKey: ['people', 'search', typed],
    queryFn: () => call(api.people.$get({ query: { q: typed, limit: '20' } })),
    enabled: typed.trim() !== '',
  })
}

type RosterOption = { readonly value: string; readonly label: string; readonly staffNo: string }

async function wholeRoster(organisationId: string): Promise<RosterOption[]> {
  const options: RosterOption[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { organisationId, limit: '200', ...(cursor === undefined ? {} : { cursor }) }
    const page = await call(api.people.$get({ query }))
    for (const { id, name, staffNo } of page.items) options.push({ value: id, label: `${name} ${staffNo}`, staffNo })
    cursor = page.nextCursor
  }
  return options
}

/** All people of one organisation as options of a choice, however many; none while no organisation is named. */
export function useRosterOptions(organisationId: string | undefined): readonly RosterOption[] {
  const query = useQuery({
    queryKey: ['people', 'roster', organisationId],
    queryFn: () => wholeRoster(organisationId ?? ''),
    enabled: organisationId !== undefined,
  })
  return query.data ?? []
}
