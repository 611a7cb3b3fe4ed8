import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { County } from '../rehearsal/draw.ts'
import { roundOf, roundProgrammeOf, roundSteps } from '../rehearsal/steps-rounds.ts'
import { researchTeamOf, schoolPlanOf, schoolSessionOf, schoolTrainingSteps } from '../rehearsal/steps-school.ts'
import { selectionOf, selectionSteps } from '../rehearsal/steps-selection.ts'
import { surveyOf, surveySteps } from '../rehearsal/steps-survey.ts'
import { projectFolder } from '../src/app/config.ts'
import { words as accounts } from '../src/features/accounts/words.ts'
import { reviewWords } from '../src/features/plans/words/review.ts'
import { judgeAccess, judgeWidth, seatOf, sizes, takeComplaints, takeSeat, type Seat } from './browser.ts'
import { chapter } from './runner.ts'
import { known, lived, seat, type Stage } from './stage.ts'

type Visit = { readonly who: string; readonly to: (id: (name: string) => string) => string }

/** Who looks at each page of the console, and at which address of this world. */
const consoleVisits: Readonly<Record<string, Visit>> = {
  '/': { who: 'bureau', to: () => '/' },
  '/second-step': { who: 'bureau', to: () => '/second-step' },
  '/security': { who: 'bureau', to: () => '/security' },
  '/accounts': { who: 'bureau', to: () => '/accounts' },
  '/accounts/requests': { who: 'registrar', to: () => '/accounts/requests' },
  '/accounts/settings': { who: 'bureau', to: () => '/accounts/settings' },
  '/people/imports': { who: 'bureau', to: () => '/people/imports' },
  '/organisations/tree': { who: 'bureau', to: () => '/organisations/tree' },
  '/organisations/imports': { who: 'bureau', to: () => '/organisations/imports' },
  '/transfers': { who: 'registrar', to: () => '/transfers' },
  '/populations': { who: 'bureau', to: () => '/populations' },
  '/bureau-keys': { who: 'hours', to: () => '/bureau-keys' },
  '/duplicates': { who: 'bureau', to: () => '/duplicates' },
  '/access': { who: 'bureau', to: () => '/access' },
  '/delegations': { who: 'registrar', to: () => '/delegations' },
  '/access/delegations': { who: 'bureau', to: () => '/access/delegations' },
  '/access/capabilities': { who: 'auditor', to: () => '/access/capabilities' },
  '/access/person': { who: 'auditor', to: () => '/access/person' },
  '/access/settings': { who: 'bureau', to: () => '/access/settings' },
  '/privacy': { who: 'registrar', to: () => '/privacy' },
  '/privacy/looks': { who: 'auditor', to: () => '/privacy/looks' },
  '/privacy/rules': { who: 'bureau', to: () => '/privacy/rules' },
  '/plans': { who: 'bureau', to: () => '/plans' },
  '/plan-documents/:planDocumentId': { who: 'bureau', to: (id) => `/plan-documents/${id('planDocument')}` },
  '/plans/:planId/:tab?': { who: 'bureau', to: (id) => `/plans/${id('plan')}` },
  '/programmes': { who: 'bureau', to: () => '/programmes' },
  '/programmes/new': { who: 'bureau', to: () => '/programmes/new' },
  '/programmes/:programmeId/:tab?': { who: 'bureau', to: (id) => `/programmes/${id('programme')}` },
  '/programmes/:programmeId/edit': { who: 'bureau', to: (id) => `/programmes/${id('programme')}/edit` },
  '/people': { who: 'bureau', to: () => '/people' },
  '/people/new': { who: 'registrar', to: () => '/people/new' },
  '/people/:personId': { who: 'bureau', to: (id) => `/people/${id('person')}` },
  '/organisations': { who: 'bureau', to: () => '/organisations' },
  '/organisations/new': { who: 'bureau', to: () => '/organisations/new' },
  '/organisations/:organisationId': { who: 'bureau', to: (id) => `/organisations/${id('school')}` },
  '/enrolments': { who: 'provider', to: () => '/enrolments?state=admitted' },
  '/programmes/:programmeId/intake': { who: 'bureau', to: (id) => `/programmes/${id('programme')}/intake` },
  '/quotas': { who: 'bureau', to: () => '/quotas' },
  '/programmes/:programmeId/quotas': { who: 'bureau', to: (id) => `/programmes/${id('programme')}/quotas` },
  '/enrolments/waiting': { who: 'bureau', to: () => '/enrolments/waiting' },
  '/integrity': { who: 'bureau', to: () => '/integrity' },
  '/integrity/requests': { who: 'bureau', to: () => '/integrity/requests' },
  '/restrictions': { who: 'bureau', to: () => '/restrictions' },
  '/participations': { who: 'bureau', to: () => '/participations' },
  '/participations/coverage': { who: 'principal', to: () => '/participations/coverage' },
  '/participations/reserve': { who: 'registrar', to: () => '/participations/reserve' },
  '/participations/imports': { who: 'registrar', to: () => '/participations/imports' },
  '/bulletins': { who: 'principal', to: () => '/bulletins' },
  '/classes': { who: 'lead', to: () => '/classes' },
  '/programmes/:programmeId/classes/new': { who: 'lead', to: (id) => `/programmes/${id('programme')}/classes/new` },
  '/classes/:classId': { who: 'lead', to: (id) => `/classes/${id('class')}` },
  '/classes/:classId/sessions': { who: 'lead', to: (id) => `/classes/${id('class')}/sessions` },
  '/classes/:classId/attendance': { who: 'lead', to: (id) => `/classes/${id('class')}/attendance` },
  '/classes/:classId/assessment': { who: 'lead', to: (id) => `/classes/${id('class')}/assessment` },
  '/classes/:classId/sessions/:sessionId': {
    who: 'lead',
    to: (id) => `/classes/${id('class')}/sessions/${id('session')}`,
  },
  '/hours': { who: 'principal', to: () => '/hours' },
  '/hours/record': { who: 'registrar', to: () => '/hours/record' },
  '/hours/standing': { who: 'principal', to: () => '/hours/standing' },
  '/hours/openings': { who: 'registrar', to: () => '/hours/openings' },
  '/hours/openings/new': { who: 'registrar', to: () => '/hours/openings/new' },
  '/hours/years': { who: 'bureau', to: () => '/hours/years' },
  '/hours/years/:hourYearId/:tab?': { who: 'bureau', to: (id) => `/hours/years/${id('hourYear')}` },
  '/hours/years/:hourYearId/proof': { who: 'bureau', to: (id) => `/hours/years/${id('hourYear')}/proof` },
  '/hours/forecast': { who: 'principal', to: () => '/hours/forecast' },
  '/hours/roots': { who: 'hours', to: () => '/hours/roots' },
  '/hours/imports': { who: 'registrar', to: () => '/hours/imports' },
  '/selections': { who: 'bureau', to: () => '/selections' },
  '/selections/:selectionId/:tab?': { who: 'bureau', to: (id) => `/selections/${id('selection')}` },
  '/selections/:selectionId/steps': { who: 'bureau', to: (id) => `/selections/${id('selection')}/steps` },
  '/markings': { who: 'bureau', to: () => '/markings' },
  '/public-notices': { who: 'bureau', to: () => '/public-notices' },
  '/public-notices/:publicNoticeId': { who: 'bureau', to: (id) => `/public-notices/${id('round notice')}` },
  '/working-days': { who: 'bureau', to: () => '/working-days' },
  '/claims': { who: 'registrar', to: () => '/claims' },
  '/claims/new': { who: 'registrar', to: () => '/claims/new' },
  '/appeals': { who: 'principal', to: () => '/appeals' },
  '/hours/policies': { who: 'bureau', to: () => '/hours/policies' },
  '/hours/policies/:policyId/:tab?': { who: 'bureau', to: (id) => `/hours/policies/${id('policy')}` },
  '/hours/policies/:policyId/draft': { who: 'bureau', to: (id) => `/hours/policies/${id('policy')}/draft` },
  '/hours/exemptions': { who: 'hours', to: () => '/hours/exemptions' },
  '/hours/:queue': { who: 'hours', to: () => '/hours/verified' },
  '/certificates': { who: 'bureau', to: () => '/certificates' },
  '/hours/matrix': { who: 'bureau', to: () => '/hours/matrix' },
  '/statements': { who: 'bureau', to: () => '/statements' },
  '/statements/layouts': { who: 'bureau', to: (id) => `/statements/layouts?layoutId=${id('layout')}` },
  '/statements/layout-exports': { who: 'bureau', to: () => '/statements/layout-exports' },
  '/statements/layout-differences': {
    who: 'bureau',
    to: (id) => `/statements/layout-differences?layoutId=${id('layout')}&year=2026&organisationId=${id('bureau')}`,
  },
  '/statements/layout-list': { who: 'bureau', to: () => '/statements/layout-list' },
  '/statements/layout-list/:hourLayoutId/:tab?': {
    who: 'bureau',
    to: (id) => `/statements/layout-list/${id('layout')}/draft`,
  },
  '/statements/years': { who: 'hours', to: () => '/statements/years' },
  '/certificates/rule': { who: 'bureau', to: () => '/certificates/rule' },
  '/notices': { who: 'bureau', to: () => '/notices' },
  '/notices/letters': { who: 'bureau', to: () => '/notices/letters' },
  '/notices/texts': { who: 'bureau', to: () => '/notices/texts' },
  '/backups': { who: 'admin', to: () => '/backups' },
  '/audit': { who: 'auditor', to: () => '/audit' },
  '/reports': { who: 'bureau', to: () => '/reports' },
  '/matching-rounds': { who: 'bureau', to: () => '/matching-rounds' },
  '/matching-rounds/new': { who: 'bureau', to: () => '/matching-rounds/new' },
  '/matching-rounds/:roundId': { who: 'bureau', to: (id) => `/matching-rounds/${id('decidedRound')}` },
  '/matching-rounds/:roundId/draft': { who: 'bureau', to: (id) => `/matching-rounds/${id('openRound')}/draft` },
  '/matching-rounds/:roundId/scores/:programmeId': {
    who: 'provider',
    to: (id) => `/matching-rounds/${id('decidedRound')}/scores/${id('roundProgramme')}`,
  },
  '/surveys': { who: 'bureau', to: () => '/surveys' },
  '/surveys/new': { who: 'bureau', to: () => '/surveys/new' },
  '/surveys/:surveyId': { who: 'bureau', to: (id) => `/surveys/${id('survey')}` },
  '/school-training': { who: 'registrar', to: () => '/school-training' },
  '/school-training/calendar': { who: 'registrar', to: () => '/school-training/calendar' },
  '/school-training/teams': { who: 'principal', to: () => '/school-training/teams' },
  '/school-training/teams/:researchTeamId': {
    who: 'registrar',
    to: (id) => `/school-training/teams/${id('researchTeam')}`,
  },
  '/school-training/figures': { who: 'bureau', to: () => '/school-training/figures' },
  '/school-training/:schoolPlanId/:tab?': {
    who: 'registrar',
    to: (id) => `/school-training/${id('schoolPlan')}/sessions`,
  },
}

