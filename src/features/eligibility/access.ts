import { held, over, ownPerson } from '../../lib/access.ts'

/** What somebody may join, and why not. */
export const mayReadOwnEligibility = ownPerson

const officers = ['bureau_officer', 'town_officer', 'school_registrar', 'principal', 'provider', 'auditor'] as const

/** Who may see what a programme asks of people: of a published one everybody with a role, before that those over it. */
export const mayReadRules = held(...officers, 'class_lead', 'trainer', 'hours_officer')

/** Who may change what a programme asks of people: whoever may change the programme. */
export const mayWriteRules = over('programmeId', 'bureau_officer', 'town_officer', 'school_registrar')

/** Who may see who of the audience passes and who falls out by which rule, each over their own people. */
export const mayJudgeAudience = held('bureau_officer', 'town_officer', 'school_registrar', 'principal', 'auditor')

/** Who sets how often somebody may take part in a cycle. */
export const mayReadEligibilitySettings = held(...officers, 'hours_officer')
export const maySetEligibility = held('bureau_officer')
