import { expect, test } from 'vitest'
import { checkCharacter, maskIdNumber, maskPhone, readIdNumber, readPhone } from './core.ts'

const number = (first17: string) => first17 + checkCharacter(first17)

test('an identity number says when its holder was born', () => {
  expect(readIdNumber(number('41100219880229001'))).toEqual({
    ok: true,
    value: { number: number('41100219880229001'), bornOn: '1988-02-29', gender: 'male' },
  })
})

test.each([
  ['4110021988022900', 'id_number_malformed'],
  [number('41100219870229001'), 'id_number_malformed'],
  ['411002198802291000', 'id_number_ruined'],
] as const)('%s is refused: %s', (typed, refusal) => {
  expect(readIdNumber(typed)).toEqual({ ok: false, error: refusal })
})

test('a wrong check character is told from a wrong shape', () => {
  const right = number('41100219880229001')
  const wrong = right.slice(0, 17) + (right.endsWith('5') ? '6' : '5')
  expect(readIdNumber(wrong)).toEqual({ ok: false, error: 'id_number_checksum' })
})

test('masks hide the birthday and the middle of a phone number', () => {
  expect(maskIdNumber('411002198802290018')).toBe('4110**********18')
  expect(maskPhone('13812345678')).toBe('138****5678')
})

test.each([
  ['138 1234 5678', '13812345678'],
  ['+86-13812345678', '13812345678'],
  ['１３８１２３４５６７８', '13812345678'],
  ['010-62345678', undefined],
])('the phone number %s reads as %s', (typed, phone) => {
  expect(readPhone(typed)).toBe(phone)
})
