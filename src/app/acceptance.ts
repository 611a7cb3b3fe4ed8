import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFolder } from './config.ts'
import { TestReport, testReports } from './test-reports.ts'

type Shown = { readonly test: string; readonly passed: boolean }

const node = (args: readonly string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: projectFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })

/** Runs every test, those in a browser too, so that both reports are of this code. */
function runEverything(): void {
  mkdirSync(dirname(testReports.unit), { recursive: true })
  for (const file of Object.values(testReports)) rmSync(file, { force: true })
  const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs')
  node([vitest, 'run', '--reporter=json', `--outputFile=${testReports.unit}`])
  node(['boot.mjs', 'test', 'pages', 'e2e'])
}

/**
 * Lists each requirement id with the tests that carry it in their names, and how they ended; 1 when one failed. With
 * `--last` the reports of the last runs are read and nothing is run.
 */
function acceptance(): number {
  const files = Object.values(testReports)
  if (!process.argv.includes('--last') || !files.every((file) => existsSync(file))) runEverything()
  const missing = files.find((file) => !existsSync(file))
  if (missing !== undefined) {
    process.stderr.write(`The tests ended before they wrote ${missing}.\n`)
    return 1
  }
  const reports = files.map((file) => TestReport.parse(JSON.parse(readFileSync(file, 'utf8'))))
  const shown = new Map<string, Shown[]>()
  for (const { assertionResults } of reports.flatMap(({ testResults }) => testResults)) {
    for (const { fullName, status } of assertionResults) {
      const ids = /\[((?:\d{3}-\d{2}[\s,]*)+)\]/.exec(fullName)?.[1]?.match(/\d{3}-\d{2}/g) ?? []
      for (const id of ids) shown.set(id, [...(shown.get(id) ?? []), { test: fullName, passed: status === 'passed' }])
    }
  }
  const failed = [...shown].filter(([, tests]) => tests.some((one) => !one.passed))
  for (const [id, tests] of [...shown].sort(([a], [b]) => (a < b ? -1 : 1))) {
    process.stdout.write(`${id}  ${tests.every((one) => one.passed) ? 'passed' : 'FAILED'}\n`)
    for (const { test, passed } of tests) process.stdout.write(`    ${passed ? '✓' : '✗'} ${test}\n`)
  }
  process.stdout.write(`\n${shown.size - failed.length} requirements shown, ${failed.length} failed\n`)
  return failed.length > 0 ? 1 : 0
}

process.exit(acceptance())
