import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ok } from '../lib/result.ts'
import { layoutIds } from '../features/statements/testing.ts'
import { openArchive } from '../platform/documents/archive.ts'
import { accessByRoute } from '../platform/http/openapi.ts'
import { apiDocument } from './api-page.ts'
import { plantObjects } from './matrix-objects.ts'
import { newId } from '../platform/ids.ts'
import { apiRoutes } from './routes.ts'
import { testCounty, type Login, type TestCounty } from './testing.ts'

const hostile = '=HYPERLINK("http://x.test","y")'

// Answers with bytes that are no list of rows, or with rows that somebody handed in: these have tests of their own.
const others: Readonly<Record<string, string>> = {
  'POST /unmasked-exports': 'asks for the password first; unmasking.test.ts',
  'GET /roster-imports/{importId}/workbook': 'the rows as they were handed in; roster/lists.test.ts',
  'GET /directory-imports/{directoryImportId}/workbook': 'the rows as they were handed in; directory/routes.test.ts',
  'GET /hour-years/{hourYearId}/export': 'the names of the day it was closed; hour-years/routes.test.ts',
  'GET /hour-policies/{policyId}/trial/people/export': 'names a policy; credits/trials.test.ts',
  'GET /hour-years/{hourYearId}/supplements/export': 'names an edition; hour-years/routes.test.ts',
  'GET /files/{fileId}': 'a file as it was uploaded',
  'GET /integrity-requests/{integrityRequestId}/file': 'a file as it was uploaded',
  'POST /participation-import-workbooks': 'the rows as they were handed in; participation/routes.test.ts',
  'GET /corrections/{correctionId}/proof': 'a file as it was uploaded',
  'GET /claims/{claimId}/files/{claimFileId}': 'a file as it was uploaded',
  'GET /appeals/{appealId}/files/{claimFileId}': 'a file as it was uploaded',
  'GET /ledger-root-files': 'a hash and its signature; credits/ledger.test.ts',
  'POST /credit-opening-workbooks': 'the rows as they were handed in; credits/opening.test.ts',
  'POST /programmes/{programmeId}/assigned-list-workbooks': 'the rows as they were handed in; enrolment/ways.test.ts',
  'POST /restriction-exports': 'a look, with a reason; integrity/routes.test.ts',
  'POST /nomination-list-workbooks': 'the rows as they were handed in; enrolment/ways.test.ts',
  'GET /nomination-list-template': 'an empty list; enrolment/ways.test.ts',
  'POST /programmes/{programmeId}/quota-workbooks': 'the rows as they were handed in; quotas/routes.test.ts',
  'GET /surveys/{surveyId}/export': 'names a survey; surveys/routes.test.ts',
  'GET /hour-layout-differences/export': 'names a layout; statements/layout-routes.test.ts',
  'GET /selections/{selectionId}/score-sheet': 'names a selection; selection/sheets.test.ts',
  'POST /selections/{selectionId}/score-workbooks': 'the rows as they were handed in; selection/sheets.test.ts',
  'GET /matching-rounds/{matchingRoundId}/programmes/{roundProgrammeId}/score-sheet':
    'names a programme of a round; rounds/sheets.test.ts',
  'POST /matching-rounds/{matchingRoundId}/programmes/{roundProgrammeId}/score-workbooks':
    'the rows as they were handed in; rounds/sheets.test.ts',
  'GET /selections/{selectionId}/candidate-template': 'an empty list; selection/candidate-lists.test.ts',
  'POST /selections/{selectionId}/candidate-workbooks':
    'the rows as they were handed in; selection/candidate-lists.test.ts',
  'GET /hour-import-rehearsals/{hourRehearsalId}/workbook': 'the rows as they were handed in; claims/importing.test.ts',
  'GET /reserve-candidate-list-template': 'an empty list; participation/reserve-lists.test.ts',
  'POST /reserve-candidate-list-workbooks': 'the rows as they were handed in; participation/reserve-lists.test.ts',
  'GET /integrity-fact-list-template': 'an empty list; integrity/lists.test.ts',
  'POST /integrity-fact-list-workbooks': 'the rows as they were handed in; integrity/lists.test.ts',
  'GET /restriction-list-template': 'an empty list; integrity/lists.test.ts',
  'POST /restriction-list-workbooks': 'the rows as they were handed in; integrity/lists.test.ts',
  'GET /working-day-list-template': 'an empty list; publicity/calendar-lists.test.ts',
  'POST /working-day-list-workbooks': 'the rows as they were handed in; publicity/calendar-lists.test.ts',
  'POST /hour-import-workbooks': 'the rows as they were handed in; claims/importing.test.ts',
}

// What is asked for with more than an address.
const bodies: Readonly<Record<string, () => object>> = {
  'POST /hour-layout-exports': () => ({
    ...{ id: newId(), layoutId, year: 2026, organisationId: county.tree.a },
  }),
}

let county: TestCounty
let layoutId: string
beforeAll(async () => {
  county = await testCounty()
  layoutId = (await layoutIds(county)).personal
  await plantObjects(county)
  await county.commit(async (tx) => {
    const name = sql`${hostile}::text`
    await tx.execute(sql`update person set name = ${name}`)
    await tx.execute(sql`update organisation set name = ${name} || right(id::text, 12), short_name = ${name}`)
    await tx.execute(sql`update programme set title = ${name}, plan_title = ${name}, place = ${name}`)
    await tx.execute(sql`update plan set title = ${name}, issuer = ${name}`)
    await tx.execute(sql`update training_class set title = ${name}`)
    await tx.execute(sql`update account set name = ${name}`)
    await tx.execute(sql`update credit_record set source_title = ${name}, category = ${name}`)
    await tx.execute(sql`update transfer set reason = ${name}`)
    await tx.execute(sql`update role_grant set reason = ${name}`)
    return ok()
  })
}, 120_000)
afterAll(() => county.close())

