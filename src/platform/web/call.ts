import type { Hono } from 'hono'
import { hc, type ClientResponse } from 'hono/client'
import type { SuccessStatusCode } from 'hono/utils/http-status'

/** What the server said when it did not do what was asked; `offline` when it could not be reached. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  /** What the title leaves open, such as when to come back; empty when it leaves nothing. */
  readonly detail: string
  readonly requestId: string
  readonly fields: readonly { readonly path: string; readonly message: string; readonly id?: string | undefined }[]

  constructor(problem: Partial<Pick<ProblemError, 'status' | 'code' | 'title' | 'detail' | 'requestId' | 'fields'>>) {
    super(problem.title ?? problem.code ?? 'defect')
    this.name = 'ProblemError'
    this.status = problem.status ?? 0
    this.code = problem.code ?? 'defect'
    this.title = problem.title ?? ''
    this.detail = problem.detail ?? ''
    this.requestId = problem.requestId ?? ''
    this.fields = problem.fields ?? []
  }
}

let signedOut: () => void = () => undefined

/** What happens when the server no longer knows who is asking; set once by each shell. */
export function whenSignedOut(act: () => void): void {
  signedOut = act
}

let unfinished: () => void = () => undefined

/** What happens when a sign-in still owes its second step; set once by each shell. */
export function whenUnfinished(act: () => void): void {
  unfinished = act
}

let prove: () => Promise<boolean> = () => Promise.resolve(false)

/** How whoever is there is asked for the password again; true once it was right. Set once by each shell. */
export function whenProofNeeded(ask: () => Promise<boolean>): void {
  prove = ask
}

/** Sends a request; where it needs the password again, asks for it and sends the same request once more. */
const send: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init)
  if (answer.status !== 403) return answer
  const { code } = problemOf(403, await answer.clone().text())
  if (code === 'sign_in_unfinished') unfinished()
  return code === 'reauth_needed' && (await prove()) ? fetch(input, init) : answer
}

/** The typed client of one feature's routes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- hono's own bound for "some set of routes"; narrower bounds refuse them all.
export function client<Routes extends Hono<any, any, any>>() {
  return hc<Routes>('/api/v1', { fetch: send, init: { credentials: 'same-origin' } })
}

/** The body of the good answers of a route; undefined where it answers without one. */
export type Answer<R> =
  R extends ClientResponse<infer Body, infer Status, infer Format>
    ? Status extends SuccessStatusCode
      ? Format extends 'json'
        ? Body
        : undefined
      : never
    : never

type Asked = { readonly ok: boolean; readonly status: number; readonly headers: Headers; text(): Promise<string> }

/** Waits for an answer and gives its body; anything but a good answer is thrown as a `ProblemError`. */
export async function call<R extends Asked>(asked: Promise<R>): Promise<Answer<R>> {
  let answer: R
  let body: string
  try {
    answer = await asked
    body = await answer.text()
  } catch (failure) {
    throw failure instanceof ProblemError ? failure : new ProblemError({ code: 'offline' })
  }
  if (!answer.ok) throw problemOf(answer.status, body)
  window.dispatchEvent(new Event('qinglan:reached'))
  return (body === '' ? undefined : JSON.parse(body)) as Answer<R>
}

/** Waits for an answer that is a file and gives its bytes; anything but a good answer is thrown as a `ProblemError`. */
export async function bytesOf(asked: Promise<Pick<Response, 'ok' | 'status' | 'text' | 'blob'>>): Promise<Blob> {
  const answer = await asked.catch((failure: unknown) => {
    throw failure instanceof ProblemError ? failure : new ProblemError({ code: 'offline' })
  })
  if (!answer.ok) throw problemOf(answer.status, await answer.text())
  return answer.blob()
}

/** GETs what stands below `/api/v1`, where the address is put together by what is shown. */
export async function readAt<T>(path: string, init: RequestInit = {}): Promise<T> {
  const answer = await bytesOf(send(`/api/v1${path}`, { credentials: 'same-origin', ...init }))
  return JSON.parse(await answer.text()) as T
}

/** POSTs something below `/api/v1` where only the address is known, and gives the answer. */
export function postAt<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return readAt<T>(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

function problemOf(status: number, body: string): ProblemError {
  let said: unknown
  try {
    said = JSON.parse(body)
  } catch {
    // A proxy in between may answer in HTML: only the status is known then.
  }
  const problem = new ProblemError({
    status,
    code: status === 413 ? 'too_large' : status === 429 ? 'too_many_requests' : status >= 502 ? 'offline' : 'defect',
    ...(typeof said === 'object' && said !== null ? said : {}),
  })
  if (status === 401 && problem.code === 'not_signed_in') signedOut()
  return problem
}

/** POSTs a file, or a form with files, below `/api/v1`, telling the share sent so far (0–1). */
export function upload<T>(path: string, body: FormData | Blob, onProgress?: (share: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/v1${path}`)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total)
    }
    request.onerror = () => reject(new ProblemError({ code: 'offline' }))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T)
      else reject(problemOf(request.status, request.responseText))
    }
    // A file goes as its bytes alone: what it is, the server sees for itself.
    if (body instanceof Blob) request.setRequestHeader('content-type', 'application/octet-stream')
    request.send(body)
  })
}
