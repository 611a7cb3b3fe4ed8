// The one door to every command. It needs nothing but a Node of 20 or newer: it installs what is missing, then hands over
// to the Node 24 that comes with the packages. Whatever folder it is called from, whoever calls it.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const inRoot = (path) => join(root, path)
const [command = 'start', ...args] = process.argv.slice(2)

const programs = {
  start: () => [inRoot('src/app/cli.ts'), 'serve', ...args],
  test: () => [inRoot('src/app/checks.ts'), ...args],
  dev: () => [inRoot('src/app/dev.ts'), ...args],
  cli: () => [inRoot('src/app/cli.ts'), ...args],
  run: () => [resolve(root, args[0] ?? ''), ...args.slice(1)],
}

function leave(chinese, english) {
  process.stderr.write(`${chinese}\n${english}\n`)
  process.exit(1)
}

function majorOf(version) {
  return Number(version.replace(/^v/, '').split('.')[0])
}

function parsed(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

// npm writes what it installed beside it, as its last step: an installation cut short, or of another lock, shows here.
function isInstalled() {
  const wanted = parsed(inRoot('package-lock.json'))?.packages
  const present = parsed(inRoot('node_modules/.package-lock.json'))?.packages
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.optional && !present[path])) return true
    return present[path]?.version === entry.version && existsSync(inRoot(path))
  })
}

let running

function run(program, programArgs, options) {
  return new Promise((done) => {
    running = spawn(program, programArgs, { cwd: root, ...options })
    running.once('error', (failure) => done({ code: 127, failure }))
    running.once('exit', (code, signal) => done({ code, signal }))
  })
}

function endAs({ code, signal }) {
  if (signal) {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
    setTimeout(() => process.exit(1), 1000)
  } else process.exit(code ?? 1)
}

// A terminal tells the whole group of Ctrl-C by itself; telling the child again would read as impatience.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) running?.kill(signal)
  })
}

// npm starts this by way of a shell, which outlives it where it does not make way for its command.
function aboveParent() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
  } catch {
    return undefined
  }
}

// Killed outright, npm cannot pass anything on: what it started ends with it.
if (process.env.npm_lifecycle_event) {
  const [parent, above] = [process.ppid, aboveParent()]
  setInterval(() => {
    if (process.ppid !== parent || aboveParent() !== above) running?.kill('SIGTERM')
  }, 500).unref()
}

async function install() {
  process.stderr.write('正在安装所需的程序包……\nInstalling the packages this needs …\n')
  const npm = process.env.npm_execpath
  const ci = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env } }
  // Called with --prefix, npm takes that folder for its own and would look for the machine's settings there.
  for (const name of ['prefix', 'global_prefix', 'local_prefix', 'globalconfig'])
    delete options.env[`npm_config_${name}`]
  const outcome = npm?.endsWith('.js')
    ? await run(process.execPath, [npm, ...ci], options)
    : await run('npm', ci, options)
  if (outcome.signal) return endAs(outcome)
  if (outcome.failure) {
    leave(
      '没有找到 npm：请安装带有 npm 的 Node.js（20 或更高版本）。',
      'npm was not found: install a Node.js (20 or newer) that comes with npm.',
    )
  }
  if (outcome.code !== 0) {
    leave(
      `安装未完成（npm 的说明见上）：请检查网络和 ${root} 所在磁盘的空间与权限，然后重新运行。`,
      `The installation did not finish (npm says why above): check the network, and the space and permissions at ${root}, then run this again.`,
    )
  }
}

function newestNode() {
  const bundled = inRoot('node_modules/node/bin/node')
  if (existsSync(bundled)) return bundled
  if (majorOf(process.version) >= 24) return process.execPath
  return leave(
    '缺少 Node 24：安装脚本没有运行。请运行 npm rebuild node，或自行安装 Node 24 后重试。',
    'Node 24 is missing: its installation script did not run. Run npm rebuild node, or install Node 24 yourself, and try again.',
  )
}

async function main() {
  if (process.platform === 'win32') {
    leave('请在 WSL 中运行：不支持直接在 Windows 上运行。', 'Run this inside WSL: Windows itself is not supported.')
  }
  if (majorOf(process.version) < 20) {
    leave(
      `需要 Node 20 或更高版本，当前为 ${process.version}。`,
      `Node 20 or newer is needed; this is ${process.version}.`,
    )
  }
  const program = programs[command]
  if (!program || (command === 'run' && !args[0])) {
    leave('用法：node boot.mjs start|test|dev|cli|run 文件', 'Usage: node boot.mjs start|test|dev|cli|run FILE')
  }
  if (!isInstalled()) await install()
  const node = newestNode()
  // Relative paths mean what they meant where the command was given, which npm hides behind its own change of folder.
  const calledFrom = process.env.npm_lifecycle_event ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd()
  const env = {
    ...process.env,
    PATH: `${inRoot('node_modules/.bin')}:${process.env.PATH ?? ''}`,
    QINGLAN_CALLED_FROM: calledFrom,
  }
  endAs(
    await run(node, ['--disable-warning=ExperimentalWarning', ...program()], {
      env,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    }),
  )
}

await main()
