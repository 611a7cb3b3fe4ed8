import { client } from '../../platform/web/call.ts'
import type { hourYearRoutes } from './routes.ts'

export const hourYearsApi = client<typeof hourYearRoutes>()
