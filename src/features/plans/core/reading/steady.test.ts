import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SourceDocument } from '../../../../lib/source.ts'
import { readPlan } from '../extract.ts'
import { beihu, lanhe, weishan, yunxi } from '../fixtures/bureaus.ts'
import { source } from '../fixtures/build.ts'
import { cutOff, fourInOne, qingyuan, summary, transition } from '../fixtures/traps.ts'

const plans = { beihu, lanhe, weishan, yunxi, cutOff, fourInOne, qingyuan, summary, transition }

const pieces = [
  '一、',
  '（二）',
  '3.',
  '培训',
  '教师',
  '“',
  '”',
  '《',
  '》',
  '120人',
  '不少于48学时',
  '约',
  '%',
  '——',
  '，',
  '。',
  '：',
  '4月',
  '全员',
  '2024年',
  '开展',
  '工程',
  '等',
  '各4次',
  '\t',
  '|',
  'x',
  '从32%提升至45%',
]
const garbage = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 30 })
  .map((parts) => parts.join(''))
const cell = fc.record({
  text: fc.oneof(garbage, fc.constantFrom('序号', '培训项目名称', '人数', '时间', '方式', '1', '合计')),
})
const block = fc.oneof(
  garbage.map((text) => ({ kind: 'paragraph' as const, text })),
  fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }).map((rows) => ({ kind: 'table' as const, rows })),
)

test('garbage in never throws, and every place it points at exists', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const document: SourceDocument = { format: 'txt', name: 'x', blocks }
      for (const read of readPlan(document).documents) {
        for (const item of [...read.programmes, ...read.targets, ...read.hourRules, ...read.quotas, ...read.phases]) {
          expect(item.at.block).toBeLessThan(blocks.length)
          expect(item.at.start).toBeLessThanOrEqual(item.at.end)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test.each(Object.entries(plans))('%s: reading twice gives the same', (_, plan) => {
  expect(readPlan(plan)).toEqual(readPlan(structuredClone(plan)))
})

const wide = (text: string) =>
  text.replace(/[0-9A-Za-z%(),:;.-]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
const widened = (plan: SourceDocument): SourceDocument => ({
  ...plan,
  blocks: plan.blocks.map((each) =>
    each.kind === 'paragraph'
      ? { ...each, text: wide(each.text) }
      : { ...each, rows: each.rows.map((row) => row.map((one) => ({ ...one, text: wide(one.text) }))) },
  ),
})

test.each(Object.entries({ beihu, lanhe, weishan, yunxi, qingyuan }))(
  '%s: full width reads like half width',
  (_, plan) => {
    const shape = (document: SourceDocument) =>
      JSON.stringify(readPlan(document).documents, (key, value: unknown) =>
        key === 'at' || key === 'message' || key === 'params' ? undefined : value,
      ).normalize('NFKC')
    expect(shape(widened(plan))).toEqual(shape(plan))
  },
)

test('twenty pages are read to their end', { timeout: 20_000 }, () => {
  const pages = Array.from({ length: 12 }, () => yunxi.blocks).flat()
  const long = source('云溪县2025年教师培训计划', ...pages)
  expect(readPlan(long).documents).not.toEqual([])
})

test.each(['a', '12', '3-', '—', '1,', '培训、', '开展教师培训，', '（1', '“', '全体', '从1至', '省县', '0 ', '，1)'])(
  'a line of nothing but %j takes no time to speak of',
  (piece) => {
    const line = piece.repeat(Math.floor(20_000 / piece.length))
    readPlan(source('教师培训计划', '一、任务', line))
  },
)
