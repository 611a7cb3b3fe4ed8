import type { ApplyRefusal } from './commands.ts'
import type { ReadRefusal } from './core.ts'

type Answer = { status: number; title: string }

/** How a route answers where a list cannot be read. */
export const readListRefusals = {
  head_missing: { status: 422, title: 'No row with the titles of the columns was found.' },
  list_empty: { status: 422, title: 'There is nothing below the head.' },
  list_too_long: { status: 422, title: 'A list has at most 5,000 rows; split it.' },
} as const satisfies Record<ReadRefusal, Answer>

/** How a route answers where a list cannot be applied. */
export const applyListRefusals = {
  ...readListRefusals,
  id_reused: { status: 409, title: 'This id already names something else.' },
  import_stale: { status: 409, title: 'Something changed since the rehearsal; rehearse again.' },
  import_nothing: { status: 422, title: 'No row of this list can be kept.' },
} as const satisfies Record<ReadRefusal | ApplyRefusal, Answer>

/** How a route answers where there is no list to undo. */
export const undoListRefusals = {
  import_not_found: { status: 404, title: 'There is no such list.' },
} as const satisfies Record<string, Answer>
