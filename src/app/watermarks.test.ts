import JSZip from 'jszip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performOwnData } from '../features/privacy/commands/own-data.ts'
import { performYearEnd } from '../features/reports/commands.ts'
import { newId } from '../platform/ids.ts'
import { performLayoutExport } from '../features/statements/commands/layout-job.ts'
import { layoutIds } from '../features/statements/testing.ts'
import type { JobTools } from '../platform/jobs/queue.ts'
import { apiDocument } from './api-page.ts'
import { plantObjects, type Planted } from './matrix-objects.ts'
import { ownParts } from './own-data.ts'
import { apiRoutes } from './routes.ts'
import { must, testCounty, type Login, type TestCounty } from './testing.ts'

const takers = { officer: '导出人甲', registrar: '导出人乙', teacher: '林知夏' } as const

let county: TestCounty
let planted: Planted
let officer: Login
let registrar: Login
beforeAll(async () => {
  county = await testCounty()
  planted = await plantObjects(county)
  officer = await county.login(takers.officer, [
    ['bureau_officer', county.tree.bureau],
    ['system_admin', county.tree.bureau],
    ['auditor', county.tree.bureau],
  ])
  registrar = await county.login(takers.registrar, [['school_registrar', county.tree.a]])
})
afterAll(() => county.close())

/** Downloads that bear nobody's name, and why. */
const unmarked: Readonly<Record<string, string>> = {
  'GET /certificates/{certificateId}/document': 'A certificate is a public document, verified by its number.',
  'GET /hour-statements/{hourStatementId}/document': 'A statement is a public document, verified by its number.',
  'GET /files/{fileId}':
    'A file that was handed in, byte for byte; what the product writes itself bears its mark inside.',
  'GET /corrections/{correctionId}/proof': 'A proof as it was handed in; opening it is noted.',
  'GET /claims/{claimId}/files/{claimFileId}': 'Evidence as it was handed in.',
  'GET /appeals/{appealId}/files/{claimFileId}': 'What was handed in with an appeal.',
  'GET /integrity-requests/{integrityRequestId}/file': 'Evidence as it was handed in.',
  'GET /participation-import-template': 'An empty form.',
  'GET /nomination-list-template': 'An empty form.',
  'GET /selections/{selectionId}/candidate-template': 'An empty form.',
  'GET /reserve-candidate-list-template': 'An empty form.',
  'GET /integrity-fact-list-template': 'An empty form.',
  'GET /restriction-list-template': 'An empty form.',
  'GET /working-day-list-template': 'An empty form.',
  'POST /working-day-list-workbooks': 'Days of a calendar: it names nobody.',
  'GET /hour-import-template': 'An empty form.',
  'GET /public-notices/{publicNoticeId}/document': 'What is shown to everybody.',
  'POST /programmes/{programmeId}/quota-workbooks': 'How many places go where: it names nobody.',
  'GET /programmes/{programmeId}/notice': 'A notice to schools: it names nobody.',
  'GET /ledger-root-files': 'A hash and its signature, to be published; it names nobody.',
  'GET /credit-opening-template': 'An empty form.',
  'GET /roster-template': 'An empty form.',
  'GET /directory-template': 'An empty form.',
  'GET /directory-export': 'Organisations, and no people; it bears the mark all the same.',
  'GET /directory-imports/{directoryImportId}/workbook': 'Organisations, and no people.',
}

type Download = { readonly name: string; readonly answers: () => Promise<Response[]> }

const toolsOf = (login: Login, name: string): JobTools => ({
  db: county.door({ accountId: login.accountId, personId: login.personId, name, grants: [], sessionId: newId() }),
  runId: newId(),
  progress: () => Promise.resolve(),
  cancelled: () => Promise.resolve(false),
})

const get = async (as: Login, path: string) => (await county.request(as, 'GET', path)).answer
const post = async (as: Login, path: string, body: unknown) => (await county.request(as, 'POST', path, body)).answer

async function slips(): Promise<Response[]> {
  const { id } = await county.person({ organisationId: county.tree.a, name: '还没有账号' })
  const made = await county.request(registrar, 'POST', '/activation-codes', { personIds: [id] })
  const codes = made.body.items.map(({ code }: { code: string }) => code)
  return [await post(registrar, '/activation-slips', { codes })]
}

