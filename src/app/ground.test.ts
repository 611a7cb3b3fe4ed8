import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { projectFolder } from './config.ts'

// Real processes on real folders, killed for real. As root, PostgreSQL runs as another account, which must be able to enter.
vi.setConfig({ testTimeout: 180_000 })
const isRoot = process.getuid?.() === 0
const home = mkdtempSync('/tmp/qinglan-ground-')
chmodSync(home, 0o755)
const elsewhere: string[] = []
const living = new Set<ChildProcess>()

afterAll(async () => {
  for (const child of living) child.kill('SIGKILL')
  await pause(50)
  for (const folder of [home, ...elsewhere]) {
    spawnSync('sh', [
      '-c',
      `kill -QUIT $(head -1 "$1"/postmaster.pid) 2>/dev/null`,
      'sh',
      join(folder, 'database/cluster'),
    ])
    rmSync(folder, { recursive: true, force: true })
  }
})

type Env = Readonly<Record<string, string>>
const node = process.execPath
const cli = join(projectFolder, 'src/app/cli.ts')
const holder = `
  import { openGround } from ${JSON.stringify(join(projectFolder, 'src/app/ground.ts'))}
  import { readConfig } from ${JSON.stringify(join(projectFolder, 'src/app/config.ts'))}
  import { printed, sentenceOf } from ${JSON.stringify(join(projectFolder, 'src/platform/start/refusals.ts'))}
  const ground = await openGround(readConfig().value)
  if (!ground.ok) {
    process.stderr.write(printed(sentenceOf(ground.error)))
    process.exit(1)
  }
  const { database, stop } = ground.value
  process.stdout.write(JSON.stringify({ ownerUrl: database.ownerUrl, appUrl: database.appUrl }) + '\\n')
  process.once('SIGTERM', async () => { await stop(); process.exit(0) })
  setInterval(() => undefined, 1000)`

function environment(env: Env): Env {
  return { PATH: process.env.PATH ?? '', ...env }
}

function launch(args: readonly string[], env: Env, as: object = {}) {
  const child = spawn(node, args, { cwd: '/', env: environment(env), stdio: ['ignore', 'pipe', 'pipe'], ...as })
  living.add(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve)).then((code) => {
    living.delete(child)
    return code
  })
  return { child, said, ended }
}

async function run(args: readonly string[], env: Env, as: object = {}) {
  const { said, ended } = launch([cli, ...args], env, as)
  return { code: await ended, ...said }
}

const Urls = z.object({ ownerUrl: z.string(), appUrl: z.string() })

/** A process that holds a data folder open, as the server does. */
async function hold(folder: string) {
  const { child, said, ended } = launch(['--input-type=module', '-e', holder], { QINGLAN_DATA: folder })
  const over = ended.then(() => 'over')
  while (!said.out.includes('\n')) {
    if ((await Promise.race([over, pause(20)])) === 'over') throw new Error(said.err)
  }
  const killed = async () => {
    child.kill('SIGKILL')
    await ended
  }
  const stopped = async () => {
    child.kill('SIGTERM')
    return ended
  }
  return { ...Urls.parse(JSON.parse(said.out)), said, killed, stopped }
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const serverPid = (folder: string) =>
  Number(readFileSync(join(folder, 'database/cluster/postmaster.pid'), 'utf8').split('\n')[0])

async function answersAgain(url: string): Promise<unknown[]> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask(url, 'select n from kept')
    } catch (failure) {
      if (attempt > 100) throw failure
      await pause(100)
    }
  }
}

/** Two lines: Chinese, then English; and nothing of a stack. */
function isSentence(said: string): boolean {
  const [zh, en, ...more] = said.trim().split('\n')
  return more.length === 0 && /[\u4e00-\u9fff].*。$/.test(zh ?? '') && /^[A-Z].*\.$/.test(en ?? '')
}

const folder = join(home, '数据 one')

