/** The outcome of work that may be refused. A refusal is a value with a stable code; a defect is thrown. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** The work was done and this is what came of it. */
export function ok(): { readonly ok: true; readonly value: undefined }
export function ok<const T>(value: T): { readonly ok: true; readonly value: T }
export function ok(value?: unknown) {
  return { ok: true, value } as const
}

/** The work was refused, for this reason. */
export function err<const E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error }
}

/** The refusals that a command may answer with: lets the compiler check that each has a status and words. */
export type RefusalOf<Command extends (...args: never[]) => Promise<Result<unknown, unknown>>> = Extract<
  Awaited<ReturnType<Command>>,
  { ok: false }
>['error']
