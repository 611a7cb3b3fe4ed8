import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, MenuButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { formatDate, formatHoursOf } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import type { SchoolPlanInFull, SchoolSession } from '../contract/plans.ts'
import { words } from '../words.ts'
import { EvidenceDialog } from './EvidenceDialog.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import { toneOfSession, trainingApi, useKeepPlan } from './plans-api.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

type Asked = { readonly what: 'hold' | 'cancel' | 'evidence'; readonly session: SchoolSession } | undefined

/** The sessions of a plan that is in force: what was held, who was there, what is still open. */
export function Runs({ plan, mayHold }: { plan: SchoolPlanInFull; mayHold: boolean }) {
  const t = useWords(words)
  const [asked, setAsked] = useState<Asked>()
  return (
    <Section title={t('tab.sessions')} note={mayHold ? t('runs.note') : undefined}>
      <PlainTable
        label={t('tab.sessions')}
        rows={plan.runs}
        rowId={(row) => row.id}
        empty={<EmptyState title={t('sessions.none')} />}
        columns={[
          { key: 'title', title: t('session.title'), cell: (row) => <Said session={row} /> },
          { key: 'on', title: t('session.on'), cell: (row) => formatDate(row.heldOn ?? row.plannedOn) },
          {
            key: 'form',
            title: t('session.form'),
            cell: (row) => [t(`form.${row.form}`), ...(row.tier === null ? [] : [t(`tier.${row.tier}`)])].join(' · '),
          },
          { key: 'speaker', title: t('session.speaker'), cell: (row) => row.speaker ?? '–' },
          {
            key: 'hours',
            title: t('hours'),
            align: 'end',
            cell: (row) => formatHoursOf(row.centihours ?? row.plannedCentihours),
          },
          { key: 'there', title: t('there'), align: 'end', cell: (row) => <There session={row} /> },
          {
            key: 'state',
            title: t('state'),
            cell: (row) => <StateTag tone={toneOfSession[row.state]}>{t(`session.${row.state}`)}</StateTag>,
          },
          ...(mayHold
            ? [
                {
                  key: 'act',
                  title: t('change'),
                  cell: (row: SchoolSession) => <Acts session={row} ask={(what) => setAsked({ what, session: row })} />,
                },
              ]
            : []),
        ]}
      />
      <Asking plan={plan} asked={asked} onClose={() => setAsked(undefined)} />
    </Section>
  )
}

function Said({ session }: { session: SchoolSession }) {
  const t = useWords(words)
  const why = session.cancelReason ?? session.summary
  return (
    <>
      {session.title}
      {why === null ? null : <p className="quiet">{why.slice(0, 120)}</p>}
      {session.reflections.length > 0 ? (
        <p className="quiet">{t('reflections', { count: session.reflections.length })}</p>
      ) : null}
    </>
  )
}

function There({ session }: { session: SchoolSession }) {
  const t = useWords(words)
  if (session.state !== 'held') return '–'
  const size = (mark: string) => session.marks.filter((each) => each.mark === mark).length
  return (
    <span className="num">
      {`${size('present')} / ${session.marks.length}`}
      {session.signedIn ? null : <small className="quiet cell-note">{t('signIn.missing')}</small>}
    </span>
  )
}

function Acts({ session, ask }: { session: SchoolSession; ask: (what: 'hold' | 'cancel' | 'evidence') => void }) {
  const t = useWords(words)
  return (
    <span className="cluster">
      <ActionButton kind={session.state === 'planned' ? 'primary' : 'quiet'} onClick={() => ask('hold')}>
        {t(session.state === 'held' ? 'hold.correct' : 'hold')}
      </ActionButton>
      {session.state === 'cancelled' ? null : (
        <MenuButton
          label={t('more')}
          items={[
            ...(session.state === 'held'
              ? [{ key: 'evidence', label: t('evidence.add'), onSelect: () => ask('evidence') }]
              : []),
            { key: 'cancel', label: t('cancelSession'), onSelect: () => ask('cancel'), danger: true },
          ]}
        />
      )}
    </span>
  )
}

function Asking({ plan, asked, onClose }: { plan: SchoolPlanInFull; asked: Asked; onClose: () => void }) {
  const t = useWords(words)
  const keep = useKeepPlan()
  if (asked === undefined) return null
  const { session } = asked
  if (asked.what === 'hold') return <HoldDialog plan={plan} session={session} onClose={onClose} />
  if (asked.what === 'evidence') return <EvidenceDialog plan={plan} sessionId={session.id} onClose={onClose} />
  const route = trainingApi['school-plans'][':schoolPlanId'].sessions[':schoolSessionId'].cancellation
  return (
    <ReasonDialog
      title={t('cancelSession.ask', { title: session.title })}
      what={t('cancelSession.what')}
      submit={t('cancelSession')}
      send={async (reason) => {
        const param = { schoolPlanId: plan.id, schoolSessionId: session.id }
        await keep(await call(route.$post({ param, json: { reason } })))
      }}
      onClose={onClose}
    />
  )
}

/** The way to a person of a plan. */
export function PersonLink({ id, name }: { id: string; name: string }) {
  return <Link to={at.person(id)}>{name}</Link>
}
