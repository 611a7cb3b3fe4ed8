import { createHash } from 'node:crypto'
import type { Product } from '../bench/product.ts'
import type { Region } from '../bench/region.ts'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isWhole, sealWaiting, verifyChain as verifyTrail } from '../src/features/audit/public.ts'
import { verifyChain } from '../src/features/credits/public.ts'
import { examineBackup } from '../src/platform/backup/examine.ts'
import { read, transact } from '../src/platform/db/db.ts'
import type { Book, Kind, Write } from './book.ts'
import type { Crew } from './crew.ts'

/** What a check found wrong, each as a sentence; nothing when all is as it was acknowledged. */
export type Findings = readonly string[]

// Where an acknowledged write must be found, and the act that the audit trail must tell of it.
const places: Readonly<Record<Exclude<Kind, 'file'>, { readonly found: string; readonly told: string }>> = {
  enrolment: { found: `select id from enrolment where holds_place`, told: 'enrolment.applied' },
  'check-in': { found: `select id from attendance`, told: '' },
  hours: { found: `select id from credit_record`, told: 'hours.recorded' },
  approval: { found: `select record_id as id from credit_approval`, told: 'hours.approved' },
  posting: { found: `select id from credit_entry`, told: 'hours.verified' },
  document: { found: `select id from plan_document`, told: 'plan_document.handed_in' },
  plan: { found: `select id from plan`, told: 'plan.made' },
  roster: { found: `select id from roster_import`, told: '' },
  'roster-application': {
    found: `select id from roster_import where job_id is not null or state = 'applied'`,
    told: 'roster.application_asked',
  },
  backup: { found: `select id from backup_run`, told: 'backup.asked' },
}

function entriesOf<K extends string, V>(record: Readonly<Record<K, V>>): (readonly [K, V])[] {
  const keys: K[] = []
  for (const key in record) keys.push(key)
  return keys.map((key) => [key, record[key]] as const)
}

async function missing({ owner }: Product, found: string, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select asked.id from unnest($1::uuid[]) asked (id) where asked.id not in (${found})`,
    [ids],
  )
  return rows.map(({ id }) => id)
}

const listed = (what: string, ids: readonly string[]) =>
  ids.length === 0 ? [] : [`${ids.length} ${what}: ${ids.slice(0, 3).join(', ')}`]

/** Looks for everything that was acknowledged, and for what was refused and is there all the same. */
export async function checkBook(product: Product, crew: Crew, book: Book): Promise<Findings> {
  const findings: string[] = [...book.wrongs]
  for (const [kind, { found, told }] of entriesOf(places)) {
    const ids = book.of(kind, 'acknowledged').map(({ id }) => id)
    findings.push(...listed(`acknowledged ${kind} lost`, await missing(product, found, ids)))
    const trail = `select object_id::uuid from audit_entry where act = '${told}'`
    if (told !== '') findings.push(...listed(`${kind} without its audit entry`, await missing(product, trail, ids)))
    const unknown = book.of(kind, 'unknown').map(({ id }) => id)
    findings.push(...listed(`${kind} that never got an answer`, unknown))
  }
  const refused = book.of('enrolment', 'refused').map(({ id }) => id)
  const absent = await missing(product, `select id from enrolment`, refused)
  if (absent.length !== refused.length)
    findings.push(`${refused.length - absent.length} refused applications are there`)
  findings.push(...(await checkFiles(product, crew, book.of('file', 'acknowledged'))))
  return findings
}

async function checkFiles({ port }: Product, { officer }: Crew, writes: readonly Write[]): Promise<Findings> {
  const queue = writes.values()
  const spoilt: string[] = []
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      for (const { id, body } of queue) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/files/${id}`, { headers: { cookie: officer } })
        const bytes = new Uint8Array(await answer.arrayBuffer())
        const same = body instanceof Uint8Array && digest(bytes) === digest(body)
        if (answer.status !== 200 || !same) spoilt.push(id)
      }
    }),
  )
  return listed('stored files lost or changed', spoilt)
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

