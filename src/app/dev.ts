import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { ensureBundles } from './bundles.ts'
import { projectFolder } from './config.ts'

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: projectFolder,
    stdio: 'inherit',
  })
}

// The pages are built once before, so that the server finds them fresh and both do not build at the same time.
await ensureBundles()
const children = [
  run(['--watch', '--watch-preserve-output', 'src/app/cli.ts', 'serve', ...process.argv.slice(2)]),
  run([join(projectFolder, 'node_modules/vite/bin/vite.js'), 'build', '--watch']),
]
const end = () => children.forEach((child) => child.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
process.once('disconnect', end)
process.channel?.unref()
for (const child of children) child.once('exit', end)
