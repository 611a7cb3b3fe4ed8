import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amendRefusal, contentRefusal, emptyContent, matchNames, weeklyDays, type PlanContent } from './core/content.ts'
import { closeRefusal, completenessOf, missingOf } from './core/evidence.ts'
import { memberHours, type HeldSession, type Mark } from './core/hours.ts'
import { decideRefusal, nextOf, stageOf, writingOf } from './core/states.ts'

const me = 'p1'
const marks = fc.constantFrom<Mark>('present', 'leave', 'absent')
const session = fc.record({
  id: fc.uuid(),
  title: fc.constant('研讨'),
  heldOn: fc.integer({ min: 1, max: 28 }).map((day) => `2026-10-${String(day).padStart(2, '0')}`),
  centihours: fc.integer({ min: 1, max: 1_000 }),
  marks: fc.option(marks, { nil: undefined }).map((mark) => new Map(mark ? [[me, mark]] : [])),
})
const sessions: fc.Arbitrary<HeldSession[]> = fc.uniqueArray(session, { selector: ({ id }) => id, maxLength: 12 })
const most = fc.integer({ min: 0, max: 5_000 })

describe('hours of a member', () => {
  test('[001-39] never exceed the sessions attended, nor what was approved for one person', () => {
    fc.assert(
      fc.property(sessions, most, (held, cap) => {
        const found = memberHours(me, held, cap)
        const there = held.filter((one) => one.marks.get(me) === 'present')
        const sum = there.reduce((all, { centihours }) => all + centihours, 0)
        expect(found.centihours).toBeLessThanOrEqual(Math.min(sum, cap))
        expect(found.centihours + found.over).toBe(sum)
        expect(found.steps.reduce((all, { counted }) => all + counted, 0)).toBe(sum)
        expect(found.attended).toBe(there.length)
      }),
    )
  })

  test('[001-39] do not depend on the order in which sessions are written down', () => {
    fc.assert(
      fc.property(sessions, most, (held, cap) => {
        expect(memberHours(me, [...held].reverse(), cap)).toEqual(memberHours(me, held, cap))
      }),
    )
  })

  test('one more session attended never takes hours away', () => {
    fc.assert(
      fc.property(sessions, session, most, (held, more, cap) => {
        const before = memberHours(me, held, cap).centihours
        expect(memberHours(me, [...held, more], cap).centihours).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  test('leave and absence bring nothing, and whoever has no mark was absent', () => {
    const held = (mark: Mark | undefined): HeldSession => ({
      ...{ id: 'a', title: '研讨', heldOn: '2026-10-01', centihours: 200 },
      marks: new Map(mark ? [[me, mark]] : []),
    })
    for (const mark of ['leave', 'absent', undefined] as const)
      expect(memberHours(me, [held(mark)], 400)).toMatchObject({ centihours: 0, firstOn: null, lastOn: null })
    expect(memberHours(me, [held('present')], 400)).toMatchObject({ centihours: 200, firstOn: '2026-10-01' })
  })
})

const planned: PlanContent = {
  ...emptyContent('课例研讨'),
  goals: '提高课堂',
  centihours: 200,
  members: [me],
  sessions: [
    {
      id: 's1',
      title: '第一次',
      on: '2026-10-08',
      centihours: 200,
      form: 'lesson_study',
      tier: 'peers',
      speaker: null,
    },
  ],
}

describe('what a plan says', () => {
  test('can be submitted once goals, people, sessions and hours are there', () => {
    expect(contentRefusal(planned)).toBeUndefined()
    expect(contentRefusal({ ...planned, goals: ' ' })).toBe('plan_without_goals')
    expect(contentRefusal({ ...planned, members: [] })).toBe('plan_without_members')
    expect(contentRefusal({ ...planned, sessions: [] })).toBe('plan_without_sessions')
    expect(contentRefusal({ ...planned, centihours: 0 })).toBe('plan_without_hours')
    expect(contentRefusal({ ...planned, centihours: 201 })).toBe('plan_hours_beyond_sessions')
    const undated = planned.sessions.map((one) => ({ ...one, on: null }))
    expect(contentRefusal({ ...planned, sessions: undated })).toBe('session_without_day')
  })

  test('[001-06] a semester of 18 weeks gives a team 18 sittings, a week apart', () => {
    const days = weeklyDays('2026-09-02', 18)
    expect(days).toHaveLength(18)
    expect([days[0], days[1], days.at(-1)]).toEqual(['2026-09-02', '2026-09-09', '2026-12-30'])
  })

  test('an amendment leaves what was held and who attended as they were', () => {
    const since = { settled: [{ id: 's1', title: '第一次', on: '2026-10-08', centihours: 200 }], attended: [me] }
    expect(amendRefusal(planned, since)).toBeUndefined()
    const moved = planned.sessions.map((one) => ({ ...one, on: '2026-10-09' }))
    expect(amendRefusal({ ...planned, sessions: moved }, since)).toBe('amendment_touches_held')
    expect(amendRefusal({ ...planned, sessions: [] }, since)).toBe('amendment_touches_held')
    expect(amendRefusal({ ...planned, members: ['p2'] }, since)).toBe('amendment_drops_attended')
  })

  test('pasted names and numbers mean one person each; two of a name are asked about', () => {
    const roster = [
      { id: '1', name: '王芳', staffNo: 'T001' },
      { id: '2', name: '王芳', staffNo: 'T002' },
      { id: '3', name: '李强', staffNo: 'T003' },
    ]
    expect(matchNames('李强、T001\n王芳, 赵六', roster)).toEqual({ found: ['3', '1'], unclear: ['王芳', '赵六'] })
  })
})

describe('whose word it is', () => {
  test('goes to the principal, then to the centre where the region wants its word', () => {
    expect(stageOf({ state: 'submitted', amendment: null })).toBe('school')
    expect(stageOf({ state: 'school_approved', amendment: null })).toBe('centre')
    expect(stageOf({ state: 'approved', amendment: 'submitted' })).toBe('school')
    expect(writingOf({ state: 'approved', amendment: 'returned' })).toBe('returned')
    expect(nextOf('school', 'approved', true)).toBe('school_approved')
    expect(nextOf('school', 'approved', false)).toBe('approved')
    expect(nextOf('centre', 'approved', true)).toBe('approved')
    expect(nextOf('school', 'returned', true)).toBe('returned')
  })

  test('[003-31] nobody says a word on what they submitted, nor twice, nor through a delegate', () => {
    const waiting = { state: 'submitted', amendment: null } as const
    const hands = { submitted: ['registrar'], decided: [] }
    const principal = { accountId: 'principal', personId: null }
    expect(decideRefusal(waiting, hands, principal, ['school'])).toBeUndefined()
    expect(decideRefusal(waiting, hands, principal, ['centre'])).toBe('plan_other_stage')
    const registrar = { accountId: 'registrar', personId: null }
    expect(decideRefusal(waiting, hands, registrar, ['school'])).toBe('plan_by_same_account')
    const standIn = { accountId: 'x', personId: null, onBehalfOf: { accountId: 'registrar', personId: null } }
    expect(decideRefusal(waiting, hands, standIn, ['school'])).toBe('plan_by_same_account')
    const later = { state: 'school_approved', amendment: null } as const
    const both = { submitted: ['registrar'], decided: ['principal'] }
    expect(decideRefusal(later, both, principal, ['school', 'centre'])).toBe('plan_by_same_account')
    expect(decideRefusal({ state: 'approved', amendment: null }, both, principal, ['school'])).toBe('plan_not_waiting')
  })
})

describe('evidence', () => {
  const full = {
    hasTopic: true,
    held: [{ signedIn: true, hasSummary: true }],
    materials: 2,
    outcomes: 1,
    assessments: 1,
  }

  test('[001-34] is complete in 考勤, 学习, 资料 and 成果, and says what is missing', () => {
    expect(completenessOf(full).map(({ kind }) => kind)).toEqual([
      'attendance',
      'study',
      'material',
      'outcome',
      'assessment',
    ])
    expect(missingOf(completenessOf(full))).toEqual([])
    const half = {
      ...full,
      held: [...full.held, { signedIn: false, hasSummary: false }],
      materials: 0,
      outcomes: 0,
      assessments: 0,
    }
    expect(completenessOf(half).map(({ there, of }) => `${there}/${of}`)).toEqual(['1/2', '1/2', '0/1', '0/1', '0/0'])
    expect(missingOf(completenessOf(half))).toEqual(['attendance', 'study', 'material', 'outcome'])
    expect(missingOf(completenessOf({ ...full, hasTopic: false, outcomes: 0, assessments: 0 }))).toEqual([])
  })

  test('a plan is closed once every session is settled and nothing is missing', () => {
    const facts = { state: 'approved', amending: false, open: 0, held: 1, completeness: completenessOf(full) }
    expect(closeRefusal(facts)).toBeUndefined()
    expect(closeRefusal({ ...facts, state: 'draft' })).toBe('plan_not_in_force')
    expect(closeRefusal({ ...facts, amending: true })).toBe('amendment_under_way')
    expect(closeRefusal({ ...facts, open: 1 })).toBe('sessions_open')
    expect(closeRefusal({ ...facts, held: 0 })).toBe('nothing_held')
    const bare = completenessOf({ ...full, materials: 0 })
    expect(closeRefusal({ ...facts, completeness: bare })).toBe('evidence_material_missing')
  })
})
