import { createHash } from 'node:crypto'
import { authorityOf } from '../../../lib/access.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { sha256, type Vault } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { enqueueOnce, type JobTools } from '../../../platform/jobs/queue.ts'
import { markFrozen, sealLedger } from '../../credits/public.ts'
import { covers, findBureau } from '../../organisations/public.ts'
import { loadExemptions, loadRulebook } from '../../policies/public.ts'
import {
  canonical,
  editionText,
  freezeRefusal,
  hoursIn,
  lineOf,
  mostMissing,
  tidy,
  type FreezeRefusal,
  type FrozenBook,
  type FrozenPerson,
} from '../core.ts'
import { freezeYear } from '../jobs.ts'
import * as editions from '../store/editions.ts'
import { sumOnTheWay, countSupplements } from '../store/reading.ts'
import * as roster from '../store/roster.ts'
import { openReckoner, type Reckoner } from './reckoner.ts'

export type AskFreezeRefusal = FreezeRefusal | 'not_whole_bureau' | 'id_reused'

/** What is asked when a year is to be closed; the id becomes that of the edition. */
export type AskedFreeze = { readonly id: string; readonly year: number; readonly reason: string | null }

/** Asks for a year to be closed, or closed again: says at once why that cannot be. */
export async function askFreeze(
  tx: Tx,
  { id, year, reason }: AskedFreeze,
  roots: readonly string[],
): Promise<Result<{ jobId: string }, AskFreezeRefusal>> {
  const bureau = await findBureau(tx)
  if (!bureau || !(await covers(tx, roots, [bureau.id]))) return err('not_whole_bureau')
  const earlier = await editions.editionsOf(tx, year)
  const [last] = earlier
  // Asked again under the same id: it is done already.
  if (earlier.some((one) => one.id === id)) return ok({ jobId: id })
  const edition = (last?.edition ?? 0) + 1
  const supplements = last ? (await countSupplements(tx, last, [bureau.id])).entries : 0
  const { records: onTheWay } = await sumOnTheWay(tx, year, [bureau.id])
  const refusal = freezeRefusal(year, tx.context.today, { edition, supplements, onTheWay, reason })
  if (refusal !== undefined) return err(refusal)
  const title = `封存 ${String(year)} 年度学时${edition > 1 ? `（第 ${String(edition)} 版）` : ''}`
  const asked = { act: 'hour_year.freeze_asked', object: { kind: 'hour_year', id }, after: { year, edition, reason } }
  const begun = await enqueueOnce(tx, freezeYear, { id, year, edition, reason }, { id, title, asked })
  return begun.ok ? ok({ jobId: begun.value }) : begun
}

// So many people are reckoned and written at once.
const atOnce = 2_000
const firstId = '00000000-0000-0000-0000-000000000000'
const digest = (text: string) => sha256(text).toString('hex')

/** What came of closing a year. */
export type Frozen = { readonly id: string; readonly people: number; readonly hash: string }
type Payload = AskedFreeze & { readonly edition: number }

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('a year is closed by somebody')
  return actor
}

/**
 * Closes a year in one transaction: everybody as they are, what is asked of them, how far their chain goes and how they stand,
 * under one hash. Done twice, it is done once.
 */
export async function performFreeze(
  tx: Tx,
  vault: Vault,
  { id, year, edition, reason }: Payload,
  tools: Pick<JobTools, 'progress' | 'cancelled'>,
): Promise<Result<Frozen, string>> {
  await editions.holdYears(tx)
  const done = await editions.findEdition(tx, id)
  if (done) return ok({ id, people: done.people, hash: done.hash })
  const earlier = await editions.editionsOf(tx, year)
  if (edition !== (earlier[0]?.edition ?? 0) + 1) return err('edition_taken')
  const { rules, rulesFor } = await freezeRules(tx, year)
  await editions.insertRules(tx, { year, edition }, rules)
  const reckoner = await openReckoner(tx, { today: tx.context.today, year }, rules)
  const written = await writeLines(tx, { year, edition }, { reckoner, rulesFor }, tools)
  if (!written.ok) return written
  const sealed = await sealLedger(tx, vault)
  const root = sealed.ok ? sealed.value : undefined
  const { lines, ...figures } = written.value
  const requirements = reckoner.requirements()
  const { tenantId, today: frozenOn, now: frozenAt } = tx.context
  const covered = { frozenOn, requirements, rules: rules.map(({ hash }) => hash), persons: figures.persons, lines }
  const hash = digest(editionText({ tenantId, year, edition, ...covered }))
  const bureau = await findBureau(tx)
  const onTheWay = await sumOnTheWay(tx, year, bureau ? [bureau.id] : [])
  const actor = actorOf(tx)
  await editions.insertEdition(tx, {
    ...{ id, year, edition, reason, frozenOn, frozenAt, requirements, hash, ...figures },
    ...{ frozenBy: actor.accountId, frozenFor: authorityOf(actor) },
    ...{ onTheWay: onTheWay.records, onTheWayCentihours: onTheWay.centihours },
    ...{ rootSeq: root?.seq ?? null, rootHash: root?.hash ?? null },
  })
  await markFrozen(tx, { year, edition, frozenOn })
  const after = { year, edition, reason, hash, ...figures }
  note(tx, { act: 'hour_year.frozen', object: { kind: 'hour_year', id }, after })
  return ok({ id, people: figures.people, hash })
}

