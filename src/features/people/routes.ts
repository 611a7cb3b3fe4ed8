import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { cutPage, readCursor } from '../../platform/http/paging.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { addPerson, changePerson, readPerson } from './commands.ts'
import {
  addPersonRoute,
  addPostRoute,
  changePersonRoute,
  changeStateRoute,
  endPostRoute,
  listPeopleRoute,
  readLifeRoute,
  readPersonRoute,
} from './contract.ts'
import { addPost, changeState, endPost, readLife } from './life.ts'
import { countedAtMost } from './store/search.ts'
import { listPeople } from './store.ts'

const addRefusals = {
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  id_reused: { status: 409, title: 'This id already names a different person.' },
  staff_no_taken: { status: 409, title: 'Somebody already has this staff number.' },
  id_number_taken: { status: 409, title: 'Somebody already has this ID number.' },
  id_number_malformed: { status: 422, title: 'This is not an 18-character ID number.' },
  id_number_checksum: { status: 422, title: 'The last character of the ID number does not fit the others.' },
  id_number_ruined: { status: 422, title: 'A spreadsheet has rounded this ID number; type it again as text.' },
  phone_malformed: { status: 422, title: 'This is not a mobile phone number.' },
} as const satisfies Record<RefusalOf<typeof addPerson>, { status: number; title: string }>

const changeRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  staff_no_taken: addRefusals.staff_no_taken,
  phone_malformed: addRefusals.phone_malformed,
} as const satisfies Record<RefusalOf<typeof changePerson>, { status: number; title: string }>

const stateRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  id_reused: { status: 409, title: 'This id already names another change.' },
  person_merged: { status: 409, title: 'This number was merged into another.' },
  state_unchanged: { status: 422, title: 'The person already is in this state.' },
  change_in_future: { status: 422, title: 'A change cannot bear a day to come.' },
  change_before_last: { status: 422, title: 'A change cannot be older than the last one.' },
} as const satisfies Record<RefusalOf<typeof changeState>, { status: number; title: string }>

const postRefusals = {
  person_not_found: { status: 404, title: 'There is no such person.' },
  post_not_found: { status: 404, title: 'This person holds no such post.' },
  id_reused: { status: 409, title: 'This id already names another post.' },
  person_merged: { status: 409, title: 'This number was merged into another.' },
  post_held_already: { status: 409, title: 'The person already holds this post at that time.' },
  post_ends_before_it_begins: { status: 422, title: 'A post cannot end before it begins.' },
} as const satisfies Record<RefusalOf<typeof addPost> | RefusalOf<typeof endPost>, { status: number; title: string }>

function tellTotal([first]: readonly { readonly size: number | null }[]) {
  if (!first) return { total: 0 }
  if (first.size === null) return {}
  return first.size > countedAtMost ? { totalAtLeast: countedAtMost } : { total: first.size }
}

export const peopleRoutes = createApp()
  .openapi(listPeopleRoute, async (c) => {
    const query = c.req.valid('query')
    const after = readCursor(query.cursor, ['sortKey', 'id'])
    const rows = await read(c.var.db, (tx) => listPeople(tx, c.var.scope, query, after))
    const { items, nextCursor } = cutPage(rows, query.limit, ['sortKey', 'id'])
    const total = tellTotal(rows)
    return c.json({ items: items.map(({ sortKey: _, size: __, ...item }) => item), nextCursor, ...total }, 200)
  })
  .openapi(readPersonRoute, async (c) => {
    const found = await read(c.var.db, (tx) => readPerson(tx, c.var.vault, c.req.valid('param').personId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(addPersonRoute, async (c) => {
    const added = await transact(c.var.db, (tx) => addPerson(tx, c.var.vault, c.req.valid('json'), c.var.scope))
    return added.ok ? c.json(added.value, 201) : refuse(c, addRefusals, added.error)
  })
  .openapi(changePersonRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changePerson(tx, c.var.vault, personId, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 200) : refuse(c, changeRefusals, changed.error)
  })
  .openapi(readLifeRoute, async (c) => {
    const items = await read(c.var.db, (tx) => readLife(tx, c.req.valid('param').personId))
    return items ? c.json({ items }, 200) : problem(c, 404, 'not_found')
  })
  .openapi(changeStateRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changeState(tx, personId, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 201) : refuse(c, stateRefusals, changed.error)
  })
  .openapi(addPostRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const added = await transact(c.var.db, (tx) => addPost(tx, personId, c.req.valid('json')))
    return added.ok ? c.json(added.value, 201) : refuse(c, postRefusals, added.error)
  })
  .openapi(endPostRoute, async (c) => {
    const { personId } = c.req.valid('param')
    const ended = await transact(c.var.db, (tx) => endPost(tx, personId, c.req.valid('json')))
    return ended.ok ? c.json(ended.value, 201) : refuse(c, postRefusals, ended.error)
  })
