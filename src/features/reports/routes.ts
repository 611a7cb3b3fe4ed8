import type { Context } from 'hono'
import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { mediaTypes } from '../../platform/files/kinds.ts'
import { contentDisposition } from '../../platform/files/names.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { printNotice, printRoster, printSignInSheet, requestYearEnd, type Paper } from './commands.ts'
import {
  listReportsRoute,
  printNoticeRoute,
  printRosterRoute,
  printSignInSheetRoute,
  reportYearRoute,
} from './contract.ts'
import { listReports } from './store.ts'

const refusals = {
  region_not_set_up: { status: 403, title: 'There is no bureau yet whose year could be told.' },
} as const satisfies Record<RefusalOf<typeof requestYearEnd>, { status: number; title: string }>

const noticeRefusals = {
  programme_not_found: { status: 404, title: 'There is no such programme.' },
  programme_dates_missing: {
    status: 409,
    title: 'A notice names the days: set when the programme starts and ends first.',
  },
} as const satisfies Record<RefusalOf<typeof printNotice>, { status: number; title: string }>

function hand(c: Context, paper: Paper) {
  return c.body(new Uint8Array(paper.bytes), 200, {
    'content-type': mediaTypes.docx,
    'content-disposition': contentDisposition(paper.name),
  })
}

export const reportRoutes = createApp()
  .openapi(printRosterRoute, async (c) => {
    const { classId } = c.req.valid('param')
    const paper = await read(c.var.db, (tx) => printRoster(tx, c.var.vault, classId))
    return paper ? hand(c, paper) : problem(c, 404, 'not_found')
  })
  .openapi(printSignInSheetRoute, async (c) => {
    const { sessionId } = c.req.valid('param')
    const paper = await read(c.var.db, (tx) => printSignInSheet(tx, sessionId))
    return paper ? hand(c, paper) : problem(c, 404, 'not_found')
  })
  .openapi(printNoticeRoute, async (c) => {
    const { programmeId } = c.req.valid('param')
    const paper = await read(c.var.db, (tx) => printNotice(tx, programmeId))
    return paper.ok ? hand(c, paper.value) : refuse(c, noticeRefusals, paper.error)
  })
  .openapi(reportYearRoute, async (c) => {
    const asked = await transact(c.var.db, (tx) => requestYearEnd(tx, c.req.valid('json')))
    return asked.ok ? c.json(asked.value, 202) : refuse(c, refusals, asked.error)
  })
  .openapi(listReportsRoute, async (c) => {
    const items = await read(c.var.db, (tx) => listReports(tx, c.var.scope))
    return c.json({ items }, 200)
  })
