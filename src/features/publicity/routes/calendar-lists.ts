import { listRoutes } from '../../applied-lists/public.ts'
import { calendarList } from '../commands/calendar-lists.ts'

/** The calendar of working days as workbooks. */
export const calendarListRoutes = listRoutes(calendarList)
