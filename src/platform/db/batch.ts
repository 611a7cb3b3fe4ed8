/** How arrivals are gathered: for how long, how many at once, and how many batches of one key may be under way together. */
export type Gathering = { readonly waitMs: number; readonly most: number; readonly lanes: number }

type Waiting<Item, Answer> = { item: Item; answer: (answer: Answer) => void; fail: (failure: unknown) => void }
type Lane<Item, Answer> = { waiting: Waiting<Item, Answer>[]; underWay: number; timer: NodeJS.Timeout | undefined }

/**
 * Gathers what arrives under one key within a few milliseconds and does it as one piece of work: one transaction, one
 * commit, and an answer to each only after it. While a batch is under way the next one fills, so that a hot row is
 * asked for by few connections and a busy key costs fewer commits the busier it gets.
 * `run` answers in the order of its items; when it fails, everybody in that batch is told.
 */
export function gather<Item, Answer>(
  { waitMs, most, lanes }: Gathering,
  run: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (key: string, item: Item) => Promise<Answer> {
  const byKey = new Map<string, Lane<Item, Answer>>()

  async function perform(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await run(batch.map(({ item }) => item))
      batch.forEach(({ answer, fail }, index) => {
        const mine = answers[index]
        if (mine === undefined) fail(new Error('a batch left one of its items without an answer'))
        else answer(mine)
      })
    } catch (failure) {
      for (const { fail } of batch) fail(failure)
    }
  }

  function depart(key: string, lane: Lane<Item, Answer>): void {
    lane.timer = undefined
    while (lane.waiting.length > 0 && lane.underWay < lanes) {
      lane.underWay += 1
      void perform(lane.waiting.splice(0, most)).then(() => {
        lane.underWay -= 1
        if (lane.timer === undefined) depart(key, lane)
      })
    }
    if (lane.waiting.length === 0 && lane.underWay === 0) byKey.delete(key)
  }

  return (key, item) =>
    new Promise((answer, fail) => {
      const lane = byKey.get(key) ?? { waiting: [], underWay: 0, timer: undefined }
      byKey.set(key, lane)
      lane.waiting.push({ item, answer, fail })
      // A full lane fills its next batch anyway; the wait only gathers what arrives at an idle one.
      if (lane.timer === undefined && lane.underWay < lanes) lane.timer = setTimeout(() => depart(key, lane), waitMs)
    })
}
