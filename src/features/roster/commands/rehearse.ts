import { err, ok, type Result } from '../../../lib/result.ts'
import type { Counts } from '../../../lib/lists/outcomes.ts'
import { maskIdNumber, maskPhone } from '../../../lib/identity.ts'
import { randomCode, type Vault } from '../../../platform/crypto.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../platform/ids.ts'
import { spellPerson } from '../../../platform/pinyin.ts'
import { readRow, type Draft, type ReadRow } from '../core/cells.ts'
import type { Column } from '../core/columns.ts'
import { decideRow, placeFinder, type Change, type Decision, type Facts, type Place } from '../core/decide.ts'
import { holdImport, listCells, updateImport } from '../store/imports.ts'
import { loadKnown, loadPlaces, type Found } from '../store/knowledge.ts'
import { keepDecisions, type Decided } from '../store/rows.ts'
import { openCells } from './cells.ts'

/** What long work says and asks while it goes on. */
export type Watch = {
  progress(done: number, total?: number): Promise<void>
  cancelled(): Promise<boolean>
}

// Small enough that whoever else is served meanwhile does not notice.
const partSize = 500

type Setting = {
  readonly columns: readonly Column[]
  readonly scope: readonly string[]
  readonly placesOf: (written: string) => readonly Place[]
  readonly ownSchool: Place | undefined
  /** Which row of this list means whom. */
  readonly claimed: Map<string, number>
}

/** Works out what each row of a list would do, with the roster as it stands now. Nobody on the roster is touched. */
export async function rehearseImport(
  tx: Tx,
  vault: Vault,
  importId: string,
  watch: Watch,
): Promise<Result<Counts, 'import_not_found' | 'import_over' | 'cancelled'>> {
  const list = await holdImport(tx, importId)
  if (!list) return err('import_not_found')
  if (list.state === 'applied' || list.state === 'undone') return err('import_over')
  const places = await loadPlaces(tx, list.scope)
  const within = places.filter(({ isInScope, isClosed }) => isInScope && !isClosed)
  const setting: Setting = {
    columns: list.columns,
    scope: list.scope,
    placesOf: placeFinder(places),
    ownSchool: within.length === 1 ? within[0] : undefined,
    claimed: new Map(),
  }
  const counts = { create: 0, change: 0, keep: 0, refuse: 0 }
  let [after, done] = [0, 0]
  for (;;) {
    if (await watch.cancelled()) return err('cancelled')
    await watch.progress(done, list.rowCount)
    const rows = await listCells(tx, importId, after, partSize)
    const last = rows.at(-1)
    if (!last) break
    const read = rows.map(({ no, cellsSealed }) => ({
      no,
      ...readRow(openCells(vault, cellsSealed), setting.columns, tx.context.today),
    }))
    const decided = await decidePart(tx, vault, setting, read)
    for (const { outcome } of decided) counts[outcome] += 1
    await keepDecisions(tx, importId, decided)
    after = last.no
    done += rows.length
  }
  await updateImport(tx, importId, {
    state: 'ready',
    rehearsals: list.rehearsals + 1,
    createCount: counts.create,
    changeCount: counts.change,
    keepCount: counts.keep,
    refuseCount: counts.refuse,
  })
  note(tx, { act: 'roster.rehearsed', object: { kind: 'roster_import', id: importId }, after: counts })
  return ok(counts)
}

type Row = ReadRow & { readonly no: number }
type Numbers = { readonly id: readonly Buffer[]; readonly phone: readonly Buffer[] }

function numbersOf(vault: Vault, { idNumber, phone }: Draft): Numbers {
  return {
    id: idNumber ? vault.lookups(idNumber.number) : [],
    phone: phone === undefined ? [] : vault.lookups(phone),
  }
}

