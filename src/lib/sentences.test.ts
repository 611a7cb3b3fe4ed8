import { expect, test } from 'vitest'
import { withOneStop } from './sentences.ts'

test.each([
  ['被退回：请改正级别。。改好后可以重新提交。', '被退回：请改正级别。改好后可以重新提交。'],
  ['原因：材料不全。，请补交', '原因：材料不全，请补交'],
  ['为什么不算？。请核实。', '为什么不算？请核实。'],
  ['Returned: see the level.. Mend it and hand it in.', 'Returned: see the level. Mend it and hand it in.'],
  ['Reversed: 同一篇文章已折算。.', 'Reversed: 同一篇文章已折算.'],
  ['47.5 学时，见 1.2.3……以及 file.png。', '47.5 学时，见 1.2.3……以及 file.png。'],
  ['Wait... and go.', 'Wait... and go.'],
])('a sentence ends once: %s', (said, once) => {
  expect(withOneStop(said)).toBe(once)
})
