import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call, client, upload } from '../../../platform/web/call.ts'
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
  const cache = useQueryClient()
  const [progress, setProgress] = useState<number>()
  const send = useMutation({
    mutationFn: ({ name, content }: { name: string; content: Blob }) => {
      const query = new URLSearchParams({ id: crypto.randomUUID(), name })
      return upload<RosterImportInFull>(`/roster-imports?${query.toString()}`, content, setProgress)
    },
    onSuccess: (made) => {
      void cache.invalidateQueries({ queryKey: ['roster-imports'] })
      void go(`/people/imports/${made.id}`)
    },
    onSettled: () => setProgress(undefined),
  })
  return (
    <HandIn
      said={{ label: t('file.label'), hint: t('file.hint'), cells: t('paste.label'), pasted: t('paste.name') }}
      onSend={(list) => send.mutate(list)}
      pending={send.isPending}
      progress={progress}
      problem={send.error}
      words={words}
    />
  )
}
