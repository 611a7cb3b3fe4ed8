import { originalsIn } from '../features/notices/public.ts'
import { senders } from './notice-senders.ts'

/** Every notice of every feature, as it is worded there. */
export const noticeOriginals = senders.flatMap(originalsIn)
