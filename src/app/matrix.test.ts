import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roles, type Role } from '../lib/access.ts'
import { accessByRoute } from '../platform/http/openapi.ts'
import { plantObjects, type Planted } from './matrix-objects.ts'
import { testCounty, type Login, type TestCounty } from './testing.ts'

const table = 'src/app/access-matrix.txt'

let county: TestCounty
let planted: Planted
beforeAll(async () => {
  county = await testCounty()
  planted = await plantObjects(county)
}, 120_000)
afterAll(() => county.close())

// Someone with each role, and the objects that lie in its own part, in another part, and in another bureau.
const others: Partial<Record<Role, keyof TestCounty['logins']>> = {
  town_officer: 'otherTown',
  school_registrar: 'otherRegistrar',
  principal: 'otherPrincipal',
  provider: 'otherProvider',
  class_lead: 'otherLead',
  teacher: 'otherTeacher',
}

type Verdict = 'allow' | '401' | '403' | '404' | '-'

async function verdict(as: Login | undefined, method: string, path: string): Promise<Verdict> {
  const body = ['POST', 'PUT', 'PATCH'].includes(method) ? {} : undefined
  const { status, answer } = await county.request(as, method, path, body)
  await answer.body?.cancel()
  if (status === 401 || status === 403 || status === 404) return `${status}`
  if (status >= 500) throw new Error(`${method} ${path} answered ${status}`)
  return 'allow'
}

/** The path with each parameter replaced by an object of that part; undefined when it has no parameter. */
function aim(path: string, part: keyof Planted): string | undefined {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  if (names.length === 0) return undefined
  return names.reduce((aimed, name) => {
    const id = planted[part][name]
    if (id === undefined) throw new Error(`plantObjects plants no ${name} (${part}): a new kind of object needs one`)
    return aimed.replace(`{${name}}`, id)
  }, path)
}

async function rowOf(route: string): Promise<string> {
  const [method = '', path = ''] = route.split(' ')
  const cells: string[] = []
  const nobody = await verdict(undefined, method, aim(path, 'own') ?? path)
  for (const role of roles) {
    const login = endsSession(route) ? await county.login(role, []) : county.logins[role]
    const other = county.logins[others[role] ?? role]
    const [own, foreign] = [aim(path, 'own'), aim(path, 'foreign')]
    const inOwn = await verdict(login, method, own ?? path)
    const inOther = own !== undefined && others[role] ? await verdict(other, method, own) : '-'
    const inForeign = foreign === undefined ? '-' : await verdict(login, method, foreign)
    cells.push(`${role}=${inOwn}/${inOther}/${inForeign}`)
  }
  return `${route}: nobody=${nobody} ${cells.join(' ')}`
}

// A route that ends the session it is asked in gets one of its own.
const endsSession = (route: string) => route.startsWith('DELETE /sessions')

test('every route, for every role, in its own part, another part and another bureau, answers as the table says', async () => {
  const rows: string[] = []
  for (const route of [...accessByRoute.keys()].sort()) rows.push(await rowOf(route))
  const heading =
    '# route: nobody, then for each role: on what is its own / on the same as somebody of another part / on another bureau’s.\n'
  const actual = `${heading}${rows.join('\n')}\n`
  if (process.env.QINGLAN_WRITE_MATRIX) writeFileSync(table, actual)
  expect(actual).toBe(readFileSync(table, 'utf8'))
}, 300_000)

test('nobody reaches anything but the public face, and no role reaches into another bureau', () => {
  const rows = readFileSync(table, 'utf8')
    .split('\n')
    .filter((row) => row && !row.startsWith('#'))
  const open = rows.filter((row) => row.includes('nobody=allow')).map((row) => row.split(':')[0] ?? '')
  expect(open.filter((route) => accessByRoute.get(route)?.kind !== 'public')).toEqual([])
  // A day of the calendar is no bureau's: what is said of it is written in the bureau of whoever says it.
  const nobodys = ['PUT /working-days/{day}']
  const reaching = rows.filter(
    (row) =>
      /=\S+\/\S+\/allow/.test(row) &&
      accessByRoute.get(row.split(':')[0] ?? '')?.kind === 'roles' &&
      !nobodys.includes(row.split(':')[0] ?? ''),
  )
  expect(reaching).toEqual([])
})