const phoneVisits: Readonly<Record<string, Visit>> = {
  '/m': { who: 'teacher', to: () => '/m' },
  '/m/notices': { who: 'teacher', to: () => '/m/notices' },
  '/m/programmes': { who: 'teacher', to: () => '/m/programmes' },
  '/m/programmes/:programmeId': { who: 'teacher', to: (id) => `/m/programmes/${id('programme')}` },
  '/m/me': { who: 'teacher', to: () => '/m/me' },
  '/m/second-step': { who: 'teacher', to: () => '/m/second-step' },
  '/m/delegations': { who: 'teacher', to: () => '/m/delegations' },
  '/m/mail': { who: 'teacher', to: () => '/m/mail' },
  '/m/security': { who: 'teacher', to: () => '/m/security' },
  '/m/my-data': { who: 'teacher', to: () => '/m/my-data' },
  '/m/my-data/correction': { who: 'teacher', to: () => '/m/my-data/correction' },
  '/m/my-data/purposes': { who: 'teacher', to: () => '/m/my-data/purposes' },
  '/m/hours': { who: 'teacher', to: () => '/m/hours' },
  '/m/hours/why': { who: 'teacher', to: () => '/m/hours/why' },
  '/m/short-people': { who: 'principal', to: () => '/m/short-people' },
  '/m/quotas': { who: 'registrar', to: () => '/m/quotas' },
  '/m/quotas/:programmeId/nomination': { who: 'registrar', to: (id) => `/m/quotas/${id('programme')}/nomination` },
  '/m/substitutions': { who: 'registrar', to: () => '/m/substitutions' },
  '/m/substitutions/new': { who: 'registrar', to: () => '/m/substitutions/new' },
  '/m/rounds': { who: 'teacher', to: () => '/m/rounds' },
  '/m/rounds/:roundId': { who: 'teacher', to: (id) => `/m/rounds/${id('decidedRound')}` },
  '/m/surveys': { who: 'teacher', to: () => '/m/surveys' },
  '/m/surveys/:surveyId': { who: 'teacher', to: (id) => `/m/surveys/${id('survey')}` },
  '/m/calendar': { who: 'teacher', to: () => '/m/calendar' },
  '/m/integrity': { who: 'teacher', to: () => '/m/integrity' },
  '/m/participations': { who: 'teacher', to: () => '/m/participations' },
  '/m/public-notices': { who: 'teacher', to: () => '/m/public-notices' },
  '/m/public-notices/:noticeId': { who: 'teacher', to: (id) => `/m/public-notices/${id('round notice')}` },
  '/m/selections': { who: 'teacher', to: () => '/m/selections' },
  '/m/claims': { who: 'teacher', to: () => '/m/claims' },
  '/m/claims/write': { who: 'teacher', to: () => '/m/claims/write' },
  '/m/appeals': { who: 'teacher', to: () => '/m/appeals' },
  '/m/statements': { who: 'teacher', to: () => '/m/statements' },
  '/m/certificates': { who: 'teacher', to: () => '/m/certificates' },
  '/m/enrolments': { who: 'teacher', to: () => '/m/enrolments' },
  '/m/school-training': { who: 'teacher', to: () => '/m/school-training' },
  '/m/school-training/sessions/:schoolSessionId': {
    who: 'teacher',
    to: (id) => `/m/school-training/sessions/${id('schoolSession')}`,
  },
  '/m/school-training/plans/:schoolPlanId': {
    who: 'principal',
    to: (id) => `/m/school-training/plans/${id('waitingPlan')}`,
  },
  '/m/check-in': { who: 'teacher', to: () => '/m/check-in' },
  '/m/host': { who: 'lead', to: (id) => `/m/host?s=${id('session')}` },
}

