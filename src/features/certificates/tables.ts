import { date, foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { storedFiles } from '../files/tables.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'

/** How a bureau numbers, signs and seals its certificates. A bureau without one uses the default. */
export const certificateRules = pgTable('certificate_rule', {
  tenantId: uuid('tenant_id').primaryKey(),
  /** Such as `{region}{year}{kind}{seq:6}`. */
  pattern: text().notNull(),
  title: text().notNull(),
  issuer: text().notNull(),
  /** Who signs; may be empty. */
  signatory: text().notNull(),
  sealFileId: uuid('seal_file_id'),
  changedBy: uuid('changed_by').notNull(),
  changedAt: instant('changed_at').notNull(),
})

/** The last running number of a year, taken in the transaction that issues: no number is skipped. */
export const certificateCounters = pgTable(
  'certificate_counter',
  { ...tenantOwned, year: integer().notNull(), last: integer().notNull() },
  (counter) => [primaryKey({ name: 'certificate_counter_pk', columns: [counter.tenantId, counter.year] })],
)

export const certificateStates = ['genuine', 'superseded', 'revoked'] as const

/** A certificate as it was issued. What it says is never changed; a mistake is answered by a new number. */
export const certificates = pgTable(
  'certificate',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    number: text().notNull(),
    /** Eight characters on the paper: only who holds it can look it up. */
    code: text().notNull(),
    personId: uuid('person_id').notNull(),
    /** The entry of the ledger that it attests. */
    creditEntryId: uuid('credit_entry_id').notNull(),
    sourceKind: text('source_kind').notNull(),
    sourceId: uuid('source_id').notNull(),
    holderName: text('holder_name').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    schoolName: text('school_name').notNull(),
    programmeTitle: text('programme_title').notNull(),
    level: text(),
    centihours: integer().notNull(),
    startedOn: date('started_on', { mode: 'string' }),
    endedOn: date('ended_on', { mode: 'string' }).notNull(),
    issuedOn: date('issued_on', { mode: 'string' }).notNull(),
    title: text().notNull(),
    issuer: text().notNull(),
    signatory: text().notNull(),
    sealFileId: uuid('seal_file_id'),
    issuedBy: uuid('issued_by').notNull(),
    state: text({ enum: certificateStates }).notNull(),
    stateReason: text('state_reason'),
    stateSince: instant('state_since').notNull(),
    supersededBy: uuid('superseded_by'),
  },
  (certificate) => [
    primaryKey({ name: 'certificate_pk', columns: [certificate.tenantId, certificate.id] }),
    unique('certificate_number_unique').on(certificate.tenantId, certificate.number),
    foreignKey({
      name: 'certificate_person_fk',
      columns: [certificate.tenantId, certificate.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'certificate_organisation_fk',
      columns: [certificate.tenantId, certificate.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    foreignKey({
      name: 'certificate_seal_fk',
      columns: [certificate.tenantId, certificate.sealFileId],
      foreignColumns: [storedFiles.tenantId, storedFiles.id],
    }),
  ],
)
