import { client } from '../../../platform/web/call.ts'
import type { forecastRoutes } from '../routes.ts'

export const forecastApi = client<typeof forecastRoutes>()
