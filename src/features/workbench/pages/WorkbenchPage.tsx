import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { accessRefusal, type Access } from '../../../lib/access.ts'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionLink } from '../../../ui/button.tsx'
import { HeatMap, YearBand } from '../../../ui/charts.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback.tsx'
import { Funnel } from '../../../ui/figures.tsx'
import { formatCount } from '../../../ui/format.ts'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { useHolds, useMe } from '../../accounts/parts.tsx'
import { mayReadSchools } from '../access.ts'
import type { SchoolStandings, Year } from '../contract.ts'
import type { workbenchRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof workbenchRoutes>()

/** The year of one's part of the region on one page. */
export function WorkbenchPage() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ['workbench'], queryFn: () => call(api.workbench.$get({ query: {} })) })
  const year = query.data?.year
  const seesSchools = useMay(mayReadSchools)
  return (
    <Page title={t('workbench')} lead={year === undefined ? undefined : t('lead', { year })}>
      <Loaded query={query} words={words}>
        {(data) => <Shown year={data} />}
      </Loaded>
      {seesSchools ? <Schools /> : null}
    </Page>
  )
}

function useMay(access: Access): boolean {
  const me = useMe().data
  return me !== undefined && accessRefusal(access, { personId: me.person?.id ?? null, grants: me.grants }) === undefined
}

function Shown({ year }: { year: Year }) {
  const t = useWords(words)
  const mayImport = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const seesPlans = useMay(mayReadSchools)
  return (
    <>
      <Section title={t('waiting')}>
        <Waiting waiting={year.waiting} />
      </Section>
      <Section title={t('band')}>
        {year.programmes.length === 0 ? (
          <EmptyState
            title={t('band.empty')}
            hint={t(mayImport ? 'band.empty.hint' : 'band.empty.readonly')}
            action={mayImport ? <ActionLink to={at.plans()}>{t('band.import')}</ActionLink> : null}
          />
        ) : (
          <YearBand
            year={year.year}
            today={year.today}
            label={t('band')}
            items={year.programmes.map((one) => barOf(one, year.year))}
          />
        )}
      </Section>
      <Section title={t('funnel')} note={t('funnel.note')}>
        <Funnel
          label={t('funnel')}
          steps={(['places', 'applied', 'admitted', 'attended', 'passed', 'credited'] as const).map((step) => ({
            label: t(`funnel.${step}`),
            value: year.funnel[step],
            unit: step === 'places' ? 'place' : 'person',
          }))}
        />
      </Section>
      {seesPlans ? (
        <Section title={t('targets')}>
          <Targets targets={year.targets} />
        </Section>
      ) : null}
    </>
  )
}

const toneOf: Readonly<Record<string, 'neutral' | 'active' | 'done' | 'attention'>> = {
  draft: 'neutral',
  justified: 'attention',
  approved: 'neutral',
  published: 'neutral',
  enrolling: 'active',
  running: 'active',
  closed: 'done',
  archived: 'done',
}

function barOf(one: Year['programmes'][number], year: number) {
  const month = (of: number) => `${year}-${String(of).padStart(2, '0')}`
  const [first, last] = one.yearRound ? [1, 12] : [one.months[0], one.months.at(-1)]
  return {
    id: one.id,
    label: one.title,
    from: one.startsOn,
    to: one.endsOn ?? one.startsOn,
    plannedFrom: first === undefined ? null : month(first),
    plannedTo: last === undefined ? null : month(last),
    tone: toneOf[one.state],
    link: at.programme(one.id),
  }
}

const pageOf: Record<Year['waiting'][number]['what'], string> = {
  plan_review: at.plans(),
  approval: `${at.programmes()}?state=justified`,
  application: `${at.enrolments()}?state=applied&year=all`,
  admission: `${at.enrolments()}?state=school_approved&year=all`,
  substitution: `${at.enrolments()}?state=admitted&year=all`,
  closing: `${at.classes()}?due=1`,
  claim: at.claims(),
  appeal: at.appeals(),
  school_plan: `${at.schoolTraining()}?waiting=school`,
  school_plan_centre: `${at.schoolTraining()}?waiting=centre`,
  objection: `${at.publicNotices()}?state=open`,
  notice_confirmation: `${at.publicNotices()}?state=open`,
  round_scores: at.matchingRounds(),
  round_matching: at.matchingRounds(),
  round_settlement: at.matchingRounds(),
  record: `${at.hours()}/recorded`,
  verification: `${at.hours()}/approved`,
  opening: `${at.openings()}?state=recorded`,
  opening_verification: `${at.openings()}?state=approved`,
}

