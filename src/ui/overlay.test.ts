import { expect, test } from 'vitest'
import { layersAbove } from './back.ts'
import { dismissalOf } from './dismissal.ts'
import { cardLabel, viewOf } from './table.tsx'

const layers = [{ id: 'dialog' }, { id: 'proof' }]

test('the way back closes what lies over the entry it lands on, the last first', () => {
  expect(layersAbove(layers, 'dialog')).toEqual([{ id: 'proof' }])
  expect(layersAbove(layers, undefined)).toEqual([{ id: 'proof' }, { id: 'dialog' }])
  expect(layersAbove(layers, 'one that is gone')).toEqual([{ id: 'proof' }, { id: 'dialog' }])
  expect(layersAbove([], undefined)).toEqual([])
})

test('beside a deed that is called cancel stands no button that is called so too', () => {
  expect(dismissalOf('取消项目')).toBe('keep')
  expect(dismissalOf('Cancel the programme')).toBe('keep')
  expect(dismissalOf('发布')).toBe('cancel')
})

test('another search, condition, tab or page is another view of a list; a row opened beside it is not', () => {
  const view = viewOf('/enrolments', '?state=applied&q=li')
  expect(viewOf('/enrolments', '?q=li&state=applied&open=1')).toBe(view)
  for (const search of ['?state=applied', '?state=admitted&q=li', '?state=applied&q=li&cursor=x']) {
    expect(viewOf('/enrolments', search)).not.toBe(view)
  }
  expect(viewOf('/people', '?state=applied&q=li')).not.toBe(view)
})

test('a card bears the name of each column but of the first, which is its title', () => {
  const column = { key: 'school', title: '学校', cell: () => null }
  expect(cardLabel(column, 0)).toBeUndefined()
  expect(cardLabel(column, 1)).toBe('学校')
  expect(cardLabel({ ...column, title: '' }, 2)).toBeUndefined()
})
