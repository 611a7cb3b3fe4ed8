import { err, ok, type Result } from '../../../lib/result.ts'
import { isEverybody, type Population } from '../../../lib/population/population.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { covers, findOrganisation } from '../../organisations/public.ts'
import { listRules } from '../../populations/public.ts'
import type { Bulletin, BulletinInFull } from '../contract/bulletins.ts'
import type { Coverage, CoverageAsked, Uncovered } from '../contract/participations.ts'
import { coveragePercent } from '../core/participation.ts'
import { findBulletin, markRead, peopleOfBulletin, type listBulletins } from '../store/bulletins.ts'
import { countCoverage, listUncovered } from '../store/participations.ts'

type Row = Awaited<ReturnType<typeof listBulletins>>[number]

/** A bulletin as people see it. */
export function tellBulletin({ bulletin, organisationName }: Row): Bulletin {
  const { tenantId: _, classId: __, sentAt, readAt, ...rest } = bulletin
  return { ...rest, organisationName, sentAt: sentAt.toISOString(), readAt: readAt?.toISOString() ?? null }
}

/** One bulletin with its people; undefined when there is none. */
export async function readBulletin(tx: Tx, id: string): Promise<BulletinInFull | undefined> {
  const bulletin = await findBulletin(tx, id)
  const organisation = bulletin && (await findOrganisation(tx, bulletin.organisationId))
  if (!bulletin || !organisation) return undefined
  const told = tellBulletin({ bulletin, organisationName: organisation.name })
  return { ...told, people: await peopleOfBulletin(tx, bulletin) }
}

/** Says that the school has read a bulletin; the first to say so is kept. */
export async function markBulletin(tx: Tx, id: string): Promise<Result<Bulletin, 'bulletin_not_found'>> {
  const name = tx.context.actor?.name ?? ''
  if (await markRead(tx, id, name)) note(tx, { act: 'bulletin.read', object: { kind: 'bulletin', id } })
  const found = await readBulletin(tx, id)
  if (!found) return err('bulletin_not_found')
  const { people: _, ...bulletin } = found
  return ok(bulletin)
}

/** The people whose rule is asked for; undefined where there is no such saved population. */
async function populationOf(tx: Tx, roots: readonly string[], asked: CoverageAsked): Promise<Population | undefined> {
  const saved =
    asked.populationId === undefined
      ? {}
      : (await listRules(tx, roots)).find(({ id }) => id === asked.populationId)?.rule
  if (!saved) return undefined
  if (asked.setting === undefined) return saved
  // A population of other settings and this one together mean nobody, which is said by an empty list of schools.
  const settings = saved.settings?.length ? saved.settings.filter((one) => one === asked.setting) : [asked.setting]
  return settings.length > 0 || isEverybody(saved) ? { ...saved, settings } : undefined
}

// Who took part the last time stands beside each name; at most so many are shown, the export has all.
const shown = 200

/** How many of a population took part, and who did not; undefined where there is no such population. */
export async function readCoverage(
  tx: Tx,
  roots: readonly string[],
  asked: CoverageAsked,
): Promise<Coverage | undefined> {
  const population = await populationOf(tx, roots, asked)
  if (!population) return undefined
  const { size, covered } = await countCoverage(tx, population, roots, asked)
  const rows = await listUncovered(tx, population, roots, asked, shown, undefined)
  return { size, covered, percent: coveragePercent(covered, size), uncovered: rows.map(toUncovered) }
}

type UncoveredRow = Awaited<ReturnType<typeof listUncovered>>[number]
const toUncovered = ({ sortKey: _, ...row }: UncoveredRow): Uncovered => row

/** The next of those who did not take part, after somebody; for the export. */
export async function pageUncovered(
  tx: Tx,
  roots: readonly string[],
  asked: CoverageAsked,
  limit: number,
  after: Uncovered | undefined,
): Promise<Uncovered[]> {
  const population = await populationOf(tx, roots, asked)
  if (!population) return []
  const from = after && { name: after.name, id: after.personId }
  return (await listUncovered(tx, population, roots, asked, limit, from)).map(toUncovered)
}

/** The people of a bulletin that lies in these subtrees; nobody where it does not. */
export async function peopleFor(tx: Tx, roots: readonly string[], bulletinId: string) {
  const bulletin = await findBulletin(tx, bulletinId)
  if (!bulletin || !(await covers(tx, roots, [bulletin.organisationId]))) return []
  return peopleOfBulletin(tx, bulletin)
}
