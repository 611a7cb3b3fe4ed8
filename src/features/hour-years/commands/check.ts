import { createHash } from 'node:crypto'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256 } from '../../../platform/crypto.ts'
import { note, read, transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { enqueueOnce, type JobTools } from '../../../platform/jobs/queue.ts'
import { canonical, editionText, firstDifference, hoursIn, lineOf, tidy, type Difference } from '../core.ts'
import { checkYear } from '../jobs.ts'
import { findEdition, insertCheck, linesAfter, loadRules, type EditionRow, type Line } from '../store/editions.ts'
import { sumsUpTo, versionHashes } from '../store/roster.ts'
import { openReckoner, type Reckoner } from './reckoner.ts'

/** Asks for an edition to be recomputed. */
export async function askCheck(
  tx: Tx,
  hourYearId: string,
  id: string,
): Promise<Result<{ jobId: string }, 'year_not_found' | 'id_reused'>> {
  const edition = await findEdition(tx, hourYearId)
  if (!edition) return err('year_not_found')
  const title = `核对 ${String(edition.year)} 年度封存`
  const asked = { act: 'hour_year.check_asked', object: { kind: 'hour_year', id: hourYearId } }
  const begun = await enqueueOnce(tx, checkYear, { id, hourYearId }, { id, title, asked })
  return begun.ok ? ok({ jobId: begun.value }) : begun
}

/** What recomputing an edition found. */
export type Checked = { readonly persons: number; readonly difference: Difference | null }

/** Recomputes an edition and writes down what came out. */
export async function performCheck(
  { id, hourYearId }: { readonly id: string; readonly hourYearId: string },
  tools: JobTools,
): Promise<Result<Checked, string>> {
  const edition = await read(tools.db, (tx) => findEdition(tx, hourYearId))
  if (!edition) return err('year_not_found')
  const found = await examineEdition(tools.db, edition, tools)
  if (!found) return err('cancelled')
  return transact(tools.db, (tx) => noteCheck(tx, edition, found, id))
}

/** Writes down that an edition was recomputed, and what came out. */
export async function noteCheck(
  tx: Tx,
  { id: hourYearId, year, edition }: EditionRow,
  found: Checked,
  id = newId(tx.context.now.getTime()),
): Promise<Result<Checked, never>> {
  await insertCheck(tx, { id, year, edition, ...found })
  note(tx, { act: 'hour_year.checked', object: { kind: 'hour_year', id: hourYearId }, after: found })
  return ok(found)
}

// So many people are recomputed at once.
const atOnce = 2_000
const firstId = '00000000-0000-0000-0000-000000000000'
const digest = (text: string) => sha256(text).toString('hex')
const nothing = {
  personId: null,
  name: null,
  staffNo: null,
  requirementId: null,
  frozen: null,
  recomputed: null,
}

/**
 * Recomputes everybody of an edition from the entries up to their frozen head, under the frozen rules and facts: the first
 * difference, or none. Undefined where somebody stopped it.
 */
export async function examineEdition(
  db: Db,
  edition: EditionRow,
  tools: Partial<Pick<JobTools, 'progress' | 'cancelled'>> = {},
): Promise<Checked | undefined> {
  const { rules, reckoner, altered } = await read(db, (tx) => openFrozen(tx, edition))
  if (altered) return { persons: 0, difference: altered }
  const whole = createHash('sha256')
  let [after, persons] = [firstId, 0]
  const figures = { people: 0, entries: 0, centihours: 0 }
  for (;;) {
    if (await tools.cancelled?.()) return undefined
    const from = after
    const part = await read(db, async (tx) => {
      const lines = await linesAfter(tx, edition, from, atOnce)
      return { lines, difference: lines.length === 0 ? undefined : await examineLines(tx, lines, reckoner) }
    })
    const last = part.lines.at(-1)
    if (!last) break
    if (part.difference) return { persons, difference: part.difference }
    for (const line of part.lines) {
      whole.update(line.hash)
      if (line.inPost) figures.people += 1
      figures.entries += line.headSeq
      figures.centihours += hoursIn(edition.year, line)
    }
    persons += part.lines.length
    after = last.personId
    await tools.progress?.(persons, edition.persons)
  }
  const { year, frozenOn, requirements } = edition
  const content = { tenantId: db.context.tenantId, year, edition: edition.edition, frozenOn, requirements }
  const lines = whole.digest('hex')
  const hash = digest(editionText({ ...content, rules: rules.map((one) => one.hash), persons, lines }))
  const frozen = { hash: edition.hash, ...pick(edition), persons: edition.persons }
  const recomputed = { hash, ...figures, persons }
  if (canonical(frozen) === canonical(recomputed)) return { persons, difference: null }
  const said = { frozen: canonical(frozen), recomputed: canonical(recomputed) }
  return { persons, difference: { ...nothing, kind: 'whole', ...said } }
}

const pick = ({ people, entries, centihours }: EditionRow) => ({ people, entries, centihours })

// The rules as they were frozen, and whether they still are what was adopted.
async function openFrozen(tx: Tx, edition: EditionRow) {
  const rules = await loadRules(tx, edition)
  const adopted = rules.flatMap(({ books }) => books.flatMap((book) => book.adopted ?? []))
  const hashes = await versionHashes(tx, adopted)
  const altered = rules
    .flatMap(({ books, hash }) => [
      { frozen: hash, recomputed: digest(canonical(books)) },
      ...books.flatMap(({ adopted: of }) =>
        of ? [{ frozen: of.hash, recomputed: hashes.get(`${of.policyId} ${String(of.version)}`) ?? null }] : [],
      ),
    ])
    .find(({ frozen, recomputed }) => frozen !== recomputed)
  const difference = altered && ({ ...nothing, kind: 'rules', ...altered } as const)
  const reckoner = await openReckoner(tx, { today: edition.frozenOn, year: edition.year }, rules)
  return { rules, reckoner, altered: difference }
}

async function examineLines(tx: Tx, lines: readonly Line[], reckoner: Reckoner): Promise<Difference | undefined> {
  const sums = await sumsUpTo(tx, lines)
  for (const { hash, ...line } of lines) {
    const { personId, name, staffNo } = line
    const differs = (kind: Difference['kind'], frozen: string | null, recomputed: string | null, what?: string) => ({
      ...{ kind, personId, name, staffNo, frozen, recomputed, requirementId: what ?? null },
    })
    const now = digest(lineOf(line))
    if (now !== hash) return differs('line', hash, now)
    const upTo = sums.get(personId)
    if ((upTo?.entries ?? 0) !== line.headSeq || (upTo && upTo.headHash !== line.headHash)) {
      const said = (seq: number, mark: string | undefined) => `${String(seq)} ${mark ?? ''}`.trim()
      return differs('head', said(line.headSeq, line.headHash), said(upTo?.entries ?? 0, upTo?.headHash))
    }
    const own = tidy(upTo ?? { years: [], classIds: [], centihours: [] })
    const frozen = tidy(line)
    if (canonical(own) !== canonical(frozen)) return differs('sums', canonical(frozen), canonical(own))
    const other = firstDifference(line.standings, reckoner.stand(line.rulesNo, line, own))
    if (other) return differs('standing', other.frozen, other.recomputed, other.requirementId)
  }
  return undefined
}
