import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { grantRole, openAccount } from '../features/accounts/public.ts'
import { sessionCookie } from '../features/accounts/routes.ts'
import type { grantedRoles } from '../features/accounts/tables.ts'
import { addOrganisation, foundRegion } from '../features/organisations/public.ts'
import { addPerson } from '../features/people/public.ts'
import type { NewPerson } from '../features/people/contract.ts'
import { ok, type Result } from '../lib/result.ts'
import { systemClock } from '../platform/clock.ts'
import { openVault, randomToken, sha256 } from '../platform/crypto.ts'
import { hashPassword } from '../platform/password.ts'
import { openPool, transact, type Actor, type Tx } from '../platform/db/db.ts'
import { testDatabase } from '../platform/db/testing/database.ts'
import { openFileStore } from '../platform/files/store.ts'
import { newId } from '../platform/ids.ts'
import { openLog } from '../platform/log.ts'
import { insertSession } from '../features/accounts/store.ts'
import { buildApplication } from './application.ts'
import { openDoor } from './tenants.ts'

type GrantedRole = (typeof grantedRoles)[number]

/** The value of work that a test knows to succeed; a refusal fails the test with its code. */
export function must<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

/** The password of every account that tests open. */
export const testPassword = 'blue from the indigo plant'

/** A login of a test: the account, the person it belongs to (if any), and its cookie. */
export type Login = { readonly accountId: string; readonly personId: string | null; readonly cookie: string }

/**
 * A small region on a database of its own. Bureau; two town centres; schools `a` and `b` under the first, `c` under the second;
 * providers `own` and `other`. A login for each role over its own part, `other…` logins over the other part, and three teachers
 * a school. `foreign` is a second bureau in the same database.
 */
