import { describe, expect, test } from 'vitest'
import type { PersonFacts } from '../../lib/population/population.ts'
import { programmeStates } from '../../lib/programmes/codes.ts'
import {
  changeRefusal,
  decideDraft,
  enrolmentWindowRefusal,
  joinRefusal,
  justifyRefusal,
  moveRefusal,
  movesFrom,
  publishLacks,
  publishRefusal,
  timing,
  type ProgrammeFacts,
  isLookedFor,
} from './core.ts'

const whole: ProgrammeFacts = {
  state: 'approved',
  wholeRoster: false,
  justification: 'why',
  scheme: 'how',
  schemeFileId: null,
  providerId: 'p',
  chiefExpert: 'Li',
  centihours: 2400,
  placesMax: 50,
  enrolOpensAt: '2026-09-01T00:00:00Z',
  enrolClosesAt: '2026-09-20T00:00:00Z',
  startsOn: '2026-10-10',
  endsOn: '2026-10-12',
}

describe('states', () => {
  test('[001-59] a programme reaches its publication only through justification and approval', () => {
    const before = programmeStates.filter((state) => movesFrom[state].some((next) => next === 'published'))
    expect(before).toEqual(['approved'])
    expect(programmeStates.filter((state) => movesFrom[state].some((next) => next === 'approved'))).toEqual([
      'justified',
    ])
  })

  test('nothing leaves the archive, and nothing is cancelled once it runs', () => {
    expect(moveRefusal('archived', 'cancelled')).toBe('too_late_to_cancel')
    expect(moveRefusal('running', 'cancelled')).toBe('too_late_to_cancel')
    expect(moveRefusal('enrolling', 'cancelled')).toBeUndefined()
  })

  test.each([
    [{ justification: ' ', scheme: 'how', schemeFileId: null }, 'justification_missing'],
    [{ justification: 'why', scheme: null, schemeFileId: null }, 'scheme_missing'],
    [{ justification: 'why', scheme: null, schemeFileId: 'f' }, undefined],
  ] as const)('[001-59] handing in %j: %s', (given, refusal) => {
    expect(justifyRefusal('draft', given)).toBe(refusal)
  })
})

describe('publishing', () => {
  test('a whole programme may be published', () => {
    expect(publishRefusal(whole)).toBeUndefined()
  })

  test.each([
    [{ state: 'justified' as const }, 'not_approved'],
    [{ providerId: null }, 'provider_missing'],
    [{ chiefExpert: null }, 'chief_expert_missing'],
    [{ centihours: 0 }, 'hours_missing'],
    [{ placesMax: null }, 'places_missing'],
    [{ startsOn: null }, 'dates_missing'],
    [{ enrolOpensAt: null }, 'window_missing'],
    [{ enrolOpensAt: '2026-11-01T00:00:00Z' }, 'window_after_end'],
  ])('[001-59] with %j it may not: %s', (lack, refusal) => {
    expect(publishRefusal({ ...whole, ...lack })).toBe(refusal)
  })

  test('[003-13] a programme for the whole roster needs no number of places', () => {
    expect(publishLacks({ ...whole, wholeRoster: true, placesMax: null })).toEqual([])
  })

  test('everything that is missing is said at once', () => {
    const bare = { ...whole, providerId: null, chiefExpert: null, centihours: 0, placesMax: null, startsOn: null }
    expect(publishLacks({ ...bare, enrolOpensAt: null })).toHaveLength(6)
  })
})

