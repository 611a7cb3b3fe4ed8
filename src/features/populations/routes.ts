import type { RefusalOf } from '../../lib/result.ts'
import { read, transact } from '../../platform/db/db.ts'
import { createApp } from '../../platform/http/app.ts'
import { problem, refuse } from '../../platform/http/problem.ts'
import { addPopulation, changePopulation, closePopulation, readPopulation } from './commands.ts'
import {
  addPopulationRoute,
  changePopulationRoute,
  closePopulationRoute,
  listPopulationsRoute,
  readPopulationRoute,
} from './contract.ts'
import { listPopulations, listUses } from './store.ts'

const addRefusals = {
  organisation_not_found: { status: 404, title: 'There is no such organisation in your part of the tree.' },
  id_reused: { status: 409, title: 'This id already names another population.' },
  population_name_taken: { status: 409, title: 'There is a population of this name.' },
  population_years_crossed: { status: 422, title: 'The fewest years are more than the most.' },
} as const satisfies Record<RefusalOf<typeof addPopulation>, { status: number; title: string }>

const changeRefusals = {
  population_not_found: { status: 404, title: 'There is no such population.' },
  population_closed: { status: 409, title: 'This population was put away.' },
  population_changed_meanwhile: { status: 409, title: 'Somebody changed this population in between.' },
  population_name_taken: addRefusals.population_name_taken,
  population_years_crossed: addRefusals.population_years_crossed,
} as const satisfies Record<RefusalOf<typeof changePopulation>, { status: number; title: string }>

const closeRefusals = {
  population_not_found: changeRefusals.population_not_found,
  population_in_use: {
    status: 409,
    title: 'Something uses this population; say that it may be put away all the same.',
  },
} as const satisfies Record<RefusalOf<typeof closePopulation>, { status: number; title: string }>

export const populationRoutes = createApp()
  .openapi(listPopulationsRoute, async (c) => {
    const { closed } = c.req.valid('query')
    const items = await read(c.var.db, (tx) => listPopulations(tx, c.var.scope, closed === 'true'))
    return c.json({ items }, 200)
  })
  .openapi(readPopulationRoute, async (c) => {
    const found = await read(c.var.db, (tx) => readPopulation(tx, c.req.valid('param').populationId))
    return found ? c.json(found, 200) : problem(c, 404, 'not_found')
  })
  .openapi(addPopulationRoute, async (c) => {
    const added = await transact(c.var.db, (tx) => addPopulation(tx, c.req.valid('json'), c.var.scope))
    return added.ok ? c.json(added.value, 201) : refuse(c, addRefusals, added.error)
  })
  .openapi(changePopulationRoute, async (c) => {
    const { populationId } = c.req.valid('param')
    const changed = await transact(c.var.db, (tx) => changePopulation(tx, populationId, c.req.valid('json')))
    return changed.ok ? c.json(changed.value, 201) : refuse(c, changeRefusals, changed.error)
  })
  .openapi(closePopulationRoute, async (c) => {
    const { populationId } = c.req.valid('param')
    const { usedToo } = c.req.valid('json')
    const closed = await transact(c.var.db, (tx) => closePopulation(tx, populationId, usedToo))
    if (closed.ok) return c.json(closed.value, 201)
    if (closed.error !== 'population_in_use') return refuse(c, closeRefusals, closed.error)
    const users = await read(c.var.db, (tx) => listUses(tx, populationId))
    const detail = users.map(({ objectTitle }) => objectTitle).join('、')
    return problem(c, 409, closed.error, { title: closeRefusals.population_in_use.title, detail })
  })
