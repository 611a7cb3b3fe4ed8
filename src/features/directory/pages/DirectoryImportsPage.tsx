import { useNavigate } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { useHandIn } from '../../../platform/web/hand-in.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { importWords } from '../../../ui/import-words.ts'
import { HandIn, useImportColumns } from '../../../ui/imports.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { useWords } from '../../../ui/words.ts'
import type { DirectoryImport, DirectoryImportInFull } from '../contract.ts'
import type { directoryRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof directoryRoutes>()

/** Where lists of organisations come in, and those that came before. */
export function DirectoryImportsPage() {
  const t = useWords(words)
  const kit = useWords(importWords)
  const columns = useImportColumns<DirectoryImport>()
  const list = usePages(['directory-imports'], (paging) => call(api['directory-imports'].$get({ query: paging })))
  return (
    <Page
      title={t('imports')}
      lead={kit('lead')}
      back={{ to: at.organisations(), label: t('organisations') }}
      actions={<DownloadLink href="/api/v1/directory-template">{kit('template')}</DownloadLink>}
    >
      <Send />
      <Section title={kit('earlier')}>
        <DataTable
          label={kit('earlier')}
          list={list}
          columns={columns}
          rowId={(row) => row.id}
          linkOf={(row) => `/organisations/imports/${row.id}`}
          words={words}
          empty={<EmptyState title={t('earlier.none')} hint={t('earlier.none.hint')} />}
        />
      </Section>
    </Page>
  )
}

function Send() {
  const t = useWords(words)
  const go = useNavigate()
  const handIn = useHandIn<DirectoryImportInFull>(
    '/directory-imports',
    'directory-imports',
    ({ id }) => void go(`/organisations/imports/${id}`),
  )
  const said = { label: t('file.label'), hint: t('file.hint'), cells: t('paste.label'), pasted: t('paste.name') }
  return <HandIn said={said} {...handIn} words={words} />
}
