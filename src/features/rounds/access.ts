import { held, over, ownPerson, type Role } from '../../lib/access.ts'

/** Who sees rounds of their part of the tree: the bureau, and the providers whose programmes are in them. */
export const roundReaders = ['bureau_officer', 'provider', 'auditor'] as const satisfies readonly Role[]

export const mayListRounds = held(...roundReaders)
export const mayReadRound = over('matchingRoundId', ...roundReaders)

/** Who makes a round, runs it, and answers for what it decides. */
export const mayMakeRound = held('bureau_officer')
export const mayRunRound = over('matchingRoundId', 'bureau_officer')

/** Who sees who applied where, with names, and what came of it. */
export const mayReadOutcome = over('matchingRoundId', 'bureau_officer', 'auditor')

/** Who scores: the provider of the programme; the command looks that the programme is theirs. The bureau helps out. */
export const mayScore = over('matchingRoundId', 'provider', 'bureau_officer')

/** A teacher ranks for themselves, and reads what became of it. */
export const mayRank = ownPerson
