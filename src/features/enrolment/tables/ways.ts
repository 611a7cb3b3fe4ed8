import { foreignKey, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, tenantOwned } from '../../../platform/db/columns.ts'
import { people } from '../../people/tables.ts'
import { programmes } from '../../programmes/tables.ts'
import { enrolments } from '../tables.ts'

/** People whom somebody else brought into a programme at once. */
export const intakes = pgTable(
  'intake',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    programmeId: uuid('programme_id').notNull(),
    way: text({ enum: ['nomination', 'list', 'invitation', 'whole'] }).notNull(),
    personIds: uuid('person_ids').array().notNull(),
    placed: integer().notNull(),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by'),
  },
  (intake) => [
    primaryKey({ name: 'intake_pk', columns: [intake.tenantId, intake.id] }),
    foreignKey({
      name: 'intake_programme_fk',
      columns: [intake.tenantId, intake.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
  ],
)

/** One person in the place of another. */
export const substitutions = pgTable(
  'substitution',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    programmeId: uuid('programme_id').notNull(),
    fromId: uuid('from_id').notNull(),
    toId: uuid('to_id').notNull(),
    reason: text().notNull(),
    madeAt: instant('made_at').notNull(),
    madeBy: uuid('made_by'),
  },
  (made) => [
    primaryKey({ name: 'substitution_pk', columns: [made.tenantId, made.id] }),
    foreignKey({
      name: 'substitution_programme_fk',
      columns: [made.tenantId, made.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
    foreignKey({
      name: 'substitution_from_fk',
      columns: [made.tenantId, made.fromId],
      foreignColumns: [enrolments.tenantId, enrolments.id],
    }),
    foreignKey({
      name: 'substitution_to_fk',
      columns: [made.tenantId, made.toId],
      foreignColumns: [enrolments.tenantId, enrolments.id],
    }),
    uniqueIndex('substitution_once').on(made.tenantId, made.fromId),
  ],
)

/** How many electives of a programme a person chooses, and until when. */
export const electiveRules = pgTable(
  'elective_rule',
  {
    ...tenantOwned,
    programmeId: uuid('programme_id').notNull(),
    least: integer().notNull(),
    most: integer().notNull(),
    until: instant('until').notNull(),
  },
  (rule) => [
    primaryKey({ name: 'elective_rule_pk', columns: [rule.tenantId, rule.programmeId] }),
    foreignKey({
      name: 'elective_rule_programme_fk',
      columns: [rule.tenantId, rule.programmeId],
      foreignColumns: [programmes.tenantId, programmes.id],
    }),
  ],
)

/** One elective of a programme, with places of its own. */
export const electives = pgTable(
  'elective',
  {
    ...tenantOwned,
    id: uuid().notNull(),
    programmeId: uuid('programme_id').notNull(),
    position: integer().notNull(),
    title: text().notNull(),
    placesMax: integer('places_max'),
    placesTaken: integer('places_taken').notNull().default(0),
  },
  (elective) => [
    primaryKey({ name: 'elective_pk', columns: [elective.tenantId, elective.id] }),
    foreignKey({
      name: 'elective_rule_fk',
      columns: [elective.tenantId, elective.programmeId],
      foreignColumns: [electiveRules.tenantId, electiveRules.programmeId],
    }),
  ],
)

/** Who chose which elective. */
export const electiveChoices = pgTable(
  'elective_choice',
  {
    ...tenantOwned,
    electiveId: uuid('elective_id').notNull(),
    personId: uuid('person_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    chosenAt: instant('chosen_at').notNull(),
  },
  (choice) => [
    primaryKey({ name: 'elective_choice_pk', columns: [choice.tenantId, choice.electiveId, choice.personId] }),
    foreignKey({
      name: 'elective_choice_elective_fk',
      columns: [choice.tenantId, choice.electiveId],
      foreignColumns: [electives.tenantId, electives.id],
    }),
    foreignKey({
      name: 'elective_choice_person_fk',
      columns: [choice.tenantId, choice.personId],
      foreignColumns: [people.tenantId, people.id],
    }),
  ],
)
