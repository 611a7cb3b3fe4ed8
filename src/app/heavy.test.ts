import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { limits, lightWork } from '../lib/limits.ts'
import { ok } from '../lib/result.ts'
import { transact } from '../platform/db/db.ts'
import { openQueue } from '../platform/jobs/boss.ts'
import { connectQueue, enqueue, handle, startWorker, stopWorking, type Job } from '../platform/jobs/queue.ts'
import { openLog } from '../platform/log.ts'
import { newId } from '../platform/ids.ts'
import { testCounty, type TestCounty } from './testing.ts'

let county: TestCounty
let queue: Awaited<ReturnType<typeof openQueue>>
const running = new Set<string>()
const peaks = { heavy: 0 }
let release = () => undefined as void
const released = new Promise<void>((resolve) => (release = resolve))

const heavy: Job<{ no: number }> = { name: 'test.count', payload: z.object({ no: z.number() }) }
const light: Job<object> = { name: lightWork[0] ?? '', payload: z.object({}) }

beforeAll(async () => {
  county = await testCounty()
  const log = openLog('silent')
  queue = await openQueue(county.database.appUrl, log)
  connectQueue(queue)
  await startWorker({
    queue,
    log,
    handlers: [
      handle(heavy, async (_, { runId }) => {
        running.add(runId)
        peaks.heavy = Math.max(peaks.heavy, running.size)
        await released
        running.delete(runId)
        return ok(null)
      }),
      handle(light, async () => ok(null)),
    ],
    doorFor: async (tenantId) => (tenantId === county.tenant.id ? county.door() : Promise.reject(new Error(tenantId))),
  })
}, 60_000)
afterAll(async () => {
  stopWorking()
  await queue.stop({ graceful: false })
  connectQueue(undefined)
  await county.close()
})

const until = async (isSo: () => Promise<boolean>) => {
  for (let turn = 0; turn < 150; turn += 1) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('it did not come to that')
}

test('[003-50] of a bureau’s heavy work two pieces run at once, the others wait and say so; light work overtakes them', async () => {
  const { bureau_officer: officer } = county.logins
  const actor = { accountId: officer.accountId, personId: null, name: '局干部', grants: [], sessionId: newId() }
  const ask = <P>(job: Job<P>, payload: P) =>
    transact(county.door(actor), async (tx) => ok(await enqueue(tx, job, payload, { title: '测试' })))
  const listed = async (): Promise<{ name: string; state: string; ahead: number }[]> =>
    (await county.request(officer, 'GET', '/jobs')).body.items
  const states = async (name: string) => (await listed()).filter((run) => run.name === name).map(({ state }) => state)

  for (let no = 0; no < 4; no += 1) await ask(heavy, { no })
  await until(async () => running.size === limits.work.heavy)
  await ask(light, {})
  await until(async () => (await states(light.name))[0] === 'done')
  // Long enough for those that wait to have been looked at more than once.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect((await states(heavy.name)).toSorted()).toEqual(['running', 'running', 'waiting', 'waiting'])
  const waiting = (await listed()).filter(({ state }) => state === 'waiting')
  expect(waiting.map(({ ahead }) => ahead).toSorted()).toEqual([2, 3])
  release()
  await until(async () => (await states(heavy.name)).every((state) => state === 'done'))
  expect(peaks.heavy).toBe(limits.work.heavy)
}, 60_000)
