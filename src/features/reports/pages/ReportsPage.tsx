import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, client } from '../../../platform/web/call.ts'
import { useJob } from '../../../platform/web/events.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { SelectField } from '../../../ui/choices.tsx'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { ProgressBar } from '../../../ui/figures.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatBytes, formatDateTime } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import type { reportRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof reportRoutes>()
const reports = ['year-end-reports'] as const

/** The year-end report, written on demand, and those written before. */
export function ReportsPage() {
  const t = useWords(words)
  const me = useMe()
  const written = useQuery({ queryKey: reports, queryFn: () => call(api['year-end-reports'].$get()) })
  return (
    <Page title={t('reports')}>
      <Section title={t('yearEnd.title')} note={t('yearEnd.lead')}>
        {me.data ? <Write year={me.data.bureau.year} /> : null}
      </Section>
      <Section title={t('written')}>
        <Loaded query={written} words={words}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t('written.none')} hint={t('written.none.hint')} />
            ) : (
              <PlainTable
                label={t('written')}
                rows={items}
                rowId={(row) => row.fileId}
                columns={[
                  { key: 'file', title: t('file'), cell: (row) => row.name },
                  { key: 'when', title: t('when'), cell: (row) => formatDateTime(row.storedAt) },
                  { key: 'size', title: t('size'), align: 'end', cell: (row) => formatBytes(row.size) },
                  {
                    key: 'download',
                    title: t('download'),
                    cell: (row) => <DownloadLink href={`/api/v1/files/${row.fileId}`}>{t('download')}</DownloadLink>,
                  },
                ]}
              />
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}

const over = new Set(['done', 'failed', 'cancelled'])

function Write({ year }: { year: number }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [jobId, setJobId] = useState<string>()
  const job = useJob(jobId)
  const form = useForm({ defaultValues: { year: String(year) } })
  const write = useMutation({
    mutationFn: (values: { year: string }) =>
      call(
        api['year-end-reports'].$post({
          json: { year: Number(values.year), title: t('job.title', { year: values.year }) },
        }),
      ),
    onSuccess: (asked) => setJobId(asked.jobId),
  })
  const isOver = job !== undefined && over.has(job.state)
  useEffect(() => {
    if (isOver) void cache.invalidateQueries({ queryKey: reports })
  }, [isOver, cache])
  const years = [year, year - 1, year - 2].map((value) => ({ value: String(value), label: String(value) }))
  return (
    <div className="stack">
      <Form
        form={form}
        onSubmit={(values) => write.mutate(values)}
        pending={write.isPending || (job !== undefined && !isOver)}
        problem={write.error}
        words={words}
        submit={t('write')}
      >
        <SelectField control={form.control} name="year" label={t('year')} options={years} required />
      </Form>
      {job && !isOver ? (
        <>
          <ProgressBar label={t('yearEnd.title')} value={job.done} max={job.total ?? 3} />
          <Note tone="neutral">{t('writing')}</Note>
        </>
      ) : null}
    </div>
  )
}
