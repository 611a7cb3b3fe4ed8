import { expect, test } from 'vitest'
import { ratioOf } from './groups.ts'

test('[002-31] every one of a school’s 35 people with the certificate is 35/35; one without it is not 100 per cent', () => {
  const register = Array.from({ length: 35 }, () => 100)
  expect(ratioOf({ percent: 100 }, register)).toEqual({ people: 35, have: 35, needed: 35, isMet: true })
  expect(ratioOf({ percent: 100 }, register.with(7, 0))).toEqual({ people: 35, have: 34, needed: 35, isMet: false })
})
