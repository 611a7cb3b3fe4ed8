import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { noticeOriginals } from './notice-catalogue.ts'

const known = noticeOriginals.map(({ code }) => code)
const senders = globSync('src/features/**/*.ts').filter(
  (file) => !/\.test\.ts$|testing|words/.test(file) && /\bnotify\b/.test(readFileSync(file, 'utf8')),
)

// What is told stands where a code is said: one, a choice of two, or a family that is put together.
const sent = senders.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /\bcode\b\s*[:=]/.test(line))
    .flatMap((line) => [...line.matchAll(/['`]([a-z_]+\.[a-z_$\{\}.A-Za-z]+)['`]/g)].map((match) => match[1] ?? '')),
)

test('every notice that a feature sends is among the texts that the bureau may word anew', () => {
  expect(sent.length).toBeGreaterThan(60)
  const isKnown = (code: string) => {
    const family = new RegExp(`^${code.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '[a-z_]+')}$`)
    return known.some((one) => family.test(one))
  }
  expect(sent.filter((code) => !isKnown(code.replaceAll(/\$\{[^}]*\}/g, '${x}')))).toEqual([])
})

test('nothing else is: each text names a feature and what happened', () => {
  expect(known.filter((code) => !/^[a-z_]+\.[a-z_]+$/.test(code))).toEqual([])
})
