import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from './config.ts'

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...process.env, QINGLAN_DEV: '1' },
  })
}

// Pages come from the bundler as they are edited, with the API behind it; the server starts anew with each change of its own.
const children = [
  run(['--watch', '--watch-preserve-output', 'src/app/cli.ts', 'serve', ...process.argv.slice(2)]),
  run([join(projectFolder, 'node_modules/vite/bin/vite.js')]),
]
const end = () => children.forEach((child) => child.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
process.once('disconnect', end)
process.channel?.unref()
for (const child of children) child.once('exit', end)
