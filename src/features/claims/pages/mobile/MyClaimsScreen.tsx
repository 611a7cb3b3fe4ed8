import { useState } from 'react'
import { call } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateTime, formatDay, unitWord } from '../../../../ui/format.ts'
import { Empty, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { BigLink, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useLanguage, useWords } from '../../../../ui/words.ts'
import { useMe } from '../../../accounts/parts.tsx'
import { claimsApi, sayRange, standOf } from '../../asking.ts'
import type { Claim } from '../../contract/claims.ts'
import { unsentDrafts } from '../../draft.ts'
import { words } from '../../words.ts'
import { phoneWords } from '../../words/phone.ts'

/** One's own claims with where each stands, and the way to a new one. */
export function MyClaimsScreen() {
  const t = useWords(phoneWords)
  const list = useMore(['my-claims'], (paging) => call(claimsApi.my.claims.$get({ query: paging })))
  const by = useMe().data?.account.id
  const [kept] = useState(() => (by === undefined ? [] : unsentDrafts(by)))
  const unsent = list.isLoading ? [] : kept.filter(({ claimId }) => !list.rows.some(({ id }) => id === claimId))
  const isEmpty = !list.isLoading && list.rows.length + unsent.length === 0
  return (
    <Screen
      title={t('title')}
      back={at.phone.me()}
      footer={
        <BigLink to={at.phone.writeClaim()} kind="primary" icon="plus">
          {t('new')}
        </BigLink>
      }
    >
      <Block more={{ to: at.phone.appeals(), label: t('appeals') }}>
        <Problem problem={list.problem} words={words} onRetry={list.retry} />
        {list.isLoading ? <Skeleton lines={6} /> : null}
        {isEmpty ? <Empty title={t('list.none')} hint={t('list.none.hint')} /> : null}
        <Rows>
          {unsent.map(({ claimId, draft }) => (
            <Row
              key={claimId}
              title={draft.values.title === '' ? t('draft.untitled') : draft.values.title}
              lead={t('draft.here')}
              to={at.phone.writeClaim(claimId)}
              end={<Chip tone="attention">{t('draft.unsent')}</Chip>}
            />
          ))}
          {list.rows.map((claim) => (
            <ClaimRow key={claim.id} claim={claim} />
          ))}
        </Rows>
        <MoreButton more={list.more} />
      </Block>
    </Screen>
  )
}

function ClaimRow({ claim }: { claim: Claim }) {
  const t = useWords(words)
  const say = useWords(phoneWords)
  const [language] = useLanguage()
  const { tone, said } = standOf(t, claim)
  const title = claim.awardTitle?.[language === 'en' ? 'en' : 'zh']
  const most = claim.hours?.centihours ?? claim.mostCentihours
  const least = claim.hours?.centihours ?? claim.leastCentihours
  const hours = most === null || least === null ? undefined : `${sayRange(least, most)} ${unitWord('hour')}`
  const begun = claim.state === 'draft' ? say('draft.begun', { at: formatDateTime(claim.createdAt) }) : undefined
  const done = claim.doneOn === null ? begun : formatDay(claim.doneOn)
  const named = claim.title === '' ? undefined : title
  const lead = [named, done, hours].filter(Boolean).join(' · ')
  return (
    <Row
      title={claim.title === '' ? (title ?? say('draft.untitled')) : claim.title}
      lead={lead}
      {...(claim.state === 'returned' && claim.returnReason !== null ? { note: claim.returnReason } : {})}
      to={at.phone.claim(claim.id)}
      end={<Chip tone={tone}>{said}</Chip>}
    />
  )
}
