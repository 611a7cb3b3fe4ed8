import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

type Bundle = { readonly zh: Readonly<Record<string, string>>; readonly en: Readonly<Record<string, string>> }

const files = globSync([
  'src/features/*/words.ts',
  'src/features/*/words/*.ts',
  'src/app/words.ts',
  'src/ui/*-words.ts',
]).sort()

function isBundle(value: unknown): value is Bundle {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
}

async function bundlesOf(file: string): Promise<readonly Bundle[]> {
  const module: unknown = await import(resolve(file))
  return typeof module === 'object' && module !== null ? Object.values(module).filter(isBundle) : []
}

const variablesIn = (sentence: string) => [...sentence.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]).sort()
const sentences = (words: Readonly<Record<string, string>>) => Object.entries(words)

describe.each(files)('%s', (file) => {
  test('says the same things in both languages, with the same variables, and leaves nothing empty', async () => {
    const bundles = await bundlesOf(file)
    expect(bundles.length).toBeGreaterThan(0)
    for (const { zh, en } of bundles) {
      expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
      expect(sentences(zh).filter(([key, said]) => said.trim() === '' || en[key]?.trim() === '')).toEqual([])
      const uneven = sentences(zh).filter(
        ([key, said]) => variablesIn(said).join() !== variablesIn(en[key] ?? '').join(),
      )
      expect(uneven).toEqual([])
    }
  })

  test('is Chinese in Chinese, with Chinese punctuation, and English in English', async () => {
    for (const { zh, en } of await bundlesOf(file)) {
      const halfWidth = /[\u4e00-\u9fff][,;:?!](?!\/)|[,;?!][\u4e00-\u9fff]/
      expect(sentences(zh).filter(([, said]) => halfWidth.test(said))).toEqual([])
      // The switch to the other language is written in that language.
      const chinese = sentences(en).filter(([key, said]) => key !== 'language.other' && /[\u4e00-\u9fff]/.test(said))
      expect(chinese).toEqual([])
    }
  })
})

test('sentences stand in words files alone', () => {
  const screens = globSync('src/**/*.tsx').filter((file) => !/words\.tsx$/.test(file))
  const withoutComments = (file: string) => readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  expect(screens.filter((file) => /[\u4e00-\u9fff]/.test(withoutComments(file)))).toEqual([])
})

test('what joins words is said in the language of the words', () => {
  const pages = globSync(['src/features/*/pages/**/*.ts', 'src/**/*.tsx'])
  const joins = /\.join\('[、，；：]'\)|`[^`\n]*[（）：；，、][^`\n]*`/
  expect(pages.filter((file) => joins.test(readFileSync(file, 'utf8')))).toEqual([])
})

describe('refusals', () => {
  const kit = readFileSync('src/ui/kit-words.ts', 'utf8')
  test.each(globSync('src/features/*/routes.ts').sort())('every code that %s answers with has words', (file) => {
    const folder = file.replace('routes.ts', '')
    const words = globSync([`${folder}words.ts`, `${folder}words/*.ts`])
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')
    const listed = [...readFileSync(file, 'utf8').matchAll(/^ {2}([a-z_]+): \{ status: \d/gm)].map(
      (match) => match[1] ?? '',
    )
    expect(listed.filter((code) => ![words, kit].some((text) => text.includes(`'refusal.${code}'`)))).toEqual([])
  })
})
