import { randomFrom } from '../../../rehearsal/random.ts'
import type { Clock } from '../clock.ts'
import { withIds } from '../ids.ts'

const { env } = process

/** What drawn histories are drawn from: the same ones each time, unless `QINGLAN_HISTORY_SEED` names another number. */
export const historySeed = Number(env.QINGLAN_HISTORY_SEED ?? 20_260_302)

/** How many histories a test lives through: as many as it usually does, or `QINGLAN_HISTORY_TIMES` as many. */
export const historiesOf = (usual: number): number => usual * Number(env.QINGLAN_HISTORY_TIMES ?? 1)

/** For how long at most, in milliseconds: what is found is made shorter only for as long as this. */
export const historyLimit = 60_000 * Number(env.QINGLAN_HISTORY_TIMES ?? 1)

/** Does work whose ids come from the seed as well: of two things of one moment the same one is always the first. */
export const withDrawnIds = <T>(purpose: string, clock: Clock, work: () => Promise<T>): Promise<T> =>
  withIds({ now: () => clock.now().getTime(), bytes: randomFrom(historySeed, purpose).bytes }, work)
