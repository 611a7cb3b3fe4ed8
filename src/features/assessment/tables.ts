import { boolean, foreignKey, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../platform/db/columns.ts'
import { trainingClasses } from '../delivery/tables.ts'
import { people } from '../people/tables.ts'
import type { Reason } from './core.ts'

export const schemeKinds = ['exam', 'work', 'observation', 'combined'] as const

/** How the work of a class is judged (考核方案). */
export const assessmentSchemes = pgTable(
  'assessment_scheme',
  {
    ...tenantOwned,
    classId: uuid('class_id').notNull(),
    kind: text({ enum: schemeKinds }).notNull(),
    /** Points out of a hundred that pass. */
    passMark: integer('pass_mark').notNull(),
    attendanceMinPercent: integer('attendance_min_percent').notNull(),
    /** What passing is worth. */
    centihours: integer().notNull(),
    decidedBy: uuid('decided_by').notNull(),
    decidedAt: instant('decided_at').notNull(),
  },
  (scheme) => [
    primaryKey({ name: 'assessment_scheme_pk', columns: [scheme.tenantId, scheme.classId] }),
    foreignKey({
      name: 'assessment_scheme_class_fk',
      columns: [scheme.tenantId, scheme.classId],
      foreignColumns: [trainingClasses.tenantId, trainingClasses.id],
    }),
  ],
)

export const grades = ['excellent', 'good', 'pass', 'fail'] as const

/** What a member reached. Earlier results stand in the audit trail. */
export const assessmentResults = pgTable(
  'assessment_result',
  {
    ...tenantOwned,
    classId: uuid('class_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Tenths of a point out of a hundred. */
    scoreTenths: integer('score_tenths'),
    grade: text({ enum: grades }),
    note: text(),
    recordedBy: uuid('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (result) => [
    primaryKey({ name: 'assessment_result_pk', columns: [result.tenantId, result.classId, result.personId] }),
    foreignKey({
      name: 'assessment_result_person_fk',
      columns: [result.tenantId, result.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)

/** The closing of a class (结业): after it nothing of the class changes. */
export const classClosures = pgTable(
  'class_closure',
  {
    ...tenantOwned,
    classId: uuid('class_id').notNull(),
    /** Chosen by the caller. */
    id: uuid().notNull(),
    passed: integer().notNull(),
    failed: integer().notNull(),
    closedBy: uuid('closed_by').notNull(),
    /** Whose authority it rested on; missing for closings of earlier releases. */
    closedFor: uuid('closed_for'),
    closedAt: instant('closed_at').notNull(),
  },
  (closure) => [primaryKey({ name: 'class_closure_pk', columns: [closure.tenantId, closure.classId] })],
)

/** How a member left the class: passed or not, and every reason why. */
export const completions = pgTable(
  'completion',
  {
    ...tenantOwned,
    classId: uuid('class_id').notNull(),
    personId: uuid('person_id').notNull(),
    passed: boolean().notNull(),
    reasons: jsonb().$type<readonly Reason[]>().notNull(),
    centihours: integer().notNull(),
    /** The record of hours that it led to. */
    recordId: uuid('record_id'),
  },
  (completion) => [
    primaryKey({ name: 'completion_pk', columns: [completion.tenantId, completion.classId, completion.personId] }),
  ],
)