/** Every route that answers with a list as a file, as the document of the API tells. */
function exportRoutes(): string[] {
  const isFile = (type: string) => /spreadsheetml|text\/csv|octet-stream/.test(type)
  const routes = Object.entries(apiDocument(apiRoutes()).paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const answer = item[method]?.responses?.['200']
      const types = answer && 'content' in answer ? Object.keys(answer.content ?? {}) : []
      return types.some(isFile) ? [`${method.toUpperCase()} ${path}`] : []
    }),
  )
  return routes.filter((route) => !(route in others))
}

function holderOf(route: string): Login {
  const access = accessByRoute.get(route)
  if (access?.kind !== 'roles') throw new Error(`${route} is no export of a list`)
  const role = access.roles.find((one) => one === 'bureau_officer') ?? access.roles[0]
  return county.logins[role ?? 'auditor']
}

// A cell that a spreadsheet would compute has a formula, or is neither text nor a figure.
function computedIn(bytes: Buffer): { readonly computed: string[]; readonly isNamed: boolean } {
  const archive = openArchive(bytes)
  if (!archive.ok) throw new Error(archive.error)
  const sheets = archive.value.names.filter((name) => name.startsWith('xl/worksheets/'))
  const xml = sheets.map((name) => archive.value.part(name) ?? '').join('')
  const cells = [...xml.matchAll(/<c\b[^>]*>.*?<\/c>/gs)].map(([cell]) => cell)
  const isHarmless = (cell: string) =>
    !/<f\b/.test(cell) && (/t="(inlineStr|s)"/.test(cell) || /<v>-?[\d.]+<\/v>/.test(cell))
  return { computed: cells.filter((cell) => !isHarmless(cell)), isNamed: cells.join('').includes('=HYPERLINK') }
}

const runs = /(^|[\r\n,])"?[=+@\-＝＋－＠\t]/

test('every export writes a hostile name as text, in each format', async () => {
  const routes = exportRoutes()
  expect(routes.length).toBeGreaterThanOrEqual(12)
  const silent: string[] = []
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ')
    for (const format of ['xlsx', 'csv']) {
      const { status, answer } = await county.request(
        holderOf(route),
        method,
        `${path}?format=${format}`,
        bodies[route]?.(),
      )
      expect([route, status]).toEqual([route, 200])
      const bytes = Buffer.from(await answer.arrayBuffer())
      if (answer.headers.get('content-type')?.startsWith('text/csv')) {
        expect([route, runs.exec(bytes.toString('utf8'))?.[0]]).toEqual([route, undefined])
        continue
      }
      const { computed, isNamed } = computedIn(bytes)
      expect([route, computed]).toEqual([route, []])
      if (!isNamed) silent.push(route)
    }
  }
  // What was issued keeps the name of that day, a template names nobody, and nobody is asked for hours here.
  const nameless = [
    'GET /credit-opening-template',
    'GET /credit-standing-matrix/export',
    'GET /credit-standings/export',
    'GET /directory-template',
    'GET /hour-forecast/export',
    'GET /hour-import-template',
    'GET /list-exports/bulletin-people',
    'GET /list-exports/certificates',
    'GET /list-exports/electives',
    'GET /list-exports/ineligible-people',
    // Nobody has an address here; notices/mail.test.ts.
    'GET /list-exports/mail-letters',
    // Names a round; rounds/routes.test.ts.
    'GET /list-exports/matching-outcomes',
    // Nobody has a round here; these name one: rounds/routes.test.ts.
    'GET /list-exports/matching-rounds',
    'GET /list-exports/matching-scores',
    // Names a round; rounds/succeeding.test.ts.
    'GET /list-exports/matching-succession',
    'GET /list-exports/participations',
    'GET /list-exports/quotas',
    // Names a selection; selection/routes.test.ts.
    'GET /list-exports/selection-candidates',
    'GET /list-exports/working-days',
  ]
  const templates = ['GET /participation-import-template', 'GET /roster-template']
  expect([...new Set(silent)].sort()).toEqual([...nameless, ...templates])
}, 120_000)

test('200: an export is narrowed as its list is, bears who took it out, and is written down', async () => {
  const { answer } = await county.request(
    county.logins.school_registrar,
    'GET',
    '/list-exports/enrolments?state=applied',
  )
  expect(answer.headers.get('content-disposition')).toContain('xlsx')
  const noted = await county.commit(async (tx) =>
    ok(
      (
        await tx.execute<{ after: unknown }>(sql`select after from audit_entry where act = 'list.exported'
      and object_id = 'enrolments' order by id desc limit 1`)
      ).rows,
    ),
  )
  expect(noted).toMatchObject([{ after: { state: 'applied' } }])
  const archive = openArchive(Buffer.from(await answer.arrayBuffer()))
  const sheet = archive.ok ? (archive.value.part('xl/worksheets/sheet1.xml') ?? '') : ''
  expect(sheet).toContain('oddFooter')
})

test('403: whoever may not see a list may not take it out', async () => {
  const refused = await county.request(county.logins.teacher, 'GET', '/list-exports/enrolments')
  expect(refused.status).toBe(403)
})
