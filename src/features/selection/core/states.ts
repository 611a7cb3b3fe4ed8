export const selectionStates = ['draft', 'running', 'ranked', 'shown', 'settled', 'cancelled'] as const
export type SelectionState = (typeof selectionStates)[number]

/** Where a selection can go from where it is. What was closed or ranked is opened again with a reason until it is shown. */
export const selectionMoves = {
  draft: ['running', 'cancelled'],
  running: ['ranked', 'cancelled'],
  ranked: ['running', 'shown', 'cancelled'],
  shown: ['ranked', 'settled'],
  settled: [],
  cancelled: [],
} as const satisfies Record<SelectionState, readonly SelectionState[]>

/** What is selected for: places in a programme now; titles and honours by the same engine. */
export const selectionKinds = ['trainees', 'title', 'honour'] as const

export const candidateOuts = ['withdrawn', 'excluded'] as const

type Entry = { readonly accountId: string; readonly centipoints: number }

/** The score that counts where the office enters them: the one, or, of two people's, what both entered. */
export function enteredScore(entries: readonly Entry[], double: boolean): number | undefined {
  const [first, second] = entries
  if (!double) return first?.centipoints
  return first && second && first.centipoints === second.centipoints ? first.centipoints : undefined
}

/** Whether two people entered different scores: neither counts until one of them corrects theirs. */
export function differs(entries: readonly Entry[], double: boolean): boolean {
  const [first, second] = entries
  return double && first !== undefined && second !== undefined && first.centipoints !== second.centipoints
}