// What must hold whatever was cut off: each query finds nothing.
const invariants: Readonly<Record<string, string>> = {
  'oversold programmes': `select programme_id from place_counter where places_taken > places_max`,
  'programmes whose places are miscounted': `select programme_id from place_counter
    where places_taken <> (select count(*) from enrolment e where e.tenant_id = place_counter.tenant_id
      and e.programme_id = place_counter.programme_id and e.holds_place)`,
  'people who hold two places of one programme': `select person_id from enrolment where holds_place
    group by tenant_id, programme_id, person_id having count(*) > 1`,
  'records posted without their entry': `select id from credit_record r where state = 'verified'
    and not exists (select from credit_entry e where e.tenant_id = r.tenant_id and e.record_id = r.id)`,
  'plans that are half there': `select plan.id from plan join plan_document d on d.tenant_id = plan.tenant_id
    and d.id = plan.plan_document_id
    where (select count(*) from programme p where p.tenant_id = plan.tenant_id and p.plan_id = plan.id) <>
      (select count(*) from jsonb_array_elements(d.draft->'items') item where item->>'kind' = 'programme'
        and (item->>'document')::int = plan.document_index and item->>'decision' in ('accepted', 'corrected'))`,
  'imports that are half there': `select i.id from roster_import i
    cross join lateral (select count(*)::int as size from person p
      where p.tenant_id = i.tenant_id and p.staff_no like 'K' || right(i.id::text, 12) || '%') came
    where came.size <> case when i.state = 'applied' then i.row_count else 0 end`,
  'people of an import that the trail does not know of': `select i.id from roster_import i where i.state = 'applied'
    and not exists (select from audit_entry a where a.tenant_id = i.tenant_id and a.act = 'roster.applied'
      and a.object_id = i.id::text)`,
  'documents made into no plan': `select id from plan_document d where state = 'made'
    and not exists (select from plan where plan.tenant_id = d.tenant_id and plan.plan_document_id = d.id)`,
}

/** Checks what must hold whatever was cut off, and every chain of the ledger. */
export async function checkWhole({ owner }: Product, region: Region): Promise<Findings> {
  const findings: string[] = []
  for (const [what, query] of Object.entries(invariants)) {
    const { rows } = await owner.query<Record<string, string>>(query)
    findings.push(
      ...listed(
        what,
        rows.map((row) => Object.values(row)[0] ?? ''),
      ),
    )
  }
  const { rows: people } = await owner.query<{ id: string }>('select distinct person_id as id from credit_entry')
  const broken: string[] = []
  await read(region.door(), async (tx) => {
    for (const { id } of people) {
      const chain = await verifyChain(tx, id)
      if (chain.brokenAt !== null || !chain.totalsAgree) broken.push(id)
    }
  })
  findings.push(...listed('broken chains of the ledger', broken))
  const sealed = await transact(region.door(), (tx) => sealWaiting(tx))
  const trail = await verifyTrail(region.door())
  if (!sealed.ok || !isWhole(trail)) findings.push(`the audit trail is broken: ${JSON.stringify(trail)}`)
  return findings
}

const wholeBackups = new Set<string>()

/** Reads every backup that has a good name and was not read before: a broken one must never have got it. */
export async function checkBackups(folder: string): Promise<Findings> {
  const shelf = join(folder, 'backups')
  const names = (await readdir(shelf).catch(() => [])).filter((name) => name.endsWith('.backup'))
  const broken: string[] = []
  for (const name of names.filter((one) => !wholeBackups.has(one))) {
    const examined = await examineBackup(join(shelf, name), undefined)
    if (examined.ok) wholeBackups.add(name)
    else broken.push(`${name} (${examined.error.code})`)
  }
  return listed('broken backups under a good name', broken)
}

/** How many backups were read and found whole. */
export const backupsRead = (): number => wholeBackups.size

/** Imports whose application was asked for and never came about. */
export async function checkApplied({ owner }: Product): Promise<Findings> {
  const { rows } = await owner.query<{ id: string }>(
    `select i.id from roster_import i where i.state <> 'applied'
       and exists (select from audit_entry a where a.tenant_id = i.tenant_id and a.act = 'roster.application_asked'
         and a.object_id = i.id::text)`,
  )
  return listed(
    'imports that were asked to be applied and never were',
    rows.map(({ id }) => id),
  )
}

/** Work that has not ended yet, and documents that wait for it. */
export async function countOpenWork({ owner }: Product): Promise<number> {
  const { rows } = await owner.query<{ open: number }>(
    `select (select count(*)::int from job_run where state in ('waiting', 'running', 'cancelling'))
       + (select count(*)::int from plan_document where state = 'reading') as open`,
  )
  return rows[0]?.open ?? -1
}

/** Work that ended as failed, by its reason: a crash must not make any fail. */
export async function failedWork({ owner }: Product): Promise<Findings> {
  const { rows } = await owner.query<{ line: string }>(
    `select name || ' failed (' || coalesce(failure, '') || ') × ' || count(*) as line from job_run where state = 'failed'
     group by name, failure`,
  )
  return rows.map(({ line }) => line)
}
