import type { Context as HttpContext } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from './openapi.ts'

/** A refusal's status and title, as each route lists them for the codes its command may answer with. */
export type Refusals<Code extends string> = Record<Code, { readonly status: RefusalStatus; readonly title: string }>
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503

const titles: Record<string, string> = {
  not_signed_in: 'Sign in first.',
  role_missing: 'None of your roles allows this.',
  not_a_person: 'This account belongs to nobody on the roster.',
  sign_in_unfinished: 'This sign-in is not complete: the second factor is still owed.',
  reauth_needed: 'Show your password or a code again: this act asks for it every five minutes.',
  not_by_delegation: 'This is never done for somebody else: come back to your own roles first.',
  token_read_only: 'This token may only read.',
  token_not_allowed: 'This cannot be done with a token; sign in for it.',
  not_found: 'There is no such thing, or it is outside your part of the region.',
  bad_input: 'Some of what was sent is missing or malformed.',
  too_large: 'What was sent is larger than allowed.',
  too_many_requests: 'Too many requests from this address; wait a moment.',
  address_too_long: 'The address is longer than allowed; ask with fewer conditions.',
  too_many_headers: 'The request has more headers than allowed.',
  media_type_refused: 'What is sent here must be JSON (content-type: application/json).',
  json_too_deep: 'What was sent is nested deeper than allowed.',
  too_many_uploads: 'Your account sends too many files at once; wait until some have arrived.',
  too_many_exports: 'Your account fetches too many exports at once; wait until one has arrived.',
  took_too_long: 'This took too long and was ended; nothing was changed. Ask for less, or again later.',
  too_many_streams: 'You follow too many pieces of work at once; close some of their pages.',
  origin_refused: 'This request came from another site.',
  defect: 'Something went wrong on our side. Quote the request id when you report it.',
  database_away: 'The database is not answering; try again in a moment.',
}

/** Answers with a problem document of this status and code. */
export function problem<S extends ContentfulStatusCode>(
  c: HttpContext,
  status: S,
  code: string,
  more: { title?: string; detail?: string; fields?: Problem['fields'] } = {},
) {
  const { title = titles[code] ?? code, detail, fields } = more
  const body: Problem = {
    type: `urn:qinglan:problem:${code}`,
    title,
    status,
    code,
    requestId: String(c.get('requestId') ?? ''),
    ...(detail === undefined ? {} : { detail }),
    ...(fields === undefined ? {} : { fields }),
  }
  return c.json(body, status, { 'content-type': 'application/problem+json; charset=utf-8' })
}

/** Answers a command's refusal by the route's own list: it does not compile until every code has a status. */
export function refuse<S extends RefusalStatus, Code extends string>(
  c: HttpContext,
  refusals: Record<Code, { readonly status: S; readonly title: string }>,
  code: Code,
) {
  const { status, title } = refusals[code]
  return problem(c, status, code, { title })
}
