import { freshly, held, over } from '../../lib/access.ts'

/** The roles that give roles at all. */
export const granterRoles = ['bureau_officer', 'system_admin', 'security_admin'] as const

/** Who may see who holds which role in their part of the tree. */
export const mayListGrants = held('bureau_officer', 'system_admin', 'security_admin', 'auditor')

/** Who may give roles, within their part; what each of them may give is decided by `core`. */
export const mayGrant = freshly(held(...granterRoles))

/** Who may look for somebody to give a role to. */
export const mayFindGrantees = held(...granterRoles)

/** Who may take a role away again. */
export const mayWithdrawGrant = freshly(over('grantId', ...granterRoles))

/** Who may change how rights are handled over the whole region. */
export const mayChangeSettings = freshly(held('system_admin', 'security_admin'))
