import { sayCites } from '../../../lib/policy/sentences.ts'
import { sayIn } from '../../../ui/words.ts'
import type { HourDemand } from '../contract.ts'

/** What a requirement rests on; where English is read, by its English title beside the original. */
export function saySource({ source, sourceEn }: Pick<HourDemand, 'source' | 'sourceEn'>): string {
  return sayIn({ zh: source, en: sayCites({ cites: source, citesEn: sourceEn ?? undefined }, 'en') })
}
