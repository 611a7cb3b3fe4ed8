import { useEffect, useEffectEvent, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useNavigate } from 'react-router'
import { call } from '../../../../platform/web/call.ts'
import { useMore } from '../../../../platform/web/query.ts'
import { at } from '../../../../platform/web/route.ts'
import { Empty, Note, Problem, Skeleton } from '../../../../ui/phone/feedback.tsx'
import { Field, PhoneForm, TextArea } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { BigLink, Chip } from '../../../../ui/phone/press.tsx'
import { MoreButton, Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { sayRefusal, useWords } from '../../../../ui/words.ts'
import { useUnsent } from '../../../accounts/parts.tsx'
import type { EnrolmentRow } from '../../contract.ts'
import { isOver } from '../../core.ts'
import { requestRefusals, requestWords } from '../../words/requests.ts'
import { wayWords } from '../../words/ways.ts'
import { useAsking } from '../asking.ts'
import { useCandidates } from '../candidates.ts'
import { enrolmentApi } from '../deciding.ts'
import { useRequestsOf } from '../requests.ts'

/** A school asks from the phone that one of its people take the place of another: whose place, who comes, and why. */
export function AskSubstitutionScreen() {
  const t = useWords(requestWords)
  const bring = useWords(wayWords)
  const form = useForm({ defaultValues: { q: '' } })
  const q = useWatch({ control: form.control, name: 'q' }).trim()
  const [row, setRow] = useState<EnrolmentRow>()
  const query = { state: 'admitted' as const, ...(q === '' ? {} : { q }) }
  const list = useMore(
    ['enrolments', 'substitutable', query],
    (paging) => call(enrolmentApi.enrolments.$get({ query: { ...query, ...paging } })),
    { limit: 100 },
  )
  const rows = list.rows.filter(({ programmeState }) => !isOver(programmeState))
  const isEmpty = !list.isLoading && rows.length === 0 && !list.problem && !list.more
  return (
    <Screen title={t('ask')} back={at.phone.substitutions()}>
      <p className="quiet">{t('ask.how')}</p>
      <Field
        control={form.control}
        name="q"
        label={t('ask.whose')}
        placeholder={bring('people.search')}
        maxLength={40}
      />
      <Problem problem={list.problem} words={requestRefusals} onRetry={list.retry} />
      {list.isLoading ? <Skeleton lines={6} /> : null}
      {isEmpty ? <Empty title={t('ask.whose.none')} hint={t('ask.whose.none.hint')} /> : null}
      <Rows label={t('ask.whose')}>
        {rows.map((each) => (
          <Row
            key={each.id}
            title={each.personName}
            lead={each.staffNo}
            note={each.programmeTitle}
            onPress={() => setRow(each)}
          />
        ))}
      </Rows>
      <MoreButton more={list.more} />
      <Sheet
        title={row === undefined ? t('ask') : `${t('ask')} · ${row.personName}`}
        open={row !== undefined}
        onClose={() => setRow(undefined)}
      >
        {row === undefined ? null : <Ask row={row} />}
      </Sheet>
    </Screen>
  )
}

function Ask({ row }: { row: EnrolmentRow }) {
  const t = useWords(requestWords)
  const open = useRequestsOf(row.id).find(({ state }) => state === 'asked')
  if (open === undefined) return <AskForm row={row} />
  return (
    <>
      <Note tone="attention">{t('ask.open')}</Note>
      <BigLink to={at.phone.substitution(open.id)}>{t('ask.one')}</BigLink>
    </>
  )
}

/** A request as its form holds it; `id` stays until it has arrived, so that sending it again is the same request. */
type Draft = { id: string; personId: string; person: string; reason: string }

function readDraft(kept: unknown): Draft | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  if (!('id' in kept && 'personId' in kept && 'person' in kept && 'reason' in kept)) return undefined
  const { id, personId, person, reason } = kept
  if (typeof id !== 'string' || typeof personId !== 'string') return undefined
  return typeof person === 'string' && typeof reason === 'string' ? { id, personId, person, reason } : undefined
}

function AskForm({ row }: { row: EnrolmentRow }) {
  const t = useWords(requestWords)
  const go = useNavigate()
  const [nothing] = useState(() => ({ id: crypto.randomUUID(), personId: '', person: '', reason: '' }))
  const [draft, keep, drop] = useUnsent<Draft>(`substitution-${row.id}`, nothing, readDraft)
  const form = useForm({ defaultValues: { reason: draft.reason } })
  const reason = useWatch({ control: form.control, name: 'reason' })
  const hold = useEffectEvent(() => keep({ ...draft, reason }))
  useEffect(() => hold(), [reason])
  const { id, personId, person } = draft
  const { ask, held, codes, problem } = useAsking({
    ...{ id, personId, enrolmentId: row.id },
    onSent: () => {
      drop()
      void go(at.phone.substitution(id), { replace: true })
    },
  })
  const choose = (chosen: { personId: string; person: string }) => keep({ ...draft, reason, ...chosen })
  return (
    <>
      <p className="quiet">{row.programmeTitle}</p>
      {personId === '' ? (
        <Finder programmeId={row.programmeId} onChoose={choose} />
      ) : (
        <Rows label={t('ask.who')}>
          <Row
            title={person}
            lead={t('ask.who')}
            end={<Chip tone="neutral">{t('ask.again')}</Chip>}
            onPress={() => choose({ personId: '', person: '' })}
          />
        </Rows>
      )}
      <Problem problem={problem} words={requestRefusals} />
      {codes === undefined ? null : <Judged codes={codes} />}
      <PhoneForm
        form={form}
        submit={t('ask.send')}
        pending={ask.isPending}
        problem={ask.error}
        words={requestRefusals}
        reason={held}
        onSubmit={(values) => ask.mutate(values.reason)}
      >
        <TextArea control={form.control} name="reason" label={t('ask.why')} required maxLength={200} rows={3} />
      </PhoneForm>
    </>
  )
}

function Judged({ codes }: { codes: readonly string[] }) {
  const t = useWords(requestWords)
  if (codes.length === 0) return <p className="quiet">{t('ask.fits')}</p>
  return (
    <Note tone="attention">
      <p>{t('ask.fails')}</p>
      {codes.map((code) => (
        <p key={code}>{sayRefusal({ code }, requestRefusals)}</p>
      ))}
    </Note>
  )
}

type FinderProps = { programmeId: string; onChoose: (chosen: { personId: string; person: string }) => void }

function Finder({ programmeId, onChoose }: FinderProps) {
  const t = useWords(requestWords)
  const bring = useWords(wayWords)
  const form = useForm({ defaultValues: { typed: '' } })
  const typed = useWatch({ control: form.control, name: 'typed' }).trim()
  const { options, loading } = useCandidates(programmeId, typed)
  return (
    <>
      <Field control={form.control} name="typed" label={t('ask.who')} placeholder={bring('people.search')} required />
      {typed !== '' && !loading && options.length === 0 ? <p className="quiet">{bring('nominate.nobody')}</p> : null}
      <Rows label={bring('people')}>
        {options.map(({ value, label }) => (
          <Row key={value} title={label} onPress={() => onChoose({ personId: value, person: label })} />
        ))}
      </Rows>
    </>
  )
}
