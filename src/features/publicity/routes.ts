import type { RefusalOf } from '../../lib/result.ts'
import { yearOf } from '../../lib/dates.ts'
import { read, transact, type Db } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { changeSetting, clearWorkingDay, setWorkingDay, tellCalendar } from './commands/calendar.ts'
import { confirmNotice, extendNotice, reopenNotice } from './commands/deciding.ts'
import { answerObjection, objectTo, readObjector, reopenObjection, withdrawObjection } from './commands/objecting.ts'
import { withdrawNotice } from './commands/opening.ts'
import { tellNotice, tellNotices, tellOwnObjections, tellShown, tellShownNotices } from './commands/telling.ts'
import * as calendar from './contract/calendar.ts'
import * as contract from './contract/notices.ts'
import { drawNotice } from './document.ts'
import { wordHeaders } from './public-page.ts'
import { findSetting, listNotices } from './store.ts'

const notFound = { notice_not_found: { status: 404, title: 'There is no such notice.' } } as const
const notOpen = { notice_not_open: { status: 409, title: 'This notice is decided already.' } } as const

const confirmRefusals = {
  ...notFound,
  ...notOpen,
  notice_running: { status: 409, title: 'The period of this notice is not over yet.' },
  objection_unanswered: { status: 409, title: 'An objection is not answered yet.' },
  procedure_upheld: { status: 409, title: 'An objection against how the list came about was upheld.' },
  notice_names_you: { status: 422, title: 'You are on this list yourself; somebody else decides.' },
} as const satisfies Record<RefusalOf<typeof confirmNotice>, { status: number; title: string }>

const extendRefusals = {
  ...notFound,
  ...notOpen,
  notice_too_long: { status: 422, title: 'A notice is shown for at most 60 working days.' },
} as const satisfies Record<RefusalOf<typeof extendNotice>, { status: number; title: string }>

const withdrawRefusals = { ...notFound, ...notOpen } as const satisfies Record<
  RefusalOf<typeof withdrawNotice>,
  { status: number; title: string }
>

const reopenRefusals = {
  ...notFound,
  notice_open_already: { status: 409, title: 'A notice about this is open already.' },
  notice_relied_on: { status: 409, title: 'Something was built on this decision already.' },
} as const satisfies Record<RefusalOf<typeof reopenNotice>, { status: number; title: string }>

const concerned = {
  objection_not_found: { status: 404, title: 'There is no such objection.' },
  own_objection: { status: 422, title: 'You objected yourself; somebody else answers.' },
  objected_to_you: { status: 422, title: 'You are objected to; somebody else answers.' },
  made_by_you: { status: 422, title: 'You opened this notice; somebody else answers what is said against it.' },
} as const

const answerRefusals = {
  ...concerned,
  ...notOpen,
  objection_over: { status: 409, title: 'This objection is answered or was taken back.' },
} as const satisfies Record<RefusalOf<typeof answerObjection>, { status: number; title: string }>

const reopenObjectionRefusals = {
  ...concerned,
  ...notOpen,
  objection_not_answered: { status: 409, title: 'This objection is not answered.' },
} as const satisfies Record<RefusalOf<typeof reopenObjection>, { status: number; title: string }>

const objectorRefusals = {
  ...concerned,
  objector_erased: { status: 422, title: 'Who objected was forgotten after its term.' },
  objector_is_known: { status: 422, title: 'Whoever objects was signed in; there is nothing sealed.' },
} as const satisfies Record<RefusalOf<typeof readObjector>, { status: number; title: string }>

const objectRefusals = {
  ...notFound,
  ...notOpen,
  notice_period_over: { status: 409, title: 'The period of this notice is over.' },
  name_not_listed: { status: 422, title: 'The list has no such name.' },
  name_struck_already: { status: 409, title: 'This name was struck from the list already.' },
  objections_too_many: { status: 409, title: 'Objections of yours wait for an answer already.' },
  id_reused: { status: 409, title: 'This id already names something else.' },
} as const satisfies Record<RefusalOf<typeof objectTo>, { status: number; title: string }>

const takeBackRefusals = {
  objection_not_found: concerned.objection_not_found,
  objection_over: answerRefusals.objection_over,
} as const satisfies Record<RefusalOf<typeof withdrawObjection>, { status: number; title: string }>

const settingRefusals = {
  setting_of_the_region: { status: 422, title: 'This is decided for the whole region.' },
} as const satisfies Record<RefusalOf<typeof changeSetting>, { status: number; title: string }>

const clearRefusals = {
  ...settingRefusals,
  day_not_set: { status: 404, title: 'The bureau said nothing about this day.' },
} as const satisfies Record<RefusalOf<typeof clearWorkingDay>, { status: number; title: string }>

const noticeNow = (db: Db, id: string) => read(db, (tx) => tellNotice(tx, id))

