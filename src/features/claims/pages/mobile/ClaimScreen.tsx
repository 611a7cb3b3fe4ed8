import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { formatHours } from '../../../../lib/hours.ts'
import { call } from '../../../../platform/web/call.ts'
import { termOf } from '../../../../lib/policy/names.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateRange, formatDateTime, formatDay, unitWord } from '../../../../ui/format.ts'
import { Loaded, Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { BigButton, BigFileLink, BigLink } from '../../../../ui/phone/press.tsx'
import { Pairs, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useLanguage, useWords, type Translate } from '../../../../ui/words.ts'
import { claimsApi, sayRange, standOf, useClaim } from '../../asking.ts'
import type { ClaimInFull } from '../../contract/claims.ts'
import { isOpenToClaimant, mayWithdraw } from '../../core/claims.ts'
import { sayValuedBy } from '../../parts.tsx'
import { words } from '../../words.ts'
import { phoneWords } from '../../words/phone.ts'

/** One claim: where it stands, what is next, what it rests on and what happened. */
export function ClaimScreen() {
  const t = useWords(phoneWords)
  const { claimId = '' } = useParams()
  const query = useClaim(claimId)
  return (
    <Screen title={t('title')} back={at.phone.claims()}>
      <Loaded query={query} words={words} lines={8}>
        {(claim) => <Shown claim={claim} />}
      </Loaded>
    </Screen>
  )
}

function sayStatus(
  t: Translate<typeof phoneWords>,
  { state, hours, isTrip, isShared, returnReason }: ClaimInFull,
): string {
  if (hours?.state === 'returned' && state === 'taken_up')
    return t('status.hoursReturned', { reason: hours.returnReason ?? '' })
  if (state === 'taken_up' && hours && hours.state !== 'returned') return t(`status.${hours.state}`)
  if (state === 'submitted' && isTrip && !isShared) return t('status.trip')
  if (state === 'returned') return t('status.returned', { reason: returnReason ?? '' })
  return t(state === 'taken_up' ? 'status.recorded' : `status.${state}`)
}

function Shown({ claim }: { claim: ClaimInFull }) {
  const t = useWords(phoneWords)
  const say = useWords(words)
  const { tone } = standOf(say, claim)
  return (
    <>
      <Block title={claim.title}>
        <Note tone={tone}>{sayStatus(t, claim)}</Note>
        <Actions claim={claim} />
      </Block>
      <FactsBlock claim={claim} />
      <Block title={t('files')}>
        {claim.files.map((file) => (
          <BigFileLink key={file.fileId} href={`/api/v1/claims/${claim.id}/files/${file.fileId}`}>
            {`${file.kind} · ${file.name}`}
          </BigFileLink>
        ))}
      </Block>
      <Block title={t('history')}>
        <Rows>
          {claim.steps.map((step) => (
            <Row
              key={step.id}
              title={say(`act.${step.act}`)}
              lead={`${step.byName} ${formatDateTime(step.at)}`}
              {...(step.remark === null ? {} : { note: step.remark })}
              end={step.centihours === null ? null : `${formatHours(step.centihours)} ${unitWord('hour')}`}
            />
          ))}
        </Rows>
      </Block>
    </>
  )
}

function FactsBlock({ claim }: { claim: ClaimInFull }) {
  const t = useWords(phoneWords)
  const say = useWords(words)
  const [language] = useLanguage()
  const { host, place, startedOn, doneOn, certificateNo, validUntil, sharing, leastCentihours: least } = claim
  const { mostCentihours: most } = claim
  const shown = (value: string | null | undefined, label: string) => (value ? [{ label, value }] : [])
  return (
    <Block title={t('facts')}>
      <Pairs
        items={[
          ...shown(claim.awardTitle?.[language === 'en' ? 'en' : 'zh'], t('table')),
          ...shown(
            Object.values(claim.answers)
              .flatMap((each) => (typeof each === 'string' ? [termOf(each, language === 'en' ? 'en' : 'zh')] : []))
              .join(' · '),
            t('step.questions').slice(3),
          ),
          ...shown(doneOn === null ? null : formatDateRange(startedOn ?? doneOn, doneOn), t('field.doneOn')),
          ...shown(host, t('field.host')),
          ...shown(place, t('field.place')),
          ...shown(certificateNo, t('field.certificateNo')),
          ...shown(validUntil === null ? null : formatDay(validUntil), t('field.validUntil')),
          ...shown(claim.valuedBy && sayValuedBy(t, claim.valuedBy), t('valuedBy')),
          ...shown(claim.lateReason, t('late')),
          ...shown(least === null || most === null ? null : sayRange(least, most), t('hours')),
          ...shown(
            sharing && `${formatDay(sharing.heldOn)} · ${say(`form.${sharing.form}`)} · ${sharing.audience}`,
            t('share.title'),
          ),
        ]}
      />
    </Block>
  )
}

function Actions({ claim }: { claim: ClaimInFull }) {
  const t = useWords(phoneWords)
  const cache = useQueryClient()
  const record = claim.hours?.state ?? null
  const withdraw = useMutation({
    mutationFn: () => call(claimsApi.my.claims[':claimId'].withdrawal.$post({ param: { claimId: claim.id } })),
    onSuccess: async () => {
      toast(t('withdraw.done'))
      await Promise.all(['claims', 'my-claims'].map((key) => cache.invalidateQueries({ queryKey: [key] })))
    },
  })
  const isOpen = isOpenToClaimant(claim.state, record)
  const isTripOpen = claim.isTrip && claim.state !== 'withdrawn' && record === null && claim.submittedAt !== null
  return (
    <div className="stack">
      {isTripOpen ? (
        <BigLink to={at.phone.shareTrip(claim.id)} kind={claim.isShared ? 'plain' : 'primary'}>
          {t(claim.isShared ? 'share.again' : 'share')}
        </BigLink>
      ) : null}
      {isOpen ? (
        <BigLink to={at.phone.writeClaim(claim.id)} kind="primary">
          {t(claim.state === 'draft' ? 'edit.draft' : 'edit')}
        </BigLink>
      ) : null}
      {claim.state === 'withdrawn' ? <BigLink to={at.phone.writeClaim()}>{t('new')}</BigLink> : null}
      {claim.state === 'returned' || record === 'returned' || record === 'reversed' ? (
        <BigLink to={at.phone.appeals()}>{t('toAppeal')}</BigLink>
      ) : null}
      {mayWithdraw(claim.state, record) ? (
        <BigButton pending={withdraw.isPending} onPress={() => withdraw.mutate()}>
          {t('withdraw')}
        </BigButton>
      ) : null}
      <Problem problem={withdraw.error} words={words} />
    </div>
  )
}
