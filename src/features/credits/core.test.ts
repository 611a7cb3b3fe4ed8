import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approveRefusal, correctionRefusal, returnRefusal, type RecordState, verifyRefusal } from './core.ts'
import {
  brokenAt,
  canonical,
  chainStart,
  classIdOf,
  classOf,
  sumsOf,
  type Chained,
  type EntryContent,
} from './core/entries.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

const record = (state: RecordState, approvedBy: string | null = null, approvedFor = approvedBy) => ({
  state,
  personId: 'teacher',
  recordedBy: 'lead',
  recordedFor: 'lead',
  approvedBy,
  approvedFor,
})
const as = (accountId: string, personId: string | null = null) => ({ accountId, personId })

describe('[003-31] three different people vouch for an hour', () => {
  test.each([
    ['recorded', 'principal', undefined],
    ['recorded', 'lead', 'record_by_same_account'],
    ['approved', 'principal', 'record_not_recorded'],
    ['returned', 'principal', 'record_not_recorded'],
  ] as const)('a %s record, approved by %s: %s', (state, who, refusal) => {
    expect(approveRefusal(record(state), as(who))).toBe(refusal)
  })

  test.each([
    ['approved', 'officer', undefined],
    ['approved', 'lead', 'record_by_same_account'],
    ['approved', 'principal', 'record_by_same_account'],
    ['recorded', 'officer', 'record_not_approved'],
    ['verified', 'officer', 'record_not_approved'],
  ] as const)('a %s record, verified by %s: %s', (state, who, refusal) => {
    expect(verifyRefusal(record(state, 'principal'), as(who))).toBe(refusal)
  })

  test('nobody decides on their own hours, at any step', () => {
    const own = as('somebody', 'teacher')
    expect(approveRefusal(record('recorded'), own)).toBe('record_own_hours')
    expect(verifyRefusal(record('approved', 'principal'), own)).toBe('record_own_hours')
    expect(returnRefusal(record('recorded'), own)).toBe('record_own_hours')
  })

  const standIn = (accountId: string, principal: string, personId: string | null = null) => ({
    ...as(accountId),
    onBehalfOf: as(principal, personId),
  })

  test('[003-31] and so they do when one stands in for another, in both directions', () => {
    expect(approveRefusal(record('recorded'), standIn('deputy', 'principal'))).toBeUndefined()
    // What A recorded is approved neither by B acting for A, nor by A acting for B.
    expect(approveRefusal(record('recorded'), standIn('deputy', 'lead'))).toBe('record_by_same_account')
    expect(approveRefusal(record('recorded'), standIn('lead', 'principal'))).toBe('record_by_same_account')
    const forThem = { ...record('recorded'), recordedBy: 'deputy', recordedFor: 'lead' }
    for (const who of [as('deputy'), as('lead'), standIn('other', 'lead'), standIn('other', 'deputy')])
      expect(approveRefusal(forThem, who)).toBe('record_by_same_account')
    const approved = record('approved', 'deputy', 'principal')
    for (const who of [as('deputy'), as('principal'), standIn('officer', 'principal')])
      expect(verifyRefusal(approved, who)).toBe('record_by_same_account')
    expect(verifyRefusal(approved, as('officer'))).toBeUndefined()
  })

  test('[003-31] nobody decides through a delegate: neither on the matters of the one nor of the other', () => {
    expect(approveRefusal(record('recorded'), standIn('deputy', 'principal', 'teacher'))).toBe('record_own_hours')
    const deputy = { ...standIn('deputy', 'principal', 'head'), personId: 'teacher' }
    expect(approveRefusal(record('recorded'), deputy)).toBe('record_own_hours')
  })

  test('what is verified can no longer be returned, only reversed', () => {
    expect(returnRefusal(record('verified', 'principal'), as('officer'))).toBe('record_settled')
  })
})

