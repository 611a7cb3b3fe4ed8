import { client } from '../../../platform/web/call.ts'
import type { openingRoutes } from '../routes/opening.ts'

export const openingApi = client<typeof openingRoutes>()
