import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { termOf } from '../../../../lib/policy/names.ts'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useLanguage, useWords } from '../../../../ui/words.ts'
import { claimsApi, useClaim } from '../../asking.ts'
import type { ClaimTables } from '../../contract/claims.ts'
import { kindsOf, latestOf } from '../../core/valuing.ts'
import { emptyValues, keepDraft, readDraft, valuesOf, type KeptDraft } from '../../draft.ts'
import { words } from '../../words.ts'
import { phoneWords } from '../../words/phone.ts'
import { ClaimForm } from './ClaimForm.tsx'

/** Writes a claim: first the kind of work, then its questions, what it was, and what it rests on. */
export function WriteClaimScreen() {
  const t = useWords(phoneWords)
  const [search] = useSearchParams()
  const id = search.get('id')
  const tables = useQuery({
    queryKey: ['my-claim-tables'],
    queryFn: () => call(claimsApi.my['claim-tables'].$get()),
  })
  return (
    <Screen title={t('new')} back={id === null ? at.phone.claims() : at.phone.writeClaim()}>
      <Loaded query={tables} words={words} lines={6}>
        {(known) => (id === null ? <Kinds tables={known} /> : <Written key={id} claimId={id} tables={known} />)}
      </Loaded>
    </Screen>
  )
}

function Kinds({ tables }: { tables: ClaimTables }) {
  const t = useWords(phoneWords)
  const [language] = useLanguage()
  const [, setSearch] = useSearchParams()
  const kinds = kindsOf(tables.periods)
  if (kinds.length === 0) return <Empty title={t('new.none')} hint={t('new.none.hint')} />
  const begin = (awardId: string) => {
    const claimId = crypto.randomUUID()
    keepDraft(claimId, { awardId, values: emptyValues, files: [] })
    setSearch({ id: claimId, table: awardId })
  }
  return (
    <Block>
      <p className="quiet">{t('new.lead')}</p>
      <Rows>
        {kinds.map(({ id, title, evidence }) => (
          <Row
            key={id}
            title={title[language === 'en' ? 'en' : 'zh']}
            lead={evidence.map((kind) => termOf(kind, language === 'en' ? 'en' : 'zh')).join(' · ')}
            onPress={() => begin(id)}
          />
        ))}
      </Rows>
    </Block>
  )
}

// What was typed on this phone and has not arrived stands above what the server knows.
function Written({ claimId, tables }: { claimId: string; tables: ClaimTables }) {
  const [search] = useSearchParams()
  const [kept] = useState(() => readDraft(claimId))
  const awardId = search.get('table')
  if (kept) return <Form claimId={claimId} tables={tables} draft={kept} />
  if (awardId !== null)
    return <Form claimId={claimId} tables={tables} draft={{ awardId, values: emptyValues, files: [] }} />
  return <Known claimId={claimId} tables={tables} />
}

function Known({ claimId, tables }: { claimId: string; tables: ClaimTables }) {
  const query = useClaim(claimId)
  return (
    <Loaded query={query} words={words} lines={6}>
      {(claim) => <Form claimId={claimId} tables={tables} draft={valuesOf(claim)} />}
    </Loaded>
  )
}

function Form({ claimId, tables, draft }: { claimId: string; tables: ClaimTables; draft: KeptDraft }) {
  const t = useWords(phoneWords)
  const known = latestOf(tables.periods, draft.awardId)
  if (!known) return <Empty title={t('new.none')} hint={t('new.none.hint')} />
  return <ClaimForm claimId={claimId} known={known} tables={tables} draft={draft} />
}