/** Pages for whoever has not signed in. */
const openPages = [
  '/sign-in',
  '/first-run',
  '/activate',
  '/forgot',
  '/proved',
  '/m/sign-in',
  '/m/activate',
  '/m/forgot',
  '/verify',
] as const

/** Pages about one thing of which the county of these tests has none: its routes are tested, the page is not looked at here. */
const ofNothingHere = [
  '/hours/openings/:openingId',
  '/people/imports/:importId',
  '/organisations/imports/:directoryImportId',
  '/people/:personId/statements/:statementId',
  '/populations/:populationId',
  '/m/claims/:claimId',
  '/m/claims/:claimId/sharing',
  '/m/substitutions/:substitutionRequestId',
]

/** What the rehearsal has, by the names that visits give it. */
const plantedOf = (county: County): Readonly<Record<string, string>> => ({
  schoolPlan: schoolPlanOf(county, 'running'),
  waitingPlan: schoolPlanOf(county, 'waiting'),
  researchTeam: researchTeamOf(county),
  schoolSession: schoolSessionOf(county, 'running', 0),
  decidedRound: roundOf(county, 'decided'),
  openRound: roundOf(county, 'open'),
  roundProgramme: roundProgrammeOf(county, 'decided', 0),
  selection: selectionOf(county),
  survey: surveyOf(county),
})

