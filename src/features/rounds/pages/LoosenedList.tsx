import { formatDateTime } from '../../../ui/format.ts'
import { useWords } from '../../../ui/words.ts'
import { useCodes } from '../../people/parts.tsx'
import type { RoundInFull } from '../contract/rounds.ts'
import { words } from '../words.ts'
import { sayLoosened } from './saying.ts'

/** What was loosened after the publication: when, by whom, why, from what to what. */
export function LoosenedList({ loosened }: Pick<RoundInFull, 'loosened'>) {
  const t = useWords(words)
  const say = useCodes()
  return (
    <ul className="stack-tight">
      {loosened.map(({ id, at, byName, reason, changes }) => (
        <li key={id}>
          {t('loosened.by', { at: formatDateTime(at), name: byName, reason })}
          <ul>
            {changes.map((change, index) => (
              <li key={index}>{sayLoosened(t, say, change)}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