describe('joining', () => {
  const joiner: PersonFacts & { under: string[] } = {
    organisationId: 'school',
    under: ['school', 'town', 'bureau'],
    stage: '2',
    subjects: ['14'],
    posts: ['10'],
    title: null,
    talentLevel: 'county_backbone',
    setting: 'rural',
    startedOn: '2016-09-01',
    state: '11',
  }
  const open = { ...whole, state: 'enrolling' as const, organisationId: 'bureau', audience: { stages: ['2'] } }
  const ask = (change: object, now = '2026-09-10T00:00:00Z') =>
    joinRefusal({ ...open, ...change }, joiner, '2026-09-10', now)

  test.each([
    [{}, undefined],
    [{ organisationId: 'another' }, 'outside_owner'],
    [{ audience: { stages: ['3'] } }, 'stage_differs'],
    [{ audience: { stages: ['2'], subjects: ['14'], talentLevels: ['county_backbone'] } }, undefined],
    [{ state: 'published' }, 'enrolment_not_yet'],
    [{ state: 'running' }, 'enrolment_closed'],
    [{ state: 'cancelled' }, 'enrolment_not_open'],
  ])('[000-02] %j: %s', (change, refusal) => {
    expect(ask(change)).toBe(refusal)
  })

  test.each([
    ['2026-08-31T23:59:59Z', 'enrolment_not_yet'],
    ['2026-09-01T00:00:00Z', undefined],
    ['2026-09-19T23:59:59Z', undefined],
    ['2026-09-20T00:00:00Z', 'enrolment_closed'],
  ] as const)('at %s the window says %s', (now, refusal) => {
    expect(enrolmentWindowRefusal(open, now)).toBe(refusal)
  })

  test('somebody who is not meant is told so before they are told to come later', () => {
    expect(ask({ audience: { stages: ['3'] } }, '2026-08-01T00:00:00Z')).toBe('stage_differs')
  })
})

describe('drafting', () => {
  const draft = { ...whole, level: 'county' as const, audience: {}, headcount: 50, months: [10], yearRound: false }

  test.each([
    [{}, 'bureau', undefined],
    [{}, 'school', 'level_misplaced'],
    [{ level: 'school' as const }, 'school', undefined],
    [{ wholeRoster: true }, 'bureau', 'headcount_beside_roster'],
    [{ yearRound: true }, 'bureau', 'months_contradict'],
    [{ endsOn: '2026-10-09' }, 'bureau', 'dates_reversed'],
    [{ enrolClosesAt: '2026-08-01T00:00:00Z' }, 'bureau', 'window_reversed'],
  ] as const)('[002-04] %j of a %s: %s', (change, kind, refusal) => {
    const decided = decideDraft({ ...draft, ...change }, { kind })
    expect(decided.ok ? undefined : decided.error).toBe(refusal)
  })

  test.each([
    [[10], false, '2026-10-10', 'as_planned'],
    [[9], false, '2026-10-10', 'moved'],
    [[], true, '2026-10-10', 'as_planned'],
    [[9], false, null, 'undated'],
    [[], false, '2026-10-10', 'unplanned'],
  ] as const)(
    '[003-22] planned for %j (all the year: %s), held from %s: %s',
    (months, yearRound, startsOn, expected) => {
      expect(timing({ months, yearRound, startsOn })).toBe(expected)
    },
  )

  test.each([
    ['draft', ['audience'], undefined],
    ['published', ['place'], undefined],
    ['published', ['startsOn'], undefined],
    ['published', ['audience'], 'programme_promised'],
    ['enrolling', ['centihours'], 'programme_promised'],
    ['running', ['place'], 'programme_frozen'],
  ] as const)('[003-22] a %s programme whose %j changes: %s', (state, changed, refusal) => {
    expect(changeRefusal(state, changed)).toBe(refusal)
  })
})

test('a catalogue is searched by title, place and provider, by pinyin and initials, and narrowed by level and kind', () => {
  const programme = {
    ...{ title: '小学语文骨干教师培训', place: '县教师发展中心', providerName: '青石县教师进修学校' },
    ...{ level: 'county', kind: 'backbone', spelled: ['xiaoxueyuwengugan', 'xxywgg'] },
  }
  const finds = (text: string, level = '', kind = '') => isLookedFor(programme, { text, level, kind })
  for (const text of ['', '语文', ' 骨干 教师', 'yuwen', 'YWGG', 'ｘｘｙｗ', '发展中心', '进修'])
    expect(finds(text)).toBe(true)
  expect([finds('数学'), finds('shuxue')]).toEqual([false, false])
  expect([finds('语文', 'county', 'backbone'), finds('', 'city'), finds('', '', 'induction')]).toEqual([
    true,
    false,
    false,
  ])
})
