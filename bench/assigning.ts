import { commitmentOf } from '../src/lib/matching/lots.ts'
import type { MatchPerson, MatchProgramme } from '../src/lib/matching/rules.ts'
import type { Selection } from '../src/lib/matching/selection.ts'
import { systemClock } from '../src/platform/clock.ts'
import { decideSelection } from '../src/platform/solving/decide.ts'
import { atMost, steadyDraw, type Figure } from './figure.ts'

const people = 2_000
const programmes = 50
const choices = 5
const places = 32
const towns = 10

/**
 * The best assignment under limits that cross, as a rehearsal asks for it: a process of its own, from the file to what came of it. Once where
 * limits can hold, once where they cannot and those in conflict are found.
 */
export async function assigning(): Promise<Figure[]> {
  const size = `${people.toLocaleString('en')} × ${programmes} × ${choices}`
  const found = await once([{ of: 'town', atLeast: 100 }])
  const conflict = await once(
    Array.from({ length: towns }, (_, town) => ({ of: 'town', is: `town-${town}`, atLeast: 162 })),
  )
  if (found.conflict > 0 || conflict.conflict === 0) throw new Error('the limits are not what they were made to be')
  return [
    atMost({ name: `assignment under crossing limits, ${size}`, value: found.seconds, unit: 's', limit: 60 }),
    atMost({ name: `assignment, placed of ${size}`, value: found.placed, unit: 'people' }),
    atMost({ name: `assignment, limits in conflict named, ${size}`, value: conflict.seconds, unit: 's', limit: 60 }),
    atMost({ name: `assignment, limits in conflict of ${size}`, value: conflict.conflict, unit: 'limits' }),
  ]
}

async function once(limits: Selection['limits'] = []) {
  const began = systemClock.ticks()
  const decided = await decideSelection(selectionUnder(limits))
  const seconds = (systemClock.ticks() - began) / 1000
  if (decided.ok) {
    const placed = decided.value.filter(({ programme }) => programme !== null).length
    return { seconds, placed, conflict: 0 }
  }
  if (decided.error.code !== 'limits_conflict') throw new Error(`it was refused: ${decided.error.code}`)
  return { seconds, placed: 0, conflict: decided.error.conflict.length }
}

/** At most three of a school and a quarter of one subject in each programme, at least two rural; at most 28 of a school over the whole. */
function selectionUnder(limits: NonNullable<Selection['limits']>): Selection {
  const blockLimits = [
    { of: 'school', atMost: 3 },
    { of: 'subject', atMost: places / 4 },
    { of: 'setting', is: 'rural', atLeast: 2 },
  ]
  const rules = Array.from({ length: programmes }, (_, index): MatchProgramme => ({
    id: `P${index}`,
    blocks: [
      { id: 'rural', places: 6, only: 'rural', limits: [] },
      { id: 'open', places: places - 6, limits: blockLimits },
    ],
  }))
  return {
    ...{ format: 'qinglan-selection', version: 1, round: 'bench', title: 'bench', seed: 'bench', salt: 'salt' },
    ...{ commitment: commitmentOf('bench', 'salt'), scoreMost: 10_000, programmes: rules, people: crowd(), pins: [] },
    ...{ method: 'optimal', limits: [{ of: 'school', atMost: 28 }, ...limits], published: null },
  }
}

/** The same people in every run; some programmes are dearer to them than others. */
function crowd(): MatchPerson[] {
  const draw = steadyDraw()
  return Array.from({ length: people }, (_, index) => {
    const school = draw(people / 40)
    const town = school % towns
    const setting = town < 4 ? 'rural' : 'urban'
    const wanted = new Map<number, number>()
    while (wanted.size < choices) wanted.set(Math.floor(programmes * (draw(1000) / 1000) ** 1.5), draw(101) * 100)
    return {
      id: `person-${index}`,
      tags: [setting],
      groups: { school: `school-${school}`, town: `town-${town}`, setting, subject: `subject-${draw(8)}` },
      choices: [...wanted].map(([programme, score]) => ({ programme: `P${programme}`, score })),
    }
  })
}
