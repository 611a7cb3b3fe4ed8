import { useSearchParams } from 'react-router'
import { at, safeNext } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { ProblemNote } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Section } from '../../../ui/page.tsx'
import { ProblemError } from '../../../platform/web/call.ts'
import { useWords } from '../../../ui/words.ts'
import { words } from '../words.ts'
import { ownWords } from '../words/own.ts'
import { useProviders } from './own-account.ts'

function useRefusedThere() {
  const [search] = useSearchParams()
  const code = search.get('refused')
  return code === null ? null : new ProblemError({ code })
}

/** Beneath the sign-in: the other places where one may sign in, and why the last attempt there came to nothing. */
export function SignInThere({ bureau }: { bureau: string }) {
  const t = useWords(ownWords)
  const [search] = useSearchParams()
  const refused = useRefusedThere()
  const { providers, signIn } = useProviders(bureau)
  return (
    <div className="stack-tight">
      <ProblemNote problem={signIn.error ?? refused} words={words} />
      {providers.map(({ id, name }) => (
        <ActionButton
          key={id}
          pending={signIn.isPending}
          onClick={() => signIn.mutate({ id, next: safeNext(search.get('next'), at.home()) })}
        >
          {t('there.signIn', { name })}
        </ActionButton>
      ))}
    </div>
  )
}

/** Which other places one's account is linked with; nothing where the region has none. */
export function LinksSection() {
  const t = useWords(ownWords)
  const refused = useRefusedThere()
  const { providers, link, unlink } = useProviders('')
  if (providers.length === 0) return null
  return (
    <Section title={t('there')} note={t('there.lead')}>
      <ProblemNote problem={link.error ?? unlink.error ?? refused} words={words} />
      <ul className="stack-tight" style={{ listStyle: 'none', padding: 0 }}>
        {providers.map(({ id, name, linkedAt }) => (
          <li key={id} className="cluster">
            <span>{name}</span>
            {linkedAt ? <span className="quiet">{t('there.linked', { at: formatDateTime(linkedAt) })}</span> : null}
            {linkedAt ? (
              <ActionButton kind="quiet" pending={unlink.isPending} onClick={() => unlink.mutate(id)}>
                {t('there.unlink')}
              </ActionButton>
            ) : (
              <ActionButton pending={link.isPending} onClick={() => link.mutate({ id, next: at.security() })}>
                {t('there.link')}
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