type Places = (organisationId: string) => number | null

/** What is asked in a year, as it stands: one set for all who stand below the same organisations. */
async function freezeRules(tx: Tx, year: number): Promise<{ rules: readonly editions.Rules[]; rulesFor: Places }> {
  const rulebook = await loadRulebook(tx, year)
  const above = await roster.listAboveEach(tx, rulebook.organisationIds)
  const keys = [...new Set([...above.values()].map((mine) => [...mine].toSorted().join()))].toSorted()
  const numbers = new Map(keys.map((key, index) => [key, index + 1]))
  const sets = keys.map((key) => ({ organisationIds: key.split(','), books: rulebook.booksFor(key.split(',')) }))
  const adopted = sets.flatMap(({ books }) => books.flatMap((book) => book.adopted ?? []))
  const hashes = await roster.versionHashes(tx, adopted)
  const rules = sets.map(({ organisationIds, books }, index) => {
    const frozen = books.map(({ adopted: of, policy, earlier }): FrozenBook => {
      const hash = of && (hashes.get(`${of.policyId} ${String(of.version)}`) ?? '')
      return { adopted: of && { policyId: of.policyId, version: of.version, hash: hash ?? '' }, policy, earlier }
    })
    return { no: index + 1, organisationIds, books: frozen, hash: digest(canonical(frozen)) }
  })
  return {
    rules,
    rulesFor: (organisationId) => numbers.get([...(above.get(organisationId) ?? [])].toSorted().join()) ?? null,
  }
}

async function writeLines(
  tx: Tx,
  edition: editions.Edition,
  { reckoner, rulesFor }: { readonly reckoner: Reckoner; readonly rulesFor: Places },
  tools: Pick<JobTools, 'progress' | 'cancelled'>,
): Promise<
  Result<{ people: number; persons: number; entries: number; centihours: number; lines: string }, 'cancelled'>
> {
  const total = await roster.countRoster(tx)
  const whole = createHash('sha256')
  const figures = { people: 0, persons: 0, entries: 0, centihours: 0 }
  let after = firstId
  for (;;) {
    if (await tools.cancelled()) return err('cancelled')
    const folk = await roster.rosterAfter(tx, after, atOnce)
    const last = folk.at(-1)
    if (!last) return ok({ ...figures, lines: whole.digest('hex') })
    const ids = folk.map(({ personId }) => personId)
    const sums = await roster.sumsUpTo(tx, folk)
    const exemptions = await loadExemptions(tx, roster.queryOf(ids))
    const lines = folk.map((one) => {
      const own = tidy(sums.get(one.personId) ?? { years: [], classIds: [], centihours: [] })
      const rulesNo = rulesFor(one.facts.organisationId)
      const excused = exemptions.get(one.personId) ?? []
      const standings = reckoner.stand(rulesNo, { ...one, exemptions: excused }, own)
      const place = { organisationId: one.facts.organisationId, rulesNo, exemptions: excused }
      const line: FrozenPerson = { ...one, ...place, ...own, missing: mostMissing(standings), standings }
      return { ...line, hash: digest(lineOf(line)) }
    })
    for (const { hash } of lines) whole.update(hash)
    await editions.insertLines(tx, edition, lines)
    figures.persons += lines.length
    figures.people += lines.filter(({ inPost }) => inPost).length
    figures.entries += lines.reduce((all, { headSeq }) => all + headSeq, 0)
    figures.centihours += lines.reduce((all, line) => all + hoursIn(edition.year, line), 0)
    after = last.personId
    await tools.progress(figures.persons, total)
  }
}