test('first start, second start on the same data, killed at any moment: the data stays', async () => {
  const first = await hold(folder)
  await ask(first.ownerUrl, 'create table kept (n int); insert into kept values (1)')
  expect(await ask(first.appUrl, 'select current_user as me')).toEqual([{ me: 'qinglan_app' }])

  const second = await run(['migrate'], { QINGLAN_DATA: folder })
  expect(second).toMatchObject({ code: 1, out: '' })
  expect(isSentence(second.err)).toBe(true)
  expect(second.err).toContain('QINGLAN_DATA')
  expect(await ask(first.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }])

  await first.killed()
  const left = serverPid(folder)
  expect(() => process.kill(left, 0)).not.toThrow()
  const next = await hold(folder)
  expect(serverPid(folder)).not.toBe(left)
  expect(await ask(next.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }])

  process.kill(serverPid(folder), 'SIGKILL')
  expect(await answersAgain(next.ownerUrl)).toEqual([{ n: 1 }])
  expect(isSentence(next.said.err)).toBe(true)

  // Killed together, while one of the server's own still works and holds its memory.
  const busy = ask(next.ownerUrl, `do $$ begin loop perform 1; end loop; end $$`).catch(() => 'cut off')
  await pause(200)
  await next.killed()
  process.kill(serverPid(folder), 'SIGKILL')
  const last = await hold(folder)
  expect(await busy).toBe('cut off')
  expect(await ask(last.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }])
  expect(await last.stopped()).toBe(0)
  expect(existsSync(join(folder, 'qinglan.lock'))).toBe(false)
  expect(existsSync(join(folder, 'database/cluster/postmaster.pid'))).toBe(false)
})

