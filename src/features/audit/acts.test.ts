import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actWords } from './words/acts.ts'

const known: ReadonlySet<string> = new Set(Object.keys(actWords.zh))
const files = globSync(['src/features/**/*.ts', 'src/platform/**/*.ts', 'src/app/**/*.ts', 'rehearsal/**/*.ts']).filter(
  (file) => !/\.test\.ts$|words/.test(file),
)

test('every act that is noted anywhere has words', () => {
  const acts = files.flatMap((file) => {
    // Only lines that speak of an act: `act: '…'`, or a choice between two that is kept in `act`.
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /\bact\b\s*[:=]/.test(line))
    return lines.flatMap((line) => [...line.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map((match) => match[1] ?? ''))
  })
  expect(acts.length).toBeGreaterThan(80)
  expect([...new Set(acts)].filter((act) => !known.has(`act.${act}`))).toEqual([])
})

test('every family of acts that is put together has words for its members', () => {
  const families = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/act: `([a-z_]+\.)\$\{/g)].map((match) => match[1] ?? ''),
  )
  const named = [...known]
  expect(families.length).toBeGreaterThan(3)
  expect(families.filter((family) => !named.some((word) => word.startsWith(`act.${family}`)))).toEqual([])
})
