import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  answerRefusal,
  confirmRefusal,
  noticeMoves,
  noticeStates,
  objectionAbouts,
  objectionStates,
  objectRefusal,
  openRefusal,
  publicName,
  reopenRefusal,
  tellsNumber,
  withdrawRefusal,
  type Objected,
  type Standing,
} from './core.ts'

const notice: Standing = { state: 'open', endsOn: '2026-11-27', relied: false, objections: [] }
const about = 'row' as const

describe('a notice', () => {
  test('is confirmed only when its last day is over and everything said against it is answered', () => {
    expect(confirmRefusal(notice, '2026-11-27')).toBe('notice_running')
    expect(confirmRefusal(notice, '2026-11-28')).toBeUndefined()
    const waiting = { ...notice, objections: [{ state: 'received' as const, about }] }
    expect(confirmRefusal(waiting, '2026-11-28')).toBe('objection_unanswered')
    const answered = (['upheld', 'dismissed', 'withdrawn'] as const).map((state) => ({ state, about }))
    expect(confirmRefusal({ ...notice, objections: answered }, '2026-11-28')).toBeUndefined()
    const flawed = [{ state: 'upheld' as const, about: 'procedure' as const }]
    expect(confirmRefusal({ ...notice, objections: flawed }, '2026-11-28')).toBe('procedure_upheld')
  })

  test('goes only where its table says, whatever is asked of it', () => {
    const standing = fc.record({
      state: fc.constantFrom(...noticeStates),
      endsOn: fc.constantFrom('2026-11-20', '2026-11-27', '2026-12-04'),
      relied: fc.boolean(),
      objections: fc.array(
        fc.record({ state: fc.constantFrom(...objectionStates), about: fc.constantFrom(...objectionAbouts) }),
        { maxLength: 4 },
      ),
    })
    fc.assert(
      fc.property(standing, fc.constantFrom('2026-11-20', '2026-11-28', '2026-12-05'), (one, today) => {
        const moves: readonly string[] = noticeMoves[one.state]
        if (confirmRefusal(one, today) === undefined) {
          expect(moves).toContain('confirmed')
          expect(today > one.endsOn).toBe(true)
          expect(one.objections.some(({ state }) => state === 'received')).toBe(false)
        }
        if (withdrawRefusal(one) === undefined) expect(moves).toContain('withdrawn')
        if (reopenRefusal(one) === undefined) {
          expect(moves).toContain('open')
          expect(one.relied).toBe(false)
        }
      }),
    )
  })

  test('hears objections up to and with its last day', () => {
    expect(objectRefusal(notice, '2026-11-27')).toBeUndefined()
    expect(objectRefusal(notice, '2026-11-28')).toBe('notice_period_over')
    expect(objectRefusal({ ...notice, state: 'confirmed' }, '2026-11-27')).toBe('notice_not_open')
  })
})

describe('what is shown to everybody', () => {
  const row = { name: '林知夏', school: '河东镇第一小学', cells: ['语文'] }
  const draft = { title: '拟录取名单公示', text: '现予公示。', columns: ['学科'], rows: [row] }

  test('never holds an ID number or a phone, however it is written', () => {
    expect(openRefusal(draft)).toBeUndefined()
    const hidden = [
      '11010519491231002X',
      '1101051949 1231 002x',
      '１１０１０５１９４９１２３１００２Ｘ',
      '138-1234-0002',
    ]
    for (const number of hidden) {
      expect(tellsNumber(`联系 ${number}`)).toBe(true)
      expect(openRefusal({ ...draft, rows: [{ ...row, cells: [number] }] })).toBe('notice_tells_number')
      expect(openRefusal({ ...draft, text: number })).toBe('notice_tells_number')
    }
    expect(['2026年11月27日', '第12号', '编号 20261127001', '总分 87.50'].filter(tellsNumber)).toEqual([])
  })

  test('has names, and as many cells as columns', () => {
    expect(openRefusal({ ...draft, rows: [] })).toBe('notice_empty')
    expect(openRefusal({ ...draft, rows: [{ ...row, cells: [] }] })).toBe('notice_uneven')
    expect(openRefusal({ ...draft, rows: Array.from({ length: 5001 }, () => row) })).toBe('notice_too_long')
  })

  test('writes names as the bureau chose', () => {
    expect(['林知夏', '王芳', '欧阳静怡', '𠮷田'].map((name) => publicName(name, 'masked'))).toEqual([
      ...['林*夏', '王*', '欧**怡', '𠮷*'],
    ])
    expect(publicName('林知夏', 'full')).toBe('林知夏')
  })
})

describe('an objection', () => {
  const objection: Objected = {
    ...{ state: 'received', about: 'row', aboutPersonId: 'meant', accountId: 'a1', personId: 'p1' },
    ...{ openedBy: 'opener', openedFor: 'opener' },
  }
  const officer = { accountId: 'officer', personId: 'p9' }

  test('is answered by nobody whom it concerns, nor through somebody who stands in for them', () => {
    expect(answerRefusal(objection, officer)).toBeUndefined()
    expect(answerRefusal(objection, { accountId: 'a1', personId: null })).toBe('own_objection')
    expect(answerRefusal(objection, { accountId: 'x', personId: 'p1' })).toBe('own_objection')
    expect(answerRefusal(objection, { accountId: 'x', personId: 'meant' })).toBe('objected_to_you')
    const standIn = { ...officer, onBehalfOf: { accountId: 'y', personId: 'meant' } }
    expect(answerRefusal(objection, standIn)).toBe('objected_to_you')
    expect(answerRefusal({ ...objection, state: 'upheld' }, officer)).toBe('objection_over')
  })

  test('against how the list came about is not answered by whoever made it', () => {
    const procedure: Objected = { ...objection, about: 'procedure', aboutPersonId: null }
    expect(answerRefusal(procedure, { accountId: 'opener', personId: null })).toBe('made_by_you')
    expect(answerRefusal(procedure, officer)).toBeUndefined()
    expect(answerRefusal(objection, { accountId: 'opener', personId: null })).toBeUndefined()
  })
})