test('a stale postmaster.pid that names a living stranger is no server; the stranger is left alone', async () => {
  const stranger = spawn('sleep', ['60'])
  const stale = [
    stranger.pid,
    join(folder, 'database/cluster'),
    1,
    5432,
    join(folder, 'database/socket'),
    '',
    '1 1',
    'ready',
  ]
  writeFileSync(join(folder, 'database/cluster/postmaster.pid'), stale.join('\n'))
  expect(await run(['migrate'], { QINGLAN_DATA: folder })).toMatchObject({ code: 0, err: '' })
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test('killed while the first start was still making things, the next one makes them', async () => {
  const young = join(home, 'young')
  for (const after of [300, 700, 1500]) {
    const { child, ended } = launch([cli, 'migrate'], { QINGLAN_DATA: young })
    await pause(after)
    child.kill('SIGKILL')
    await ended
  }
  expect(await run(['migrate'], { QINGLAN_DATA: young })).toMatchObject({ code: 0, err: '' })
  expect(existsSync(join(young, 'database/cluster.new'))).toBe(false)
})

test('lost, damaged or foreign secrets and keys are refused before anything is touched', async () => {
  const env = { QINGLAN_DATA: folder }
  const keys = join(folder, 'keys.json')
  const secrets = join(folder, 'database.json')
  for (const [path, content] of [
    [keys, undefined],
    [keys, 'x'],
    [keys, JSON.stringify({ version: 1, seal: 'a'.repeat(64), lookup: 'b'.repeat(64), sign: 'c'.repeat(64) })],
    [secrets, undefined],
    [secrets, '{'],
  ] as const) {
    const before = readFileSync(path)
    if (content === undefined) rmSync(path)
    else writeFileSync(path, content)
    const refused = await run(['migrate'], env)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(path)
    expect(isSentence(refused.err)).toBe(true)
    writeFileSync(path, before)
  }
  expect(await run(['migrate'], env)).toMatchObject({ code: 0 })
})

test('a data folder that cannot be written is refused', async () => {
  const file = join(home, 'file')
  writeFileSync(file, '')
  const refused = await run(['migrate'], { QINGLAN_DATA: join(file, 'data') })
  expect(refused.code).toBe(1)
  expect(isSentence(refused.err)).toBe(true)
})

test('a database of one’s own: away, refusing, or newer than the code', async () => {
  const env = { QINGLAN_DATA: join(home, 'external') }
  const away = await run(['migrate'], { ...env, DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/c' })
  const wrong = new URL(inject('cluster').ownerUrl)
  wrong.password = 'wrong'
  const refusing = await run(['migrate'], { ...env, DATABASE_URL: wrong.href })
  for (const refused of [away, refusing]) {
    expect(refused.code).toBe(1)
    expect(isSentence(refused.err)).toBe(true)
    expect(refused.err).toContain('DATABASE_URL')
  }
})

test('a taken port is refused before anything is started', async () => {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const untouched = join(home, 'untouched')
  const refused = await run(['serve'], { QINGLAN_DATA: untouched, PORT: String(port) })
  server.close()
  expect(refused.code).toBe(1)
  expect(isSentence(refused.err)).toBe(true)
  expect(refused.err).toContain(String(port))
  expect(existsSync(untouched)).toBe(false)
})

test('misunderstood: exit code 2 and a sentence', async () => {
  for (const [args, env] of [
    [['frobnicate'], {}],
    [['migrate', '--what'], {}],
    [['migrate'], { PORT: 'x' }],
  ] as const) {
    const refused = await run(args, env)
    expect(refused.code).toBe(2)
    expect(isSentence(refused.err)).toBe(true)
  }
})

test.runIf(isRoot)('as root below a folder only root can enter, the database goes where its account can', async () => {
  const closed = mkdtempSync('/tmp/qinglan-closed-')
  const data = join(closed, 'data')
  const done = await run(['migrate'], { QINGLAN_DATA: data })
  const place = z.object({ home: z.string() }).parse(JSON.parse(readFileSync(join(data, 'database.json'), 'utf8'))).home
  elsewhere.push(closed, place)
  expect(done).toMatchObject({ code: 0, err: '' })
  expect(place).toMatch(/^\/var\/lib\/qinglan\/data-/)
  // Nothing is closed above an empty folder of root's own: there the database stays with the rest.
  const own = mkdtempSync('/tmp/qinglan-own-')
  elsewhere.push(own)
  expect(await run(['migrate'], { QINGLAN_DATA: own })).toMatchObject({ code: 0, err: '' })
  expect(existsSync(join(own, 'database/cluster'))).toBe(true)
  expect(await run(['migrate'], { QINGLAN_DATA: data })).toMatchObject({ code: 0, err: '' })
})

test.runIf(isRoot)('an ordinary user has everything of its own, and is told when the data is another’s', async () => {
  const nobody = { uid: 65_534, gid: 65_534 }
  const parent = join(home, 'ordinary')
  mkdirSync(parent)
  chownSync(parent, nobody.uid, nobody.gid)
  const data = join(parent, 'data')
  expect(await run(['migrate'], { QINGLAN_DATA: data }, nobody)).toMatchObject({ code: 0, err: '' })
  expect(statSync(join(data, 'database/cluster')).uid).toBe(nobody.uid)
  expect(statSync(data).mode & 0o777).toBe(0o700)
  // Root runs it as the account it belongs to, and leaves it so.
  expect(await run(['migrate'], { QINGLAN_DATA: data })).toMatchObject({ code: 0, err: '' })
  expect(await run(['migrate'], { QINGLAN_DATA: data }, nobody)).toMatchObject({ code: 0, err: '' })

  const others = await run(['migrate'], { QINGLAN_DATA: folder }, nobody)
  expect(others.code).toBe(1)
  expect(isSentence(others.err)).toBe(true)
})

test.runIf(isRoot)('a full disk is said in a sentence and harms nothing', async ({ skip }) => {
  const disk = join(home, 'disk')
  mkdirSync(disk)
  const mount = (size: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]).status === 0
  if (!mount('24m')) return skip('no file system can be mounted here')
  try {
    const small = await run(['migrate'], { QINGLAN_DATA: join(disk, 'data') })
    expect(small.code).toBe(1)
    expect(isSentence(small.err)).toBe(true)
    expect(spawnSync('mount', ['-o', 'remount,size=400m', disk]).status).toBe(0)
    expect(await run(['migrate'], { QINGLAN_DATA: join(disk, 'data') })).toMatchObject({ code: 0, err: '' })
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'ballast')}`, 'bs=1M'])
    const full = await run(['migrate'], { QINGLAN_DATA: join(disk, 'data') })
    expect(full.code).toBe(1)
    expect(isSentence(full.err)).toBe(true)
    expect(full.err).toContain('磁盘已满')
    rmSync(join(disk, 'ballast'))
    expect(await run(['migrate'], { QINGLAN_DATA: join(disk, 'data') })).toMatchObject({ code: 0, err: '' })
  } finally {
    spawnSync('umount', [disk])
  }
})
