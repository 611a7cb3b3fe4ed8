import fc from 'fast-check'
import { ok } from '../../../lib/result.ts'
import { newId } from '../../../platform/ids.ts'
import { decideMany } from '../commands/decide.ts'
import { takeIn } from '../commands/intakes.ts'
import { admitFrom } from '../commands/placing.ts'
import * as applying from './applying.ts'
import { done, hasRole, holderRoles, officerRoles, people } from './cast.ts'
import { begin, places, reallocate, release, restrict, share, timePasses, undo } from './circumstances.ts'
import * as deciding from './deciding.ts'
import {
  asAnswer,
  by,
  codesOf,
  crowd,
  isAt,
  isInside,
  isNew,
  isOpen,
  isOutside,
  pick,
  reason,
  registrarOf,
  size,
  someoneElse,
  type Drawn,
} from './drawing.ts'
import { isOffered, isWaiting } from './world.ts'

const apply = crowd.map((line): Drawn => (now) => {
  const [who] = pick(now, line, isNew)
  if (!who) return undefined
  return {
    name: `${who} 报名`,
    says: (world) => applying.applies(world, who),
    does: ({ send, programmeId }) => send(who, 'POST', `/programmes/${programmeId}/enrolments`, { id: newId() }),
  }
})

const wait = crowd.map((line): Drawn => (now) => {
  const [who] = pick(now, line, (world, each) => world.admission === 'first_come' && isNew(world, each))
  if (!who) return undefined
  return {
    name: `${who} 排候补`,
    says: (world) => applying.waits(world, who),
    does: ({ send, programmeId }) => send(who, 'POST', `/programmes/${programmeId}/waiting-list`, { id: newId() }),
  }
})

const answer = fc.tuple(crowd, fc.boolean()).map(([line, isYes]): Drawn => (now) => {
  const [who] = pick(now, line, isYes ? isOffered : isOpen)
  if (!who || !now.turns.has(who)) return undefined
  return {
    name: `${who} ${isYes ? '接受递补' : '谢绝递补或退出候补'}`,
    says: (world) => (isYes ? applying.accepts(world, who) : applying.refuses(world, who)),
    does: ({ send, turnId }) => send(who, 'POST', `/waiters/${turnId(who)}/${isYes ? 'acceptance' : 'refusal'}`),
  }
})

const order = fc.tuple(by('局干部', '丙三'), crowd, fc.boolean()).map(([as, line, isLast]): Drawn => (now) => {
  const [who, second] = pick(now, line, isWaiting)
  const before = isLast ? null : (second ?? null)
  if (!who || !now.turns.has(who) || (before !== null && !now.turns.has(before))) return undefined
  return {
    name: `${as} 把 ${who} 调到 ${before ?? '末位'}${before === null ? '' : ' 之前'}`,
    says: (world) => applying.moves(world, as, who, before),
    does: ({ send, turnId }) =>
      send(as, 'PUT', `/waiters/${turnId(who)}/turn`, { before: before === null ? null : turnId(before), reason }),
  }
})

const often = ['approve', 'approve', 'approve', 'admit', 'admit', 'admit', 'reinstate'] as const
const decide = fc
  .tuple(fc.constantFrom(...deciding.decisions, ...often), someoneElse, crowd, size, fc.integer({ min: 0, max: 7 }))
  .map(([decision, given, line, many, chance]): Drawn => (now) => {
    const all = pick(now, line, isAt(deciding.rules[decision].from)).filter((each) => now.tries.has(each))
    const group = all.slice(0, many)
    const [one] = group
    if (!one) return undefined
    const as = given ?? deciding.usualActor(decision, one)
    const why = chance === 0 ? null : reason
    const isOfClass = decision === 'miss' || decision === 'reinstate'
    // What never came to a class is said on the page of the class, which asks for the role there.
    if (isOfClass && !hasRole(as, holderRoles)) return undefined
    return {
      name: `${as} ${decision} ${group.join('、')}${why === null ? '，不说理由' : ''}`,
      says: (world) => deciding.decides(world, as, decision, group, why),
      does: async ({ send, work, enrolmentId }) => {
        const ids = group.map(enrolmentId)
        if (!isOfClass) return send(as, 'POST', '/enrolment-decisions', { ids, decision, reason: why })
        return asAnswer(await work(as, async (tx) => ok(codesOf(await decideMany(tx, ids, decision, why)))))
      },
    }
  })

