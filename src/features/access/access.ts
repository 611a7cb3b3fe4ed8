import { freshly, held, over } from '../../lib/access.ts'

/** Who may see who holds which role in their part of the tree. */
export const mayListGrants = held('bureau_officer', 'system_admin', 'security_admin', 'auditor')

/** Who may give roles, within their part; what each of them may give is decided by `core`. */
export const mayGrant = freshly(held('bureau_officer', 'system_admin', 'security_admin'))

/** Who may look for somebody to give a role to. */
export const mayFindGrantees = held('bureau_officer', 'system_admin', 'security_admin')

/** Who may take a role away again. */
export const mayWithdrawGrant = freshly(over('grantId', 'bureau_officer', 'system_admin', 'security_admin'))
