import { early, freshly, held, inPerson, over, signedIn } from '../../lib/access.ts'
import { delegableRoles } from './core/delegations.ts'

/** The roles that give roles at all. */
export const granterRoles = ['bureau_officer', 'system_admin', 'security_admin'] as const

/** Who may see who holds which role in their part of the tree. */
export const mayListGrants = held('bureau_officer', 'system_admin', 'security_admin', 'auditor')

/** Who may give roles, within their part; what each of them may give is decided by `core`. Never done for somebody else. */
export const mayGrant = inPerson(freshly(held(...granterRoles)))

/** Who may look for somebody to give a role to. */
export const mayFindGrantees = held(...granterRoles)

/** Who may take a role away again. */
export const mayWithdrawGrant = inPerson(freshly(over('grantId', ...granterRoles)))

/** Who may change how rights are handled over the whole region. */
export const mayChangeSettings = inPerson(freshly(held('system_admin', 'security_admin')))

/** One's own delegations: seen, ended and acted by, by whoever is one of the two. */
export const mayReadOwnDelegations = signedIn
export const mayEndOwnDelegation = signedIn
export const mayActFor = early(signedIn)

/** Who may hand roles of their own over. A delegate hands nothing on. */
export const mayDelegate = inPerson(freshly(held(...delegableRoles)))
export const mayFindDelegates = inPerson(held(...delegableRoles))

/** Who may hand roles over for somebody who is away: whoever could give them. */
export const mayDelegateForOthers = inPerson(freshly(held(...granterRoles)))

/** Who may end somebody else's delegation. */
export const mayEndDelegation = inPerson(freshly(over('delegationId', ...granterRoles)))
