import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { dropDraft, emptyValues, keepDraft, readDraft, unsentDrafts, type KeptDraft } from './draft.ts'

const typed: KeptDraft = { awardId: 'paper', values: { ...emptyValues, title: '单元教学' }, files: [], by: 'ding' }

/** A device's storage, with no more than what keeping needs: its names are its keys, as in a browser. */
class Device {
  [name: string]: unknown
  getItem(name: string): string | null {
    const value = this[name]
    return typeof value === 'string' ? value : null
  }
  setItem(name: string, value: string): void {
    this[name] = value
  }
  removeItem(name: string): void {
    Reflect.deleteProperty(this, name)
  }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', new Device())
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('drafts of claims on a phone', () => {
  test('what was typed and has not arrived is found again, by whoever typed it', () => {
    keepDraft('one', typed)
    expect(unsentDrafts('ding').map(({ claimId }) => claimId)).toEqual(['one'])
    expect(unsentDrafts('gao')).toEqual([])
  })

  test('what arrived, was handed in or left empty is not shown as unsent', () => {
    keepDraft('arrived', { ...typed, arrived: true })
    keepDraft('empty', { ...typed, values: emptyValues })
    keepDraft('handed-in', typed)
    dropDraft('handed-in')
    expect(unsentDrafts('ding')).toEqual([])
    expect(readDraft('arrived')?.values.title).toBe('单元教学')
  })

  test('a draft of which only an answer or a file stands is unsent too', () => {
    keepDraft('answer', { ...typed, values: { ...emptyValues, answers: { level: '县级' } } })
    keepDraft('file', { ...typed, values: emptyValues, files: [{ fileId: 'f', kind: '证书', name: 'a.pdf' }] })
    expect(unsentDrafts('ding').map(({ claimId }) => claimId)).toEqual(['answer', 'file'])
  })
})
