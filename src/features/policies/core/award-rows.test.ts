import { describe, expect, test } from 'vitest'
import type { Award } from '../../../lib/policy/language.ts'
import { awardWithRows } from './award-rows.ts'

const award: Award = {
  id: 'lesson',
  title: { zh: '公开课', en: 'Open lesson' },
  asks: [
    { key: 'level', title: { zh: '级别', en: 'Level' }, kind: 'choice', options: ['省级'] },
    { key: 'lessons', title: { zh: '节数', en: 'Lessons' }, kind: 'number', unit: '节', most: 20 },
  ],
  rows: [],
  category: null,
  mode: null,
  evidence: [],
}

describe('rows copied from a spreadsheet', () => {
  test('become rows, and what they name can be chosen from then on', () => {
    const { award: made, rows } = awardWithRows(award, '省级\t12\r\n县级\t4.5\n')
    expect(rows).toBe(2)
    expect(made.rows).toEqual([
      { when: { level: '省级' }, centihours: 1200 },
      { when: { level: '县级' }, centihours: 450 },
    ])
    expect(made.asks[0]).toMatchObject({ options: ['省级', '县级'] })
  })

  test('hours from–to are a range, and an empty cell asks nothing', () => {
    expect(awardWithRows(award, '\t6–10').award.rows).toEqual([{ when: {}, centihours: [600, 1000] }])
  })

  test('a heading and lines without hours are left out', () => {
    expect(awardWithRows(award, '级别\t学时\n\n省级\t').rows).toBe(0)
  })
})
