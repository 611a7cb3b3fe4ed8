import { describe, expect, test } from 'vitest'
import { programmeKinds, programmeLevels, programmeModes } from '../programmes/codes.ts'
import { nameOf } from './names.ts'
import { codeWritten } from './written.ts'

describe('what bureaus write', () => {
  test('[002-41] a kind of programme is read by its code, its name and what is also written', () => {
    const written = {
      提高培训: 'head_improvement',
      '校长 提高培训班': 'head_improvement',
      园长提高培训: 'head_improvement',
      任职资格培训: 'head_qualification',
      校长任职培训: 'head_qualification',
      新任教师培训: 'induction',
      岗前培训: 'induction',
      骨干教师培训: 'backbone',
      高研班: 'advanced',
      高级研修班: 'advanced',
      专题研修: 'topic',
    }
    for (const [text, code] of Object.entries(written)) expect([text, codeWritten('kind', text)]).toEqual([text, code])
    expect(codeWritten('kind', '冥想')).toBeUndefined()
    expect(codeWritten('kind', '')).toBeUndefined()
  })

  test('so are levels and forms', () => {
    const modes = { 网络培训: 'online', 集中培训: 'face-to-face', 讲座: 'lecture', 园本研修: 'school-based' }
    for (const [text, code] of Object.entries(modes)) expect([text, codeWritten('mode', text)]).toEqual([text, code])
    const levels = {
      国培: 'nation',
      外省: 'outside',
      赴省外: 'outside',
      区级: 'county',
      园级: 'school',
      省: 'province',
    }
    for (const [text, code] of Object.entries(levels)) expect([text, codeWritten('level', text)]).toEqual([text, code])
  })

  test('every code is read by itself and by its Chinese name', () => {
    const all = { level: programmeLevels, mode: programmeModes, kind: programmeKinds }
    for (const dimension of ['level', 'mode', 'kind'] as const)
      for (const code of all[dimension])
        expect([codeWritten(dimension, code), codeWritten(dimension, nameOf(dimension, code, 'zh'))]).toEqual([
          code,
          code,
        ])
  })
})