const content = fc.record({
  id: fc.uuid(),
  centihours: fc.integer({ min: 1, max: 10_000 }),
  earnedOn: fc.constantFrom('2024-03-01', '2025-12-31', '2026-01-01'),
  category: fc.option(fc.constantFrom('师德', '校本研修')),
  sourceTitle: fc.string(),
})

function chainOf(drafts: readonly Partial<EntryContent>[]): Chained[] {
  let previousHash = chainStart
  return drafts.map((draft, index) => {
    const entry: EntryContent = {
      tenantId: 't',
      id: 'i',
      personId: 'p',
      direction: 'earned',
      centihours: 100,
      startedOn: null,
      earnedOn: '2026-05-01',
      category: null,
      level: null,
      mode: null,
      kind: null,
      cycle: 2026,
      evidence: [],
      format: 2,
      sourceKind: 'class',
      sourceId: 's',
      sourceTitle: '班',
      recordId: null,
      reversesId: null,
      carriesId: null,
      reason: null,
      recordedBy: 'r',
      approvedBy: 'a',
      postedBy: 'o',
      postedAt: new Date('2026-06-01T00:00:00Z'),
      ...draft,
      seq: index + 1,
    }
    const hash = digest(canonical(entry, previousHash))
    const chained = { ...entry, classId: classIdOf(classOf(entry), digest), previousHash, hash }
    previousHash = hash
    return chained
  })
}

describe('the chain of a person', () => {
  test('is whole as it was written', () => {
    fc.assert(
      fc.property(fc.array(content), (drafts) => {
        expect(brokenAt(chainOf(drafts), digest)).toBeUndefined()
      }),
    )
  })

  test('breaks where an entry was changed, taken out or moved', () => {
    fc.assert(
      fc.property(fc.array(content, { minLength: 2, maxLength: 8 }), fc.nat(), (drafts, pick) => {
        const chain = chainOf(drafts)
        const at = pick % (chain.length - 1)
        const changed = chain.map((entry, index) =>
          index === at ? { ...entry, centihours: entry.centihours + 1 } : entry,
        )
        expect(brokenAt(changed, digest)).toBe(at + 1)
        expect(brokenAt(chain.toSpliced(at, 1), digest)).toBe(at + 1)
        expect(brokenAt(chain.toReversed(), digest)).toBe(1)
      }),
    )
  })
})

test('sums are those of the entries, by year and class, whatever their order; a reversal takes its hours away', () => {
  fc.assert(
    fc.property(fc.array(content), (drafts) => {
      const entries = chainOf(drafts)
      const sums = sumsOf(entries)
      const all = (rows: readonly { centihours: number }[]) => rows.reduce((sum, row) => sum + row.centihours, 0)
      expect(all(sums)).toBe(all(entries))
      const key = (row: { year: number; classId: number }) => `${row.year} ${row.classId}`
      expect(new Set(sums.map(key)).size).toBe(sums.length)
      expect(sumsOf(entries.toReversed()).toSorted((a, b) => key(a).localeCompare(key(b)))).toEqual(
        sums.toSorted((a, b) => key(a).localeCompare(key(b))),
      )
      const undone = entries.map((entry) => ({ ...entry, centihours: -entry.centihours }))
      expect(sumsOf([...entries, ...undone]).every((row) => row.centihours === 0)).toBe(true)
    }),
  )
})

const returned = (sourceKind: string) => ({ sourceKind, centihours: 600, earnedOn: '2026-05-20' })

test.each([
  ['claim', 600, '2026-05-20', 'correct_by_claim'],
  ['class', 601, '2026-05-20', 'above_source'],
  ['class', 600, '2026-05-21', 'above_source'],
  ['class', 450, '2026-05-20', undefined],
  ['school_training', 700, '2026-05-20', 'above_source'],
  ['manual', 900, '2026-05-01', undefined],
  ['import', 900, '2026-05-01', undefined],
] as const)('[003-31] returned hours of a %s answered by %d on %s: %s', (sourceKind, centihours, earnedOn, refusal) => {
  expect(correctionRefusal(returned(sourceKind), { centihours, earnedOn })).toBe(refusal)
})
