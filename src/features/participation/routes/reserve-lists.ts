import { listRoutes } from '../../applied-lists/public.ts'
import { reserveList } from '../commands/reserve-lists.ts'

/** The reserve as workbooks. */
export const reserveListRoutes = listRoutes(reserveList)