const deskRoutes = createApp()
  .openapi(contract.listPublicNoticesRoute, async (c) => {
    const query = c.req.valid('query')
    const before = readCursor(query.cursor, ['id'])?.id
    const rows = await read(c.var.db, async (tx) => tellNotices(tx, await listNotices(tx, c.var.scope, query, before)))
    return c.json(cutPage(rows, query.limit, ['id']), 200)
  })
  .openapi(contract.readPublicNoticeRoute, async (c) => {
    const found = await noticeNow(c.var.db, c.req.valid('param').publicNoticeId)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.drawPublicNoticeRoute, async (c) => {
    const drawn = await drawNotice(c.var.db, c.req.valid('param').publicNoticeId)
    return drawn ? c.body(new Uint8Array(drawn.bytes), 200, wordHeaders(drawn.name)) : problem(c, 404, 'not_found')
  })
  .openapi(contract.extendPublicNoticeRoute, async (c) => {
    const { publicNoticeId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => extendNotice(tx, id, c.req.valid('json')))
    if (!done.ok) return refuse(c, extendRefusals, done.error)
    const now = await noticeNow(c.var.db, id)
    return now ? c.json(now, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.confirmPublicNoticeRoute, async (c) => {
    const { publicNoticeId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => confirmNotice(tx, id))
    if (!done.ok) return refuse(c, confirmRefusals, done.error)
    const now = await noticeNow(c.var.db, id)
    return now ? c.json(now, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.withdrawPublicNoticeRoute, async (c) => {
    const { publicNoticeId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => withdrawNotice(tx, id, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, withdrawRefusals, done.error)
    const now = await noticeNow(c.var.db, id)
    return now ? c.json(now, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.reopenPublicNoticeRoute, async (c) => {
    const { publicNoticeId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => reopenNotice(tx, id, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, reopenRefusals, done.error)
    const now = await noticeNow(c.var.db, id)
    return now ? c.json(now, 200) : problem(c, 404, 'not_found')
  })

const answerRoutes = createApp()
  .openapi(contract.answerObjectionRoute, async (c) => {
    const { publicObjectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => answerObjection(tx, id, c.req.valid('json')))
    if (!done.ok) return refuse(c, answerRefusals, done.error)
    const now = await noticeNow(c.var.db, done.value.noticeId)
    return now ? c.json(now, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.reopenObjectionRoute, async (c) => {
    const { publicObjectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => reopenObjection(tx, id, c.req.valid('json').reason))
    if (!done.ok) return refuse(c, reopenObjectionRefusals, done.error)
    const now = await noticeNow(c.var.db, done.value.noticeId)
    return now ? c.json(now, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.readObjectorRoute, async (c) => {
    const { publicObjectionId: id } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => readObjector(tx, c.var.vault, id, c.req.valid('json').reason))
    return done.ok ? c.json(done.value, 200) : refuse(c, objectorRefusals, done.error)
  })

const shownRoutes = createApp()
  .openapi(contract.listShownRoute, async (c) => c.json({ items: await read(c.var.db, tellShownNotices) }, 200))
  .openapi(contract.readShownRoute, async (c) => {
    const found = await read(c.var.db, (tx) => tellShown(tx, c.req.valid('param').noticeId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(contract.objectRoute, async (c) => {
    const said = c.req.valid('json')
    const done = await transact(c.var.db, (tx) => objectTo(tx, c.req.valid('param').noticeId, said))
    if (!done.ok) return refuse(c, objectRefusals, done.error)
    const own = await read(c.var.db, (tx) => tellOwnObjections(tx, c.var.actor.accountId))
    const made = own.find(({ id }) => id === said.id)
    return made ? c.json(made, 201) : problem(c, 404, 'not_found')
  })
  .openapi(contract.listOwnObjectionsRoute, async (c) =>
    c.json({ items: await read(c.var.db, (tx) => tellOwnObjections(tx, c.var.actor.accountId)) }, 200),
  )
  .openapi(contract.withdrawObjectionRoute, async (c) => {
    const { objectionId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => withdrawObjection(tx, objectionId))
    if (!done.ok) return refuse(c, takeBackRefusals, done.error)
    const own = await read(c.var.db, (tx) => tellOwnObjections(tx, c.var.actor.accountId))
    const found = own.find(({ id }) => id === objectionId)
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })

const calendarRoutes = createApp()
  .openapi(calendar.readPublicitySettingRoute, async (c) => c.json(await read(c.var.db, findSetting), 200))
  .openapi(calendar.changePublicitySettingRoute, async (c) => {
    const done = await transact(c.var.db, (tx) => changeSetting(tx, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, settingRefusals, done.error)
  })
  .openapi(calendar.readWorkingDaysRoute, async (c) => {
    const { year = yearOf(c.var.db.context.today) } = c.req.valid('query')
    return c.json(await read(c.var.db, (tx) => tellCalendar(tx, year)), 200)
  })
  .openapi(calendar.setWorkingDayRoute, async (c) => {
    const { day } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => setWorkingDay(tx, day, c.req.valid('json'), c.var.scope))
    return done.ok ? c.json(done.value, 200) : refuse(c, settingRefusals, done.error)
  })
  .openapi(calendar.dropWorkingDayRoute, async (c) => {
    const { day } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => clearWorkingDay(tx, day, c.var.scope))
    return done.ok ? c.body(null, 204) : refuse(c, clearRefusals, done.error)
  })

/** Everything of public notices, objections and the calendar of working days. */
export const publicityRoutes = createApp()
  .route('/', deskRoutes)
  .route('/', answerRoutes)
  .route('/', shownRoutes)
  .route('/', calendarRoutes)
