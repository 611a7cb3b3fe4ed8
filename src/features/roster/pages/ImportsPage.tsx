import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call, client, upload } from '../../../platform/web/call.ts'
import { usePages } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { EmptyState, ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FileDrop } from '../../../ui/files.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { DataTable, type Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { RosterImport, RosterImportInFull } from '../contract.ts'
import type { rosterRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof rosterRoutes>()
const maxBytes = 20 * 1024 * 1024

export const toneOfImport: Readonly<Record<RosterImport['state'], Tone>> = {
  read: 'waiting',
  ready: 'active',
  applied: 'done',
  undone: 'neutral',
}

/** Where lists of people come in, and those that came before. */
export function ImportsPage() {
  const t = useWords(words)
  const list = usePages(['roster-imports'], (paging) => call(api['roster-imports'].$get({ query: paging })))
  return (
    <Page
      title={t('imports')}
      lead={t('lead')}
      back={{ to: at.people(), label: t('people') }}
      actions={<DownloadLink href="/api/v1/roster-template">{t('template')}</DownloadLink>}
    >
      <HandIn />
      <Section title={t('earlier')}>
        <DataTable
          label={t('earlier')}
          list={list}
          columns={columnsOf(t)}
          rowId={(row) => row.id}
          linkOf={(row) => `/people/imports/${row.id}`}
          words={words}
          empty={<EmptyState title={t('earlier.none')} hint={t('earlier.none.hint')} />}
        />
      </Section>
    </Page>
  )
}

function HandIn() {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [progress, setProgress] = useState<number>()
  const form = useForm({ defaultValues: { cells: '' } })
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
  const paste = ({ cells }: { cells: string }) =>
    send.mutate({ name: t('paste.name'), content: new Blob([cells], { type: 'text/plain' }) })
  return (
    <>
      <Section title={t('file.title')}>
        <FileDrop
          label={t('file.label')}
          hint={t('file.hint')}
          accept={['xlsx', 'xls', 'et', 'csv', 'txt']}
          maxBytes={maxBytes}
          progress={progress}
          disabled={send.isPending}
          onFile={(file) => send.mutate({ name: file.name, content: file })}
        />
        <ProblemNote problem={send.error} words={words} />
      </Section>
      <Section title={t('paste.title')}>
        <Form form={form} onSubmit={paste} pending={send.isPending} words={words} submit={t('paste.submit')}>
          <TextArea control={form.control} name="cells" label={t('paste.label')} rows={4} required />
        </Form>
      </Section>
    </>
  )
}

const columnsOf = (t: Translate<typeof words>): Column<RosterImport>[] => [
  { key: 'name', title: t('file'), cell: (row) => row.name },
  {
    key: 'state',
    title: t('state'),
    cell: (row) => <StateTag tone={toneOfImport[row.state]}>{t(`state.${row.state}`)}</StateTag>,
  },
  { key: 'rows', title: t('rows'), align: 'end', cell: (row) => formatCount(row.rows) },
  {
    key: 'sum',
    title: t('outcome'),
    cell: (row) => (row.counts ? t('sum', { rows: row.rows, ...row.counts }) : '–'),
  },
  { key: 'by', title: t('by'), cell: (row) => row.createdByName },
  { key: 'when', title: t('when'), cell: (row) => formatDateTime(row.createdAt) },
]
