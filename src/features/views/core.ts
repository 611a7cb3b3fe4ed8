import type { Grant, Role } from '../../lib/access.ts'

/** The bounds of saved views. */
export const viewLimits = { perList: 50, name: 40, search: 2_000, columns: 60 } as const

/** Who may give a view to everybody of their part of the tree. */
export const sharingRoles = ['bureau_officer', 'school_registrar'] as const satisfies readonly Role[]

/** Whether whoever holds these roles may share a view with everybody below an organisation: only with those of their own. */
export function mayShareWith(grants: readonly Grant[], organisationId: string): boolean {
  return grants.some((grant) => isSharing(grant.role) && grant.organisationId === organisationId)
}

function isSharing(role: Role): boolean {
  return sharingRoles.some((one) => one === role)
}

// Of the moment, and no part of how somebody looks at a list.
const passing = ['cursor', 'open', 'pasted']

/** The conditions of an address that a view keeps: the same whatever their order, without a page, an open row or a pasted list. */
export function keptOf(search: string): string {
  const params = new URLSearchParams(search)
  for (const name of passing) params.delete(name)
  params.sort()
  return params.toString()
}

const idShape = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** The list that a page shows, by its address: the same for each object that has such a page. */
export function listOf(pathname: string): string {
  return pathname.replace(idShape, ':id')
}
