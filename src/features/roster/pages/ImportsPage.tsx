import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { useHandIn } from '../../../platform/web/hand-in.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { HandInPage } from '../../../ui/imports.tsx'
import { useWords } from '../../../ui/words.ts'
import type { RosterImportInFull } from '../contract.ts'
import type { rosterRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof rosterRoutes>()

const linkOf = ({ id }: { id: string }) => `/people/imports/${id}`

/** Where lists of people come in, and those that came before. */
export function ImportsPage() {
  const t = useWords(words)
  const go = useNavigate()
  const list = usePages(['roster-imports'], (paging) => call(api['roster-imports'].$get({ query: paging })))
  const handIn = useHandIn<RosterImportInFull>('/roster-imports', 'roster-imports', (made) => void go(linkOf(made)))
  return (
    <HandInPage
      title={t('imports')}
      back={{ to: at.people(), label: t('people') }}
      template="/api/v1/roster-template"
      said={{ label: t('file.label'), hint: t('file.hint'), cells: t('paste.label'), pasted: t('paste.name') }}
      handIn={handIn}
      list={list}
      linkOf={linkOf}
      none={{ title: t('earlier.none'), hint: t('earlier.none.hint') }}
      words={words}
    />
  )
}
