import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import { findBrowser } from './browser.ts'
import { projectFolder } from './config.ts'
import { TestReport, testReports } from './test-reports.ts'

const bin = (name: string) => join(projectFolder, 'node_modules', name)

type Step = {
  readonly name: string
  readonly args: readonly string[]
  readonly needsBrowser?: true
  /** Whether it begins with the step before it, or follows it while others go on beside both. */
  readonly goes?: 'beside' | 'after'
}

// What is quick to say no comes first. Lint keeps one processor busy for as long as the three beside it need together.
const steps: readonly Step[] = [
  { name: 'lint', args: [bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'] },
  { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'], goes: 'beside' },
  { name: 'types', args: [bin('typescript-7/bin/tsc'), '--noEmit', '--checkers', '1'], goes: 'after' },
  { name: 'generated', args: ['src/app/generate.ts', '--check'], goes: 'after' },
  {
    name: 'tests',
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${testReports.unit}`,
    ],
  },
  // A browser waits more than it reckons: what it leaves free, the tests use.
  { name: 'pages', args: ['src/app/bundles.ts'], goes: 'beside' },
  { name: 'e2e', args: ['e2e/main.ts'], needsBrowser: true, goes: 'after' },
]

type Tally = { passed: number; failed: number }

async function run(step: Step, env: NodeJS.ProcessEnv): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...step.args], {
    cwd: projectFolder,
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = () => child.kill('SIGTERM')
  process.once('SIGINT', end).once('SIGTERM', end).once('SIGHUP', end).once('disconnect', end)
  process.channel?.unref()
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    said = `${said}${chunk.toString()}`.slice(-4_000)
  })
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (exit) => resolve(exit ?? 1))
  })
  process.off('SIGINT', end).off('SIGTERM', end).off('SIGHUP', end).off('disconnect', end)
  return { code, said }
}

function count(step: Step, said: string, tally: Tally): void {
  if (step.name === 'tests' && existsSync(testReports.unit)) {
    const told = TestReport.parse(JSON.parse(readFileSync(testReports.unit, 'utf8')))
    tally.passed += told.numPassedTests
    tally.failed += told.numFailedTests
    return
  }
  const told = [...said.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1)
  if (!told) return
  tally.passed += Number(told[1])
  tally.failed += Number(told[2])
}

function line(words: string): void {
  process.stdout.write(`${words}\n`)
}

/** Rounds, one after the other, of lines that go on beside one another. */
function roundsOf(chosen: readonly Step[]): Step[][][] {
  const rounds: Step[][][] = []
  for (const step of chosen) {
    const last = rounds.at(-1)
    if (step.goes === undefined || !last) rounds.push([[step]])
    else if (step.goes === 'beside') last.push([step])
    else last.at(-1)?.push(step)
  }
  return rounds
}

async function takeAll(line: readonly Step[], tally: Tally): Promise<number> {
  for (const step of line) {
    const code = await take(step, tally)
    if (code !== 0) return code
  }
  return 0
}

async function take(step: Step, tally: Tally): Promise<number> {
  line(`── ${step.name}`)
  const started = systemClock.ticks()
  const browser = step.needsBrowser ? await findBrowser() : undefined
  if (browser && !browser.ok) {
    process.stderr.write(browser.error)
    line(`✗ ${step.name}: no browser`)
    return 1
  }
  const { code, said } = await run(step, browser?.ok ? { CHROMIUM_PATH: browser.value } : {})
  const seconds = ((systemClock.ticks() - started) / 1000).toFixed(1)
  count(step, said, tally)
  line(`${code === 0 ? '✓' : '✗'} ${step.name}: ${seconds} s`)
  return code
}

/** Runs every check in order, or those named, up to the first that fails; answers with the exit code. */
export async function runChecks(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) {
    const known = steps.map((step) => `“${step.name}”`).join(', ')
    process.stderr.write(`没有名为“${unknown}”的检查。\nThere is no check “${unknown}”; there are ${known}.\n`)
    return 2
  }
  const chosen = steps.filter((step) => names.length === 0 || names.includes(step.name))
  const tally: Tally = { passed: 0, failed: 0 }
  const begun = systemClock.ticks()
  mkdirSync(join(projectFolder, 'node_modules/.cache'), { recursive: true })
  rmSync(testReports.unit, { force: true })
  for (const round of roundsOf(chosen)) {
    const codes = await Promise.all(round.map((line) => takeAll(line, tally)))
    const wrong = codes.find((code) => code !== 0)
    if (wrong !== undefined) {
      line(`${tally.passed} passed, ${Math.max(1, tally.failed)} failed`)
      return wrong
    }
  }
  line(`${chosen.length} steps in ${((systemClock.ticks() - begun) / 1000).toFixed(0)} s`)
  line(`${tally.passed} passed, ${tally.failed} failed`)
  return 0
}

if (import.meta.main) process.exitCode = await runChecks(process.argv.slice(2))
