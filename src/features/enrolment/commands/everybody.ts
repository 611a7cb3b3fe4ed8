import { err, ok, type Result } from '../../../lib/result.ts'
import { note, read, transact, type Tx } from '../../../platform/db/db.ts'
import { enqueueOnce, type JobTools } from '../../../platform/jobs/queue.ts'
import { listPopulation } from '../../people/public.ts'
import { findProgramme } from '../../programmes/public.ts'
import { isOver } from '../core.ts'
import { enrolEverybody } from '../jobs.ts'
import { findIntake, insertIntake } from '../store/ways.ts'
import { judge } from './judging.ts'
import { placePeople, type Placing } from './placing.ts'

export type WholeRefusal = 'programme_not_found' | 'programme_over' | 'enrolment_not_open' | 'id_reused'

/** Asks for everybody whom a programme means to be enrolled (全员), in the background. */
export async function askEverybody(tx: Tx, programmeId: string, id: string): Promise<Result<string, WholeRefusal>> {
  const programme = await findProgramme(tx, programmeId)
  if (!programme) return err('programme_not_found')
  if (isOver(programme.state)) return err('programme_over')
  if (programme.state !== 'enrolling' && programme.state !== 'running') return err('enrolment_not_open')
  const asked = { act: 'intake.whole', object: { kind: 'programme', id: programmeId }, after: { intakeId: id } }
  return enqueueOnce(tx, enrolEverybody, { programmeId, intakeId: id }, { id, title: programme.title, asked })
}

type Part = { readonly codes: readonly string[]; readonly rows: readonly Placing[] }

const atOnce = 200
const most = 200_000

/** Enrols everybody whom a programme means, some hundred at a time; done again, it goes on where it stopped. */
export async function performEverybody(
  { programmeId, intakeId }: { readonly programmeId: string; readonly intakeId: string },
  tools: JobTools,
) {
  const { db } = tools
  const found = await read(db, async (tx) => {
    const programme = await findProgramme(tx, programmeId)
    if (!programme) return undefined
    const people = await listPopulation(tx, programme.audience, [programme.organisationId], most)
    return { programme, ids: people.map(({ id }) => id) }
  })
  if (!found) return err('programme_not_found' as const)
  const { programme, ids } = found
  const refused: Record<string, number> = {}
  let placed = 0
  for (let from = 0; from < ids.length; from += atOnce) {
    if (await tools.cancelled()) return err('cancelled' as const)
    const part = ids.slice(from, from + atOnce).map((personId) => ({ personId }))
    const done = await transact<Part, never>(db, async (tx) => {
      const refusals = await judge(tx, programme, part)
      const fit = part.filter(({ personId }) => !refusals.has(personId))
      const source = { sourceKind: 'whole', sourceId: intakeId, state: 'admitted' } as const
      return ok({ codes: [...refusals.values()], rows: await placePeople(tx, programme, fit, source) })
    })
    if (!done.ok) continue
    for (const code of [...done.value.codes, ...done.value.rows.map((row) => row.code)]) {
      if (code === null) placed += 1
      else refused[code] = (refused[code] ?? 0) + 1
    }
    await tools.progress(Math.min(from + atOnce, ids.length), ids.length)
  }
  await transact(db, async (tx) => {
    if (await findIntake(tx, intakeId)) return ok()
    await insertIntake(tx, { id: intakeId, programmeId, way: 'whole', personIds: [], placed })
    note(tx, {
      act: 'intake.done',
      object: { kind: 'programme', id: programmeId },
      after: { intakeId, placed, refused },
    })
    return ok()
  })
  return ok({ people: ids.length, placed, refused })
}
