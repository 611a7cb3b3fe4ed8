import { formatHours } from '../../../../lib/hours.ts'
import { call } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDay } from '../../../../ui/format.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigFileLink, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import type { Certificate } from '../../contract.ts'
import { certificatesApi as api, certificateTone, documentOf, verifyPageOf } from '../../parts.tsx'
import { words } from '../../words.ts'

/** A teacher's own certificates, each with its PDF and the page that verifies it. */
export function MyCertificatesScreen() {
  const t = useWords(words)
  const list = useMore(['my-certificates'], (paging) => call(api.my.certificates.$get({ query: paging })))
  return (
    <Screen title={t('mine')} back={at.phone.me()}>
      <Problem problem={list.problem} words={words} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={6} /> : null}
      {!list.isLoading && !list.problem && list.rows.length === 0 ? (
        <Empty title={t('empty.own')} hint={t('empty.own.hint')} />
      ) : null}
      {list.rows.map((certificate) => (
        <Shown key={certificate.id} certificate={certificate} />
      ))}
      <MoreButton more={list.more} />
    </Screen>
  )
}

function Shown({ certificate }: { certificate: Certificate }) {
  const t = useWords(words)
  const { number, programmeTitle, centihours, issuedOn, state, stateReason, supersededByNumber } = certificate
  return (
    <Block>
      <Rows label={number}>
        <Row
          title={programmeTitle}
          lead={t('mine.hours', { hours: formatHours(centihours), date: formatDay(issuedOn) })}
          note={[number, stateReason, supersededByNumber].filter(Boolean).join(' · ')}
          end={<Chip tone={certificateTone[state]}>{t(`state.${state}`)}</Chip>}
        />
      </Rows>
      {state === 'genuine' ? <BigFileLink href={documentOf(certificate.id)}>{t('open')}</BigFileLink> : null}
      <p>
        <a href={verifyPageOf(certificate)}>{t('verify.link')}</a>
      </p>
    </Block>
  )
}
