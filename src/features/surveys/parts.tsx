import { Link } from 'react-router'
import { at } from '../../platform/web/route.ts'
import { ActionLink } from '../../ui/button.tsx'
import { Loaded, Note } from '../../ui/feedback.tsx'
import { ProgressBar } from '../../ui/figures.tsx'
import { formatCount } from '../../ui/format.ts'
import { Section } from '../../ui/page.tsx'
import { useWords } from '../../ui/words.ts'
import { useHolds } from '../accounts/parts.tsx'
import { needsLack } from './core.ts'
import { useNeeds } from './pages/api.ts'
import { Results } from './pages/Results.tsx'
import { words } from './words.ts'

/** What stands between a programme and its publication for want of a survey: a warning, a refusal, or nothing; with its sentence. */
export function useNeedsLack(
  programmeId: string,
): { readonly kind: 'warn' | 'block'; readonly said: string } | undefined {
  const t = useWords(words)
  const { data } = useNeeds(programmeId)
  const kind = data && needsLack(data.needs, data.surveyed)
  return kind && { kind, said: t(`needs.${kind}`) }
}

/** The surveys behind a programme with what they came to, for its page. */
export function NeedsSection({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const query = useNeeds(programmeId)
  const mayRead = useHolds('bureau_officer', 'town_officer', 'school_registrar', 'principal', 'auditor')
  const mayAsk = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  if (!mayRead || query.isError) return null
  return (
    <Section
      title={t('needs')}
      actions={mayAsk ? <ActionLink to={at.newSurvey(programmeId)}>{t('needs.add')}</ActionLink> : null}
    >
      <Loaded query={query} words={words} lines={3}>
        {({ surveys }) =>
          surveys.length === 0 ? (
            <p className="quiet">{t('needs.none')}</p>
          ) : (
            <div className="stack">
              {surveys.map((survey) => (
                <div key={survey.id} className="stack-tight">
                  <Link to={at.survey(survey.id)}>{survey.title}</Link>
                  {survey.state === 'draft' ? (
                    <Note tone="neutral">{t('state.draft')}</Note>
                  ) : (
                    <>
                      <ProgressBar
                        label={t('progress')}
                        value={survey.answered}
                        max={survey.asked}
                        text={t('rate', { answered: formatCount(survey.answered), asked: formatCount(survey.asked) })}
                      />
                      <Results survey={survey} />
                    </>
                  )}
                </div>
              ))}
            </div>
          )
        }
      </Loaded>
    </Section>
  )
}