const withdraw = fc.tuple(crowd, someoneElse).map(([line, given]): Drawn => (now) => {
  const [who] = pick(now, line, isInside)
  if (!who || !now.tries.has(who)) return undefined
  const as = given ?? who
  return {
    name: `${as} 撤回 ${who} 的报名`,
    says: (world) => deciding.withdraws(world, as, who),
    does: ({ send, enrolmentId }) => send(as, 'POST', `/enrolments/${enrolmentId(who)}/withdrawal`, { reason }),
  }
})

const ways = { nomination: '推荐', list: '指定', invitation: '邀请' } as const
const bring = fc
  .tuple(fc.constantFrom('nomination', 'list', 'invitation'), someoneElse, crowd, size)
  .map(([way, given, line, many]): Drawn => (now) => {
    const [one, ...others] = pick(now, line, way === 'nomination' ? isNew : isOutside)
    if (!one) return undefined
    const near = others.filter(
      (each) => line.isBlind || way !== 'nomination' || people[each].school === people[one].school,
    )
    const group = [one, ...near.slice(0, many - 1)]
    const as = given ?? (way === 'nomination' ? registrarOf(one) : '局干部')
    // The route of lists takes a workbook, and asks for the role; what it does with the people in it is tried here.
    if (way === 'list' && !hasRole(as, officerRoles)) return undefined
    return {
      name: `${as} ${ways[way]} ${group.join('、')}`,
      says: (world) => applying.bringsIn(world, as, way, group),
      does: async ({ send, work, personId, programmeId }) => {
        const asked = { id: newId(), personIds: group.map(personId) }
        if (way === 'nomination') return send(as, 'POST', '/nominations', { ...asked, programmeId })
        if (way === 'invitation') return send(as, 'POST', `/programmes/${programmeId}/invitations`, asked)
        const taken = await work(as, async (tx) => {
          const rows = await takeIn(tx, programmeId, 'list', asked, undefined)
          return rows.ok ? ok(codesOf(rows.value.rows)) : rows
        })
        return asAnswer(taken)
      },
    }
  })

const round = fc.tuple(crowd, size).map(([line, many]): Drawn => (now) => {
  const group = pick(now, line, isOutside).slice(0, many)
  return {
    name: `轮次录取 ${group.join('、')}`,
    says: (world) => applying.admitsFromRound(world, group),
    does: async ({ work, personId, programmeId }) => {
      const chosen = group.map((each) => ({ personId: personId(each) }))
      const source = { sourceKind: 'round', sourceId: null } as const
      const placed = await work('局干部', async (tx) => {
        const rows = await admitFrom(tx, programmeId, chosen, source)
        if (!rows.ok) return rows
        const codes = new Map(rows.value.map(({ personId: id, code }) => [id, code]))
        return ok(chosen.map(({ personId: id }) => codes.get(id) ?? done).join())
      })
      return asAnswer(placed)
    },
  }
})

const all = by('局干部').map((as): Drawn => () => ({
  name: `${as} 全员纳入`,
  says: (world) => applying.enrolsEverybody(world, as),
  does: async ({ send, programmeId, enrolEverybody }) => {
    const id = newId()
    const asked = await send(as, 'POST', `/programmes/${programmeId}/whole-population`, { id })
    if (asked === done) await enrolEverybody(id)
    return asked
  },
}))

