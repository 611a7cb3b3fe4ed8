import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { markNoShows, takeBackNoShows, type NoShow } from '../commands/no-shows.ts'
import { listNoShowsRoute, markNoShowsRoute, takeBackNoShowsRoute } from '../contract/no-shows.ts'
import { findClass } from '../store/classes.ts'
import { listSeats } from '../store/no-shows.ts'

const refusals = {
  class_not_found: { status: 404, title: 'There is no such class.' },
  class_closed: { status: 422, title: 'The class is closed.' },
} as const satisfies Record<RefusalOf<typeof markNoShows>, { status: number; title: string }>

function counted(rows: readonly NoShow[]) {
  const refused = rows.filter(({ code }) => code !== null).length
  return { done: rows.length - refused, refused, rows: rows.map((row) => ({ ...row })) }
}

/** Whoever never came to a class: seen, marked while it is open, and taken back. */
export const noShowRoutes = createApp()
  .openapi(listNoShowsRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const { seats, isOpen } = await read(c.var.db, async (tx) => ({
      seats: await listSeats(tx, classId),
      isOpen: (await findClass(tx, classId))?.state !== 'closed',
    }))
    const shown = seats.map(({ isMissed, came, wasCleared, isDue, ...member }) => ({
      isMissed,
      isAbsent: isOpen && !came && !wasCleared && isDue,
      member,
    }))
    return c.json(
      {
        absent: shown.filter(({ isMissed, isAbsent }) => isAbsent && !isMissed).map(({ member }) => member),
        missed: shown.filter(({ isMissed }) => isMissed).map(({ member }) => member),
      },
      200,
    )
  })
  .openapi(markNoShowsRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const marked = await transact(c.var.db, (tx) => markNoShows(tx, classId, c.req.valid('json').personIds))
    return marked.ok ? c.json(counted(marked.value), 200) : refuse(c, refusals, marked.error)
  })
  .openapi(takeBackNoShowsRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const taken = await transact(c.var.db, (tx) => takeBackNoShows(tx, classId, c.req.valid('json').personIds))
    return taken.ok ? c.json(counted(taken.value), 200) : refuse(c, refusals, taken.error)
  })
