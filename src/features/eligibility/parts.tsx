import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call, client } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { Note } from '../../ui/phone/feedback.tsx'
import { useWords } from '../../ui/words.ts'
import { useMyStates } from '../enrolment/parts.tsx'
import type { eligibilityRoutes } from './routes.ts'
import { sayRule, sayWarning } from './saying.ts'
import { words } from './words.ts'

const api = client<typeof eligibilityRoutes>()

// What one may say something against stands in one's own file.
const inFile: readonly string[] = ['integrity_ban', 'restricted']

/** Of the programmes that one may know of, why one may not join, every reason a sentence; those that one may join are not there. */
export function useMyReasons(): ReadonlyMap<string, readonly string[]> {
  const t = useWords(words)
  const judged = useQuery({ queryKey: ['my-eligibility'], queryFn: () => call(api.my.eligibility.$get()) })
  return new Map(
    (judged.data?.items ?? []).map(({ programmeId, failed }) => [programmeId, failed.map((rule) => sayRule(t, rule))]),
  )
}

/** Every rule of a programme that one fails, each a sentence, and what is worth knowing; nothing where there is nothing to say. */
export function WhyNot({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const judged = useQuery({
    queryKey: ['my-eligibility', programmeId],
    queryFn: () => call(api.my.eligibility[':programmeId'].$get({ param: { programmeId } })),
  })
  const standing = useMyStates().data
  // The action below says the first reason by itself: without an answer there is nothing to add, nor to whoever applied.
  if (!judged.data || !standing || standing.has(programmeId)) return null
  const { failed, warnings } = judged.data
  return (
    <>
      {failed.length > 0 ? (
        <Note tone="attention">
          <b>{t('why.title')}</b>
          <ul>
            {failed.map((rule, index) => (
              <li key={`${rule.code} ${String(index)}`}>{sayRule(t, rule)}</li>
            ))}
          </ul>
          {failed.some(({ code }) => inFile.includes(code)) ? (
            <Link to={at.phone.integrity()}>{t('why.integrity')}</Link>
          ) : null}
        </Note>
      ) : null}
      {warnings.length > 0 ? (
        <Note tone="waiting">
          <b>{t('why.warnings')}</b>
          <ul>
            {warnings.map((rule) => (
              <li key={rule.code}>{sayWarning(t, rule)}</li>
            ))}
          </ul>
        </Note>
      ) : null}
    </>
  )
}
