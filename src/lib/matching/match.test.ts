import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain } from './explain.ts'
import { instanceOf } from './instance.ts'
import { match, outcomesOf, type Outcome, type Standing } from './match.ts'
import type { Block, MatchPerson } from './rules.ts'
import { cases, chosen, lotsByPerson, type Asker, type Case } from './testing.ts'

function standingOf(one: Case): Standing {
  const instance = instanceOf(one)
  if (!instance.ok) throw new Error(JSON.stringify(instance.error))
  return match(instance.value)
}
const run = (one: Case) => outcomesOf(standingOf(one))

const rankOf = (person: MatchPerson, programme: string | undefined) => {
  const at = person.choices.findIndex((choice) => choice.programme === programme)
  return at < 0 ? person.choices.length : at
}
const programmeOf = (outcomes: readonly Outcome[], id: string) =>
  outcomes.find(({ person }) => person === id)?.placed?.programme

function askersAt(one: Case, programme: string, ids: (person: MatchPerson) => boolean): Asker[] {
  const lots = lotsByPerson(one)
  return one.people.filter(ids).map((person) => ({
    person,
    score: person.choices.find((choice) => choice.programme === programme)?.score ?? 0,
    lot: lots.get(person.id) ?? 0,
  }))
}

/** Whether nobody who would rather go somewhere would be taken there, and everybody who sits somewhere would be kept. */
function isStable(one: Case, at: ReadonlyMap<string, string | undefined>): boolean {
  return one.programmes.every(({ id, blocks }) => {
    const members = askersAt(one, id, (person) => at.get(person.id) === id)
    if (chosen(blocks, members).size !== members.length) return false
    const envious = askersAt(one, id, (person) => rankOf(person, id) < rankOf(person, at.get(person.id)))
    return envious.every((asker) => !chosen(blocks, [...members, asker]).has(asker.person.id))
  })
}

const placesOf = (one: Case) => {
  const outcomes = run(one)
  return new Map(one.people.map(({ id }) => [id, programmeOf(outcomes, id)]))
}

