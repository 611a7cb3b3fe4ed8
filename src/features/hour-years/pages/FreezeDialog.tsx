import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { ProgressBar } from '../../../ui/figures.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount, formatDate } from '../../../ui/format.ts'
import { toast } from '../../../ui/toast.ts'
import { sayIn, useWords } from '../../../ui/words.ts'
import { JobProgress } from '../../jobs/parts.tsx'
import { hourYearsApi as api } from '../asking.ts'
import type { HourYearPreview } from '../contract.ts'
import { words } from '../words.ts'

type FreezeDialogProps = { year: number; onClose: () => void }

/** What closing a year would find, and closing it: with a reason where something is still open. */
export function FreezeDialog({ year, onClose }: FreezeDialogProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const [jobId, setJobId] = useState<string>()
  const preview = useQuery({
    queryKey: ['hour-year-preview', year],
    queryFn: () => call(api['hour-year-preview'].$get({ query: { year: String(year) } })),
  })
  const form = useForm({ defaultValues: { reason: '' } })
  const ask = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      call(api['hour-years'].$post({ json: { id, year, reason: reason.trim() === '' ? null : reason } })),
    onSuccess: (asked) => setJobId(asked.jobId),
  })
  const done = () => {
    toast(t('freeze.done'))
    void cache.invalidateQueries({ queryKey: ['hour-years'] })
    void cache.invalidateQueries({ queryKey: ['frozen-hour-years'] })
    onClose()
  }
  if (jobId !== undefined) return <JobProgress jobId={jobId} onDone={done} words={words} />
  return (
    <Loaded query={preview} words={words} lines={4}>
      {(found) => (
        <div className="stack">
          <Findings found={found} />
          <Form
            form={form}
            onSubmit={(values) => ask.mutate(values)}
            pending={ask.isPending}
            problem={ask.error}
            words={words}
            submit={t('freeze.submit')}
            onCancel={onClose}
          >
            <TextField
              control={form.control}
              name="reason"
              label={t('freeze.reason')}
              hint={t('freeze.reason.hint')}
              required={owesReason(found)}
              maxLength={200}
            />
            <p className="quiet">{t('freeze.why')}</p>
          </Form>
        </div>
      )}
    </Loaded>
  )
}

const owesReason = ({ edition, onTheWay, isOver }: HourYearPreview) => edition > 1 || onTheWay.records > 0 || !isOver

function Findings({ found }: { found: HourYearPreview }) {
  const t = useWords(words)
  const { records, people, centihours } = found.onTheWay
  return (
    <div className="stack-tight">
      {found.edition > 1 ? <Note tone="neutral">{t('freeze.edition', { edition: found.edition })}</Note> : null}
      {found.isOver ? null : <Note tone="attention">{t('freeze.running')}</Note>}
      {records > 0 ? (
        <Note tone="attention">
          {t('freeze.onTheWay', {
            records: formatCount(records),
            people: formatCount(people),
            hours: formatHours(centihours),
          })}
        </Note>
      ) : (
        <Note tone="done">{t('freeze.nothing')}</Note>
      )}
      <p className="quiet">
        {found.sealed
          ? t('freeze.sealed', { day: formatDate(found.sealed.day), seq: found.sealed.seq })
          : t('freeze.unsealed')}
      </p>
      {found.requirements.length === 0 ? null : <strong>{t('freeze.standing')}</strong>}
      {found.requirements.map(({ id, title, due, met }) => (
        <div key={id}>
          <span className="quiet">{sayIn(title)}</span>
          <ProgressBar
            label={sayIn(title)}
            value={met}
            max={due}
            text={`${formatCount(met)} / ${formatCount(due)}`}
            {...(met < due ? { tone: 'attention' as const } : {})}
          />
        </div>
      ))}
    </div>
  )
}
