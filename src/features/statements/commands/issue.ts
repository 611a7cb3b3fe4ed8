import { dateIn, yearOf } from '../../../lib/dates.ts'
import { err, ok, type Result } from '../../../lib/result.ts'
import { randomCode, sha256, type Vault } from '../../../platform/crypto.ts'
import { note, type Actor, type Tx } from '../../../platform/db/db.ts'
import { enqueueOnce } from '../../../platform/jobs/queue.ts'
import { readRule } from '../../certificates/public.ts'
import { headOf, listEntries, standingOf, totalsOf } from '../../credits/public.ts'
import { covers, findBureau, loadTenant } from '../../organisations/public.ts'
import { findPerson, maskedIdNumber, showPeople } from '../../people/public.ts'
import type { HourStatement, NewStatement, NewStatementArchive } from '../contract.ts'
import { cycleFrom, statementNumber, type StatementContent } from '../core.ts'
import { archiveStatementsJob } from '../jobs.ts'
import {
  findStatements,
  findWithdrawal,
  insertStatements,
  insertWithdrawal,
  readContent,
  showStatement,
  takeNumbers,
} from '../store/statements.ts'
import { listStampsOf } from '../store/years.ts'

function actorOf(tx: Tx): Actor {
  const { actor } = tx.context
  if (!actor) throw new Error('statements need somebody who asks for them')
  return actor
}

/** The bureau's name and seal, the region and its cycles: the same for every statement of one request. */
async function groundOf(tx: Tx, { kind, year }: Pick<NewStatement, 'kind' | 'year'>) {
  const [tenant, rule] = [await loadTenant(tx), await readRule(tx)]
  const from = kind === 'year' ? year : cycleFrom(year, tenant)
  const toYear = kind === 'year' ? year : from + tenant.cycleYears - 1
  return { tenant, kind, fromYear: from, toYear, issuer: rule.issuer, sealFileId: rule.sealFileId }
}
type Ground = Awaited<ReturnType<typeof groundOf>>

// A year that is not over is told up to today; a cycle by its last year that has begun.
const lookedAt = (tx: Tx, { toYear }: Ground) => Math.min(toYear, yearOf(tx.context.today))

async function contentFor(tx: Tx, vault: Vault, ground: Ground, personId: string, number: string) {
  const { kind, fromYear, toYear, issuer } = ground
  const [person, [shown]] = [await findPerson(tx, personId), await showPeople(tx, [personId])]
  if (!person || !shown) return undefined
  const within = (year: number) => year >= fromYear && year <= toYear
  const totals = (await totalsOf(tx, personId)).filter(({ year }) => within(year))
  const categories = [...new Set(totals.map(({ category }) => category))].toSorted()
  const standings = await standingOf(tx, personId, { year: lookedAt(tx, ground) })
  const isYearly = (one: (typeof standings)[number]) => one.fromYear === one.toYear && one.fromYear !== null
  const head = await headOf(tx, personId)
  const entries = kind === 'year' ? await listEntries(tx, personId, mostEntries) : []
  const { today, zone } = tx.context
  const content: StatementContent = {
    ...{ format: 1, number, kind, fromYear, toYear, asOf: today, issuedOn: today, issuer, categories },
    holder: {
      name: person.name,
      staffNo: person.staffNo,
      idMasked: maskedIdNumber(vault, person),
      school: shown.organisationName,
    },
    years: [...new Set(totals.map(({ year }) => year))].toSorted().map((year) => ({
      year,
      centihours: categories.map((category) =>
        totals
          .filter((total) => total.year === year && total.category === category)
          .reduce((all, total) => all + total.centihours, 0),
      ),
    })),
    requirements: standings
      .filter((one) => one.kind === 'least' && isYearly(one) === (kind === 'year'))
      .map((one) => ({
        ...{ title: one.title, fromYear: one.fromYear, toYear: one.toYear, unit: one.unit, needed: one.needed },
        ...{ counted: one.counted + one.carried, over: one.over, missing: one.missing, state: one.state },
        policy: one.policy ? `${one.policy.title.zh}（第 ${String(one.policy.version)} 版）` : one.source,
      })),
    entries: entries
      .filter((entry) => within(yearOf(entry.earnedOn)) && entry.centihours > 0 && entry.reversedById === null)
      .map(({ earnedOn, sourceTitle, category, level, centihours, mark }) => ({
        ...{ earnedOn, centihours, mark, title: sourceTitle, category: category ?? '', level },
      }))
      .toSorted((a, b) => (a.earnedOn < b.earnedOn ? -1 : a.earnedOn > b.earnedOn ? 1 : 0)),
    stamps: (await listStampsOf(tx, personId))
      .filter(({ year }) => within(year))
      .toReversed()
      .map(({ year, verdict, stampedAt, stampedByName: by, changed }) => ({
        ...{ year, by, verdict, on: dateIn(zone, new Date(stampedAt)), changed },
      })),
    ledger: { entries: head.entries, mark: head.mark },
  }
  return { content, organisationId: shown.organisationId, headSeq: head.entries }
}

