import { ownPerson } from '../../lib/access.ts'

/** The address of a person's own calendar. */
export const mayUseCalendar = ownPerson
