import type { Words } from '../ui/words.ts'

/** The words of every feature that tells people something, one line a feature; each notice is `notice.<code>` there. */
export const senders: readonly Words[] = []
