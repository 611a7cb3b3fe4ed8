import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { extractCommand } from './extract.ts'

let folder = ''
const written = { out: '', err: '' }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'extract-'))
  written.out = written.err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((written.out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((written.err += String(text)), true))
})

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true })
})

test('a plan comes out as JSON, and 0', async () => {
  const file = join(folder, 'plan.txt')
  await writeFile(file, '松岭县2025年教师培训计划\n一、培训项目\n1.新教师岗前培训。培训人数：120人。培训时间：8月。')
  expect(await extractCommand(file)).toBe(0)
  expect(JSON.parse(written.out)).toMatchObject({
    documents: [
      {
        title: '松岭县2025年教师培训计划',
        years: [2025],
        programmes: [{ name: '新教师岗前培训', headcount: 120, months: [8] }],
      },
    ],
  })
  expect(written.err).toBe('')
})

test('a refusal is one sentence, and not 0', async () => {
  const file = join(folder, 'empty.docx')
  await writeFile(file, '')
  expect(await extractCommand(file)).toBe(1)
  expect(await extractCommand(join(folder, 'missing.docx'))).toBe(1)
  expect(written.out).toBe('')
  expect(written.err.trim().split('\n')).toHaveLength(2)
})
