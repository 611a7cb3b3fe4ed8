import { join } from 'node:path'
import { z } from 'zod'
import { projectFolder } from './config.ts'

const report = (name: string) => join(projectFolder, 'node_modules/.cache', `${name}.json`)

/** Where the last run of the tests, and of those in a browser, wrote down how each test ended. */
export const testReports = { unit: report('vitest'), browser: report('browser') }

/** How a run ended, test by test, as both kinds of run write it. */
export const TestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
})
export type TestReport = z.infer<typeof TestReport>

/** What failed in a run, a line each: the name of the test, and the beginning of why. */
export function failuresOf(report: TestReport): readonly string[] {
  return report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n').slice(0, 1_500)}`)
}
