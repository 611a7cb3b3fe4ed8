import { client } from '../../../platform/web/call.ts'
import type { requestRoutes } from '../routes/requests.ts'

/** The routes of substitutions that schools ask for, for this feature's pages. */
export const requestApi = client<typeof requestRoutes>()
