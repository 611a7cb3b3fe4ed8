import { held, over, ownPerson, type Role } from '../../lib/access.ts'

/** Who may see the school-based training of their part of the tree. */
export const schoolPlanReaders = [
  'bureau_officer',
  'town_officer',
  'school_registrar',
  'principal',
  'hours_officer',
  'auditor',
] as const satisfies readonly Role[]

/** Who decides on a plan at each stage: the principal, then the town centre, or the bureau where there is none. */
export const planDeciders = {
  school: ['principal'],
  centre: ['town_officer', 'bureau_officer'],
} as const satisfies Record<'school' | 'centre', readonly Role[]>

export const mayListSchoolPlans = held(...schoolPlanReaders)
export const mayReadSchoolPlan = over('schoolPlanId', ...schoolPlanReaders)

/** Who writes plans: the registrar of the school. */
export const mayAddSchoolPlan = held('school_registrar')
export const mayWriteSchoolPlan = over('schoolPlanId', 'school_registrar')

/** Who decides on a plan; the command looks which stage is theirs. */
export const mayDecideSchoolPlan = over('schoolPlanId', ...planDeciders.school, ...planDeciders.centre)

/** Who records the hours of the one who closed a plan: anybody but them. */
export const mayRecordRemaining = over('schoolPlanId', 'school_registrar', 'town_officer')

/** Who sees the teams of a part of the tree, and who keeps those of a school. */
export const mayListTeams = held(...schoolPlanReaders)
export const mayReadTeam = over('researchTeamId', ...schoolPlanReaders)
export const mayAddTeam = held('school_registrar', 'principal')
export const mayKeepTeam = over('researchTeamId', 'school_registrar', 'principal')

/** Who says whether the town centre has a word. */
export const mayChangeTrainingSetting = held('bureau_officer')

/** Everybody on the roster sees the sessions they belong to, and says what they took along. */
export const mayReadOwnTraining = ownPerson
