import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { JobProgress } from '../../jobs/parts.tsx'
import { words } from '../words.ts'
import { layoutsApi as api } from './layouts-api.ts'
import { FileOfJob } from './FileOfJob.tsx'

type Asked = { readonly layoutId: string; readonly year: number; readonly organisationId: string }
type TakeProps = { asked: Asked; unmasked: boolean; byJob: boolean; onBegun: (jobId: string) => void }

/** Takes a list out as it was checked: at once, in the background where it is long, with a reason where it has full ID numbers. */
export function TakeLayout({ asked, unmasked, byJob, onBegun }: TakeProps) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const mayUnmask = useHolds('bureau_officer', 'school_registrar')
  const form = useForm({ defaultValues: { reason: '' } })
  const take = useMutation({
    mutationFn: (reason: string | undefined) => takeOut(asked, reason),
    onSuccess: () => {
      toast(t('layouts.done'))
      setAsking(false)
      void cache.invalidateQueries({ queryKey: ['hour-layout-previews'] })
    },
  })
  const ask = useMutation({
    mutationFn: (reason: string | undefined) => {
      const json = { id: crypto.randomUUID(), ...asked }
      return reason === undefined
        ? call(api['hour-layout-export-jobs'].$post({ json }))
        : call(api['unmasked-hour-layout-export-jobs'].$post({ json: { ...json, reason } }))
    },
    onSuccess: ({ jobId }) => {
      setAsking(false)
      onBegun(jobId)
    },
  })
  const going = byJob ? ask : take
  const begin = () => (unmasked ? setAsking(true) : going.mutate(undefined))
  return (
    <>
      {unmasked ? null : <ProblemNote problem={going.error} words={words} />}
      <ActionButton
        kind="primary"
        icon="download"
        pending={going.isPending}
        reason={unmasked && !mayUnmask ? t('reason.unmasked') : undefined}
        onClick={begin}
      >
        {t('layouts.take')}
      </ActionButton>
      <Dialog title={t('layouts.take')} open={asking} onClose={() => setAsking(false)}>
        <Form
          form={form}
          onSubmit={({ reason }) => going.mutate(reason)}
          pending={going.isPending}
          problem={going.error}
          words={words}
          submit={t('layouts.take')}
          onCancel={() => setAsking(false)}
        >
          <Note tone="attention">{t('layouts.reason.hint')}</Note>
          <TextField control={form.control} name="reason" label={t('layouts.reason')} required maxLength={200} />
        </Form>
      </Dialog>
    </>
  )
}

/** A list on its way in the background: how far it is, and the way to it when it is there. */
export function LayoutUnderWay({ jobId, unmasked }: { jobId: string; unmasked: boolean }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const refresh = () => void cache.invalidateQueries({ queryKey: ['hour-layout-previews'] })
  return (
    <div className="stack-tight">
      <p className="quiet">{t(unmasked ? 'job.hint.full' : 'job.hint')}</p>
      {unmasked ? (
        <FullFileOfJob jobId={jobId} onDone={refresh} />
      ) : (
        <FileOfJob jobId={jobId} download={t('job.download')} onDone={refresh} />
      )}
    </div>
  )
}

function FullFileOfJob({ jobId, onDone }: { jobId: string; onDone: () => void }) {
  const t = useWords(words)
  const [fullId, setFullId] = useState<string>()
  const done = (outcome: unknown) => {
    if (typeof outcome === 'object' && outcome !== null && 'fullId' in outcome) setFullId(String(outcome.fullId))
    onDone()
  }
  return (
    <div className="stack-tight">
      <JobProgress jobId={jobId} onDone={done} words={words} />
      {fullId === undefined ? null : (
        <>
          <p className="quiet">{t('job.full.hint')}</p>
          <FetchFull id={fullId} />
        </>
      )}
    </div>
  )
}

/** Takes out a list with full numbers that one had made within the last day. */
export function FetchFull({ id }: { id: string }) {
  const t = useWords(words)
  const fetching = useMutation({
    mutationFn: () => save(id, api['unmasked-hour-layout-files'].$post({ json: { id } })),
    onSuccess: () => toast(t('layouts.done')),
  })
  return (
    <>
      <ProblemNote problem={fetching.error} words={words} />
      <div className="cluster">
        <ActionButton icon="download" pending={fetching.isPending} onClick={() => fetching.mutate()}>
          {t('job.full')}
        </ActionButton>
      </div>
    </>
  )
}

async function takeOut(asked: Asked, reason: string | undefined): Promise<void> {
  const json = { id: crypto.randomUUID(), ...asked }
  return save(
    json.id,
    reason === undefined
      ? api['hour-layout-exports'].$post({ json })
      : api['unmasked-hour-layout-exports'].$post({ json: { ...json, reason } }),
  )
}

async function save(id: string, asked: Promise<Response>): Promise<void> {
  const answer = await asked
  if (!answer.ok) await call(Promise.resolve(answer))
  const named = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = named === undefined ? `${id}.xlsx` : decodeURIComponent(named)
  link.click()
  URL.revokeObjectURL(address)
}
