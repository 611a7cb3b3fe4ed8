import type { RefusalOf } from '../../../lib/result.ts'
import { read, transact } from '../../../platform/db/db.ts'
import { gridRefusals, listHeaders } from '../../../platform/excel/answers.ts'
import { createApp } from '../../../platform/http/app.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import {
  applyListRefusals,
  pageOfLists,
  readListRefusals,
  sentList,
  undoListRefusals,
} from '../../applied-lists/public.ts'
import {
  applyCandidates,
  candidateTemplate,
  explainCandidates,
  rehearseCandidates,
  undoCandidates,
} from '../commands/candidate-lists.ts'
import * as contract from '../contract/candidate-lists.ts'
import { candidateRefusals, draftRefusals } from './refusals.ts'

type Answer = { status: number; title: string }

const readRefusals = {
  ...draftRefusals,
  ...readListRefusals,
} as const satisfies Record<RefusalOf<typeof rehearseCandidates>, Answer>

const applyRefusals = {
  ...candidateRefusals,
  ...applyListRefusals,
} as const satisfies Record<RefusalOf<typeof applyCandidates>, Answer>

const undoRefusals = {
  ...draftRefusals,
  ...undoListRefusals,
} as const satisfies Record<RefusalOf<typeof undoCandidates>, Answer>

/** Lists of candidates as workbooks. */
export const candidateListRoutes = createApp()
  .openapi(contract.candidateTemplateRoute, async (c) => {
    const { name, content } = await candidateTemplate()
    return c.body(new Uint8Array(content), 200, listHeaders(name))
  })
  .openapi(contract.rehearseCandidatesRoute, async (c) => {
    const sent = await sentList(c)
    if (!sent.ok) return refuse(c, gridRefusals, sent.error)
    const id = c.req.valid('param').selectionId
    const told = await read(c.var.db, (tx) => rehearseCandidates(tx, id, sent.value.grid, c.var.scope))
    return told.ok ? c.json(told.value, 200) : refuse(c, readRefusals, told.error)
  })
  .openapi(contract.explainCandidatesRoute, async (c) => {
    const sent = await sentList(c)
    if (!sent.ok) return refuse(c, gridRefusals, sent.error)
    const list = { ...c.req.valid('query'), grid: sent.value.grid }
    const book = await explainCandidates(c.var.db, c.req.valid('param').selectionId, list, c.var.scope)
    if (!book.ok) return refuse(c, readRefusals, book.error)
    return c.body(streamed(book.value.content), 200, listHeaders(book.value.name))
  })
  .openapi(contract.applyCandidatesRoute, async (c) => {
    const sent = await sentList(c)
    if (!sent.ok) return refuse(c, gridRefusals, sent.error)
    const asked = { ...c.req.valid('query'), ...sent.value }
    const id = c.req.valid('param').selectionId
    const done = await transact(c.var.db, (tx) => applyCandidates(tx, id, asked, c.var.scope))
    return done.ok ? c.json(done.value, 201) : refuse(c, applyRefusals, done.error)
  })
  .openapi(contract.listCandidateImportsRoute, async (c) => {
    const which = { kind: 'selection_candidates', about: c.req.valid('param').selectionId } as const
    return c.json(await pageOfLists(c, which, c.req.valid('query')), 200)
  })
  .openapi(contract.undoCandidatesRoute, async (c) => {
    const { selectionId, candidateListId } = c.req.valid('param')
    const done = await transact(c.var.db, (tx) => undoCandidates(tx, selectionId, candidateListId))
    return done.ok ? c.json(done.value, 201) : refuse(c, undoRefusals, done.error)
  })
