import type { Tx } from '../../../platform/db/db.ts'
import type { FrozenPersonRow } from '../contract.ts'
import { hoursIn } from '../core.ts'
import { linesOf, type EditionRow, type Line } from '../store/editions.ts'
import { countListed, listFrozen, type PeopleAsked } from '../store/reading.ts'

/** Where a list of frozen people goes on. */
export type AfterFrozen = { readonly missing: string; readonly personId: string } | undefined

/** A page of the people of a closed year as they stood, the most missing first. */
export async function tellPeople(
  tx: Tx,
  edition: EditionRow,
  roots: readonly string[],
  { limit, after, ...asked }: PeopleAsked & { readonly limit: number; readonly after?: AfterFrozen },
): Promise<{ items: FrozenPersonRow[]; total: number; last: { personId: string; missing: number } | undefined }> {
  const found = await listFrozen(tx, edition, roots, { ...asked, limit: limit + 1, after })
  const page = found.slice(0, limit)
  const ids = page.map(({ personId }) => personId)
  const lines = new Map((await linesOf(tx, edition, ids)).map((line) => [line.personId, line]))
  return {
    items: ids.flatMap((id) => {
      const line = lines.get(id)
      return line ? [toRow(edition.year, line)] : []
    }),
    total: await countListed(tx, edition, roots, asked),
    last: found.length > limit ? page.at(-1) : undefined,
  }
}

function toRow(year: number, line: Line): FrozenPersonRow {
  const { personId, name, staffNo, organisationName, missing, headSeq, headHash } = line
  return {
    ...{ personId, name, staffNo, organisationName, missing, headSeq },
    centihours: hoursIn(year, line),
    mark: headSeq === 0 ? '' : headHash.slice(0, 12),
    cells: line.standings.map(({ requirementId, state, needed, counted, missing: lacks }) => ({
      ...{ requirementId, state, needed, counted, missing: lacks },
    })),
  }
}
