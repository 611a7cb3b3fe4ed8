import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { problem, refuse } from '../../../platform/http/problem.ts'
import { readSheet } from '../commands/attendance.ts'
import {
  assignMembers,
  changeClass,
  makeClass,
  splitMembers,
  startClass,
  type Assignment,
} from '../commands/classes.ts'
import {
  assignMembersRoute,
  changeClassRoute,
  listClassesRoute,
  listLeadsRoute,
  listMembersRoute,
  makeClassRoute,
  readClassRoute,
  readSheetRoute,
  splitMembersRoute,
  startClassRoute,
} from '../contract/classes.ts'
import { findClass, listClasses, listLeads, listMembers, listUnassigned, showClass } from '../store/classes.ts'

const makeRefusals = {
  programme_not_found: { status: 404, title: 'There is no such programme.' },
  provider_not_found: { status: 404, title: 'There is no such provider.' },
  id_reused: { status: 409, title: 'This id already names a different class.' },
  programme_not_open: { status: 422, title: 'Only a programme that was published and is not over has classes.' },
  class_dates_reversed: { status: 422, title: 'A class ends after it has begun.' },
  class_outside_programme: { status: 422, title: 'A class lies within the dates of its programme.' },
} as const satisfies Record<RefusalOf<typeof makeClass>, { status: number; title: string }>

const classNotFound = { status: 404, title: 'There is no such class.' } as const
const classClosed = { status: 422, title: 'The class is closed.' } as const

const changeRefusals = {
  class_not_found: classNotFound,
  class_closed: classClosed,
  class_dates_reversed: makeRefusals.class_dates_reversed,
  class_outside_programme: makeRefusals.class_outside_programme,
  lead_not_found: { status: 422, title: 'A class is led by somebody with that role at its provider.' },
} as const satisfies Record<RefusalOf<typeof changeClass>, { status: number; title: string }>

const startRefusals = {
  class_not_found: classNotFound,
  class_closed: classClosed,
  programme_not_open: makeRefusals.programme_not_open,
} as const satisfies Record<RefusalOf<typeof startClass>, { status: number; title: string }>

const assignRefusals = {
  class_not_found: classNotFound,
  class_closed: classClosed,
} as const satisfies Record<RefusalOf<typeof assignMembers>, { status: number; title: string }>

const splitRefusals = {
  class_missing: { status: 422, title: 'Make a class first.' },
} as const satisfies Record<RefusalOf<typeof splitMembers>, { status: number; title: string }>

function counted(rows: readonly Assignment[]) {
  const refused = rows.filter(({ code }) => code !== null).length
  return { assigned: rows.length - refused, refused, rows: rows.map((row) => ({ ...row })) }
}

/** Classes and who sits in them. */
export const classRoutes = createApp()
  .openapi(listClassesRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['startsOn', 'id'])
    const rows = await read(c.var.db, (tx) => listClasses(tx, c.var.scope, query, after))
    return c.json(cutPage(rows, query.limit, ['startsOn', 'id']), 200)
  })
  .openapi(readClassRoute, async (c) => {
    const found = await read(c.var.db, (tx) => showClass(tx, c.req.valid('param').classId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(makeClassRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const made = await transact(c.var.db, (tx) => makeClass(tx, programmeId, c.req.valid('json')))
    return made.ok ? c.json(made.value, 201) : refuse(c, makeRefusals, made.error)
  })
  .openapi(changeClassRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changeClass(tx, classId, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, changeRefusals, changed.error)
  })
  .openapi(listLeadsRoute, async (c) => {
    const items = await read(c.var.db, async (tx) => {
      const found = await findClass(tx, c.req.valid('param').classId)
      return found && listLeads(tx, found.providerId)
    })
    return items ? c.json({ items }, 200) : problem(c, 404, 'not_found')
  })
  .openapi(startClassRoute, async (c) => {
    const started = await transact(c.var.db, (tx) => startClass(tx, c.req.valid('param').classId))
    return started.ok ? c.json(started.value, 200) : refuse(c, startRefusals, started.error)
  })
  .openapi(listMembersRoute, async (c) => {
    const found = await read(c.var.db, async (tx) => {
      const { pasted } = c.req.valid('query')
      const one = await findClass(tx, c.req.valid('param').classId)
      if (!one) return undefined
      const unassigned = await listUnassigned(tx, one.programmeId, pasted)
      return { items: await listMembers(tx, one.id, pasted), unassigned }
    })
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(assignMembersRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const assigned = await transact(c.var.db, (tx) => assignMembers(tx, classId, c.req.valid('json').personIds))
    return assigned.ok ? c.json(counted(assigned.value), 200) : refuse(c, assignRefusals, assigned.error)
  })
  .openapi(splitMembersRoute, async (c) => {
    const split = await transact(c.var.db, (tx) => splitMembers(tx, c.req.valid('param').programmeId))
    return split.ok ? c.json(counted(split.value), 200) : refuse(c, splitRefusals, split.error)
  })
  .openapi(readSheetRoute, async (c) => {
    const { classId } = c.req.valid('param')
    return c.json(await read(c.var.db, (tx) => readSheet(tx, classId)), 200)
  })
