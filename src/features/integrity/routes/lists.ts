import { listRoutes } from '../../applied-lists/public.ts'
import { factList } from '../commands/fact-lists.ts'
import { restrictionList } from '../commands/restriction-lists.ts'

/** Facts of conduct as workbooks. */
export const factListRoutes = listRoutes(factList)

/** Restrictions as workbooks. */
export const restrictionListRoutes = listRoutes(restrictionList)