describe('a matching', () => {
  test('[002-18] is stable under reserves and limits: no justified envy, no place left that somebody could have', () => {
    fc.assert(
      fc.property(cases(8, 3), (one) => {
        expect(isStable(one, placesOf(one))).toBe(true)
      }),
      { numRuns: 600 },
    )
  })

  test('[002-18] never exceeds places or limits, and seats people only where their tag lets them', () => {
    fc.assert(
      fc.property(cases(12, 3), (one) => {
        const outcomes = run(one)
        for (const block of one.programmes.flatMap(({ blocks }) => blocks)) {
          const here = one.people.filter(({ id }) =>
            outcomes.some(({ person, placed }) => person === id && placed?.block === block.id),
          )
          expect(here.length).toBeLessThanOrEqual(block.places)
          expect(here.every(({ tags }) => block.only === undefined || tags.includes(block.only))).toBe(true)
          for (const { of, is, atMost = block.places } of block.limits) {
            const counts = Map.groupBy(here, ({ groups }) => groups[of])
            for (const [value, there] of counts)
              if (is === undefined || is === value) expect(there.length).toBeLessThanOrEqual(atMost)
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  test('[002-18] seats in each block whom the published order seats, told from the rules alone', () => {
    fc.assert(
      fc.property(cases(8, 2), (one) => {
        const outcomes = run(one)
        for (const { id, blocks } of one.programmes) {
          const members = askersAt(one, id, (person) => programmeOf(outcomes, person.id) === id)
          const seats = outcomes.flatMap(({ person, placed }) =>
            placed?.programme === id ? [[person, placed.block] as const] : [],
          )
          expect(new Map(seats)).toEqual(new Map([...chosen(blocks, members)].toSorted()))
        }
      }),
      { numRuns: 400 },
    )
  })

  test('[002-18] is the same whatever the order of people and programmes', () => {
    const turned = cases(10, 3).chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray([...one.people], { minLength: one.people.length }),
        fc.shuffledSubarray([...one.programmes], { minLength: one.programmes.length }),
      ),
    )
    fc.assert(
      fc.property(turned, ([one, people, programmes]) => {
        expect(run({ ...one, people, programmes })).toEqual(run(one))
      }),
      { numRuns: 400 },
    )
  })

  test('[002-18] brings nobody more for an untrue list: every other list of one person is tried', () => {
    fc.assert(
      fc.property(cases(6, 3), (one) => {
        const honest = run(one)
        for (const person of one.people) {
          const got = rankOf(person, programmeOf(honest, person.id))
          for (const choices of listsOf(person.choices)) {
            const people = one.people.map((other) => (other === person ? { ...person, choices } : other))
            expect(rankOf(person, programmeOf(run({ ...one, people }), person.id))).toBeGreaterThanOrEqual(got)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('[002-18] is the best of all stable matchings for everybody at once: every matching there is is looked at', () => {
    fc.assert(
      fc.property(cases(4, 3), (one) => {
        const best = placesOf(one)
        for (const other of matchingsOf(one.people)) {
          if (!isStable(one, other)) continue
          for (const person of one.people)
            expect(rankOf(person, best.get(person.id))).toBeLessThanOrEqual(rankOf(person, other.get(person.id)))
        }
      }),
      { numRuns: 80 },
    )
  })
})

function listsOf<T>(items: readonly T[]): T[][] {
  return [
    [],
    ...items.flatMap((item) => listsOf(items.filter((other) => other !== item)).map((rest) => [item, ...rest])),
  ]
}

function matchingsOf(people: readonly MatchPerson[]): Map<string, string | undefined>[] {
  const [first, ...rest] = people
  if (!first) return [new Map()]
  return matchingsOf(rest).flatMap((others) =>
    [undefined, ...first.choices.map(({ programme }) => programme)].map((at) => new Map([...others, [first.id, at]])),
  )
}

describe('the choice of a programme', () => {
  const blocksWithAskers = cases(6, 1).map((one) => ({ blocks: one.programmes[0]?.blocks ?? [], one }))
  const takenOf = (blocks: readonly Block[], askers: readonly Asker[]) => chosen(blocks, askers)

  test('[002-18] wants nobody more because somebody else came, and never takes fewer of more (what the proof rests on)', () => {
    fc.assert(
      fc.property(blocksWithAskers, ({ blocks, one }) => {
        const askers = askersAt(one, 'P0', () => true)
        const all = takenOf(blocks, askers)
        for (const gone of askers) {
          const fewer = takenOf(
            blocks,
            askers.filter((other) => other !== gone),
          )
          for (const { person } of askers)
            if (person !== gone.person && all.has(person.id)) expect(fewer.has(person.id)).toBe(true)
          expect(fewer.size).toBeLessThanOrEqual(all.size)
        }
      }),
      { numRuns: 400 },
    )
  })
})

describe('an explanation', () => {
  test('[002-18] names the smallest score: with it the programme takes them, with one less it does not', () => {
    fc.assert(
      fc.property(cases(7, 3, 6), (one) => {
        const standing = standingOf(one)
        one.people.forEach((person, index) => {
          const { choices } = explain(standing, index, 6)
          expect(choices.map(({ programme }) => programme)).toEqual(person.choices.map(({ programme }) => programme))
          for (const { programme, needed, became, score } of choices) {
            const takes = (asked: number) => {
              const only = { ...person, choices: [{ programme, score: asked }] }
              const people = one.people.map((other) => (other === person ? only : other))
              return programmeOf(run({ ...one, people }), person.id) === programme
            }
            if (needed === null) expect(takes(6)).toBe(false)
            else {
              expect(takes(needed)).toBe(true)
              if (needed > 0) expect(takes(needed - 1)).toBe(false)
            }
            if (became === 'placed') expect(needed ?? 7).toBeLessThanOrEqual(score)
            if (became === 'refused') expect(needed ?? 7).toBeGreaterThan(score)
          }
        })
      }),
      { numRuns: 60 },
    )
  })

  test('[002-18] says of each kind of place why it has somebody or not', () => {
    const one: Case = {
      seed: 's',
      programmes: [
        {
          id: 'A',
          blocks: [
            { id: 'rural', places: 1, only: 'rural', limits: [] },
            { id: 'open', places: 2, limits: [{ of: 'school', atMost: 1 }] },
          ],
        },
        { id: 'B', blocks: [{ id: 'all', places: 5, limits: [] }] },
      ],
      people: [
        teacher('r1', 'rural', 'S1', 60),
        teacher('u1', 'urban', 'S2', 90),
        teacher('u2', 'urban', 'S2', 85),
        teacher('u3', 'urban', 'S3', 70),
        teacher('u4', 'urban', 'S4', 65),
      ],
    }
    const standing = standingOf(one)
    const of = (index: number) => explain(standing, index, 100, ['A', 'B'])
    expect(of(0).choices[0]?.blocks).toEqual([
      { block: 'rural', cutOff: 60, why: 'seated' },
      { block: 'open', cutOff: 70, why: 'not_asked' },
    ])
    expect(of(2).choices[0]).toMatchObject({
      became: 'refused',
      needed: 90 + (of(2).choices[0]?.needed === 91 ? 1 : 0),
    })
    expect(of(2).choices[0]?.blocks[1]).toEqual({
      block: 'open',
      cutOff: 70,
      why: 'group_full',
      limit: 'school',
      last: 90,
    })
    expect(of(4).choices[0]?.blocks).toEqual([
      { block: 'rural', cutOff: 60, why: 'not_for' },
      { block: 'open', cutOff: 70, why: 'score', last: 70 },
    ])
    expect(of(4).open).toEqual(['B'])
  })
})

function teacher(id: string, setting: string, school: string, score: number): MatchPerson {
  return { id, tags: [setting], groups: { school, setting }, choices: [{ programme: 'A', score }] }
}

describe('an input', () => {
  test('[002-18] whose limits cross is refused by name, since nothing could be promised', () => {
    const people = [
      { id: '1', tags: [], groups: { school: 'S1', subject: 'maths' }, choices: [] },
      { id: '2', tags: [], groups: { school: 'S1', subject: 'art' }, choices: [] },
      { id: '3', tags: [], groups: { school: 'S2', subject: 'maths' }, choices: [] },
    ]
    const limits = [
      { of: 'school', atMost: 1 },
      { of: 'subject', is: 'maths', atLeast: 1 },
    ]
    const programmes = [{ id: 'A', blocks: [{ id: 'all', places: 2, limits }] }]
    expect(instanceOf({ seed: '', programmes, people })).toEqual({
      ok: false,
      error: { code: 'limits_cross', about: ['A', 'all', 'school', 'subject=maths'] },
    })
  })

  test('that is broken is refused with what is broken', () => {
    const programmes = [{ id: 'A', blocks: [{ id: 'all', places: 2, limits: [] }] }]
    const person = { id: '1', tags: [], groups: {}, choices: [{ programme: 'A', score: 1 }] }
    const code = (people: readonly MatchPerson[], also = programmes) => {
      const made = instanceOf({ seed: '', programmes: also, people })
      return made.ok ? 'ok' : made.error.code
    }
    expect(code([person])).toBe('ok')
    expect(code([person, person])).toBe('person_repeated')
    expect(code([person], [...programmes, ...programmes])).toBe('programme_repeated')
    expect(code([{ ...person, choices: [{ programme: 'Z', score: 1 }] }])).toBe('programme_unknown')
    expect(code([{ ...person, choices: [{ programme: 'A', score: -1 }] }])).toBe('score_outside')
    expect(code([{ ...person, choices: [...person.choices, ...person.choices] }])).toBe('choice_repeated')
    expect(code([], [{ id: 'A', blocks: [{ id: 'all', places: -1, limits: [] }] }])).toBe('places_outside')
  })
})
