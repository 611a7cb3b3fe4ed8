import { client } from '../../../platform/web/call.ts'
import type { wayRoutes } from '../routes/ways.ts'

/** The routes of the other ways into a programme, for this feature's pages. */
export const wayApi = client<typeof wayRoutes>()