async function decidePart(tx: Tx, vault: Vault, setting: Setting, rows: readonly Row[]): Promise<Decided[]> {
  const numbers = new Map(rows.map((row) => [row, numbersOf(vault, row.draft)]))
  const drafts = rows.map(({ draft }) => draft)
  const people = await loadKnown(
    tx,
    {
      idNumbers: [...numbers.values()].flatMap(({ id }) => id),
      staffNos: drafts.flatMap(({ staffNo }) => staffNo ?? []),
      // Only whoever brings no number at all is looked for by name.
      names: drafts.flatMap(({ name, idNumber, staffNo }) =>
        name === undefined || idNumber || staffNo !== undefined ? [] : [name],
      ),
    },
    setting.scope,
  )
  const byIdNumber = new Map(people.map((person) => [person.idNumberHash, person]))
  const byStaffNo = new Map(people.map((person) => [person.staffNo, person]))
  const byName = new Map<string, Found[]>()
  for (const person of people) byName.set(person.name, [...(byName.get(person.name) ?? []), person])
  const found = new Map(people.map((person) => [person.id, person]))

  return rows.map((row) => {
    const { draft } = row
    const hashes = (numbers.get(row)?.id ?? []).map((hash) => hash.toString('hex'))
    const facts: Facts = {
      places: draft.organisation === undefined ? [] : setting.placesOf(draft.organisation),
      byIdNumber: hashes.map((hash) => byIdNumber.get(hash)).find((person) => person !== undefined),
      byStaffNo: draft.staffNo === undefined ? undefined : byStaffNo.get(draft.staffNo),
      byName: draft.name === undefined ? [] : (byName.get(draft.name) ?? []),
      idNumberHashes: hashes,
      phoneHashes: (numbers.get(row)?.phone ?? []).map((hash) => hash.toString('hex')),
      ownSchool: setting.ownSchool,
      freeStaffNo: draft.staffNo === undefined ? `Q${randomCode(8)}` : draft.staffNo,
      repeats: (key) => setting.claimed.get(key),
    }
    const decision = decideRow(row, facts)
    if (decision.outcome !== 'refuse') for (const key of decision.keys) setting.claimed.set(key, row.no)
    return kept(vault, row, decision, decision.known && found.get(decision.known.id))
  })
}

const columnOf = {
  name: 'name',
  staffNo: 'staff_no',
  organisationId: 'organisation_id',
  gender: 'gender',
  bornOn: 'born_on',
  stage: 'stage',
  subjects: 'subjects',
  title: 'title',
  talentLevel: 'talent_level',
  state: 'state',
  startedOn: 'started_on',
  retiresOn: 'retires_on',
} as const

function asColumns(values: Decision['set']): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(columnOf)) {
    const said = Object.entries(values).find(([name]) => name === field)
    if (said) columns[value] = said[1]
  }
  const { name } = values
  return typeof name === 'string' ? { ...columns, ...spellPerson(name) } : columns
}

const hex = (bytes: Buffer | null | undefined) => bytes?.toString('hex') ?? null

function kept(vault: Vault, { no, draft }: Row, decision: Decision, person: Found | undefined): Decided {
  const { outcome, reasons, changes, set, was, addPosts } = decision
  const does = outcome === 'create' || outcome === 'change'
  const idNumber = does && decision.setsIdNumber ? draft.idNumber?.number : undefined
  const phone = does && decision.setsPhone ? draft.phone : undefined
  return {
    no,
    outcome,
    reasons,
    name: draft.name ?? person?.name ?? '',
    // Somebody outside one's own part of the region stays unnamed.
    person_id: outcome === 'create' ? newId() : outcome === 'refuse' ? null : (person?.id ?? null),
    changes: changes.map((change) => shown(vault, change, draft, person)),
    before: outcome === 'change' ? asColumns(was) : null,
    after: does ? asColumns(set) : null,
    id_number_sealed: idNumber === undefined ? null : hex(vault.seal(idNumber)),
    id_number_hash: idNumber === undefined ? null : hex(vault.lookup(idNumber)),
    phone_sealed: phone === undefined ? null : hex(vault.seal(phone)),
    phone_hash: phone === undefined ? null : hex(vault.lookup(phone)),
    before_phone_sealed: phone === undefined ? null : hex(person?.phoneSealed),
    before_phone_hash: phone === undefined ? null : hex(person?.phoneHashed),
    posts: does ? addPosts : [],
    post_ids: does ? addPosts.map(() => newId()) : [],
    seen_print: person?.print ?? null,
  }
}

function shown(vault: Vault, change: Change, draft: Draft, person: Found | undefined): Change {
  if (change.field === 'idNumber') return { ...change, to: draft.idNumber ? maskIdNumber(draft.idNumber.number) : null }
  if (change.field !== 'phone') return change
  const before = person?.phoneSealed ? maskPhone(vault.open(person.phoneSealed)) : null
  return { ...change, from: before, to: draft.phone === undefined ? null : maskPhone(draft.phone) }
}
