import { expect, test } from 'vitest'
import { resultOf } from './core.ts'

const fileId = '0192f0a0-0000-7000-8000-000000000001'

test('finished work leads to the file or the page that came of it', () => {
  const archive = { name: 'certificates.archive', state: 'done', outcome: { fileId, drawn: 2, undrawn: [] } }
  expect(resultOf(archive)).toEqual({ kind: 'file', href: `/api/v1/files/${fileId}` })
  expect(resultOf({ name: 'plans.read', state: 'done', outcome: { documentId: fileId } })).toEqual({
    kind: 'page',
    href: `/plan-documents/${fileId}`,
  })
})

test('work that is not over, failed, or leaves nothing leads nowhere', () => {
  const outcome = { fileId }
  expect(resultOf({ name: 'certificates.archive', state: 'running', outcome })).toBeUndefined()
  expect(resultOf({ name: 'certificates.archive', state: 'failed', outcome: null })).toBeUndefined()
  expect(resultOf({ name: 'certificates.archive', state: 'done', outcome: null })).toBeUndefined()
  expect(resultOf({ name: 'programmes.tell_cancelled', state: 'done', outcome: 3 })).toBeUndefined()
})
