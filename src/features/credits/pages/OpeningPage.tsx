import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useParams } from 'react-router'
import { accessRefusal, type Access } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded, Note, ProblemNote } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatCount, formatDateTime } from '../../../ui/format.ts'
import { ObjectHead, Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { mayApproveOpening, mayReturnOpening, mayVerifyOpening } from '../access.ts'
import type { OpeningInFull } from '../contract/opening.ts'
import { words } from '../words.ts'
import { openingApi as api } from './openings.ts'
import { OpeningRows } from './OpeningRows.tsx'
import { toneOf } from './records.ts'

/** One list of hours earned elsewhere: its rows, its signed roll, and the step that comes next. */
export function OpeningPage() {
  const { openingId = '' } = useParams()
  const query = useQuery({
    queryKey: ['credit-openings', openingId],
    queryFn: () => call(api['credit-openings'][':openingId'].$get({ param: { openingId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(opening) => <Shown opening={opening} />}
      </Loaded>
    </div>
  )
}

function useStep(openingId: string, done: string, onDone?: () => void) {
  const cache = useQueryClient()
  return () => {
    toast(done)
    void cache.invalidateQueries({ queryKey: ['credit-openings'] })
    void cache.invalidateQueries({ queryKey: ['credits'] })
    onDone?.()
    return openingId
  }
}

function Shown({ opening }: { opening: OpeningInFull }) {
  const t = useWords(words)
  const { id, state, list, returnReason } = opening
  const by = (key: 'approver' | 'verifier', name: string | null) =>
    name === null ? '' : t(`opening.by.${key}`, { name })
  return (
    <>
      <ObjectHead
        title={opening.title}
        back={{ to: at.openings(), label: t('openings') }}
        state={<StateTag tone={toneOf[state]}>{t(`state.${state}`)}</StateTag>}
        lead={t('opening.by', {
          recorder: `${opening.recordedByName} · ${formatDateTime(opening.recordedAt)}`,
          approver: by('approver', opening.approvedByName),
          verifier: by('verifier', opening.verifiedByName),
        })}
        facts={[
          { label: t('opening.organisation'), value: opening.organisationName },
          { label: t('opening.people'), value: formatCount(opening.people) },
          { label: t('hours'), value: formatHours(opening.centihours) },
        ]}
        action={<Steps opening={opening} />}
      />
      {returnReason === null ? null : <Note tone="attention">{t('opening.why', { reason: returnReason })}</Note>}
      <Section
        title={list.fileId === null ? `${t('opening.statement')} ${list.title}` : t('opening.list')}
        actions={
          list.fileId === null ? null : <DownloadLink href={`/api/v1/files/${list.fileId}`}>{list.title}</DownloadLink>
        }
      >
        <p className="quiet breakable">
          SHA-256 <code>{list.sha256}</code>
        </p>
      </Section>
      <Section title={t('opening.rows')}>
        <OpeningRows key={id} rows={opening.rows} isJudged={false} />
      </Section>
    </>
  )
}

function Steps({ opening }: { opening: OpeningInFull }) {
  const t = useWords(words)
  const me = useMe().data
  const [isReturning, setReturning] = useState(false)
  const param = { openingId: opening.id }
  const approve = useMutation({
    mutationFn: () => call(api['credit-openings'][':openingId'].approval.$post({ param })),
    onSuccess: useStep(opening.id, t('opening.approved')),
  })
  const verify = useMutation({
    mutationFn: () => call(api['credit-openings'][':openingId'].verification.$post({ param })),
    onSuccess: useStep(opening.id, t('opening.verified')),
  })
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const why = (step: keyof OpeningInFull['refusals'], access: Access) => {
    const code = opening.refusals[step]
    if (accessRefusal(access, asker) !== undefined) return t(`reason.opening.${step}`)
    return code === null ? undefined : sayRefusal({ code }, words)
  }
  if (opening.state === 'verified' || opening.state === 'returned') return null
  return (
    <div className="cluster">
      <ActionButton reason={why('return', mayReturnOpening)} onClick={() => setReturning(true)}>
        {t('opening.return')}
      </ActionButton>
      {opening.state === 'recorded' ? (
        <ActionButton
          kind="primary"
          pending={approve.isPending}
          reason={why('approve', mayApproveOpening)}
          onClick={() => approve.mutate()}
        >
          {t('opening.approve')}
        </ActionButton>
      ) : (
        <ActionButton
          kind="primary"
          pending={verify.isPending}
          reason={why('verify', mayVerifyOpening)}
          onClick={() => verify.mutate()}
        >
          {t('opening.verify')}
        </ActionButton>
      )}
      <ProblemNote problem={approve.error ?? verify.error} words={words} />
      {isReturning ? <ReturnOpening openingId={opening.id} onClose={() => setReturning(false)} /> : null}
    </div>
  )
}

function ReturnOpening({ openingId, onClose }: { openingId: string; onClose: () => void }) {
  const t = useWords(words)
  const form = useForm({ defaultValues: { reason: '' } })
  const send = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(api['credit-openings'][':openingId'].return.$post({ param: { openingId }, json })),
    onSuccess: useStep(openingId, t('opening.returned'), onClose),
  })
  return (
    <Dialog title={t('opening.return.title')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => send.mutate(values)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        submit={t('opening.return')}
        onCancel={onClose}
      >
        <TextArea control={form.control} name="reason" label={t('opening.return.reason')} required maxLength={200} />
      </Form>
    </Dialog>
  )
}
