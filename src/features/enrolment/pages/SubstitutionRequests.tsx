import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useSearchParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { SubstitutionRequest } from '../contract/requests.ts'
import { requestRefusals, requestWords } from '../words/requests.ts'
import {
  requestApi as api,
  requestTones,
  useRequestDeed,
  useRequestDeeds,
  useRequestsOf,
  type RequestDeed,
} from './requests.ts'

const shownAtOnce = 50

/** The substitutions that wait for a decision, above the people they are about; nothing where none was ever asked for. */
export function OpenRequests({ programmeId }: { programmeId: string | undefined }) {
  const t = useWords(requestWords)
  const narrowed = programmeId === undefined ? {} : { programmeId }
  const query = { ...narrowed, state: 'asked' as const, limit: String(shownAtOnce) }
  const found = useQuery({
    queryKey: ['substitution-requests', query],
    queryFn: () => call(api['substitution-requests'].$get({ query })),
  })
  const file = useExport('substitution-requests', narrowed)
  const { items = [], nextCursor = null } = found.data ?? {}
  const isEmpty = found.data !== undefined && items.length === 0
  // What was decided stays reachable as a file.
  const earlier = useQuery({
    queryKey: ['substitution-requests', narrowed, 'any'],
    queryFn: () => call(api['substitution-requests'].$get({ query: { ...narrowed, limit: '1' } })),
    enabled: isEmpty,
  })
  const named = useNamedRequest()
  const one = named && items.every(({ id }) => id !== named.id) ? named : undefined
  if (items.length === 0 && (earlier.data?.items ?? []).length === 0) return null
  return (
    <Section
      title={t('requests')}
      note={
        isEmpty
          ? t('requests.none')
          : nextCursor === null
            ? t('requests.waiting', { count: items.length })
            : t('requests.more')
      }
      actions={<ExportLink href={file} />}
    >
      {one ? <Told title={t('requests.one')} requests={[one]} /> : null}
      {isEmpty ? null : (
        <PlainTable label={t('requests')} rows={items} rowId={(row) => row.id} columns={columnsOf(t)} />
      )}
    </Section>
  )
}

// The one that a notice leads to, however it stands by now.
function useNamedRequest(): SubstitutionRequest | undefined {
  const [search] = useSearchParams()
  const id = search.get('request') ?? ''
  const found = useQuery({
    queryKey: ['substitution-requests', 'one', id],
    queryFn: () =>
      call(api['substitution-requests'][':substitutionRequestId'].$get({ param: { substitutionRequestId: id } })),
    enabled: id !== '',
  })
  return found.data
}

function columnsOf(t: Translate<typeof requestWords>): Column<SubstitutionRequest>[] {
  return [
    { key: 'leaving', title: t('leaving'), cell: (row) => `${row.leavingName} ${row.leavingStaffNo}` },
    { key: 'coming', title: t('coming'), cell: (row) => `${row.personName} ${row.staffNo}` },
    { key: 'school', title: t('school'), cell: (row) => row.schoolName },
    { key: 'programme', title: t('programme'), cell: (row) => row.programmeTitle },
    { key: 'why', title: t('why'), cell: (row) => row.reason },
    { key: 'by', title: t('by'), cell: (row) => row.askedByName },
    { key: 'when', title: t('when'), cell: (row) => <span className="num">{formatDateTime(row.askedAt)}</span> },
    { key: 'act', title: t('standing'), cell: (row) => <RequestActions request={row} /> },
  ]
}

/** What was asked about this place, how it was decided and why, and what may still be done. */
export function RequestsOfPlace({ enrolmentId }: { enrolmentId: string }) {
  const t = useWords(requestWords)
  const requests = useRequestsOf(enrolmentId)
  if (requests.length === 0) return null
  return <Told title={t('requests')} requests={requests} />
}

function Told({ title, requests }: { title: string; requests: readonly SubstitutionRequest[] }) {
  const t = useWords(requestWords)
  return (
    <Section title={title}>
      <ul className="stack-tight">
        {requests.map((request) => (
          <li key={request.id}>
            <p>
              {t('says', { leaving: request.leavingName, coming: request.personName, reason: request.reason })}{' '}
              <StateTag tone={requestTones[request.state]}>{t(`state.${request.state}`)}</StateTag>
            </p>
            <p className="quiet num">
              {t('decided.says', { name: request.askedByName, at: formatDateTime(request.askedAt) })}
            </p>
            {request.decisionReason === null ? null : (
              <p className="quiet">{t('decided.why', { reason: request.decisionReason })}</p>
            )}
            {request.state === 'asked' ? <RequestActions request={request} /> : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

// What whoever looks may do about an open request; whoever may do nothing sees that it waits.
function RequestActions({ request }: { request: SubstitutionRequest }) {
  const t = useWords(requestWords)
  const deeds = useRequestDeeds()
  const [doing, setDoing] = useState<RequestDeed>()
  const close = () => setDoing(undefined)
  if (deeds.length === 0) return <StateTag tone={requestTones[request.state]}>{t(`state.${request.state}`)}</StateTag>
  return (
    <div className="cluster">
      {deeds.map((deed) => (
        <ActionButton key={deed} kind={deed === 'agree' ? 'primary' : 'plain'} onClick={() => setDoing(deed)}>
          {t(deed)}
        </ActionButton>
      ))}
      {doing === 'decline' ? <DeclineDialog request={request} onClose={close} /> : null}
      {doing === 'agree' || doing === 'withdraw' ? (
        <PlainDialog request={request} deed={doing} onClose={close} />
      ) : null}
    </div>
  )
}

type DeedProps = { request: SubstitutionRequest; onClose: () => void }

function PlainDialog({ request, deed, onClose }: DeedProps & { deed: 'agree' | 'withdraw' }) {
  const t = useWords(requestWords)
  const act = useRequestDeed(onClose)
  const names = { leaving: request.leavingName, coming: request.personName }
  return (
    <ConfirmDialog
      title={t(`${deed}.ask`)}
      open
      onClose={onClose}
      confirm={t(deed)}
      pending={act.isPending}
      problem={act.error}
      words={requestRefusals}
      onConfirm={() => act.mutate({ deed, id: request.id })}
    >
      <p>{request.programmeTitle}</p>
      <p>{deed === 'agree' ? t('agree.what', names) : t('withdraw.what', { leaving: names.leaving })}</p>
    </ConfirmDialog>
  )
}

function DeclineDialog({ request, onClose }: DeedProps) {
  const t = useWords(requestWords)
  const act = useRequestDeed(onClose)
  const form = useForm({ defaultValues: { reason: '' } })
  return (
    <Dialog title={t('decline.ask')} open onClose={onClose}>
      <p>{t('says', { leaving: request.leavingName, coming: request.personName, reason: request.reason })}</p>
      <Form
        form={form}
        submit={t('decline')}
        pending={act.isPending}
        problem={act.error}
        words={requestRefusals}
        onCancel={onClose}
        onSubmit={({ reason }) => act.mutate({ deed: 'decline', id: request.id, reason })}
      >
        <TextArea control={form.control} name="reason" label={t('decline.why')} required maxLength={200} rows={3} />
      </Form>
    </Dialog>
  )
}
