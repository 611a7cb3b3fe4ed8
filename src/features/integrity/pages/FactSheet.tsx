import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, upload } from '../../../platform/web/call.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { FileField } from '../../../ui/files.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime, formatDay, withSaid } from '../../../ui/format.ts'
import { Facts, Section } from '../../../ui/page.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { integrityApi, toneOfRequest, toneOfStanding } from '../asking.ts'
import type { IntegrityFact, IntegrityRequest } from '../contract/facts.ts'
import { words } from '../words.ts'
import { pageWords } from '../words/pages.ts'

/** One fact in full, with what was asked about it, and what may be done. */
export function FactSheet({ fact, onClose }: { fact: IntegrityFact; onClose: () => void }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const isBureau = useHolds('bureau_officer')
  const isSchool = useHolds('school_registrar', 'principal')
  const [asking, setAsking] = useState<'reverse' | 'excuse'>()
  const shown = (label: string, value: string | null) => (value === null ? [] : [{ label, value }])
  const why = (code: string | null) => (code === null ? undefined : sayRefusal({ code }, words))
  const isGone = fact.standing === 'reversed'
  return (
    <SideSheet title={`${fact.personName} · ${say(`cause.${fact.cause}`)}`} open onClose={onClose}>
      <StateTag tone={toneOfStanding[fact.standing]}>{say(`standing.${fact.standing}`)}</StateTag>
      <Facts
        items={[
          { label: t('school'), value: `${fact.organisationName} · ${fact.staffNo}` },
          { label: t('programme'), value: fact.programmeTitle },
          { label: t('happenedOn'), value: formatDay(fact.happenedOn) },
          ...shown(t('reason'), fact.reason),
          ...shown(t('evidence'), fact.evidence),
          { label: t('until'), value: fact.barredUntil === null ? t('until.none') : formatDay(fact.barredUntil) },
          { label: t('dueOn'), value: formatDay(fact.appealDueOn) },
          { label: t('recorded'), value: `${fact.recordedByName} ${formatDateTime(fact.recordedAt)}` },
          ...shown(t('reversed'), fact.reversedReason && `${fact.reversedByName ?? ''} ${fact.reversedReason}`),
        ]}
      />
      <div className="cluster">
        {isSchool ? (
          <ActionButton reason={why(fact.exemptionRefusal)} onClick={() => setAsking('excuse')}>
            {t('excuse')}
          </ActionButton>
        ) : null}
        {isBureau ? (
          <ActionButton
            kind="danger"
            reason={isGone ? why('fact_reversed') : undefined}
            onClick={() => setAsking('reverse')}
          >
            {t('reverse')}
          </ActionButton>
        ) : null}
      </div>
      {fact.requests.length > 0 ? (
        <Section title={t('requests')}>
          {fact.requests.map((request) => (
            <Request key={request.id} request={request} />
          ))}
        </Section>
      ) : null}
      <ReverseDialog fact={fact} open={asking === 'reverse'} onClose={() => setAsking(undefined)} />
      {asking === 'excuse' ? <ExcuseDialog fact={fact} onClose={() => setAsking(undefined)} /> : null}
    </SideSheet>
  )
}

function Request({ request }: { request: IntegrityRequest }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  return (
    <div className="stack-tight">
      <div className="cluster">
        <strong>{say(`kind.${request.kind}`)}</strong>
        <StateTag tone={toneOfRequest[request.state]}>{say(`requestState.${request.state}`)}</StateTag>
        <span className="quiet">{`${request.askedByName} ${formatDateTime(request.askedAt)}`}</span>
      </div>
      <p>{request.text}</p>
      {request.hasFile ? (
        <DownloadLink href={`/api/v1/integrity-requests/${request.id}/file`}>{t('file')}</DownloadLink>
      ) : null}
      {request.decision === null ? null : (
        <p className="quiet">{withSaid(request.decidedByName ?? '', request.decision)}</p>
      )}
    </div>
  )
}

const keys = ['integrity-facts', 'integrity-requests'] as const

function ReverseDialog({ fact, open, onClose }: { fact: IntegrityFact; open: boolean; onClose: () => void }) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const form = useForm({ defaultValues: { reason: '' } })
  const reverse = useMutation({
    mutationFn: (json: { reason: string }) =>
      call(
        integrityApi['integrity-facts'][':integrityFactId'].reversal.$post({
          param: { integrityFactId: fact.id },
          json,
        }),
      ),
    onSuccess: async () => {
      toast(t('reverse.done'))
      onClose()
      await Promise.all(keys.map((key) => cache.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <Dialog title={t('reverse')} open={open} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => reverse.mutate(values)}
        submit={t('reverse')}
        pending={reverse.isPending}
        problem={reverse.error}
        words={words}
        onCancel={onClose}
      >
        <p className="quiet">{t('reverse.what')}</p>
        <TextArea control={form.control} name="reason" label={t('reverse.ask')} required maxLength={500} />
      </Form>
    </Dialog>
  )
}

type Values = { text: string; file: File | null }
const mostBytes = 10 * 1024 * 1024

function ExcuseDialog({ fact, onClose }: { fact: IntegrityFact; onClose: () => void }) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const [ids] = useState(() => ({ request: crypto.randomUUID(), file: crypto.randomUUID() }))
  const form = useForm<Values>({ defaultValues: { text: '', file: null } })
  const ask = useMutation({
    mutationFn: async ({ text, file }: Values) => {
      if (file) await upload(`/integrity-files?id=${ids.file}&name=${encodeURIComponent(file.name)}`, file)
      const json = { id: ids.request, kind: 'exemption' as const, text, fileId: file ? ids.file : null }
      const param = { integrityFactId: fact.id }
      return call(integrityApi['integrity-facts'][':integrityFactId'].requests.$post({ param, json }))
    },
    onSuccess: async () => {
      toast(t('excuse.done'))
      onClose()
      await Promise.all(keys.map((key) => cache.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <Dialog title={t('excuse')} open onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => ask.mutate(values)}
        submit={t('excuse.submit')}
        pending={ask.isPending}
        problem={ask.error}
        words={words}
        onCancel={onClose}
      >
        <p className="quiet">{t('excuse.lead')}</p>
        <TextArea control={form.control} name="text" label={t('text')} required maxLength={1000} />
        <FileField
          control={form.control}
          name="file"
          label={t('excuse.file')}
          hint={t('excuse.file.hint')}
          required
          accept={['pdf', 'jpg', 'jpeg', 'png']}
          maxBytes={mostBytes}
        />
      </Form>
    </Dialog>
  )
}
