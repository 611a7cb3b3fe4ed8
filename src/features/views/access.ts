import { signedIn } from '../../lib/access.ts'

/** Everybody keeps views of their own, and uses those that are shared with them; the command sees to whose they are. */
export const mayUseViews = signedIn
