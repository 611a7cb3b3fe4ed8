import { heldOrOwn, roles } from '../../lib/access.ts'

/** Everybody may search: with a role, what its lists show; a person, what is their own. */
export const maySearch = heldOrOwn(...roles)