export async function testCounty(clock = systemClock) {
  const database = await testDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-files-'))
  const pool = openPool(database.appUrl, 8)
  const vault = openVault({ seal: randomBytes(32), lookup: randomBytes(32), sign: randomBytes(32) })
  const files = await openFileStore(join(folder, 'files'))
  const deployment = {
    ownerUrl: database.ownerUrl,
    dataFolder: folder,
    filesFolder: join(folder, 'files'),
    keysFile: join(folder, 'keys.json'),
    program: 'test',
    passphrase: undefined,
  }
  const parts = { pool, vault, files, log: openLog('silent'), clock, origins: [], trustProxy: false, deployment }
  const app = buildApplication(parts)

  const tenant = { id: newId(), zone: 'Asia/Shanghai' }
  const door = (actor?: Actor) => openDoor(pool, clock, tenant, { actor, requestId: 'test', from: 'test' })
  const commit = async <T>(work: (tx: Tx) => Promise<Result<T, unknown>>, actor?: Actor): Promise<T> =>
    must(await transact(door(actor), work))

  const tree = await commit(async (tx) => ok(await plantTree(tx, 'test', '410001')))
  const make = { commit, vault, tenantId: tenant.id }
  const logins = await openLogins(make, tree)
  const teachers = {
    a: await hire(make, tree.a, 3),
    b: await hire(make, tree.b, 3),
    c: await hire(make, tree.c, 3),
  }
  const foreign = await plantForeign(pool, vault, clock)

  return {
    pool,
    vault,
    files,
    deployment,
    app,
    tenant,
    database,
    tree,
    logins,
    teachers,
    foreign,
    /** A tenant's door, acting as nobody or as somebody. */
    door,
    /** Commits work in this region; a refusal fails the test. */
    commit,
    /** Opens a further account with these roles. */
    login: (name: string, grants: readonly [GrantedRole, string][], personId: string | null = null) =>
      openLogin(make, name, grants, personId),
    /** Puts a further person on a roster. */
    person: (draft: Partial<NewPerson> & { organisationId: string; name: string }) => addTestPerson(make, draft),
    /** Sends a request as somebody (or nobody) and gives the answer back with its JSON. */
    request: (as: Login | undefined, method: string, path: string, body?: unknown) => ask(app, as, method, path, body),
    close: async () => {
      await pool.end()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type TestCounty = Awaited<ReturnType<typeof testCounty>>

async function ask(
  app: ReturnType<typeof buildApplication>,
  as: Login | undefined,
  method: string,
  path: string,
  body?: unknown,
) {
  const raw = body instanceof Uint8Array
  const answer = await app.request(`/api/v1${path}`, {
    method,
    headers: {
      ...(as ? { cookie: as.cookie } : {}),
      ...(body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: raw ? new Uint8Array(body) : JSON.stringify(body) }),
  })
  const type = answer.headers.get('content-type') ?? ''
  const said: any = type.includes('json') ? await answer.clone().json() : undefined
  return { status: answer.status, body: said, answer }
}

async function plantTree(tx: Tx, slug: string, regionCode: string) {
  const bureau = newId()
  const named = { bureauName: `${slug === 'test' ? '青石' : '白水'}县教育局`, slug, regionCode }
  await foundRegion(tx, { bureauId: bureau, ...named, timeZone: 'Asia/Shanghai', year: 2026 })
  const add = async (
    kind: 'town_centre' | 'school' | 'provider',
    parentId: string,
    name: string,
    setting: 'urban' | 'rural' | null = null,
  ) => {
    const id = newId()
    const schoolKind = kind === 'school' ? '211' : null
    const stages = kind === 'school' ? ['2'] : []
    must(await addOrganisation(tx, { id, parentId, kind, name, schoolKind, stages, setting }, [bureau]))
    return id
  }
  const town = await add('town_centre', bureau, '河东镇中心学校')
  const otherTown = await add('town_centre', bureau, '河西镇中心学校')
  return {
    bureau,
    town,
    otherTown,
    a: await add('school', town, '河东镇第一小学', 'rural'),
    b: await add('school', town, '河东镇第二小学', 'rural'),
    c: await add('school', otherTown, '河西镇实验小学', 'urban'),
    provider: await add('provider', bureau, '青石县教师进修学校'),
    otherProvider: await add('provider', bureau, '青石师范学院'),
  }
}

type Make = {
  readonly commit: <T>(work: (tx: Tx) => Promise<Result<T, unknown>>) => Promise<T>
  readonly vault: ReturnType<typeof openVault>
  readonly tenantId: string
}
type Tree = Awaited<ReturnType<typeof plantTree>>

async function openLogins(make: Make, tree: Tree) {
  const one = (name: string, role: GrantedRole, organisationId: string) =>
    openLogin(make, name, [[role, organisationId]], null)
  const ofPerson = async (organisationId: string, name: string) => {
    const person = await addTestPerson(make, { organisationId, name })
    return openLogin(make, name, [], person.id)
  }
  return {
    bureau_officer: await one('局干部', 'bureau_officer', tree.bureau),
    town_officer: await one('中心校干部', 'town_officer', tree.town),
    school_registrar: await one('培训专干', 'school_registrar', tree.a),
    principal: await one('校长', 'principal', tree.a),
    provider: await one('承训机构', 'provider', tree.provider),
    class_lead: await one('班主任', 'class_lead', tree.provider),
    trainer: await one('专家', 'trainer', tree.provider),
    hours_officer: await one('学时审定员', 'hours_officer', tree.bureau),
    system_admin: await one('系统管理员', 'system_admin', tree.bureau),
    security_admin: await one('安全管理员', 'security_admin', tree.bureau),
    auditor: await one('审计员', 'auditor', tree.bureau),
    teacher: await ofPerson(tree.a, '林知夏'),
    otherTeacher: await ofPerson(tree.c, '苏晚晴'),
    otherTown: await one('外镇干部', 'town_officer', tree.otherTown),
    otherRegistrar: await one('外校专干', 'school_registrar', tree.c),
    otherPrincipal: await one('外校校长', 'principal', tree.c),
    otherProvider: await one('外机构', 'provider', tree.otherProvider),
    otherLead: await one('外班主任', 'class_lead', tree.otherProvider),
  }
}

// A careful hash costs a moment of the whole machine: thirty in each county were a tenth of the tests' time.
const hashedOnce = hashPassword(testPassword)

async function openLogin(
  make: Make,
  name: string,
  grants: readonly (readonly [GrantedRole, string])[],
  personId: string | null,
): Promise<Login> {
  const accountId = newId()
  const token = randomToken()
  await make.commit(async (tx) => {
    const names = [{ kind: 'user_name' as const, name: `u-${accountId}` }]
    const account = { id: accountId, personId, name, password: testPassword, names }
    must(await openAccount(tx, make.vault, account, () => hashedOnce))
    for (const [role, organisationId] of grants)
      await grantRole(tx, { accountId, role, organisationId, reason: 'test' })
    const { now } = tx.context
    const expiresAt = new Date(now.getTime() + 86_400_000)
    // Proved for as long as it lasts: tests of dangerous acts are not about asking again.
    const opened = { createdAt: now, seenAt: now, provedAt: expiresAt, expiresAt, fromAddress: 'test', device: 'test' }
    await insertSession(tx, { ...opened, id: newId(), accountId, tokenHash: sha256(token) })
    return ok()
  })
  return { accountId, personId, cookie: `${sessionCookie}=${make.tenantId}.${token}` }
}

function addTestPerson(make: Make, draft: Partial<NewPerson> & { organisationId: string; name: string }) {
  const id = draft.id ?? newId()
  const plain = {
    staffNo: `T${id.slice(-10)}`,
    gender: null,
    bornOn: null,
    idNumber: null,
    phone: null,
    stage: '2',
    subjects: ['13'],
    title: 'first',
    talentLevel: null,
    state: '11',
    startedOn: '2015-09-01',
    retiresOn: null,
    posts: [],
  }
  return make.commit((tx) => addPerson(tx, make.vault, { ...plain, ...draft, id }, [draft.organisationId]))
}

async function hire(make: Make, organisationId: string, size: number) {
  const names = ['陈一诺', '赵明远', '单雨桐', '解文博', '仇子墨', '欧阳静怡']
  const hired = []
  for (let index = 0; index < size; index += 1) {
    const name = names[index % names.length] ?? '王芳'
    const person = await addTestPerson(make, { organisationId, name })
    hired.push(await openLogin(make, name, [], person.id))
  }
  return hired
}

async function plantForeign(pool: TestCountyPool, vault: Make['vault'], clock: typeof systemClock) {
  const tenant = { id: newId(), zone: 'Asia/Shanghai' }
  const door = openDoor(pool, clock, tenant, { actor: undefined, requestId: 'test', from: 'test' })
  const commit = async <T>(work: (tx: Tx) => Promise<Result<T, unknown>>): Promise<T> =>
    must(await transact(door, work))
  const tree = await commit(async (tx) => ok(await plantTree(tx, 'foreign', '410002')))
  const make = { commit, vault, tenantId: tenant.id }
  const officer = await openLogin(make, '外县干部', [['bureau_officer', tree.bureau]], null)
  const person = await addTestPerson(make, { organisationId: tree.a, name: '外县教师' })
  return { tenant, tree, officer, person, commit }
}
type TestCountyPool = ReturnType<typeof openPool>
