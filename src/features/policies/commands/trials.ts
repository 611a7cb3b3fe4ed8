import type { Readable } from 'node:stream'
import { err, ok, type Result } from '../../../lib/result.ts'
import { note, read, transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { exportedAtOnce } from '../../../platform/excel/list-export.ts'
import { exportRows, type ExportColumn } from '../../../platform/excel/rows.ts'
import { cutPage } from '../../../platform/http/paging.ts'
import { enqueueOnce } from '../../../platform/jobs/queue.ts'
import { exportMark } from '../../organisations/public.ts'
import { codeWords } from '../../people/public.ts'
import type { PolicyTrial, TrialPerson, TrialQuery } from '../contract/trials.ts'
import type { TrialFound } from '../core/trial.ts'
import { tryDraft } from '../jobs.ts'
import { findPolicy, lockPolicy } from '../store/policies.ts'
import { countAffected, findTrial, listAffected, replaceTrial, type Affected } from '../store/trials.ts'
import { trialWords } from '../words/trial.ts'

/** Asks for the draft of a policy to be tried on the roster, under an id that whoever asks has chosen. */
export async function askTrial(
  tx: Tx,
  policyId: string,
  id: string,
): Promise<Result<{ jobId: string }, 'policy_not_found' | 'id_reused'>> {
  const policy = await findPolicy(tx, policyId)
  if (!policy) return err('policy_not_found')
  const asked = await enqueueOnce(tx, tryDraft, { id, policyId }, { id, title: `试算：${policy.title}` })
  if (!asked.ok) return asked
  note(tx, { act: 'policy.trial_asked', object: { kind: 'hour_policy', id: policyId } })
  return ok({ jobId: asked.value })
}

/** What a trial found, with everybody for whom it found a change in the order of the list. */
export type Tried = {
  readonly policyId: string
  readonly revision: number
  readonly year: number
  readonly found: TrialFound
  readonly affected: readonly Affected[]
}

/** Keeps what a trial found in the place of the last one of its policy. Delivered twice, it is kept once. */
export async function keepTrial(
  tx: Tx,
  id: string,
  { found, affected, ...tried }: Tried,
): Promise<Result<TrialFound, never>> {
  const { actor, now } = tx.context
  if (!actor) throw new Error('a draft is tried by somebody')
  await lockPolicy(tx, tried.policyId)
  const made = { madeBy: actor.accountId, madeByName: actor.name, madeAt: now }
  await replaceTrial(tx, { id, ...tried, ...made, found }, affected)
  const { people, newlyShort, newlyMet, countsLess, countsMore } = found
  const after = { revision: tried.revision, people, newlyShort, newlyMet, countsLess, countsMore }
  note(tx, { act: 'policy.tried', object: { kind: 'hour_policy', id: tried.policyId }, after })
  return ok(found)
}

/** What the last trial of a policy found; null before the first, undefined where there is no such policy. */
export async function tellTrial(tx: Tx, policyId: string): Promise<{ trial: PolicyTrial | null } | undefined> {
  if (!(await findPolicy(tx, policyId))) return undefined
  const kept = await findTrial(tx, policyId)
  if (!kept) return { trial: null }
  const { id, revision, year, madeAt, madeByName, found } = kept
  return {
    trial: {
      ...{ id, revision, year, madeAt: madeAt.toISOString(), madeByName, ...found },
      ...{ rules: [...found.rules], limits: [...found.limits] },
      aims: found.aims.map((aim) => ({ ...aim, schools: [...aim.schools] })),
      groups: found.groups.map(({ by, items }) => ({ by, items: [...items] })),
    },
  }
}

/** A page of those for whom the last trial found a change, with how many they are. */
export async function tellAffected(
  tx: Tx,
  policyId: string,
  query: TrialQuery,
  { after = -1, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<{ items: TrialPerson[]; nextCursor: string | null; total: number }> {
  const rows = await listAffected(tx, policyId, query, after, limit + 1)
  return { ...cutPage(rows, limit, ['place']), total: await countAffected(tx, policyId, query) }
}

/** The same people as an Excel file; who took it away is written down. Undefined where there is no such policy. */
export async function exportAffected(
  db: Db,
  policyId: string,
  query: TrialQuery,
): Promise<{ readonly name: string; readonly content: Readable } | undefined> {
  const policy = await read(db, (tx) => findPolicy(tx, policyId))
  if (!policy) return undefined
  await transact(db, async (tx) => {
    note(tx, { act: 'policy.trial_exported', object: { kind: 'hour_policy', id: policyId }, after: query })
    return ok()
  })
  const mark = await read(db, exportMark)
  const rows = walk(db, policyId, query)
  return {
    name: `政策试算-${policy.title}-${mark?.inName ?? db.context.today}.xlsx`,
    content: exportRows({ sheet: '政策试算', columns, rows, ...(mark ? { mark: mark.line } : {}) }),
  }
}

async function* walk(db: Db, policyId: string, query: TrialQuery) {
  for (let after = -1; ;) {
    const from = after
    const rows = await read(db, (tx) => listAffected(tx, policyId, query, from, exportedAtOnce))
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < exportedAtOnce) return
    after = last.place
  }
}

const said: Readonly<Record<string, string>> = codeWords.zh
const nameOf = (kind: 'stage' | 'subject' | 'setting', code: string | null) =>
  code === null ? '' : (said[`${kind}.${code}`] ?? code)
const words = trialWords.zh

const text = (title: string, width: number, value: (row: TrialPerson) => string): ExportColumn<TrialPerson> => ({
  ...{ title, width, kind: 'text', value },
})
const units = (title: string, of: (row: TrialPerson) => number): ExportColumn<TrialPerson> => ({
  ...{ title, width: 12, kind: 'number', value: (row) => of(row) / 100 },
})

const columns: readonly ExportColumn<TrialPerson>[] = [
  text(words.person, 12, (row) => row.name),
  text(words.staffNo, 14, (row) => row.staffNo),
  text(words.school, 28, (row) => row.organisationName),
  text(words['by.stage'], 12, (row) => nameOf('stage', row.stage)),
  text(words['by.subject'], 18, (row) => row.subjects.map((one) => nameOf('subject', one)).join('、')),
  text(words['by.setting'], 10, (row) => nameOf('setting', row.setting)),
  text(words.change, 14, (row) => (row.change === null ? words['change.none'] : words[`change.${row.change}`])),
  units(words.missingBefore, (row) => row.missingBefore),
  units(words.missingAfter, (row) => row.missingAfter),
  units(words.countedBefore, (row) => row.countedBefore),
  units(words.countedAfter, (row) => row.countedAfter),
]
