import type { Tx } from '../../../platform/db/db.ts'
import type { Person } from './cast.ts'

/** What is kept of a programme after a step, read from the tables and named as the model names it. */
export type Kept = {
  readonly places: number
  readonly counter: { readonly most: number; readonly taken: number } | null
  readonly version: number
  readonly tries: readonly { id: string; person: Person; state: string; holds: boolean }[]
  readonly turns: readonly { id: string; person: Person; state: string; by: string }[]
  readonly line: readonly Person[]
  readonly cells: readonly {
    id: string
    parent: string | null
    kind: string
    most: number | null
    taken: number
    open: number
  }[]
  readonly seats: readonly { cell: string; person: Person; isOpen: boolean }[]
  readonly requests: readonly { id: string; state: string }[]
  readonly electives: readonly { most: number | null; taken: number }[]
  readonly chosen: readonly { person: Person; at: number }[]
  /** Facts of conduct that stand. */
  readonly facts: readonly string[]
  /** What is written down below of who took part, by application. */
  readonly parts: readonly { id: string; state: string }[]
  readonly trail: readonly string[]
  readonly jobs: readonly { id: string; name: string }[]
}

const rows = (what: string, from: string) => `(select coalesce(json_agg(${what}), '[]') from ${from})`
const object = (...fields: readonly string[]) =>
  `json_build_object(${fields.map((field) => `'${field.split(' ')[0] ?? ''}', ${field.split(' ').slice(1).join(' ')}`).join(', ')})`
const named = (id: string) => `($3::json ->> ${id}::text)`

// One statement: a history asks this after every step.
const statement = `select json_build_object(
  'places', (select places_max from programme where id = $1),
  'counter', (select ${object('most places_max', 'taken places_taken')} from place_counter where programme_id = $1),
  'version', coalesce((select version from quota_sheet where programme_id = $1), 0),
  'tries', ${rows(`${object('id id', `person ${named('person_id')}`, 'state state', 'holds holds_place')} order by applied_at, id`, 'enrolment where programme_id = $1')},
  'turns', ${rows(`${object('id id', `person ${named('person_id')}`, 'state state', 'by source_kind')} order by joined_at, id`, 'waiter where programme_id = $1')},
  'line', ${rows(`${named('person_id')} order by turn, id`, "waiter where programme_id = $1 and state = 'waiting'")},
  'cells', ${rows(`${object('id id', 'parent parent_id', 'kind kind', 'most places_max', 'taken places_taken', 'open open_taken')} order by position`, 'quota_cell where programme_id = $1')},
  'seats', ${rows(object('cell cell_id', `person ${named('person_id')}`, 'isOpen is_open'), 'quota_hold where programme_id = $1')},
  'requests', ${rows(`${object('id request.id', 'state request.state')} order by asked_at`, 'substitution_request request join enrolment on enrolment.id = enrolment_id where programme_id = $1')},
  'electives', ${rows(`${object('most places_max', 'taken places_taken')} order by position`, 'elective where programme_id = $1')},
  'chosen', ${rows(object(`person ${named('person_id')}`, 'at position'), 'elective_choice choice join elective on elective.id = elective_id where choice.programme_id = $1')},
  'facts', ${rows(`concat_ws(' ', ${named('person_id')}, cause)`, 'integrity_entry fact where programme_id = $1 and not exists (select from integrity_reversal_entry where fact_id = fact.id)')},
  'parts', ${rows(object('id id', 'state state'), 'participation where programme_id = $1')},
  'trail', ${rows(
    "concat_ws(' ', act, subject.person)",
    `audit_entry join (
      select $1::text as id, null as person
      union all select id::text, ${named('person_id')} from enrolment where programme_id = $1
      union all select id::text, ${named('person_id')} from waiter where programme_id = $1
    ) subject on subject.id = object_id where at = $2`,
  )},
  'jobs', ${rows(object('id id', 'name name'), "job_run where created_at = $2 and payload ->> 'programmeId' = $1::text")}
) as kept`

/** Reads what is kept of a programme; `names` says who is who, and of the history only what was done at this instant is read. */
export async function readKept(tx: Tx, programmeId: string, names: Readonly<Record<string, Person>>): Promise<Kept> {
  const asked = [programmeId, tx.context.now.toISOString(), JSON.stringify(names)]
  const { rows: found } = await tx.$client.query<{ kept: Kept }>(statement, asked)
  const [first] = found
  if (!first) throw new Error('one row is always answered')
  return first.kept
}
