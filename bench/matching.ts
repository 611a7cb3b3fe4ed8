import { instanceOf } from '../src/lib/matching/instance.ts'
import { match } from '../src/lib/matching/match.ts'
import type { MatchPerson, MatchProgramme } from '../src/lib/matching/rules.ts'
import { systemClock } from '../src/platform/clock.ts'
import { assigning } from './assigning.ts'
import { atMost, steadyDraw, type Figure } from './figure.ts'
import { forgetPeak, peakMb } from './memory.ts'

const ofSchool = 40
const choices = 5
const scoreEnd = 10_000

/** Teachers and programmes matched under reserves and nested limits: from the list of people to where everybody goes. */
export async function matching(): Promise<Figure[]> {
  const figures: Figure[] = []
  // What is compiled at the first use is not what a matching costs.
  once({ people: 2_000, programmes: 10, places: 150 })
  for (const { people, programmes, limit } of [
    { people: 20_000, programmes: 100, limit: 0.5 },
    { people: 1_000_000, programmes: 5_000, limit: 30 },
  ]) {
    forgetPeak(process.pid)
    const { reading, matching: spent, placed } = once({ people, programmes, places: 150 })
    const size = `${people.toLocaleString('en')} × ${programmes.toLocaleString('en')} × ${choices}`
    figures.push(
      atMost({
        name: `matching, ${size}`,
        value: reading + spent,
        unit: 's',
        limit,
        floor: sortTime(people * choices),
      }),
      atMost({ name: `matching alone, ${size}`, value: spent, unit: 's' }),
      atMost({ name: `matching, placed of ${size}`, value: placed, unit: 'people' }),
    )
    const peak = peakMb(process.pid)
    if (peak !== undefined)
      figures.push(atMost({ name: `matching, memory of ${size}`, value: peak, unit: 'MB', limit: 2_048 }))
  }
  return [...figures, ...(await assigning())]
}

type Size = { readonly people: number; readonly programmes: number; readonly places: number }

function once(size: Size): { readonly reading: number; readonly matching: number; readonly placed: number } {
  const input = { seed: 'bench', programmes: programmesOf(size), people: peopleOf(size) }
  const began = systemClock.ticks()
  const instance = instanceOf(input)
  if (!instance.ok) throw new Error(`the input was refused: ${instance.error.code}`)
  const read = systemClock.ticks()
  const { isPlaced } = match(instance.value)
  const ended = systemClock.ticks()
  let placed = 0
  for (const one of isPlaced) placed += one
  return { reading: (read - began) / 1000, matching: (ended - read) / 1000, placed }
}

/** A fifth for rural teachers alone, a fifth for one subject first, the rest for all, with a least rural number; at most a few of each school everywhere. */
function programmesOf({ programmes, places }: Size): MatchProgramme[] {
  const part = Math.floor(places / 5)
  return Array.from({ length: programmes }, (_, index) => ({
    id: `P${index}`,
    blocks: [
      { id: 'rural', places: part, only: 'rural', limits: [{ of: 'school', atMost: 3 }] },
      { id: 'subject', places: part, first: `subject-${index % 8}`, limits: [{ of: 'school', atMost: 3 }] },
      {
        id: 'open',
        places: places - 2 * part,
        limits: [
          { of: 'school', atMost: 4 },
          { of: 'setting', is: 'rural', atLeast: 15 },
        ],
      },
    ],
  }))
}

/** The same people in every run, made one by one; some programmes are much dearer to them than others. */
function* peopleOf({ people, programmes }: Size): Generator<MatchPerson> {
  const draw = steadyDraw()
  for (let index = 0; index < people; index += 1) {
    const school = draw(Math.ceil(people / ofSchool))
    const setting = school % 3 === 0 ? 'rural' : 'urban'
    const wanted = new Map<number, number>()
    while (wanted.size < choices) wanted.set(draw(draw(programmes) + 1), draw(scoreEnd))
    yield {
      id: `person-${index}`,
      tags: [setting, `subject-${draw(8)}`],
      groups: { school: `school-${school}`, setting },
      choices: [...wanted].map(([programme, score]) => ({ programme: `P${programme}`, score })),
    }
  }
}

/** How long the runtime takes to sort as many plain numbers as there are choices. */
function sortTime(count: number): number {
  const numbers = Float64Array.from({ length: count }, (_, index) => (index * 2_654_435_761) % 4_294_967_291)
  const began = systemClock.ticks()
  numbers.sort()
  return (systemClock.ticks() - began) / 1000
}
