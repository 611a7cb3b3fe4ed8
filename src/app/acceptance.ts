import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectFolder } from './config.ts'

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

type Shown = { readonly test: string; readonly passed: boolean }

/** Lists each requirement id with the tests that carry it in their names, and how they ended; 1 when one failed. */
function acceptance(): number {
  const file = join(projectFolder, 'node_modules/.cache/vitest.json')
  if (!process.argv.includes('--last') || !existsSync(file)) {
    mkdirSync(join(projectFolder, 'node_modules/.cache'), { recursive: true })
    const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs')
    spawnSync(process.execPath, [vitest, 'run', '--reporter=json', `--outputFile=${file}`], {
      cwd: projectFolder,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  const shown = new Map<string, Shown[]>()
  for (const { assertionResults } of Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults) {
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
