import { expect, test } from 'vitest'
import { reckonShares } from './shares.ts'

const block = { id: 'open', title: '开放名额', places: 10, only: null, first: null, schoolMost: null, ruralLeast: null }
const limit = { of: 'rural', is: null, programmeId: null, atLeast: null, atMost: null } as const
const rules = (programmeId: string, places: number) => ({
  ...{ programmeId, criteria: [], isBlind: false, blocks: [{ ...block, places }] },
})

test('[003-21] a limit by share is of the places that it stands over: of the round, or of one programme', () => {
  const { limits } = reckonShares(
    {
      limits: [
        { ...limit, leastShare: 40, mostShare: 60 },
        { ...limit, programmeId: 'b', leastShare: 40 },
        { ...limit, atMost: 3 },
      ],
      programmes: [rules('a', 10), rules('b', 3)],
    },
    new Map([
      ['a', 10],
      ['b', null],
    ]),
  )
  expect(limits.map(({ atLeast, atMost }) => [atLeast, atMost])).toEqual([
    [6, 7],
    [2, null],
    [null, 3],
  ])
})
