import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { testReports, type TestReport } from '../src/app/test-reports.ts'
import { systemClock } from '../src/platform/clock.ts'

type Test = { readonly name: string; readonly run: () => Promise<void> }
type Chapter = { readonly name: string; readonly chain: string | undefined; readonly tests: readonly Test[] }

const chapters: Chapter[] = []

/** Collects the tests of a chapter, in their order. In a chain each goes on where the one before it ended, so the first failure ends it. */
export function chapter(
  name: string,
  chain: string | undefined,
  add: (test: (name: string, run: Test['run']) => void) => void,
) {
  const tests: Test[] = []
  add((name, run) => void tests.push({ name, run }))
  chapters.push({ name, chain, tests })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function runOne(test: Test, limitMs: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limitMs / 1000} s`)), limitMs)
  })
  try {
    await Promise.race([test.run(), late])
    return undefined
  } catch (failure) {
    return failure instanceof Error ? (failure.stack ?? failure.message) : JSON.stringify(failure)
  } finally {
    clearTimeout(timer)
  }
}

/** Runs what was collected (or the chapters with these words in their names), says how each test ended, and gives the number that failed. */
export async function runChapters(
  whenFailed: (name: string) => Promise<void>,
  { part = '', limitMs = 90_000 }: { readonly part?: string | undefined; readonly limitMs?: number } = {},
): Promise<number> {
  const tally = { passed: 0, failed: 0, skipped: 0 }
  const testResults: TestReport['testResults'] = []
  const broken = new Set<string>()
  for (const { name, chain, tests } of chapters.filter((each) => each.name.includes(part))) {
    say(name)
    const assertionResults: TestReport['testResults'][number]['assertionResults'] = []
    testResults.push({ name, assertionResults })
    const ended = (test: Test, status: string, ...failureMessages: string[]) =>
      assertionResults.push({ fullName: `${name} ${test.name}`, status, failureMessages })
    for (const test of tests) {
      if (chain !== undefined && broken.has(chain)) {
        tally.skipped += 1
        ended(test, 'skipped')
        say(`  – ${test.name}`)
        continue
      }
      const begun = systemClock.ticks()
      const failure = await runOne(test, limitMs)
      const seconds = ((systemClock.ticks() - begun) / 1000).toFixed(1)
      if (failure === undefined) {
        tally.passed += 1
        ended(test, 'passed')
        say(`  ✓ ${test.name} (${seconds} s)`)
        continue
      }
      tally.failed += 1
      ended(test, 'failed', failure)
      if (chain !== undefined) broken.add(chain)
      say(`  ✗ ${test.name} (${seconds} s)`)
      say(failure)
      await whenFailed(test.name)
    }
  }
  if (tally.skipped > 0) say(`${tally.skipped} not tried`)
  say(`${tally.passed} passed, ${tally.failed} failed`)
  const report: TestReport = { numPassedTests: tally.passed, numFailedTests: tally.failed, testResults }
  mkdirSync(dirname(testReports.browser), { recursive: true })
  writeFileSync(testReports.browser, JSON.stringify(report))
  return tally.failed
}