async function ownData(): Promise<Response[]> {
  const { teacher } = county.logins
  const { body } = await county.request(teacher, 'POST', '/my/data-files', { id: newId() })
  const id = String(body.id)
  const asked = { id, personId: teacher.personId ?? '', accountId: teacher.accountId, language: 'zh' as const }
  must(await performOwnData(county.vault, ownParts, asked, toolsOf(teacher, takers.teacher)))
  return [await get(teacher, `/my/data-files/${id}/content`)]
}

async function fullLayout(): Promise<Response[]> {
  const draft = { ...(await layoutAsked('province')), reason: '省级名单报送' }
  const roots = [county.tree.bureau]
  must(await performLayoutExport(county, { draft, roots }, toolsOf(officer, takers.officer)))
  return [await post(officer, '/unmasked-hour-layout-files', { id: draft.id })]
}

async function workbook(): Promise<Response[]> {
  const id = newId()
  const list = Buffer.from('姓名,工号,学校\n王小明,W001,河东镇第一小学')
  await county.request(registrar, 'POST', `/roster-imports?id=${id}&name=${encodeURIComponent('名单.csv')}`, list)
  return [await get(registrar, `/roster-imports/${id}/workbook`)]
}

async function openingBack(): Promise<Response[]> {
  const list = Buffer.from('姓名,工号,学时,取得日期\n王小明,W001,8,2026-03-01')
  return [(await county.request(registrar, 'POST', '/credit-opening-workbooks?name=list.csv', list)).answer]
}

async function hoursBack(): Promise<Response[]> {
  const list = Buffer.from('姓名,工号,项目,学时,日期\n王小明,W001,研修,8,2026-03-01')
  return [(await county.request(registrar, 'POST', '/hour-import-workbooks?name=list.csv', list)).answer]
}

async function triedBack(): Promise<Response[]> {
  const list = Buffer.from('姓名,工号,项目,学时,日期\n王小明,W001,研修,8,2026-03-01')
  const { body } = await county.request(registrar, 'POST', '/hour-import-rehearsals?name=list.csv', list)
  return [await get(registrar, `/hour-import-rehearsals/${String(body.id)}/workbook`)]
}

async function pastBack(): Promise<Response[]> {
  const list = Buffer.from('姓名,工号,培训名称,级别,年度\n王小明,W001,研修,县级,2024')
  return [(await county.request(registrar, 'POST', '/participation-import-workbooks?name=list.csv', list)).answer]
}

async function assignedBack(): Promise<Response[]> {
  const list = Buffer.from('姓名,工号\n王小明,W001')
  const path = `/programmes/${planted.own['programmeId'] ?? ''}/assigned-list-workbooks?name=list.csv`
  return [(await county.request(officer, 'POST', path, list)).answer]
}

async function nominatedBack(): Promise<Response[]> {
  const path = `/nomination-list-workbooks?programmeId=${planted.own['programmeId'] ?? ''}&name=list.csv`
  return [(await county.request(registrar, 'POST', path, Buffer.from('姓名,工号\n王小明,W001'))).answer]
}

async function scoresBack(): Promise<Response[]> {
  const list = Buffer.from('编号,试卷\n1,87.5')
  const path = `/selections/${planted.own['selectionId'] ?? ''}/score-workbooks?name=list.csv`
  return [(await county.request(officer, 'POST', path, list)).answer]
}

const roundPath = () =>
  `/matching-rounds/${planted.own['matchingRoundId'] ?? ''}/programmes/${planted.own['roundProgrammeId'] ?? ''}`

const listSent = async (path: string, list: string) => [
  (await county.request(officer, 'POST', `${path}?name=list.csv`, Buffer.from(list))).answer,
]

async function candidatesBack(): Promise<Response[]> {
  const id = newId()
  const rules = { steps: [], ties: [], quota: { places: 1, parts: [] } }
  const draft = { id, kind: 'honour', title: '评选', organisationId: county.tree.bureau, programmeId: null, rules }
  await county.request(officer, 'POST', '/selections', draft)
  return listSent(`/selections/${id}/candidate-workbooks`, '工号,姓名\nW001,王小明')
}

async function unmasked(): Promise<Response[]> {
  await county.person({ organisationId: county.tree.b, name: '有号码的人', phone: '13812340002' })
  const asked = { id: newId(), organisationId: county.tree.b, fields: ['phone'], purpose: 'contact' }
  return [await post(officer, '/unmasked-exports', { ...asked, reason: '核对联系方式' })]
}

const layoutAsked = async (shipped: 'personal' | 'province') => ({
  ...{ id: newId(), year: 2026, organisationId: county.tree.a },
  layoutId: (await layoutIds(county))[shipped],
})

