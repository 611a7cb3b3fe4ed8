import { err, type RefusalOf } from '../../../lib/result.ts'
import { read, rehearse, transact, type Db } from '../../../platform/db/db.ts'
import { createApp } from '../../../platform/http/app.ts'
import { cutPage, readCursor } from '../../../platform/http/paging.ts'
import { refuse } from '../../../platform/http/problem.ts'
import { newId } from '../../../platform/ids.ts'
import {
  agreeSubstitution,
  askSubstitution,
  declineSubstitution,
  trySubstitution,
  withdrawSubstitution,
  type NewRequest,
} from '../commands/asking.ts'
import * as contract from '../contract/requests.ts'
import { substituteRefusals } from '../refusals.ts'
import { findRequest, listRequests, showRequest } from '../store/requests.ts'

const tryRefusals = {
  enrolment_not_found: substituteRefusals.enrolment_not_found,
  programme_over: substituteRefusals.programme_over,
  not_admitted_yet: substituteRefusals.not_admitted_yet,
  substitution_asked: { status: 409, title: 'A substitution was asked for here already.' },
  person_elsewhere: { status: 422, title: 'Choose somebody of your own school.' },
} as const satisfies Record<RefusalOf<typeof trySubstitution>, { status: number; title: string }>

const askRefusals = { ...substituteRefusals, ...tryRefusals } as const satisfies Record<
  RefusalOf<typeof askSubstitution>,
  { status: number; title: string }
>

const unknown = {
  request_not_found: { status: 404, title: 'There is no such request in your part of the region.' },
} as const

const decideRefusals = {
  ...substituteRefusals,
  ...unknown,
  request_over: { status: 409, title: 'This request was decided or withdrawn already.' },
} as const satisfies Record<
  RefusalOf<typeof agreeSubstitution> | RefusalOf<typeof declineSubstitution> | RefusalOf<typeof withdrawSubstitution>,
  { status: number; title: string }
>

// What agreeing would do now is tried first: what could not be agreed to is not asked.
async function ask(db: Db, enrolmentId: string, asked: NewRequest) {
  const isNew = (await read(db, (tx) => findRequest(tx, asked.id))) === undefined
  const tried = isNew
    ? await rehearse(db, (tx) => trySubstitution(tx, enrolmentId, { ...asked, id: newId() }))
    : undefined
  if (tried && !tried.ok) return tried
  const [failed] = tried?.value ?? []
  if (failed) return err(failed)
  return transact(db, (tx) => askSubstitution(tx, enrolmentId, asked))
}

/** Substitutions that schools ask for: tried, asked, decided and taken back. */
export const requestRoutes = createApp()
  .openapi(contract.trySubstitutionRoute, async (c) => {
    const { enrolmentId } = c.req.valid('param')
    const { personId } = c.req.valid('json')
    const tried = await rehearse(c.var.db, (tx) =>
      trySubstitution(tx, enrolmentId, { id: newId(), personId, reason: '' }),
    )
    return tried.ok ? c.json({ codes: [...tried.value] }, 200) : refuse(c, tryRefusals, tried.error)
  })
  .openapi(contract.askSubstitutionRoute, async (c) => {
    const { enrolmentId } = c.req.valid('param')
    const asked = await ask(c.var.db, enrolmentId, c.req.valid('json'))
    return asked.ok ? c.json(asked.value, 201) : refuse(c, askRefusals, asked.error)
  })
  .openapi(contract.listSubstitutionRequestsRoute, async (c) => {
    const query = c.req.valid('query')
    const before = readCursor(query.cursor, ['askedAt', 'id'])
    const rows = await read(c.var.db, (tx) => listRequests(tx, c.var.scope, query, before))
    return c.json(cutPage(rows, query.limit, ['askedAt', 'id']), 200)
  })
  .openapi(contract.getSubstitutionRequestRoute, async (c) => {
    const { substitutionRequestId } = c.req.valid('param')
    const found = await read(c.var.db, (tx) => showRequest(tx, substitutionRequestId))
    return found ? c.json(found, 200) : refuse(c, unknown, 'request_not_found')
  })
  .openapi(contract.agreeSubstitutionRoute, async (c) => {
    const { substitutionRequestId } = c.req.valid('param')
    const agreed = await transact(c.var.db, (tx) => agreeSubstitution(tx, substitutionRequestId))
    return agreed.ok ? c.json(agreed.value, 200) : refuse(c, decideRefusals, agreed.error)
  })
  .openapi(contract.declineSubstitutionRoute, async (c) => {
    const { substitutionRequestId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const declined = await transact(c.var.db, (tx) => declineSubstitution(tx, substitutionRequestId, reason))
    return declined.ok ? c.json(declined.value, 200) : refuse(c, decideRefusals, declined.error)
  })
  .openapi(contract.withdrawSubstitutionRoute, async (c) => {
    const { substitutionRequestId } = c.req.valid('param')
    const withdrawn = await transact(c.var.db, (tx) => withdrawSubstitution(tx, substitutionRequestId))
    return withdrawn.ok ? c.json(withdrawn.value, 200) : refuse(c, decideRefusals, withdrawn.error)
  })
