import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../platform/clock.ts'
import { findBrowser } from './browser.ts'
import { projectFolder } from './config.ts'
import { failuresOf, TestReport, testReports } from './test-reports.ts'

const bin = (name: string) => join(projectFolder, 'node_modules', name)

type Step = {
  readonly name: string
  readonly args: readonly string[]
  readonly needsBrowser?: true
}

// Two lines beside one another. A browser waits more than it reckons: the quick checks and lint take what it leaves free. The
// tests come last, because they alone fill every processor by themselves.
const lines: readonly (readonly Step[])[] = [
  [
    { name: 'pages', args: ['src/app/bundles.ts'] },
    { name: 'e2e', args: ['e2e/main.ts'], needsBrowser: true },
  ],
  [
    { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'] },
    { name: 'types', args: [bin('typescript-7/bin/tsc'), '--noEmit', '--checkers', '1'] },
    { name: 'generated', args: ['src/app/generate.ts', '--check'] },
    { name: 'lint', args: [bin('eslint/bin/eslint.js'), '--max-warnings=0', '.'] },
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
  ],
]

type Tally = { passed: number; failed: number; readonly why: string[] }

/** The report that a step writes test by test. Any other step is told of by the end of what it said. */
const reportOf: Readonly<Partial<Record<string, string>>> = { tests: testReports.unit, e2e: testReports.browser }

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

function count(step: Step, { code, said }: { code: number; said: string }, tally: Tally): void {
  const file = reportOf[step.name]
  if (file !== undefined && existsSync(file)) {
    const told = TestReport.parse(JSON.parse(readFileSync(file, 'utf8')))
    tally.passed += told.numPassedTests
    tally.failed += told.numFailedTests
    const failures = failuresOf(told)
    tally.why.push(...failures.map((failure) => `✗ ${step.name}: ${failure}`))
    if (failures.length > 0) return
  }
  if (code !== 0) tally.why.push(`✗ ${step.name}\n${said}`)
}

function line(words: string): void {
  process.stdout.write(`${words}\n`)
}

async function takeAll(steps: readonly Step[], tally: Tally): Promise<number> {
  for (const step of steps) {
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
  count(step, { code, said }, tally)
  line(`${code === 0 ? '✓' : '✗'} ${step.name}: ${seconds} s`)
  return code
}

/** Runs every check, or those named, each line of them up to its first that fails; answers with the exit code. */
export async function runChecks(names: readonly string[]): Promise<number> {
  const steps = lines.flat()
  const unknown = names.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) {
    const known = steps.map((step) => `“${step.name}”`).join(', ')
    process.stderr.write(`没有名为“${unknown}”的检查。\nThere is no check “${unknown}”; there are ${known}.\n`)
    return 2
  }
  const chosen = lines.map((each) => each.filter(({ name }) => names.length === 0 || names.includes(name)))
  const tally: Tally = { passed: 0, failed: 0, why: [] }
  const begun = systemClock.ticks()
  mkdirSync(join(projectFolder, 'node_modules/.cache'), { recursive: true })
  for (const { name } of chosen.flat()) {
    const file = reportOf[name]
    if (file !== undefined) rmSync(file, { force: true })
  }
  const codes = await Promise.all(chosen.map((each) => takeAll(each, tally)))
  const wrong = codes.find((code) => code !== 0)
  line(`${chosen.flat().length} steps in ${((systemClock.ticks() - begun) / 1000).toFixed(0)} s`)
  // Said once more at the end: two lines speak beside one another, and what failed is long out of sight by now.
  for (const why of tally.why) line(why)
  line(`${tally.passed} passed, ${wrong === undefined ? 0 : Math.max(1, tally.failed)} failed`)
  return wrong ?? 0
}

if (import.meta.main) process.exitCode = await runChecks(process.argv.slice(2))
