import { sql } from 'drizzle-orm'
import { check, date, foreignKey, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, tenantOwned } from '../../platform/db/columns.ts'
import { accounts } from '../accounts/tables.ts'
import { enrolments } from '../enrolment/tables.ts'
import { organisations } from '../organisations/tables.ts'
import { people } from '../people/tables.ts'
import { programmes } from '../programmes/tables.ts'

export const classStates = ['planned', 'running', 'closed'] as const

/** A class (班级) of a programme: one cohort (期) that is taught together. */
export const trainingClasses = pgTable(
  'training_class',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    programmeId: uuid('programme_id').notNull(),
    /** 第几期: counts within the programme. */
    no: integer().notNull(),
    title: text().notNull(),
    providerId: uuid('provider_id').notNull(),
    /** 班主任. */
    leadAccountId: uuid('lead_account_id'),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    endsOn: date('ends_on', { mode: 'string' }).notNull(),
    /** How many it takes; none means everybody who was admitted. */
    places: integer(),
    state: text({ enum: classStates }).notNull(),
    createdAt: instant('created_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (each) => [
    primaryKey({ name: 'training_class_pk', columns: [each.tenantId, each.id] }),
    foreignKey({
      name: 'training_class_programme_fk',
      columns: [each.tenantId, each.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
    foreignKey({
      name: 'training_class_provider_fk',
      columns: [each.tenantId, each.providerId],
      foreignColumns: [organisations.tenantId, organisations.id],
    }),
    foreignKey({
      name: 'training_class_lead_fk',
      columns: [each.tenantId, each.leadAccountId],
      foreignColumns: [accounts.tenantId, accounts.id],
    }),
    unique('training_class_no_unique').on(each.tenantId, each.programmeId, each.no),
    check('training_class_closed_at', sql`(${each.state} = 'closed') = (${each.closedAt} is not null)`),
  ],
)

/** Who sits in a class. They are its members for as long as their enrolment says admitted. */
export const classMembers = pgTable(
  'class_member',
  {
    ...tenantOwned,
    classId: uuid('class_id').notNull(),
    personId: uuid('person_id').notNull(),
    enrolmentId: uuid('enrolment_id').notNull(),
    addedAt: instant('added_at').notNull(),
  },
  (member) => [
    primaryKey({ name: 'class_member_pk', columns: [member.tenantId, member.classId, member.personId] }),
    foreignKey({
      name: 'class_member_class_fk',
      columns: [member.tenantId, member.classId],
      foreignColumns: [trainingClasses.tenantId, trainingClasses.id],
    }),
    foreignKey({
      name: 'class_member_person_fk',
      columns: [member.tenantId, member.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    foreignKey({
      name: 'class_member_enrolment_fk',
      columns: [member.tenantId, member.enrolmentId],
      foreignColumns: [enrolments.tenantId, enrolments.id],
    }),
    unique('class_member_one_class').on(member.tenantId, member.enrolmentId),
  ],
)

/** One sitting of a class: a time, a place, and how check-in works there. */
export const classSessions = pgTable(
  'class_session',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    classId: uuid('class_id').notNull(),
    title: text().notNull(),
    venue: text().notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** Minutes before the start from which check-in is open. */
    opensBefore: integer('opens_before').notNull(),
    /** Minutes after the start from which one is late. */
    lateAfter: integer('late_after').notNull(),
    /** Minutes after the start at which check-in closes; none means at the end. */
    closesAfter: integer('closes_after'),
    /** What its codes are made from, sealed. */
    secret: bytes().notNull(),
    state: text({ enum: ['planned', 'cancelled'] }).notNull(),
    /** Why it was cancelled. */
    reason: text(),
  },
  (session) => [
    primaryKey({ name: 'class_session_pk', columns: [session.tenantId, session.id] }),
    foreignKey({
      name: 'class_session_class_fk',
      columns: [session.tenantId, session.classId],
      foreignColumns: [trainingClasses.tenantId, trainingClasses.id],
    }),
    check('class_session_times', sql`${session.endsAt} > ${session.startsAt}`),
  ],
)

export const markStates = ['present', 'late', 'absent', 'leave'] as const
export const markWays = ['qr', 'code', 'hand'] as const

/** That somebody was at a session, or that the host says so. Whoever has none when check-in is over was absent: that is reckoned, not stored. */
export const attendances = pgTable(
  'attendance',
  {
    ...tenantOwned,
    sessionId: uuid('session_id').notNull(),
    personId: uuid('person_id').notNull(),
    /** Chosen by whoever checks in, so that a repeated request finds its own earlier one. */
    id: uuid().notNull(),
    state: text({ enum: markStates }).notNull(),
    /** When they scanned or typed, by the server's clock. */
    at: instant('at').notNull(),
    way: text({ enum: markWays }).notNull(),
    /** The account that marked by hand. */
    by: uuid('by'),
    /** Why it was marked by hand. */
    reason: text(),
    /** The ticket that was spent: it serves one person, whoever it is passed on to. */
    ticket: uuid(),
    /** What else is known of the moment: which step of the code, from which address. */
    evidence: jsonb().$type<Readonly<Record<string, string | number>>>(),
  },
  (mark) => [
    primaryKey({ name: 'attendance_pk', columns: [mark.tenantId, mark.sessionId, mark.personId] }),
    foreignKey({
      name: 'attendance_session_fk',
      columns: [mark.tenantId, mark.sessionId],
      foreignColumns: [classSessions.tenantId, classSessions.id],
    }),
    foreignKey({
      name: 'attendance_person_fk',
      columns: [mark.tenantId, mark.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
    unique('attendance_id_unique').on(mark.tenantId, mark.id),
    unique('attendance_ticket_unique').on(mark.tenantId, mark.ticket),
    check('attendance_by_hand_says_why', sql`${mark.way} <> 'hand' or ${mark.reason} is not null`),
  ],
)
