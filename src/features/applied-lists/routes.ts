import { read, transact } from '../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../platform/excel/answers.ts'
import { writeTemplate } from '../../platform/excel/template.ts'
import { createApp } from '../../platform/http/app.ts'
import { createRoute, idParam, json, z } from '../../platform/http/openapi.ts'
import { refuse } from '../../platform/http/problem.ts'
import { streamed } from '../../platform/http/streamed.ts'
import {
  appliedAnswers,
  applyQuery,
  backAnswers,
  backQuery,
  listBody,
  listedAnswers,
  listedQuery,
  triedAnswers,
  triedSums,
} from './contract.ts'
import type { JudgedRow } from './core.ts'
import { applyKind, explainKind, tryList, undoKind, type Answer, type ListOf } from './kind.ts'
import { applyListRefusals, undoListRefusals } from './refusals.ts'
import { pageOfLists, sentList } from './requests.ts'

const why = z.object({ reason: z.string().trim().min(2).max(200) })

const follows = z
  .array(z.object({ what: z.string(), before: z.string(), after: z.string() }))
  .describe('What else would change, though no row names it')

// The same six routes for each kind of list.
function declare<Row extends JudgedRow, R extends string>(list: ListOf<Row, R>) {
  const { noun, name, said, row } = list
  const shared = { tags: [list.tag], access: list.access.apply }
  return {
    template: createRoute({
      ...{ method: 'get' as const, path: `/${noun}-list-template`, operationId: `read${name}ListTemplate`, ...shared },
      summary: `An empty list of ${said} with notes, to be filled in`,
      responses: backAnswers,
    }),
    rehearse: createRoute({
      ...{ method: 'post' as const, path: `/${noun}-list-rehearsals`, operationId: `rehearse${name}List`, ...shared },
      summary: `Read a list of ${said} and see what each row would do. Nothing changes`,
      request: { body: listBody },
      responses: triedAnswers(z.object({ rows: z.array(row), follows, ...triedSums }).openapi(`${name}ListRehearsal`)),
    }),
    explain: createRoute({
      ...{ method: 'post' as const, path: `/${noun}-list-workbooks`, operationId: `explain${name}List`, ...shared },
      summary: `The same list of ${said} back, with what would become of each row and why`,
      request: { query: backQuery, body: listBody },
      responses: backAnswers,
    }),
    apply: createRoute({
      ...{ method: 'post' as const, path: `/${noun}-lists`, operationId: `apply${name}List`, ...shared },
      summary: `Do exactly what was rehearsed of a list of ${said}`,
      request: { query: applyQuery, body: listBody },
      responses: appliedAnswers,
    }),
    listed: createRoute({
      ...{ method: 'get' as const, path: `/${noun}-lists`, operationId: `list${name}Lists`, ...shared },
      summary: `The lists of ${said} that were applied in your part of the tree`,
      request: { query: listedQuery },
      responses: listedAnswers,
    }),
    undo: createRoute({
      ...{ method: 'post' as const, path: `/${noun}-lists/{appliedListId}/undoing`, operationId: `undo${name}List` },
      ...{ tags: [list.tag], access: list.access.undo },
      summary: `Take a whole list of ${said} back, with a reason; what was changed since stays`,
      request: {
        params: idParam('appliedListId'),
        body: { ...json(why, 'Why'), required: true as const },
      },
      responses: appliedAnswers,
    }),
  }
}

/** The routes of a kind of list: its template, trying it, having it back, applying it, those of before, and undoing one. */
export function listRoutes<Row extends JudgedRow, R extends string>(list: ListOf<Row, R>) {
  const routes = declare(list)
  const refusals: Readonly<Record<string, Answer>> = { ...applyListRefusals, ...undoListRefusals, ...list.refusals }
  return createApp()
    .openapi(routes.template, async (c) => {
      const content = await writeTemplate(list.template)
      return c.body(new Uint8Array(content), 200, listHeaders(list.template.name))
    })
    .openapi(routes.rehearse, async (c) => {
      const sent = await sentList(c)
      if (!sent.ok) return refuse(c, gridRefusals, sent.error)
      const told = await read(c.var.db, (tx) => tryList(tx, list, sent.value.grid, c.var.scope))
      return told.ok ? c.json(told.value, 200) : refuse<Answer['status'], string>(c, refusals, told.error)
    })
    .openapi(routes.explain, async (c) => {
      const sent = await sentList(c)
      if (!sent.ok) return refuse(c, gridRefusals, sent.error)
      const book = await explainKind(c.var.db, list, { ...c.req.valid('query'), grid: sent.value.grid }, c.var.scope)
      if (!book.ok) return refuse<Answer['status'], string>(c, refusals, book.error)
      return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
    })
    .openapi(routes.apply, async (c) => {
      const sent = await sentList(c)
      if (!sent.ok) return refuse(c, gridRefusals, sent.error)
      const asked = { ...c.req.valid('query'), ...sent.value }
      const done = await transact(c.var.db, (tx) => applyKind(tx, list, asked, c.var.scope))
      return done.ok ? c.json(done.value, 201) : refuse<Answer['status'], string>(c, refusals, done.error)
    })
    .openapi(routes.listed, async (c) =>
      c.json(await pageOfLists(c, { kind: list.kind, roots: c.var.scope }, c.req.valid('query')), 200),
    )
    .openapi(routes.undo, async (c) => {
      const asked = { id: c.req.valid('param').appliedListId, ...c.req.valid('json') }
      const done = await transact(c.var.db, (tx) => undoKind(tx, list, asked, c.var.scope))
      return done.ok ? c.json(done.value, 201) : refuse<Answer['status'], string>(c, refusals, done.error)
    })
}
