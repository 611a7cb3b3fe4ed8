import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useParams } from 'react-router'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Loaded, Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { PhoneForm, TextArea } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { Pairs } from '../../../../ui/phone/rows.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import type { SubstitutionRequest } from '../../contract/requests.ts'
import { requestRefusals, requestWords } from '../../words/requests.ts'
import { requestApi, requestTones, useRequestDeed, useRequestDeeds, type RequestDeed } from '../requests.ts'

/** One substitution that was asked for: read, decided on by whoever holds the programme, taken back by the school. */
export function SubstitutionScreen() {
  const t = useWords(requestWords)
  const { substitutionRequestId = '' } = useParams()
  const query = useQuery({
    queryKey: ['substitution-requests', 'one', substitutionRequestId],
    queryFn: () =>
      call(requestApi['substitution-requests'][':substitutionRequestId'].$get({ param: { substitutionRequestId } })),
  })
  return (
    <Screen title={t('requests')} back={at.phone.substitutions()}>
      <Loaded query={query} words={requestRefusals} lines={6}>
        {(request) => (
          <>
            <div>
              <Chip tone={requestTones[request.state]}>{t(`state.${request.state}`)}</Chip>
            </div>
            <Pairs items={pairsOf(t, request)} />
            {request.decisionReason === null ? null : (
              <Note tone="attention">{t('decided.why', { reason: request.decisionReason })}</Note>
            )}
            {request.state === 'asked' ? <Deeds request={request} /> : null}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function pairsOf(t: ReturnType<typeof useWords<typeof requestWords>>, request: SubstitutionRequest) {
  const { decidedAt, decidedByName } = request
  const by = (name: string, instant: string) => t('decided.says', { name, at: formatDateTime(instant) })
  return [
    { label: t('programme'), value: request.programmeTitle },
    { label: t('school'), value: request.schoolName },
    { label: t('leaving'), value: `${request.leavingName} ${request.leavingStaffNo}` },
    { label: t('coming'), value: `${request.personName} ${request.staffNo}` },
    { label: t('why'), value: request.reason },
    { label: t('by'), value: by(request.askedByName, request.askedAt) },
    ...(decidedAt === null || decidedByName === null
      ? []
      : [
          {
            label: t(request.state === 'withdrawn' ? 'withdrawn.at' : 'decided.at'),
            value: by(decidedByName, decidedAt),
          },
        ]),
  ]
}

function Deeds({ request }: { request: SubstitutionRequest }) {
  const t = useWords(requestWords)
  const deeds = useRequestDeeds()
  const [doing, setDoing] = useState<RequestDeed>()
  const close = () => setDoing(undefined)
  return (
    <>
      {deeds.map((deed) => (
        <BigButton key={deed} kind={deed === 'agree' ? 'primary' : 'plain'} onPress={() => setDoing(deed)}>
          {t(deed)}
        </BigButton>
      ))}
      <Sheet title={t(`${doing ?? 'agree'}.ask`)} open={doing !== undefined} onClose={close}>
        {doing === 'decline' ? (
          <Decline request={request} onDone={close} />
        ) : (
          <Plain request={request} deed={doing === 'withdraw' ? 'withdraw' : 'agree'} onDone={close} />
        )}
      </Sheet>
    </>
  )
}

type DeedProps = { request: SubstitutionRequest; onDone: () => void }

function Plain({ request, deed, onDone }: DeedProps & { deed: 'agree' | 'withdraw' }) {
  const t = useWords(requestWords)
  const act = useRequestDeed(onDone)
  const names = { leaving: request.leavingName, coming: request.personName }
  return (
    <>
      <p>{deed === 'agree' ? t('agree.what', names) : t('withdraw.what', { leaving: names.leaving })}</p>
      <Problem problem={act.error} words={requestRefusals} />
      <BigButton kind="primary" pending={act.isPending} onPress={() => act.mutate({ deed, id: request.id })}>
        {t(deed)}
      </BigButton>
    </>
  )
}

function Decline({ request, onDone }: DeedProps) {
  const t = useWords(requestWords)
  const act = useRequestDeed(onDone)
  const form = useForm({ defaultValues: { reason: '' } })
  return (
    <PhoneForm
      form={form}
      submit={t('decline')}
      pending={act.isPending}
      problem={act.error}
      words={requestRefusals}
      onSubmit={({ reason }) => act.mutate({ deed: 'decline', id: request.id, reason })}
    >
      <TextArea control={form.control} name="reason" label={t('decline.why')} required maxLength={200} rows={4} />
    </PhoneForm>
  )
}
