import type { Tx } from '../../../platform/db/db.ts'
import { findBureau } from '../../organisations/public.ts'
import { editionsOf } from '../store/editions.ts'
import { countCreditedIn, countSupplements, sumBySchool } from '../store/reading.ts'

/** A closed year as a report cites it. */
export type Citation = {
  readonly year: number
  readonly edition: number
  readonly frozenOn: string
  readonly hash: string
  readonly people: number
  readonly centihours: number
  /** How many people have verified hours of the year. */
  readonly credited: number
  readonly requirements: readonly {
    readonly id: string
    readonly title: string
    readonly due: number
    readonly met: number
    readonly counted: number
    readonly schools: readonly { readonly name: string; readonly due: number; readonly met: number }[]
  }[]
  readonly supplements: { readonly entries: number; readonly people: number; readonly centihours: number }
}

/** The last edition of a closed year with its figures; undefined where the year is open. */
export async function citeYear(tx: Tx, year: number): Promise<Citation | undefined> {
  const [edition] = await editionsOf(tx, year)
  const bureau = await findBureau(tx)
  if (!edition || !bureau) return undefined
  const cells = await sumBySchool(tx, edition, [bureau.id])
  const { frozenOn, hash, people, centihours } = edition
  return {
    ...{
      year,
      edition: edition.edition,
      frozenOn,
      hash,
      people,
      centihours,
      credited: await countCreditedIn(tx, edition),
    },
    requirements: edition.requirements.flatMap(({ id, kind, title }) => {
      if (kind !== 'least') return []
      const own = cells.filter(({ requirementId }) => requirementId === id)
      const schools = own.map((one) => ({ name: one.organisationName, due: one.due, met: one.met }))
      const sum = (of: 'due' | 'met' | 'counted') => own.reduce((all, one) => all + one[of], 0)
      return [{ id, title: title.zh, due: sum('due'), met: sum('met'), counted: sum('counted'), schools }]
    }),
    supplements: await countSupplements(tx, edition, [bureau.id]),
  }
}
