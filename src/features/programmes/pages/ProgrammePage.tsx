import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { accessRefusal } from '../../../lib/access.ts'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionLink, DownloadLink, OutsideLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded, Note } from '../../../ui/feedback.tsx'
import { formatCount, formatDateRange, formatDateTime, formatHoursOf } from '../../../ui/format.ts'
import { History } from '../../../ui/history.tsx'
import { Facts, ObjectHead, Section, Tabs } from '../../../ui/page.tsx'
import { useWords } from '../../../ui/words.ts'
import { useMe } from '../../accounts/parts.tsx'
import { ProgrammePapers } from '../../reports/parts.tsx'
import { ProgrammeClasses } from '../../delivery/parts.tsx'
import { EligibilitySection } from '../../eligibility/pages/parts.tsx'
import { EnrolmentFunnel } from '../../enrolment/parts.tsx'
import { QuotaLink } from '../../quotas/parts.tsx'
import { NeedsSection } from '../../surveys/parts.tsx'
import { mayApproveProgramme, mayManageProgramme, mayReadProgrammeHistory } from '../access.ts'
import type { ProgrammeInFull } from '../contract.ts'
import { AudienceCount, ProgrammeStateTag, useAudienceWords, useProgrammeCodes } from '../parts.tsx'
import type { programmeRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { codeWords } from '../words/codes.ts'
import { ProgrammeActions } from './ProgrammeActions.tsx'

const api = client<typeof programmeRoutes>()

/** One programme: its state and what comes next, what is planned, for whom, and how it came about. */
export function ProgrammePage() {
  const { programmeId = '' } = useParams()
  const query = useQuery({
    queryKey: ['programmes', programmeId],
    queryFn: () => call(api.programmes[':programmeId'].$get({ param: { programmeId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(programme) => <Shown programme={programme} />}
      </Loaded>
    </div>
  )
}

function useRights() {
  const me = useMe().data
  const asker = me ? { personId: me.person?.id ?? null, grants: me.grants } : undefined
  return {
    mayManage: accessRefusal(mayManageProgramme, asker) === undefined,
    mayApprove: accessRefusal(mayApproveProgramme, asker) === undefined,
    mayReadHistory: accessRefusal(mayReadProgrammeHistory, asker) === undefined,
  }
}

function Shown({ programme }: { programme: ProgrammeInFull }) {
  const t = useWords(words)
  const codes = useProgrammeCodes()
  const { tab } = useParams()
  const { mayManage, mayApprove, mayReadHistory } = useRights()
  const here = at.programme(programme.id)
  const lead = [programme.year, codes.level(programme.level), codes.kind(programme.kind), programme.organisationName]
  const edit = (
    <ActionLink to={`${here}/edit`} icon="pen" kind="quiet">
      {t('edit')}
    </ActionLink>
  )
  return (
    <>
      <ObjectHead
        back={{ to: at.programmes(), label: t('programmes') }}
        title={programme.title}
        state={<ProgrammeStateTag state={programme.state} />}
        lead={lead.join(' · ')}
        more={
          mayManage ? (
            <>
              {wasPublished.includes(programme.state) ? (
                <OutsideLink href={at.openProgramme(programme.id)}>{t('openPage')}</OutsideLink>
              ) : null}
              <ProgrammePapers
                programmeId={programme.id}
                hasDates={programme.startsOn !== null && programme.endsOn !== null}
              />
              {edit}
            </>
          ) : null
        }
        action={<ProgrammeActions programme={programme} mayManage={mayManage} mayApprove={mayApprove} />}
      />
      {programme.returnedReason === null ? null : (
        <Note tone="attention">{t('returned', { reason: programme.returnedReason })}</Note>
      )}
      {programme.cancelledReason === null ? null : (
        <Note tone="danger">{t('cancelled', { reason: programme.cancelledReason })}</Note>
      )}
      <Tabs
        label={programme.title}
        items={[
          { to: here, label: t('tab.overview') },
          { to: `${here}/audience`, label: t('tab.audience') },
          ...(mayReadHistory ? [{ to: `${here}/history`, label: t('tab.history') }] : []),
        ]}
      />
      {tab === 'audience' ? (
        <>
          <Audience programme={programme} mayPreview={mayManage || mayApprove} />
          <EligibilitySection programmeId={programme.id} mayManage={mayManage} />
        </>
      ) : tab === 'history' ? (
        <Acts programmeId={programme.id} />
      ) : (
        <>
          <Overview programme={programme} />
          {wasPublished.includes(programme.state) ? (
            <>
              <div className="section">
                <EnrolmentFunnel programmeId={programme.id} />
              </div>
              <ProgrammeClasses programmeId={programme.id} />
            </>
          ) : null}
          <NeedsSection programmeId={programme.id} />
        </>
      )}
    </>
  )
}

// From here on people apply and are taught.
const wasPublished: readonly string[] = ['published', 'enrolling', 'running', 'closed', 'archived']

function Overview({ programme }: { programme: ProgrammeInFull }) {
  const t = useWords(words)
  const codes = useProgrammeCodes()
  const months = codes.months(programme)
  const people = programme.wholeRoster
    ? t('people.roster', { count: formatCount(programme.audienceSize) })
    : programme.headcount === null
      ? '–'
      : programme.approximate
        ? t('people.approximate', { count: formatCount(programme.headcount) })
        : formatCount(programme.headcount, 'person')
  return (
    <>
      <Section title={t('section.plan')}>
        <Facts
          items={[
            { label: t('plan'), value: programme.planName ?? t('plan.none') },
            { label: t('no'), value: programme.no ?? '–' },
            ...(programme.planTitle === null ? [] : [{ label: t('planTitle'), value: programme.planTitle }]),
            { label: t('people'), value: people },
            { label: t('months'), value: months },
            { label: t('modes'), value: codes.modes(programme.modes) },
            { label: t('category'), value: codes.category(programme.category) },
          ]}
        />
      </Section>
      <Section title={t('section.delivery')} note={t(`timing.${programme.timing}`, { months })}>
        <Facts
          items={[
            {
              label: t('dates'),
              value:
                programme.startsOn === null ? t('dates.none') : formatDateRange(programme.startsOn, programme.endsOn),
            },
            { label: t('place'), value: programme.place ?? '–' },
            { label: t('provider'), value: programme.providerName ?? t('provider.none') },
            { label: t('chiefExpert'), value: programme.chiefExpert ?? '–' },
            {
              label: t('hours'),
              value: programme.centihours === 0 ? '–' : formatHoursOf(programme.centihours),
            },
            { label: t('certificate'), value: t(programme.certificate ? 'certificate.yes' : 'certificate.no') },
            ...(programme.closedOn === null ? [] : [{ label: t('closedOn'), value: programme.closedOn }]),
          ]}
        />
      </Section>
      <Section title={t('section.grounds')}>
        {programme.justification === null ? (
          <p className="quiet">{t('scheme.none')}</p>
        ) : (
          <div className="prose stack-tight">
            <h3>{t('justification')}</h3>
            <p style={{ whiteSpace: 'pre-wrap' }}>{programme.justification}</p>
            <h3>{t('scheme')}</h3>
            {programme.scheme === null ? null : <p style={{ whiteSpace: 'pre-wrap' }}>{programme.scheme}</p>}
            {programme.schemeFileId === null ? null : (
              <DownloadLink href={`/api/v1/files/${programme.schemeFileId}`}>{t('scheme.file')}</DownloadLink>
            )}
          </div>
        )}
      </Section>
    </>
  )
}

function Audience({ programme, mayPreview }: { programme: ProgrammeInFull; mayPreview: boolean }) {
  const t = useWords(words)
  const codes = useWords(codeWords)
  const say = useAudienceWords()
  const { enrolOpensAt, enrolClosesAt, placesMax } = programme
  return (
    <>
      <Section title={t('section.audience')}>
        <p>{say(programme.audience)}</p>
        {mayPreview ? (
          <AudienceCount rule={programme.audience} />
        ) : (
          <p className="quiet num">{codes('audience.count', { count: formatCount(programme.audienceSize) })}</p>
        )}
      </Section>
      <Section
        title={t('section.enrolment')}
        actions={
          <>
            <QuotaLink programmeId={programme.id} />
            <ActionLink to={at.enrolments(programme.id)}>{t('enrolments')}</ActionLink>
          </>
        }
      >
        <Facts
          items={[
            { label: t('places'), value: placesMax === null ? t('places.none') : formatCount(placesMax, 'person') },
            { label: t('admission'), value: codes(`admission.${programme.admission}`) },
            { label: t('enrolOpensAt'), value: enrolOpensAt === null ? '–' : formatDateTime(enrolOpensAt) },
            { label: t('enrolClosesAt'), value: enrolClosesAt === null ? '–' : formatDateTime(enrolClosesAt) },
          ]}
        />
      </Section>
    </>
  )
}

const acts = [
  'programme.drafted',
  'programme.changed',
  'programme.justified',
  'programme.approved',
  'programme.returned',
  'programme.published',
  'programme.enrolling',
  'programme.running',
  'programme.closed',
  'programme.archived',
  'programme.cancelled',
] as const

function Acts({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['programmes', programmeId, 'history'],
    queryFn: () => call(api.programmes[':programmeId'].history.$get({ param: { programmeId } })),
  })
  const say = (act: string) => {
    const known = acts.find((each) => each === act)
    return known ? t(`act.${known}`) : t('act.other')
  }
  return (
    <Loaded query={query} words={words}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('noHistory')} />
        ) : (
          <History
            items={items.map(({ id, at: when, accountName, act }) => ({
              id,
              at: when,
              who: accountName,
              what: say(act),
            }))}
          />
        )
      }
    </Loaded>
  )
}
