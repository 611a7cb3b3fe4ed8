import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { call, upload } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDay } from '../../../../ui/format.ts'
import { Empty, Loaded, Problem } from '../../../../ui/phone/feedback.tsx'
import { FileField, PhoneForm, TextArea } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { compressPhoto } from '../../../../ui/phone/photo.ts'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../../ui/words.ts'
import { integrityApi, toneOfRequest, toneOfStanding } from '../../asking.ts'
import type { IntegrityFact, IntegrityRequest } from '../../contract/facts.ts'
import type { RequestKind } from '../../core.ts'
import { words } from '../../words.ts'
import { pageWords } from '../../words/pages.ts'

/** What is kept of oneself, what follows, and what one may say against it. */
export function MyIntegrityScreen() {
  const t = useWords(pageWords)
  const mine = useQuery({ queryKey: ['my-integrity'], queryFn: () => call(integrityApi.my.integrity.$get()) })
  return (
    <Screen title={t('mine')} back={at.phone.me()}>
      <p className="quiet">{t('mine.lead')}</p>
      <Loaded query={mine} words={words}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('mine.empty')} hint={t('mine.empty.hint')} />
          ) : (
            items.map((fact) => <OwnFact key={fact.id} fact={fact} />)
          )
        }
      </Loaded>
    </Screen>
  )
}

function OwnFact({ fact }: { fact: IntegrityFact }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const [asking, setAsking] = useState<RequestKind>()
  const why = (code: string | null) => (code === null ? undefined : sayRefusal({ code }, words))
  const until = fact.barredUntil === null ? null : t('mine.until', { date: formatDay(fact.barredUntil) })
  const gone = fact.reversedReason === null ? null : t('mine.reversed', { reason: fact.reversedReason })
  return (
    <Block title={fact.programmeTitle}>
      <Rows>
        <Row
          title={say(`cause.${fact.cause}`)}
          lead={`${formatDay(fact.happenedOn)} · ${t('mine.due', { date: formatDay(fact.appealDueOn) })}`}
          note={[gone ?? until, fact.reason, fact.evidence].filter(Boolean).join(' · ')}
          end={<Chip tone={toneOfStanding[fact.standing]}>{say(`standing.${fact.standing}`)}</Chip>}
        />
        {fact.requests.map((request) => (
          <OwnRequest key={request.id} request={request} />
        ))}
      </Rows>
      {fact.standing === 'reversed' ? null : (
        <div className="stack-tight">
          <BigButton reason={why(fact.appealRefusal)} onPress={() => setAsking('appeal')}>
            {t('mine.appeal')}
          </BigButton>
          <BigButton reason={why(fact.exemptionRefusal)} onPress={() => setAsking('exemption')}>
            {t('mine.excuse')}
          </BigButton>
        </div>
      )}
      <Sheet
        title={t(asking === 'exemption' ? 'mine.excuse' : 'mine.appeal')}
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
      >
        {asking ? <AskForm fact={fact} kind={asking} onDone={() => setAsking(undefined)} /> : null}
      </Sheet>
    </Block>
  )
}

function OwnRequest({ request }: { request: IntegrityRequest }) {
  const t = useWords(pageWords)
  const say = useWords(words)
  const cache = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () =>
      call(
        integrityApi.my['integrity-requests'][':integrityRequestId'].withdrawal.$post({
          param: { integrityRequestId: request.id },
        }),
      ),
    onSuccess: async () => {
      toast(t('mine.withdrawn'))
      await cache.invalidateQueries({ queryKey: ['my-integrity'] })
    },
  })
  return (
    <>
      <Row
        title={t('mine.request', { kind: say(`kind.${request.kind}`), text: request.text })}
        lead={formatDay(request.askedAt)}
        note={
          request.decision === null
            ? undefined
            : t('mine.decided', { who: request.decidedByName ?? '', decision: request.decision })
        }
        end={<Chip tone={toneOfRequest[request.state]}>{say(`requestState.${request.state}`)}</Chip>}
      />
      {request.state === 'asked' ? (
        <li>
          <BigButton pending={withdraw.isPending} onPress={() => withdraw.mutate()}>
            {t('mine.withdraw')}
          </BigButton>
          <Problem problem={withdraw.error} words={words} />
        </li>
      ) : null}
    </>
  )
}

type Values = { text: string; file: File | null }

function AskForm({ fact, kind, onDone }: { fact: IntegrityFact; kind: RequestKind; onDone: () => void }) {
  const t = useWords(pageWords)
  const cache = useQueryClient()
  const [ids] = useState(() => ({ request: crypto.randomUUID(), file: crypto.randomUUID() }))
  const form = useForm<Values>({ defaultValues: { text: '', file: null } })
  const send = useMutation({
    mutationFn: async ({ text, file }: Values) => {
      if (file)
        await upload(`/integrity-files?id=${ids.file}&name=${encodeURIComponent(file.name)}`, await compressPhoto(file))
      const json = { id: ids.request, kind, text, fileId: file ? ids.file : null }
      const param = { integrityFactId: fact.id }
      return call(integrityApi['integrity-facts'][':integrityFactId'].requests.$post({ param, json }))
    },
    onSuccess: async () => {
      toast(t('mine.sent'))
      onDone()
      await cache.invalidateQueries({ queryKey: ['my-integrity'] })
    },
  })
  return (
    <PhoneForm
      form={form}
      onSubmit={(values) => send.mutate(values)}
      submit={t('mine.send')}
      pending={send.isPending}
      problem={send.error}
      words={words}
    >
      <p>{t(kind === 'appeal' ? 'mine.appeal.lead' : 'excuse.lead')}</p>
      <TextArea
        control={form.control}
        name="text"
        label={t('mine.text')}
        hint={t('mine.text.hint')}
        rows={5}
        required
      />
      <FileField
        control={form.control}
        name="file"
        label={t('excuse.file')}
        hint={t('excuse.file.hint')}
        accept="image/png,image/jpeg,application/pdf"
        required={kind === 'exemption'}
      />
    </PhoneForm>
  )
}
