import { expect, test } from 'vitest'
import type { RoundInFull } from './contract/rounds.ts'
import { draftOf, writtenOf } from './pages/drafting.ts'

const titles = { rural: '乡村教师', subject: '学科', open: '开放名额' }
const block = (id: string, more: object = {}) => ({
  ...{ id, title: titles[id as keyof typeof titles] ?? '学段', places: 4, only: null, first: null },
  ...{ schoolMost: null, ruralLeast: null, ...more },
})
const roundWith = (blocks: readonly object[]) =>
  ({
    ...{ title: '双向选择', method: 'deferred', limits: [], choicesMax: 3 },
    ...{ opensAt: '', rankingClosesAt: '', adjustingClosesAt: '', scoringClosesAt: '' },
    list: [{ programmeId: 'p', title: '项目', isBlind: false, blocks, criteria: [] }],
  }) as unknown as RoundInFull

const again = (blocks: readonly object[]) => draftOf(writtenOf(roundWith(blocks)), titles).programmes[0]?.blocks

test.each([
  ['rural places before open ones', [block('rural', { first: 'rural' }), block('open')]],
  ['a subject that nobody else may have', [block('subject', { only: 'subject:13' }), block('open')]],
  ['a stage', [block('stage', { only: 'stage:2' }), block('open')]],
  ['a least number of rural teachers', [block('open', { ruralLeast: 2 })]],
  ['schools that differ by the kind of places', [block('rural', { first: 'rural', schoolMost: 1 }), block('open')]],
])('what a form is opened with and saved unchanged stays as it was: %s', (_, blocks) => {
  expect(again(blocks)).toEqual(blocks)
})
