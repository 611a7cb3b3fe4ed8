import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { RadioField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { objectionTone, publicityApi, useKeepNotice } from '../asking.ts'
import type { PublicNoticeInFull, PublicObjection } from '../contract/notices.ts'
import { words } from '../words.ts'

const one = publicityApi['public-objections'][':publicObjectionId']
type Asked = { readonly objection: PublicObjection; readonly act: 'answer' | 'reopen' | 'contact' }

/** What was said against a notice, each with its answer or the form for it. */
export function Objections({ notice, mayDecide }: { notice: PublicNoticeInFull; mayDecide: boolean }) {
  const t = useWords(words)
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  if (notice.objections.length === 0) return <EmptyState title={t('objections.none')} />
  return (
    <>
      <div className="stack">
        {notice.objections.map((objection) => (
          <Objection
            key={objection.id}
            objection={objection}
            isOpen={notice.state === 'open'}
            lacks={mayDecide ? undefined : t('lacks.decide')}
            onAsk={(act) => setAsked({ objection, act })}
          />
        ))}
      </div>
      {asked?.act === 'answer' ? <Answer objection={asked.objection} onClose={close} /> : null}
      {asked && asked.act !== 'answer' ? (
        <Reasoned objection={asked.objection} act={asked.act} onClose={close} />
      ) : null}
    </>
  )
}

type OneProps = {
  readonly objection: PublicObjection
  readonly isOpen: boolean
  readonly lacks: string | undefined
  readonly onAsk: (act: Asked['act']) => void
}

function Objection({ objection, isOpen, lacks, onAsk }: OneProps) {
  const t = useWords(words)
  const { about, aboutName, byName, state, refusal } = objection
  const concerned = refusal === null || refusal === 'objection_over' ? undefined : sayRefusal({ code: refusal }, words)
  const reason = lacks ?? concerned
  const isStranger = byName === null && concerned === undefined
  return (
    <article className="stack-tight" aria-label={about === 'row' ? (aboutName ?? '') : t('about.procedure')}>
      <p className="cluster">
        <StateTag tone={objectionTone[state]}>{t(`objection.${state}`)}</StateTag>
        <strong>{about === 'row' ? t('about.row', { name: aboutName ?? '' }) : t('about.procedure')}</strong>
        <span className="quiet">{byName ?? t(isStranger ? 'stranger' : 'by.hidden')}</span>
        <span className="quiet num">{formatDateTime(objection.receivedAt)}</span>
      </p>
      <p>{objection.text}</p>
      {objection.answer === null ? null : (
        <p>
          {objection.answer}{' '}
          <span className="quiet num">
            {t('answered.by', {
              who: objection.answeredByName ?? '',
              at: formatDateTime(objection.answeredAt ?? objection.receivedAt),
            })}
          </span>
        </p>
      )}
      {isOpen && state !== 'withdrawn' ? (
        <p className="cluster">
          {state === 'received' ? (
            <ActionButton reason={reason} onClick={() => onAsk('answer')}>
              {t('answer')}
            </ActionButton>
          ) : (
            <ActionButton kind="quiet" reason={reason} onClick={() => onAsk('reopen')}>
              {t('objection.reopen')}
            </ActionButton>
          )}
          {isStranger ? (
            <ActionButton kind="quiet" reason={reason} onClick={() => onAsk('contact')}>
              {t('objection.contact')}
            </ActionButton>
          ) : null}
        </p>
      ) : null}
    </article>
  )
}

type Values = { outcome: '' | 'upheld' | 'dismissed'; answer: string }

function Answer({ objection, onClose }: { objection: PublicObjection; onClose: () => void }) {
  const t = useWords(words)
  const keep = useKeepNotice()
  const form = useForm<Values>({ defaultValues: { outcome: '', answer: '' } })
  const answer = useMutation({
    mutationFn: ({ outcome, answer: said }: Values) =>
      call(
        one.answer.$post({
          param: { publicObjectionId: objection.id },
          json: { outcome: outcome === 'upheld' ? 'upheld' : 'dismissed', answer: said },
        }),
      ),
    onSuccess: async (now) => {
      await keep(now)
      toast(t('answer.done'))
      onClose()
    },
  })
  return (
    <Dialog title={t('answer')} open onClose={onClose}>
      <p>{objection.text}</p>
      <Form
        form={form}
        onSubmit={(values) => answer.mutate(values)}
        submit={t('answer.submit')}
        pending={answer.isPending}
        problem={answer.error}
        words={words}
        onCancel={onClose}
      >
        <RadioField
          control={form.control}
          name="outcome"
          label={t('answer.outcome')}
          hint={objection.about === 'row' ? t('answer.strikes') : undefined}
          required
          options={[
            { value: 'upheld', label: t('answer.upheld') },
            { value: 'dismissed', label: t('answer.dismissed') },
          ]}
        />
        <TextArea
          control={form.control}
          name="answer"
          label={t('answer.text')}
          hint={t('answer.hint')}
          required
          rows={4}
          maxLength={2000}
        />
      </Form>
    </Dialog>
  )
}

type ReasonedProps = { objection: PublicObjection; act: 'reopen' | 'contact'; onClose: () => void }

function Reasoned({ objection, act, onClose }: ReasonedProps) {
  const t = useWords(words)
  const keep = useKeepNotice()
  const form = useForm({ defaultValues: { reason: '' } })
  const param = { publicObjectionId: objection.id }
  const reopen = useMutation({
    mutationFn: (json: { reason: string }) => call(one.reopening.$post({ param, json })),
    onSuccess: async (now) => {
      await keep(now)
      onClose()
    },
  })
  const look = useMutation({ mutationFn: (json: { reason: string }) => call(one.contact.$post({ param, json })) })
  const doing = act === 'reopen' ? reopen : look
  return (
    <Dialog title={t(act === 'reopen' ? 'objection.reopen' : 'objection.contact')} open onClose={onClose}>
      {look.data ? (
        <p role="status">{t('objection.contact.shown', look.data)}</p>
      ) : (
        <Form
          form={form}
          onSubmit={(values) => doing.mutate(values)}
          submit={t(act === 'reopen' ? 'objection.reopen' : 'objection.contact')}
          pending={doing.isPending}
          problem={doing.error}
          words={words}
          onCancel={onClose}
        >
          {act === 'contact' ? <p>{t('objection.contact.what')}</p> : null}
          <TextArea control={form.control} name="reason" label={t('reason')} required rows={3} maxLength={500} />
        </Form>
      )}
    </Dialog>
  )
}
