import { expect, test } from 'vitest'
import { blank, matchStaffNos, targetOf } from './pages/change-values.ts'

test('pasted staff numbers are found whatever stands between them, each once', () => {
  const roster = Array.from({ length: 450 }, (_, place) => ({ value: `id-${place}`, staffNo: `T${place}` }))
  expect(matchStaffNos('T1\nT2，T2 T449、X9;\t', roster)).toEqual({ found: ['id-1', 'id-2', 'id-449'], missing: 1 })
  expect(matchStaffNos(' ', roster)).toEqual({ found: [], missing: 0 })
})

test('a split goes to a school that is there, or to one that is founded', () => {
  expect(targetOf({ ...blank, otherId: 'b' })).toEqual({ id: 'b' })
  const founded = { ...blank, target: 'new', newId: 'n', newName: ' 新校 ', schoolKind: '211', stages: ['2'] }
  expect(targetOf({ ...founded, setting: 'rural' })).toEqual({
    ...{ id: 'n', name: '新校', schoolKind: '211', stages: ['2'], setting: 'rural' },
  })
})
