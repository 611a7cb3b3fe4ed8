import { bigint, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { organisations } from '../organisations/tables.ts'

/** A file that was handed in or made. Its content lies in the file store under its SHA-256; this says whose it is. */
export const storedFiles = pgTable(
  'stored_file',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    /** Whoever may see this organisation may see the file. */
    organisationId: uuid('organisation_id').notNull(),
    sha256: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    /** Bytes. */
    size: bigint({ mode: 'number' }).notNull(),
    purpose: text().notNull(),
    storedBy: uuid('stored_by'),
    storedAt: instant('stored_at').notNull(),
  },
  (file) => [
    primaryKey({ name: 'stored_file_pk', columns: [file.tenantId, file.id] }),
    foreignKey({
      name: 'stored_file_organisation_fk',
      columns: [file.tenantId, file.organisationId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
  ],
)
