import { dateIn } from '../lib/dates.ts'

/** The day of an instant where the regions of tests lie: what begins “today” has begun there, whatever day it is in Greenwich. */
export const dayOf = (at: string) => dateIn('Asia/Shanghai', new Date(at))
