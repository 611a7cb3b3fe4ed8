import fc from 'fast-check'
import { ok } from '../../../lib/result.ts'
import { newId } from '../../../platform/ids.ts'
import { enterRestriction } from '../../integrity/public.ts'
import { releaseQuotas } from '../../quotas/public.ts'
import { expireOffers } from '../commands/offers.ts'
import * as applying from './applying.ts'
import { done } from './cast.ts'
import * as deciding from './deciding.ts'
import { asAnswer, by, crowd, reason, rootsOf, type Drawn } from './drawing.ts'
import { sheetOf } from './sheet.ts'
import { unfit } from './world.ts'

export const places = fc.tuple(by('局干部'), fc.integer({ min: 1, max: 6 })).map(([as, most]): Drawn => () => ({
  name: `${as} 名额改为 ${String(most)}`,
  says: (world) => applying.setsPlaces(world, as, most),
  does: ({ send, programmeId }) => send(as, 'PUT', `/programmes/${programmeId}/places`, { placesMax: most }),
}))

const number = fc.integer({ min: 0, max: 3 })
export const share = fc
  .record({
    primary: fc.option(fc.option(number, { freq: 4 }), { nil: undefined, freq: 4 }),
    school: fc.option(fc.option(number, { freq: 4 }), { nil: undefined, freq: 2 }),
    within: fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined }),
    cap: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 1 }),
    isDue: fc.boolean(),
    as: by('局干部'),
  })
  .map(({ as, isDue, ...shares }): Drawn => {
    const told = Object.entries(shares).flatMap(([key, most]) =>
      most === undefined ? [] : `${key} ${String(most ?? '全员')}`,
    )
    return () => ({
      name: `${as} 分配名额（${told.join('，')}${isDue ? '，已到释放日' : ''}）`,
      says: (world) => deciding.shares(world, as, sheetOf(shares, (world.sheet?.no ?? 0) + 1, isDue)),
      does: ({ save }) => save(as, sheetOf(shares, 0, isDue)),
    })
  })

const keys = ['小学', '丙校', '丙校初中'] as const
export const reallocate = fc
  .tuple(by('局干部'), fc.shuffledSubarray([...keys], { minLength: 3 }), fc.nat({ max: 3 }))
  .map(([as, drawn, chance]): Drawn => ({ sheet }) => {
    const there = drawn.filter((key) =>
      sheet?.cells.some((cell) => cell.key === key && (chance === 3 || cell.most !== null)),
    )
    const [from, to = null] = chance === 0 ? there : there.slice(0, 1)
    if (from === undefined) return undefined
    return {
      name: `${as} 把「${from}」的 1 个名额调给${to === null ? '上级' : `「${to}」`}`,
      says: (world) => deciding.reallocates(world, as, from, to),
      does: async ({ send, programmeId, cellId, moved }) => {
        const body = { id: newId(), fromId: cellId(from), toId: to === null ? null : cellId(to), places: 1, reason }
        const said = await send(as, 'POST', `/programmes/${programmeId}/quota-moves`, body)
        if (said === done) moved(body.id)
        return said
      },
    }
  })

export const undo = fc.tuple(by('局干部'), fc.nat({ max: 3 })).map(([as, chance]): Drawn => ({ moves }) => {
  const open = moves.findLastIndex(({ isUndone }) => !isUndone)
  const at = chance > 0 && open >= 0 ? open : moves.length - 1
  if (at < 0) return undefined
  return {
    name: `${as} 撤销第 ${String(at + 1)} 次调剂`,
    says: (world) => deciding.undoes(world, as, at),
    does: ({ send, moveId }) => send(as, 'POST', `/quota-moves/${moveId(at)}/reversal`),
  }
})

export const release = fc.constant<Drawn>(({ sheet }) =>
  sheet === undefined
    ? undefined
    : {
        name: '到期释放未用名额',
        says: deciding.releases,
        does: async ({ work }) => asAnswer(await work(undefined, async (tx) => (await releaseQuotas(tx), ok(done)))),
      },
)

export const timePasses = fc.boolean().map((isSeen): Drawn => ({ turns }) => ({
  name: isSeen ? '过了两天' : '过了两天，无人处理',
  says: (world) => {
    world.now += turns.size > 0 ? 49 * 3_600_000 : 0
    return isSeen ? applying.expires(world) : done
  },
  does: async ({ work }) =>
    isSeen ? asAnswer(await work(undefined, async (tx) => (await expireOffers(tx), ok(done)))) : done,
}))

export const restrict = crowd.map(
  ({ order: [who = '甲一'] }): Drawn =>
    (now) =>
      now.tries.size < 4 || unfit(now, who) !== undefined
        ? undefined
        : {
            name: `${who} 受到限制`,
            says: (world) => {
              world.restricted.add(who)
              return done
            },
            does: async ({ work, personId }) => {
              const draft = {
                id: newId(),
                personId: personId(who),
                fromOn: '2026-01-01',
                untilOn: null,
                levels: [],
                kinds: [],
              }
              const kept = { ...draft, reference: '01', contact: '人事股' }
              return asAnswer(
                await work('局干部', async (tx) => (await enterRestriction(tx, kept, rootsOf(tx)), ok(done))),
              )
            },
          },
)

export const begin = fc.constant<Drawn>(({ isRunning, tries }) =>
  isRunning || tries.size < 6
    ? undefined
    : {
        name: '提前开班',
        says: (world) => {
          world.isRunning = true
          return done
        },
        does: async ({ begin: start }) => (await start(), done),
      },
)