function Waiting({ waiting }: { waiting: Year['waiting'] }) {
  const t = useWords(words)
  if (waiting.length === 0) return <p className="quiet">{t('waiting.none')}</p>
  return (
    <PlainTable
      label={t('waiting')}
      rows={waiting}
      rowId={(row) => row.what}
      columns={[
        {
          key: 'what',
          title: t('waiting.what'),
          cell: (row) => <Link to={pageOf[row.what]}>{t(`waiting.${row.what}`)}</Link>,
        },
        { key: 'count', title: t('waiting.count'), align: 'end', cell: (row) => formatCount(row.count, 'item') },
        {
          key: 'age',
          title: t('waiting.age'),
          align: 'end',
          cell: (row) => (
            <span className="quiet num">
              {row.oldestDays === 0 ? t('waiting.today') : t('waiting.oldest', { days: row.oldestDays })}
            </span>
          ),
        },
      ]}
    />
  )
}

const signs: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '=': '=', range: '', '+pp': '+', '+%': '+' }
const decimal = (hundredths: number) => String(hundredths / 100)

function Targets({ targets }: { targets: Year['targets'] }) {
  const t = useWords(words)
  if (targets.length === 0) return <p className="quiet">{t('targets.none')}</p>
  return (
    <PlainTable
      label={t('targets')}
      rows={targets}
      rowId={(row) => `${row.planId}-${row.measure}-${row.valueHundredths}`}
      columns={[
        {
          key: 'measure',
          title: t('targets.measure'),
          cell: (row) => <Link to={at.plan(row.planId)}>{row.measure}</Link>,
        },
        {
          key: 'asked',
          title: t('targets.asked'),
          align: 'end',
          cell: (row) => (
            <span className="num">{`${signs[row.comparator] ?? ''} ${decimal(row.valueHundredths)} ${row.unit}`}</span>
          ),
        },
        {
          key: 'figure',
          title: t('targets.figure'),
          align: 'end',
          cell: (row) =>
            row.numerator === null ? (
              <span className="quiet">{t('targets.unknown')}</span>
            ) : (
              <span className="num">
                {row.denominator === null ? row.numerator : `${row.numerator} / ${row.denominator}`}
              </span>
            ),
        },
      ]}
    />
  )
}

function Schools() {
  const t = useWords(words)
  const query = useQuery({
    queryKey: ['workbench', 'schools'],
    queryFn: () => call(api.workbench.schools.$get({ query: {} })),
  })
  return (
    <Section title={t('schools')}>
      <Loaded query={query} words={words}>
        {(data) =>
          data.requirements.length === 0 ? <p className="quiet">{t('schools.none')}</p> : <Matrix standings={data} />
        }
      </Loaded>
    </Section>
  )
}

function Matrix({ standings }: { standings: SchoolStandings }) {
  const t = useWords(words)
  const cells = new Map(
    standings.schools.flatMap((school) =>
      school.cells.map((cell) => [`${school.id} ${cell.requirementId}`, cell] as const),
    ),
  )
  return (
    <HeatMap
      label={t('schools')}
      corner={t('schools.corner')}
      rows={standings.schools.map((school) => ({ id: school.id, label: school.name, to: at.organisation(school.id) }))}
      columns={standings.requirements.map((one) => ({
        id: one.id,
        label: one.whole ? t('schools.all') : sayIn(one.title),
      }))}
      cell={(schoolId, requirementId) => {
        const cell = cells.get(`${schoolId} ${requirementId}`)
        if (!cell || cell.due === 0) return undefined
        return {
          share: cell.met / cell.due,
          text: t('schools.cell', { met: cell.met, due: cell.due }),
          to: at.standing({ organisationId: schoolId, requirementId, ...(cell.met < cell.due ? { short: '1' } : {}) }),
        }
      }}
    />
  )
}
