import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { useHandIn } from '../../../platform/web/hand-in.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { HandInPage } from '../../../ui/imports.tsx'
import { useWords } from '../../../ui/words.ts'
import type { DirectoryImportInFull } from '../contract.ts'
import type { directoryRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof directoryRoutes>()

const linkOf = ({ id }: { id: string }) => `/organisations/imports/${id}`

/** Where lists of organisations come in, and those that came before. */
export function DirectoryImportsPage() {
  const t = useWords(words)
  const go = useNavigate()
  const list = usePages(['directory-imports'], (paging) => call(api['directory-imports'].$get({ query: paging })))
  const handIn = useHandIn<DirectoryImportInFull>(
    '/directory-imports',
    'directory-imports',
    (made) => void go(linkOf(made)),
  )
  return (
    <HandInPage
      title={t('imports')}
      back={{ to: at.organisations(), label: t('organisations') }}
      template="/api/v1/directory-template"
      said={{ label: t('file.label'), hint: t('file.hint'), cells: t('paste.label'), pasted: t('paste.name') }}
      handIn={handIn}
      list={list}
      linkOf={linkOf}
      none={{ title: t('earlier.none'), hint: t('earlier.none.hint') }}
      words={words}
    />
  )
}
