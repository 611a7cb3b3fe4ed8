import { useState } from 'react'
import { formatHours } from '../../../lib/hours.ts'
import { nameOf, termOf } from '../../../lib/policy/names.ts'
import { at } from '../../../platform/web/route.ts'
import { DownloadLink } from '../../../ui/button.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatBytes, formatDateRange, formatDateTime, formatDay } from '../../../ui/format.ts'
import { Facts, Section } from '../../../ui/page.tsx'
import { FileView } from '../../../ui/file-view.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { SideSheet } from '../../../ui/sheet.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { sayIn, useLanguage, useWords } from '../../../ui/words.ts'
import { standOf, useClaim } from '../asking.ts'
import type { ClaimInFull } from '../contract/claims.ts'
import { Given } from '../parts.tsx'
import { words } from '../words.ts'
import { deskWords } from '../words/desk.ts'
import { Decision } from './Decision.tsx'

type SheetProps = { claimId: string; onClose: () => void; onDone: () => void }

/** One claim beside its queue: what is claimed, what it rests on, what looks like it, and the decision. */
export function ClaimSheet({ claimId, onClose, onDone }: SheetProps) {
  const t = useWords(deskWords)
  const query = useClaim(claimId)
  const claim = query.data
  return (
    <SideSheet
      title={claim ? `${claim.personName} · ${claim.title}` : t('claims')}
      open
      onClose={onClose}
      fullPage={claim ? at.person(claim.personId) : undefined}
      footer={claim ? <Decision claim={claim} onDone={onDone} /> : null}
    >
      <Loaded query={query} words={words}>
        {(shown) => <Shown claim={shown} />}
      </Loaded>
    </SideSheet>
  )
}

function Shown({ claim }: { claim: ClaimInFull }) {
  const t = useWords(deskWords)
  const say = useWords(words)
  const { tone, said } = standOf(say, claim)
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  const answers = Object.values(claim.answers).map((value) =>
    typeof value === 'number' ? formatHours(value) : termOf(value, tongue),
  )
  const { level, kind } = claim.hours ?? { level: null, kind: null }
  const { startedOn, doneOn, certificateNo, validUntil, sharing, table } = claim
  return (
    <>
      <StateTag tone={tone}>{said}</StateTag>
      {claim.state === 'returned' && claim.returnReason !== null ? (
        <Note tone="attention">{claim.returnReason}</Note>
      ) : null}
      <Facts
        items={[
          { label: t('school'), value: `${claim.organisationName} · ${claim.staffNo}` },
          { label: t('kind'), value: `${claim.awardTitle ? sayIn(claim.awardTitle) : '–'} · ${answers.join(' · ')}` },
          { label: t('dates'), value: doneOn === null ? '–' : formatDateRange(startedOn ?? doneOn, doneOn) },
          ...(claim.host === null ? [] : [{ label: t('host'), value: claim.host }]),
          ...(claim.place === null ? [] : [{ label: t('place'), value: claim.place }]),
          ...(certificateNo === null ? [] : [{ label: t('certificateNo'), value: certificateNo }]),
          ...(level === null ? [] : [{ label: t('level'), value: nameOf('level', level, tongue) }]),
          ...(kind === null ? [] : [{ label: t('programmeKind'), value: nameOf('kind', kind, tongue) }]),
          ...(claim.lateReason === null ? [] : [{ label: t('late'), value: claim.lateReason }]),
          ...(validUntil === null ? [] : [{ label: t('validUntil'), value: formatDay(validUntil) }]),
        ]}
      />
      <Evidence claim={claim} />
      {claim.isTrip ? (
        <Section title={t('sharing')}>
          {sharing ? (
            <>
              <p>
                {formatDay(sharing.heldOn)} · {say(`form.${sharing.form}`)} · {sharing.audience}
              </p>
              <p className="prose">{sharing.summary}</p>
              {sharing.fileId === null ? null : (
                <DownloadLink href={`/api/v1/claims/${claim.id}/files/${sharing.fileId}`}>{t('sharing')}</DownloadLink>
              )}
            </>
          ) : (
            <Note tone="attention">{t('sharing.none')}</Note>
          )}
        </Section>
      ) : null}
      {table ? (
        <Section title={t('gives')}>
          <Given
            award={table}
            by={claim.valuedBy}
            answers={claim.answers}
            brought={[]}
            doneOn={doneOn ?? ''}
            claimId={claim.id}
          />
        </Section>
      ) : null}
      <Alike claim={claim} />
      <Section title={t('history')}>
        <PlainTable
          label={t('history')}
          rows={claim.steps}
          rowId={(row) => row.id}
          columns={[
            { key: 'act', title: t('state'), cell: (row) => say(`act.${row.act}`) },
            { key: 'by', title: t('person'), cell: (row) => `${row.byName} ${formatDateTime(row.at)}` },
            { key: 'remark', title: t('answers'), cell: (row) => row.remark ?? '–' },
          ]}
        />
      </Section>
    </>
  )
}

function Evidence({ claim }: { claim: ClaimInFull }) {
  const t = useWords(deskWords)
  const [shown, setShown] = useState(claim.files[0]?.fileId)
  const file = claim.files.find(({ fileId }) => fileId === shown)
  if (claim.files.length === 0) return <p className="quiet">{t('evidence.none')}</p>
  const href = file && `/api/v1/claims/${claim.id}/files/${file.fileId}`
  return (
    <Section title={t('evidence')}>
      <div className="cluster" role="tablist" aria-label={t('evidence')}>
        {claim.files.map((each) => (
          <button
            key={each.fileId}
            type="button"
            role="tab"
            aria-selected={each.fileId === shown}
            className="button button-plain"
            onClick={() => setShown(each.fileId)}
          >
            {sayIn({ zh: each.kind, en: termOf(each.kind, 'en') })}
          </button>
        ))}
      </div>
      {file && href ? (
        <>
          <FileView href={href} name={file.name} type={file.type} />
          <p className="quiet num">
            {file.name} · {formatBytes(file.size)} · {t('evidence.mark', { mark: file.sha256.slice(0, 12) })}
          </p>
        </>
      ) : null}
    </Section>
  )
}

function Alike({ claim }: { claim: ClaimInFull }) {
  const t = useWords(deskWords)
  const say = useWords(words)
  if (claim.likeIt.length === 0) return null
  return (
    <Section title={t('doubts.title')} note={t('doubts.note')}>
      <PlainTable
        label={t('doubts.title')}
        rows={claim.likeIt}
        rowId={(row) => row.claimId}
        columns={[
          { key: 'person', title: t('person'), cell: (row) => `${row.personName} · ${row.organisationName}` },
          { key: 'title', title: t('title'), cell: (row) => row.title },
          { key: 'doneOn', title: t('doneOn'), cell: (row) => (row.doneOn === null ? '–' : formatDay(row.doneOn)) },
          {
            key: 'why',
            title: t('doubts'),
            cell: (row) => row.reasons.map((each) => say(`doubt.${each}`)).join(' · '),
          },
          { key: 'state', title: t('state'), cell: (row) => say(`state.${row.state}`) },
        ]}
      />
    </Section>
  )
}