/** Lives what visits look at: the county of these tests was founded, and has lived nothing yet. */
async function plant(stage: Stage): Promise<void> {
  const { county } = stage.world
  const training = schoolTrainingSteps(county).filter(({ key }) => /\/(team|running|waiting)$/.test(key))
  const surveys = surveySteps(county).filter(({ key }) => key.endsWith('open'))
  await lived(stage, [...training, ...roundSteps(county), ...selectionSteps(county), ...surveys])
  stage.found.set('bureau', county.tree.bureau.id)
  stage.found.set('layout', await firstLayout(stage))
}

// Every region begins with layouts, under ids of its own.
async function firstLayout(stage: Stage): Promise<string> {
  const { page } = await seat(stage, 'bureau')
  const answer = await page.request.get('/api/v1/hour-layouts')
  const id = /"id":"([0-9a-f-]{36})"/.exec(await answer.text())?.[1]
  assert.ok(id !== undefined, 'the region has no layout')
  return id
}

const app = join(projectFolder, 'src/app')

/** The paths of all lists of pages. */
function listed(): string[] {
  return readdirSync(app)
    .filter((file) => /(^|-)pages\.tsx$/.test(file))
    .flatMap((file) => [...readFileSync(join(app, file), 'utf8').matchAll(/\bpath: '([^']+)'/g)])
    .map(([, path]) => path ?? '')
}

async function judge({ page, complaints }: Seat, widths: readonly (keyof typeof sizes)[]): Promise<string[]> {
  const own = page.viewportSize() ?? sizes.desk
  const said = await judgeAccess(page)
  for (const size of widths) {
    await page.setViewportSize(sizes[size])
    await page.waitForTimeout(100)
    said.push(...(await judgeWidth(page)))
  }
  await page.setViewportSize(own)
  return [...said, ...complaints.splice(0)]
}

/** Every page that there is: nothing serious for axe, nothing in the browser's log, nothing that sticks out. */
export function addPages(stage: () => Stage): void {
  const idOf = (name: string) => {
    const { school, teacher } = stage().world.county.cast.demo
    const planted = plantedOf(stage().world.county)[name]
    return name === 'person' ? teacher.id : name === 'school' ? school.id : (planted ?? known(stage(), name))
  }

  chapter('Every page of the console, at 1440, 1024 and 390', undefined, (test) => {
    test('the county of these tests has something to look at', () => plant(stage()))
    test('every page has somebody who looks at it here', async () => {
      const visited = new Set([
        ...Object.keys(consoleVisits),
        ...Object.keys(phoneVisits),
        ...openPages,
        ...ofNothingHere,
      ])
      assert.deepEqual(
        listed().filter((path) => !visited.has(path)),
        [],
      )
    })
    for (const [path, { who, to }] of Object.entries(consoleVisits)) {
      test(path, async () => {
        const looking = await seat(stage(), who)
        await looking.open(to(idOf))
        assert.deepEqual(await judge(looking, ['desk', 'narrow', 'phone']), [])
      })
    }
  })

  chapter('Every screen of the phone, at 390 and 360', undefined, (test) => {
    test('the county of these tests has something to look at', () => plant(stage()))
    for (const [path, { who, to }] of Object.entries(phoneVisits)) {
      test(path, async () => {
        const looking = await seat(stage(), who, 'phone')
        await looking.open(to(idOf))
        assert.deepEqual(await judge(looking, ['phone', 'smallPhone']), [])
      })
    }
  })

  chapter('Without signing in, in English, and with the keyboard alone', undefined, (test) => {
    for (const path of openPages) {
      test(path, async () => {
        const looking = await takeSeat(stage().world, stage().browser, {
          size: path.startsWith('/m') ? 'phone' : 'desk',
        })
        await looking.open(path)
        assert.deepEqual(await judge(looking, ['desk', 'narrow', 'phone', 'smallPhone']), [])
        await looking.context.close()
      })
    }

    test('in English nothing sticks out either', async () => {
      const { world, browser } = stage()
      const officer = await seatOf(world, browser, 'bureau', { language: 'en' })
      const said: string[] = []
      for (const path of ['/', '/plans/:planId/:tab?', '/plan-documents/:planDocumentId', '/programmes', '/reports']) {
        await officer.open(consoleVisits[path]?.to(idOf) ?? path)
        assert.equal(await officer.page.locator('html').getAttribute('lang'), 'en')
        said.push(...(await judge(officer, ['desk', 'narrow', 'phone'])))
      }
      await officer.context.close()
      const teacher = await seatOf(world, browser, 'teacher', { size: 'smallPhone', language: 'en' })
      for (const path of ['/m', '/m/programmes', '/m/check-in', '/m/hours']) {
        await teacher.open(path)
        said.push(...(await judge(teacher, ['smallPhone'])))
      }
      await teacher.context.close()
      assert.deepEqual(said, [])
    })

    test('the keyboard reaches the main action of signing in and of the review', async () => {
      const { world, browser } = stage()
      const stranger = await takeSeat(world, browser)
      await stranger.open('/sign-in')
      await reaches(stranger, accounts.zh.signIn)
      await stranger.context.close()
      const officer = await seat(stage(), 'bureau')
      await officer.open(`/plan-documents/${idOf('planDocument')}`)
      await reaches(officer, reviewWords.zh.openPlan)
      takeComplaints(officer)
    })
  })
}

async function reaches({ page }: Seat, name: string): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    if (focused === name) return
    passed.push(focused)
  }
  assert.fail(`the keyboard does not reach “${name}”, but ${passed.join(' | ')}`)
}