// More entries than a teacher earns in several years.
const mostEntries = 2_000

type Wanted = { readonly id: string; readonly personId: string }

async function issueAll(tx: Tx, vault: Vault, ground: Ground, wanted: readonly Wanted[]): Promise<void> {
  if (wanted.length === 0) return
  const { tenant, fromYear, toYear, sealFileId } = ground
  const { today, now } = tx.context
  const issuedBy = actorOf(tx).accountId
  const year = yearOf(today)
  const first = await takeNumbers(tx, year, wanted.length)
  const rows: Parameters<typeof insertStatements>[1][number][] = []
  for (const [index, { id, personId }] of wanted.entries()) {
    const number = statementNumber(tenant.regionCode, year, first + index)
    const made = await contentFor(tx, vault, ground, personId, number)
    if (!made) throw new Error('a statement without its holder')
    const content = JSON.stringify(made.content)
    rows.push({
      ...{ id, number, code: randomCode(8), personId, organisationId: made.organisationId, fromYear, toYear },
      ...{ asOf: today, headSeq: made.headSeq, content, contentHash: sha256(content), sealFileId, issuedBy },
      issuedAt: now,
    })
    note(tx, {
      act: 'hour_statement.issued',
      object: { kind: 'hour_statement', id },
      after: { number, personId, fromYear, toYear },
    })
  }
  await insertStatements(tx, rows)
}

/** Issues a statement of somebody's hours as they stand now. The same id and time again is the same statement. */
export async function issueStatement(
  tx: Tx,
  vault: Vault,
  personId: string,
  draft: NewStatement,
): Promise<Result<HourStatement, 'person_not_found' | 'id_reused' | 'year_not_begun'>> {
  const ground = await groundOf(tx, draft)
  if (ground.fromYear > yearOf(tx.context.today)) return err('year_not_begun')
  const [earlier] = await findStatements(tx, [draft.id])
  if (earlier) {
    const { fromYear, toYear } = earlier
    const same = earlier.personId === personId && fromYear === ground.fromYear && toYear === ground.toYear
    if (!same) return err('id_reused')
  } else {
    if (!(await findPerson(tx, personId))) return err('person_not_found')
    await issueAll(tx, vault, ground, [{ id: draft.id, personId }])
  }
  const shown = await showStatement(tx, draft.id)
  return shown ? ok(shown) : err('person_not_found')
}

/** Issues statements for those of these people who lie in `scope`, and asks for one archive of them. Asked twice, it is one. */
export async function archiveStatements(
  tx: Tx,
  vault: Vault,
  draft: NewStatementArchive,
  scope: readonly string[],
  origin: string,
): Promise<Result<string, 'nothing_to_archive' | 'id_reused' | 'year_not_begun'>> {
  const ground = await groundOf(tx, draft)
  if (ground.fromYear > yearOf(tx.context.today)) return err('year_not_begun')
  const theirs = []
  for (const person of await showPeople(tx, draft.personIds)) {
    if (await covers(tx, scope, [person.organisationId])) theirs.push(person.id)
  }
  const bureau = await findBureau(tx)
  const [organisationId = bureau?.id] = scope
  if (theirs.length === 0 || organisationId === undefined) return err('nothing_to_archive')
  // Each statement's id follows from the archive's and its holder's: a retry finds them issued.
  const wanted = theirs.map((personId) => ({ id: idFrom(draft.id, personId), personId }))
  const known = new Set(
    (
      await findStatements(
        tx,
        wanted.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  )
  await issueAll(
    tx,
    vault,
    ground,
    wanted.filter(({ id }) => !known.has(id)),
  )
  const years = ground.fromYear === ground.toYear ? String(ground.fromYear) : `${ground.fromYear}-${ground.toYear}`
  const name = `学时证明-${years}-${wanted.length}份.zip`
  const ids = wanted.map(({ id }) => id)
  const payload = { ids, origin, organisationId, fileId: draft.id, name }
  const asked = { act: 'hour_statements.archived', object: { kind: 'file', id: draft.id }, after: { size: ids.length } }
  return enqueueOnce(tx, archiveStatementsJob, payload, { id: draft.id, title: name, asked })
}

function idFrom(archiveId: string, personId: string): string {
  const hex = sha256(`${archiveId} ${personId}`).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Withdraws a statement for good. Withdrawing it again for the same reason gives the same answer. */
export async function withdrawStatement(
  tx: Tx,
  id: string,
  reason: string,
): Promise<Result<HourStatement, 'statement_not_found' | 'statement_withdrawn'>> {
  const [found] = await findStatements(tx, [id])
  if (!found) return err('statement_not_found')
  if (await insertWithdrawal(tx, id, reason, actorOf(tx).accountId)) {
    const { number } = readContent(found)
    note(tx, { act: 'hour_statement.withdrawn', object: { kind: 'hour_statement', id }, after: { number, reason } })
  } else if ((await findWithdrawal(tx, id))?.reason !== reason) return err('statement_withdrawn')
  const shown = await showStatement(tx, id)
  return shown ? ok(shown) : err('statement_not_found')
}
