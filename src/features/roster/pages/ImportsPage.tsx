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
import type { RosterImport, RosterImportInFull } from '../contract.ts'
import type { rosterRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof rosterRoutes>()

/** Where lists of people come in, and those that came before. */
export function ImportsPage() {
  const t = useWords(words)
  const say = useWords(importWords)
  const columns = useImportColumns<RosterImport>()
  const list = usePages(['roster-imports'], (paging) => call(api['roster-imports'].$get({ query: paging })))
  return (
    <Page
      title={t('imports')}
      lead={say('lead')}
      back={{ to: at.people(), label: t('people') }}
      actions={<DownloadLink href="/api/v1/roster-template">{say('template')}</DownloadLink>}
    >
      <Send />
      <Section title={say('earlier')}>
        <DataTable
          label={say('earlier')}
          list={list}
          columns={columns}
          rowId={(row) => row.id}
          linkOf={(row) => `/people/imports/${row.id}`}
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
  const handIn = useHandIn<RosterImportInFull>(
    '/roster-imports',
    'roster-imports',
    ({ id }) => void go(`/people/imports/${id}`),
  )
  const said = { label: t('file.label'), hint: t('file.hint'), cells: t('paste.label'), pasted: t('paste.name') }
  return <HandIn said={said} {...handIn} words={words} />
}
