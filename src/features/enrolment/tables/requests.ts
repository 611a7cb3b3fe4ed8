import { sql } from 'drizzle-orm'
import { foreignKey, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../../platform/db/columns.ts'
import { people } from '../../people/tables.ts'
import { enrolments } from '../tables.ts'

export const substitutionRequestStates = ['asked', 'agreed', 'declined', 'withdrawn'] as const

/** A school's wish that one of its people take the place of another who was admitted. */
export const substitutionRequests = pgTable(
  'substitution_request',
  {
    ...tenantOwned,
    /** Chosen by whoever asks; the substitution that follows has the same. */
    id: uuid().notNull(),
    enrolmentId: uuid('enrolment_id').notNull(),
    personId: uuid('person_id').notNull(),
    reason: text().notNull(),
    state: text({ enum: substitutionRequestStates }).notNull(),
    askedAt: instant('asked_at').notNull(),
    askedBy: uuid('asked_by').notNull(),
    askedFor: uuid('asked_for').notNull(),
    decidedAt: instant('decided_at'),
    decidedBy: uuid('decided_by'),
    decisionReason: text('decision_reason'),
  },
  (request) => [
    primaryKey({ name: 'substitution_request_pk', columns: [request.tenantId, request.id] }),
    foreignKey({
      name: 'substitution_request_enrolment_fk',
      columns: [request.tenantId, request.enrolmentId],
      foreignColumns: [enrolments.tenantId, enrolments.id],
    }),
    foreignKey({
      name: 'substitution_request_person_fk',
      columns: [request.tenantId, request.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    uniqueIndex('substitution_request_open_once')
      .on(request.tenantId, request.enrolmentId)
      .where(sql`${request.state} = 'asked'`),
  ],
)
