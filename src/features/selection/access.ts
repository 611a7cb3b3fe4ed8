import { held, over, ownPerson, signedIn, type Role } from '../../lib/access.ts'

/** Who sees the selections of their part of the tree, and who holds them. */
export const selectionReaders = ['bureau_officer', 'town_officer', 'auditor'] as const satisfies readonly Role[]
export const selectionHolders = ['bureau_officer', 'town_officer'] as const satisfies readonly Role[]

export const mayListSelections = held(...selectionReaders)
export const mayReadSelection = over('selectionId', ...selectionReaders)
export const mayMakeSelection = held(...selectionHolders)
export const mayHoldSelection = over('selectionId', ...selectionHolders)

/** Experts meet only what they were given to mark. */
export const mayMark = signedIn

/** Everybody on the roster sees how they did themselves. */
export const mayReadOwnSelections = ownPerson