const substitute = fc.tuple(by('承训', '局干部', '丙三'), crowd, crowd).map(([as, out, into]): Drawn => (now) => {
  const [[leaving], [coming]] = [pick(now, out, isAt('admitted')), pick(now, into, isNew)]
  if (!leaving || !coming || !now.tries.has(leaving)) return undefined
  return {
    name: `${as} 用 ${coming} 替换 ${leaving}`,
    says: (world) => deciding.substitutes(world, as, leaving, coming),
    does: ({ send, enrolmentId, personId }) =>
      send(as, 'POST', `/enrolments/${enrolmentId(leaving)}/substitution`, {
        ...{ id: newId(), personId: personId(coming), reason },
      }),
  }
})

const ask = fc.tuple(someoneElse, crowd, crowd).map(([given, out, into]): Drawn => (now) => {
  const [leaving] = pick(now, out, isAt('admitted'))
  if (!leaving || !now.tries.has(leaving)) return undefined
  const [coming] = pick(
    now,
    into,
    (world, each) => isNew(world, each) && people[each].school === people[leaving].school,
  )
  if (!coming) return undefined
  const as = given ?? registrarOf(leaving)
  return {
    name: `${as} 申请用 ${coming} 替换 ${leaving}`,
    says: (world) => deciding.asks(world, as, leaving, coming),
    does: async ({ send, enrolmentId, personId, asked }) => {
      const body = { id: newId(), personId: personId(coming), reason }
      const said = await send(as, 'POST', `/enrolments/${enrolmentId(leaving)}/substitution-requests`, body)
      if (said === done) asked(body.id)
      return said
    },
  }
})

const endings = {
  agreed: ['agreement', '同意'],
  declined: ['decline', '不同意'],
  withdrawn: ['withdrawal', '收回'],
} as const
const settle = fc
  .tuple(fc.constantFrom('agreed', 'agreed', 'declined', 'withdrawn'), someoneElse, fc.nat({ max: 3 }))
  .map(([ending, given, chance]): Drawn => ({ requests }) => {
    const open = requests.findIndex(({ state }) => state === 'asked')
    const at = chance > 0 && open >= 0 ? open : requests.length - 1
    const request = requests[at]
    if (!request) return undefined
    const as = given ?? (ending === 'withdrawn' ? registrarOf(request.leaving) : '承训')
    const [path, word] = endings[ending]
    return {
      name: `${as} ${word}第 ${String(at + 1)} 个替换申请`,
      says: (world) => deciding.answers(world, as, at, ending),
      does: ({ send, requestId }) =>
        send(
          as,
          'POST',
          `/substitution-requests/${requestId(at)}/${path}`,
          ending === 'declined' ? { reason } : undefined,
        ),
    }
  })

const wishes = fc.uniqueArray(fc.nat({ max: 2 }), { maxLength: 3 })
const choose = fc.tuple(crowd, wishes).map(([line, wanted]): Drawn => (now) => {
  const [who] = pick(now, line, isInside)
  if (!who) return undefined
  return {
    name: `${who} 选 ${wanted.map((each) => `课${String(each + 1)}`).join('、') || '零门课'}`,
    says: (world) => applying.chooses(world, who, wanted),
    does: ({ send, programmeId, electiveId }) =>
      send(who, 'PUT', `/programmes/${programmeId}/my-electives`, { electiveIds: wanted.map(electiveId) }),
  }
})

const times = <T>(count: number, arbitrary: T): T[] => Array.from({ length: count }, () => arbitrary)

/** Every step, each as often as it is to be drawn beside the others. */
export const anyStep = [
  ...[...times(6, apply), ...times(5, wait), ...times(6, answer), ...times(4, order), ...times(14, decide)],
  ...[...times(3, withdraw), ...times(2, places), ...times(4, bring), round, all, ...times(3, substitute)],
  ...[...times(4, ask), ...times(6, settle), ...times(3, choose), ...times(2, timePasses), restrict, begin],
]
/** The steps of whoever shares places out. */
export const anyShareStep = [...times(6, share), ...times(8, reallocate), ...times(6, undo), release]
