import { useMemo } from 'react'
import { useNavigate, useSearchParams } from 'react-router'

type Read<T> = (value: string) => T | undefined

/** A filter that takes any text. */
export const text: Read<string> = (value) => value.trim() || undefined

/** A filter that takes one of these values and ignores anything else that stands in the address. */
export function oneOf<const V extends string>(values: readonly V[]): Read<V> {
  return (value) => values.find((each) => each === value)
}

/** A filter that takes a whole number. */
export const wholeNumber: Read<number> = (value) => (/^\d{1,9}$/.test(value) ? Number(value) : undefined)

type FilterValues<F extends Record<string, Read<unknown>>> = { [N in keyof F]?: NonNullable<ReturnType<F[N]>> }

/** The filters that stand in the address. A filter without a value is absent, so that the object spreads into a query. */
export function useFilters<const F extends Record<string, Read<unknown>>>(filters: F): FilterValues<F> {
  const [search] = useSearchParams()
  const entries = Object.keys(filters).flatMap((name) => {
    const written = search.get(name)
    const value = written === null ? undefined : filters[name]?.(written)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries) as FilterValues<F>
}

/** Which row is open in the side sheet, by the address: `?open=` and its id. */
export function useOpen() {
  const [search] = useSearchParams()
  const go = useNavigate()
  const id = search.get('open') ?? undefined
  return useMemo(() => {
    const withOpen = (open: string | undefined) => {
      const params = new URLSearchParams(search)
      if (open === undefined) params.delete('open')
      else params.set('open', open)
      return `?${params.toString()}`
    }
    return { id, link: withOpen, close: () => void go(withOpen(undefined), { replace: true }) }
  }, [id, search, go])
}

/** The addresses of pages that others link to. A page's own sub-addresses stay with it. */
export const at = {
  home: () => '/',
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  firstRun: () => '/first-run',
  secondStep: (next?: string) => (next ? `/second-step?next=${encodeURIComponent(next)}` : '/second-step'),
  activate: () => '/activate',
  forgot: () => '/forgot',
  security: () => '/security',
  delegations: () => '/delegations',
  accounts: () => '/accounts',
  notices: () => '/notices',
  noticeTexts: () => '/notices/texts',
  mailLetters: () => '/notices/letters',
  jobs: () => '/jobs',
  plans: () => '/plans',
  plan: (id: string) => `/plans/${id}`,
  planImport: (id: string) => `/plan-documents/${id}`,
  programmes: () => '/programmes',
  newProgramme: () => '/programmes/new',
  programme: (id: string) => `/programmes/${id}`,
  openProgramme: (id: string) => `/open/${id}`,
  intake: (programmeId: string) => `/programmes/${programmeId}/intake`,
  quotas: (programmeId: string) => `/programmes/${programmeId}/quotas`,
  waiters: (programmeId?: string) =>
    programmeId ? `/enrolments/waiting?programmeId=${programmeId}` : '/enrolments/waiting',
  enrolments: (programmeId?: string) => (programmeId ? `/enrolments?programme=${programmeId}` : '/enrolments'),
  integrity: () => '/integrity',
  integrityRequests: () => '/integrity/requests',
  restrictions: () => '/restrictions',
  participations: () => '/participations',
  coverage: () => '/participations/coverage',
  reserve: () => '/participations/reserve',
  participationImports: () => '/participations/imports',
  bulletins: () => '/bulletins',
  classes: () => '/classes',
  class: (id: string) => `/classes/${id}`,
  newClass: (programmeId: string) => `/programmes/${programmeId}/classes/new`,
  session: (classId: string, id: string) => `/classes/${classId}/sessions/${id}`,
  matchingRounds: () => '/matching-rounds',
  newMatchingRound: () => '/matching-rounds/new',
  matchingRound: (id: string) => `/matching-rounds/${id}`,
  editMatchingRound: (id: string) => `/matching-rounds/${id}/draft`,
  matchingScores: (id: string, programmeId: string) => `/matching-rounds/${id}/scores/${programmeId}`,
  surveys: () => '/surveys',
  newSurvey: (programmeId?: string) => (programmeId ? `/surveys/new?programme=${programmeId}` : '/surveys/new'),
  survey: (id: string) => `/surveys/${id}`,
  schoolTraining: () => '/school-training',
  schoolPlan: (id: string) => `/school-training/${id}`,
  schoolCalendar: () => '/school-training/calendar',
  researchTeams: () => '/school-training/teams',
  researchTeam: (id: string) => `/school-training/teams/${id}`,
  schoolTrainingFigures: () => '/school-training/figures',
  hours: () => '/hours',
  /** Who still misses hours, narrowed as the filters of that page are. */
  openings: () => '/hours/openings',
  newOpening: () => '/hours/openings/new',
  opening: (id: string) => `/hours/openings/${id}`,
  ledgerRoots: () => '/hours/roots',
  hourYears: () => '/hours/years',
  hourYear: (id: string, tab?: string) => (tab ? `/hours/years/${id}/${tab}` : `/hours/years/${id}`),
  hourPolicies: () => '/hours/policies',
  hourPolicy: (id: string) => `/hours/policies/${id}`,
  editHourPolicy: (id: string) => `/hours/policies/${id}/draft`,
  /** What trying the draft of a policy found, narrowed as the filters of that page are. */
  tryHourPolicy: (id: string, filters: Readonly<Record<string, string>> = {}) => {
    const search = new URLSearchParams(filters).toString()
    return search === '' ? `/hours/policies/${id}/trial` : `/hours/policies/${id}/trial?${search}`
  },
  hourExemptions: () => '/hours/exemptions',
  ledgerRootFile: (seq: number) => `/api/v1/ledger-root-files?seq=${String(seq)}`,
  standing: (filters: Readonly<Record<string, string>> = {}) => {
    const search = new URLSearchParams(filters).toString()
    return search === '' ? '/hours/standing' : `/hours/standing?${search}`
  },
  /** Who will miss hours, narrowed as the filters of that page are. */
  forecast: (filters: Readonly<Record<string, string>> = {}) => {
    const search = new URLSearchParams(filters).toString()
    return search === '' ? '/hours/forecast' : `/hours/forecast?${search}`
  },
  selections: () => '/selections',
  selection: (id: string) => `/selections/${id}`,
  publicNotices: () => '/public-notices',
  publicNotice: (id: string) => `/public-notices/${id}`,
  workingDays: () => '/working-days',
  claims: () => '/claims',
  appeals: () => '/appeals',
  hourImports: () => '/hours/imports',
  hourMatrix: () => '/hours/matrix',
  certificates: () => '/certificates',
  statements: () => '/statements',
  stampedYears: () => '/statements/years',
  hourLayouts: () => '/statements/layouts',
  layoutExports: () => '/statements/layout-exports',
  /** What differs from the last export of a layout, a year and a place. */
  layoutDifferences: (asked: { readonly layoutId: string; readonly year: number; readonly organisationId: string }) =>
    `/statements/layout-differences?${new URLSearchParams({ ...asked, year: String(asked.year) }).toString()}`,
  layoutList: () => '/statements/layout-list',
  layout: (id: string, tab?: string) =>
    tab === undefined ? `/statements/layout-list/${id}` : `/statements/layout-list/${id}/${tab}`,
  certificate: (id: string) => `/certificates/${id}`,
  people: () => '/people',
  person: (id: string) => `/people/${id}`,
  statement: (personId: string, id: string) => `/people/${personId}/statements/${id}`,
  transfers: () => '/transfers',
  populations: () => '/populations',
  population: (id: string) => `/populations/${id}`,
  duplicates: () => '/duplicates',
  bureauKeys: () => '/bureau-keys',
  organisations: () => '/organisations',
  organisation: (id: string) => `/organisations/${id}`,
  reports: () => '/reports',
  phone: {
    home: () => '/m',
    signIn: (next?: string) => (next ? `/m/sign-in?next=${encodeURIComponent(next)}` : '/m/sign-in'),
    secondStep: (next?: string) => (next ? `/m/second-step?next=${encodeURIComponent(next)}` : '/m/second-step'),
    activate: () => '/m/activate',
    forgot: () => '/m/forgot',
    security: () => '/m/security',
    mail: () => '/m/mail',
    delegations: () => '/m/delegations',
    programmes: () => '/m/programmes',
    programme: (id: string) => `/m/programmes/${id}`,
    checkIn: () => '/m/check-in',
    enrolments: () => '/m/enrolments',
    host: (sessionId: string) => `/m/host?s=${sessionId}`,
    hours: () => '/m/hours',
    shortPeople: () => '/m/short-people',
    quotas: () => '/m/quotas',
    nominate: (programmeId: string) => `/m/quotas/${programmeId}/nomination`,
    substitutions: () => '/m/substitutions',
    substitution: (id: string) => `/m/substitutions/${id}`,
    askSubstitution: () => '/m/substitutions/new',
    rounds: () => '/m/rounds',
    round: (id: string) => `/m/rounds/${id}`,
    surveys: () => '/m/surveys',
    calendar: () => '/m/calendar',
    survey: (id: string) => `/m/surveys/${id}`,
    whyHours: (requirementId: string, year: number) =>
      `/m/hours/why?${new URLSearchParams({ id: requirementId, year: String(year) }).toString()}`,
    selections: () => '/m/selections',
    shownNotices: () => '/m/public-notices',
    shownNotice: (id: string) => `/m/public-notices/${id}`,
    claims: () => '/m/claims',
    claim: (id: string) => `/m/claims/${id}`,
    writeClaim: (id?: string) => (id === undefined ? '/m/claims/write' : `/m/claims/write?id=${id}`),
    shareTrip: (id: string) => `/m/claims/${id}/sharing`,
    appeals: () => '/m/appeals',
    certificates: () => '/m/certificates',
    statements: () => '/m/statements',
    notices: () => '/m/notices',
    integrity: () => '/m/integrity',
    participations: () => '/m/participations',
    me: () => '/m/me',
    myData: () => '/m/my-data',
    askCorrection: () => '/m/my-data/correction',
    purposes: () => '/m/my-data/purposes',
    schoolTraining: () => '/m/school-training',
    schoolSession: (id: string) => `/m/school-training/sessions/${id}`,
    schoolPlan: (id: string) => `/m/school-training/plans/${id}`,
  },
}

/**
 * The screen of the phone for a link that was written for the console: the same matter where it has a screen, otherwise
 * nothing, and the link is a page of its own.
 */
export function onPhone(link: string): string | undefined {
  if (link === at.phone.home() || link.startsWith('/m/')) return link
  const { pathname, searchParams } = new URL(link, 'http://localhost')
  const request = searchParams.get('request')
  return pathname === at.enrolments() && request !== null ? at.phone.substitution(request) : undefined
}

/** Where to go after signing in: only an address of this site, never one that a link smuggled in. */
export function safeNext(next: string | null, fallback: string): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : fallback
}
