import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { err, ok, type Result } from '../lib/result.ts'
import { printed } from '../platform/start/refusals.ts'
import { projectFolder } from './config.ts'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

function works(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

function run(program: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(program, args, { cwd: projectFolder, env, stdio: ['ignore', 2, 2] }).status === 0
}

// The pages are Chinese: without such a font a browser draws boxes.
function installDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'])
  return install() || (run('apt-get', ['update']) && install())
}

function installPlaywright(): boolean {
  return run(process.execPath, [join(projectFolder, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'])
}

/** A Chromium to test with: the one named, one that is installed, or one that can be installed now; else what to do. */
export async function findBrowser(): Promise<Result<string, string>> {
  const named = process.env.CHROMIUM_PATH
  if (named) return works(named) ? ok(named) : err(sentence(`CHROMIUM_PATH=${named}: `))
  const candidates = () => [...usual, chromium.executablePath()].find(works)
  const present = candidates()
  if (present) return ok(present)
  process.stderr.write('正在安装浏览器……\nInstalling a browser …\n')
  if (installDebian()) {
    const installed = candidates()
    if (installed) return ok(installed)
  }
  const fetched = installPlaywright() ? candidates() : undefined
  return fetched ? ok(fetched) : err(sentence(''))
}

function sentence(start: string): string {
  return printed({
    zh: `${start}没有可用的 Chromium：请安装它（Debian/Ubuntu：apt-get install chromium fonts-noto-cjk），或用 CHROMIUM_PATH 指出它的位置，然后重新运行 npm test。`,
    en: `${start}There is no Chromium that works: install it (Debian/Ubuntu: apt-get install chromium fonts-noto-cjk), or name its place in CHROMIUM_PATH, then run npm test again.`,
  })
}
