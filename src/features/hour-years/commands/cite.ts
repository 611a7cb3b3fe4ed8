import type { Tx } from '../../../platform/db/db.ts'
import { findBureau } from '../../organisations/public.ts'
import { editionsOf } from '../store/editions.ts'
import { countSupplements, sumBySchool } from '../store/reading.ts'

/** A closed year as a report cites it. */
export type Citation = {
  readonly year: number
  readonly edition: number
  readonly frozenOn: string
  readonly hash: string
  readonly people: number
  readonly centihours: number
  readonly requirements: readonly {
    readonly id: string
    readonly title: string
    readonly due: number
    readonly met: number
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
    ...{ year, edition: edition.edition, frozenOn, hash, people, centihours },
    requirements: edition.requirements.flatMap(({ id, kind, title }) => {
      if (kind !== 'least') return []
      const own = cells.filter(({ requirementId }) => requirementId === id)
      const [due, met] = [own.reduce((all, one) => all + one.due, 0), own.reduce((all, one) => all + one.met, 0)]
      return [{ id, title: title.zh, due, met }]
    }),
    supplements: await countSupplements(tx, edition, [bureau.id]),
  }
}
