import { setTimeout as pause } from 'node:timers/promises'
import type { Result } from '../../../lib/result.ts'
import { systemClock } from '../../clock.ts'
import type { Sentence, StartRefusal } from '../../start/refusals.ts'
import type { Server } from './cluster.ts'
import { isAlive } from './cluster.ts'

const attemptsMax = 5
const window = 10 * 60_000

function restarting(attempt: number): Sentence {
  return {
    zh: `数据库意外停止，正在重新启动（第 ${attempt} 次）；已保存的数据没有受损。`,
    en: `The database ended unexpectedly and is being restarted (attempt ${attempt}); what had been saved is unharmed.`,
  }
}

/** Keeps a server running: brings it back when it ends by itself, and says so, a few times in ten minutes. */
export function superviseServer(
  first: Server,
  again: () => Promise<Result<Server, StartRefusal>>,
  lastWords: StartRefusal,
  onTrouble: (sentence: Sentence) => void,
) {
  const listeners: ((refusal: StartRefusal) => void)[] = []
  const deaths: number[] = []
  let server = first
  let stopping = false
  let restart: Promise<void> = Promise.resolve()

  const giveUp = (refusal: StartRefusal) => {
    for (const listener of listeners) listener(refusal)
  }
  const watch = () => {
    if (isAlive(server.process)) server.process.once('exit', died)
    else died()
  }
  const died = () => {
    if (!stopping) restart = bringItBack()
  }
  const bringItBack = async (): Promise<void> => {
    const now = systemClock.ticks()
    deaths.push(now)
    const recent = deaths.filter((at) => now - at < window).length
    if (recent > attemptsMax) return giveUp(lastWords)
    onTrouble(restarting(recent))
    await pause(recent > 1 ? 500 * 2 ** recent : 50)
    if (stopping) return undefined
    const back = await again()
    if (back.ok) {
      server = back.value
      if (!stopping) watch()
      return undefined
    }
    if (recent >= attemptsMax || back.error.code === 'disk_full') return giveUp(back.error)
    return bringItBack()
  }
  watch()
  return {
    stop: async () => {
      stopping = true
      await restart
      await server.stop()
    },
    onExit: (listener: (refusal: StartRefusal) => void) => void listeners.push(listener),
  }
}
