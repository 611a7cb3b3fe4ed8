import { client } from '../../../platform/web/call.ts'
import type { noticeTextRoutes } from '../routes/texts.ts'

/** The routes of the notices' texts. */
export const textApi = client<typeof noticeTextRoutes>()

/** Under which the list of texts is kept. */
export const textsKey = ['notice-texts']