const both = async (path: string) => [
  await get(officer, `${path}?format=xlsx`),
  await get(officer, `${path}?format=csv`),
]

/** How each download that names people is asked for, and by whom. */
const downloads: Readonly<Record<string, Download>> = {
  'POST /activation-slips': { name: takers.registrar, answers: slips },
  'GET /audit-entries/export': { name: takers.officer, answers: () => both('/audit-entries/export') },
  'GET /hour-years/{hourYearId}/export': {
    name: takers.officer,
    answers: async () => [await get(officer, `/hour-years/${planted.own['hourYearId'] ?? ''}/export`)],
  },
  'GET /hour-policies/{policyId}/trial/people/export': {
    name: takers.officer,
    answers: async () => [await get(officer, `/hour-policies/${planted.own['policyId'] ?? ''}/trial/people/export`)],
  },
  'GET /hour-years/{hourYearId}/supplements/export': {
    name: takers.officer,
    answers: async () => [await get(officer, `/hour-years/${planted.own['hourYearId'] ?? ''}/supplements/export`)],
  },
  'GET /credit-standings/export': {
    name: takers.officer,
    answers: async () => [await get(officer, '/credit-standings/export')],
  },
  'GET /my/data-files/{dataFileId}/content': { name: takers.teacher, answers: ownData },
  'GET /classes/{classId}/roster': {
    name: takers.officer,
    answers: async () => [await get(officer, `/classes/${planted.own['classId']}/roster`)],
  },
  'GET /class-sessions/{sessionId}/sign-in-sheet': {
    name: takers.officer,
    answers: async () => [await get(officer, `/class-sessions/${planted.own['sessionId']}/sign-in-sheet`)],
  },
  'GET /roster-imports/{importId}/workbook': { name: takers.registrar, answers: workbook },
  'GET /surveys/{surveyId}/export': {
    name: takers.officer,
    answers: async () => [await get(officer, `/surveys/${planted.own['surveyId'] ?? ''}/export`)],
  },
  'GET /school-plans/{schoolPlanId}/archive': {
    name: takers.officer,
    answers: async () => [await get(officer, `/school-plans/${planted.own['schoolPlanId']}/archive`)],
  },
  'GET /roster-export': { name: takers.officer, answers: () => both('/roster-export') },
  'GET /hour-import-rehearsals/{hourRehearsalId}/workbook': { name: takers.registrar, answers: triedBack },
  'POST /hour-import-workbooks': { name: takers.registrar, answers: hoursBack },
  'POST /participation-import-workbooks': { name: takers.registrar, answers: pastBack },
  'POST /reserve-candidate-list-workbooks': {
    name: takers.officer,
    answers: () => listSent('/reserve-candidate-list-workbooks', '姓名,工号\n王小明,W001'),
  },
  'POST /integrity-fact-list-workbooks': {
    name: takers.officer,
    answers: () => listSent('/integrity-fact-list-workbooks', '姓名,工号\n王小明,W001'),
  },
  'POST /restriction-list-workbooks': {
    name: takers.officer,
    answers: () => listSent('/restriction-list-workbooks', '姓名,工号\n王小明,W001'),
  },
  'POST /programmes/{programmeId}/assigned-list-workbooks': { name: takers.officer, answers: assignedBack },
  'POST /restriction-exports': {
    name: takers.officer,
    answers: async () => [await post(officer, '/restriction-exports', { id: newId(), reason: '核对评优名单' })],
  },
  'POST /nomination-list-workbooks': { name: takers.registrar, answers: nominatedBack },
  'GET /selections/{selectionId}/score-sheet': {
    name: takers.officer,
    answers: async () => [await get(officer, `/selections/${planted.own['selectionId'] ?? ''}/score-sheet`)],
  },
  'POST /selections/{selectionId}/score-workbooks': { name: takers.officer, answers: scoresBack },
  'GET /matching-rounds/{matchingRoundId}/programmes/{roundProgrammeId}/score-sheet': {
    name: takers.officer,
    answers: async () => [await get(officer, `${roundPath()}/score-sheet`)],
  },
  'POST /matching-rounds/{matchingRoundId}/programmes/{roundProgrammeId}/score-workbooks': {
    name: takers.officer,
    answers: () => listSent(`${roundPath()}/score-workbooks`, '代号,综合\nABCDEF,80'),
  },
  'POST /selections/{selectionId}/candidate-workbooks': {
    name: takers.officer,
    answers: candidatesBack,
  },
  'GET /bulletins/{bulletinId}/document': {
    name: takers.officer,
    answers: async () => [await get(officer, `/bulletins/${planted.own['bulletinId'] ?? ''}/document`)],
  },
  'POST /credit-opening-workbooks': { name: takers.registrar, answers: openingBack },
  'GET /hour-layout-differences/export': {
    name: takers.officer,
    answers: async () => {
      const { id: _, ...asked } = await layoutAsked('personal')
      const query = new URLSearchParams({ ...asked, year: String(asked.year) }).toString()
      return [await get(officer, `/hour-layout-differences/export?${query}`)]
    },
  },
  'POST /hour-layout-exports': {
    name: takers.officer,
    answers: async () => [await post(officer, '/hour-layout-exports', await layoutAsked('personal'))],
  },
  'POST /unmasked-hour-layout-exports': {
    name: takers.officer,
    answers: async () => [
      await post(officer, '/unmasked-hour-layout-exports', {
        ...(await layoutAsked('province')),
        reason: '省级名单报送',
      }),
    ],
  },
  'POST /unmasked-hour-layout-files': { name: takers.officer, answers: fullLayout },
  'POST /unmasked-exports': { name: takers.officer, answers: unmasked },
}

/** Every route that answers with a file, as the document of the interface says. */
function downloadRoutes(): string[] {
  const { paths = {} } = apiDocument(apiRoutes())
  const isFile = (response: unknown) => {
    const content = typeof response === 'object' && response !== null && 'content' in response ? response.content : {}
    const kinds = Object.keys(content ?? {})
    return kinds.length > 0 && !kinds.some((kind) => kind === 'application/json' || kind === 'text/event-stream')
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).flatMap(([method, operation]) => {
      const responses: Readonly<Record<string, unknown>> = operation.responses ?? {}
      const good = responses['200'] ?? responses['201']
      return good !== undefined && isFile(good) ? [`${method.toUpperCase()} ${path}`] : []
    }),
  )
}

/** Everything that stands in a file, whatever it is packed in. */
async function textOf(bytes: Buffer): Promise<string> {
  if (bytes.subarray(0, 2).toString() !== 'PK')
    return bytes.subarray(0, 4).toString() === '%PDF' ? infoOf(bytes) : bytes.toString()
  const zip = await JSZip.loadAsync(bytes)
  const parts = await Promise.all(Object.values(zip.files).map((file) => file.async('text')))
  return parts.join('\n')
}

// A PDF keeps its text as glyphs; the mark stands in its description as well, in UTF-16.
function infoOf(bytes: Buffer): string {
  const swapped = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16()
  const shifted = Buffer.from(bytes.subarray(1, bytes.length - ((bytes.length - 1) % 2))).swap16()
  return swapped.toString('utf16le') + shifted.toString('utf16le')
}

test('every download that names people bears the name of whoever took it out', async () => {
  const routes = downloadRoutes()
  expect(routes.length).toBeGreaterThan(12)
  const others = routes.filter((route) => !(route in downloads) && !(route in unmarked))
  // A list that names no object is asked for as it is; any other needs a line above.
  expect(others.filter((route) => !/^GET [^{]+$/.test(route))).toEqual([])
  const lists = others.map((route): [string, Download] => [
    route,
    { name: takers.officer, answers: () => both(route.slice('GET '.length)) },
  ])
  for (const [route, { name, answers }] of [...Object.entries(downloads), ...lists]) {
    for (const answer of await answers()) {
      expect([route, answer.status]).toEqual([route, route.startsWith('POST /unmasked') ? 201 : 200])
      const disposition = decodeURIComponent(answer.headers.get('content-disposition') ?? '')
      const isCsv = (answer.headers.get('content-type') ?? '').includes('csv')
      // A list that is read back bears its mark in the name of the file alone.
      const text = isCsv ? disposition : await textOf(Buffer.from(await answer.arrayBuffer()))
      expect([route, text.includes(name)]).toEqual([route, true])
    }
  }
}, 120_000)

test('the year-end report bears the name of whoever asked for it, and is the same file when it is written twice', async () => {
  const payload = { fileId: newId(), organisationId: county.tree.bureau, year: 2026 }
  const write = async () => must(await performYearEnd(county.files, payload, toolsOf(officer, takers.officer)))
  await write()
  const { fileId } = await write()
  const answer = await get(officer, `/files/${fileId}`)
  expect(await textOf(Buffer.from(await answer.arrayBuffer()))).toContain(takers.officer)
}, 60_000)
