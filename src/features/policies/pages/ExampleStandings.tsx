import type { Standing } from '../../../lib/policy/reckoning.ts'
import type { Policy } from '../../../lib/policy/language.ts'
import { sayStanding, sayStep } from '../../../lib/policy/sentences.ts'
import { standings } from '../../../lib/policy/standings.ts'
import { Section } from '../../../ui/page.tsx'
import { StateTag, type Tone } from '../../../ui/states.tsx'
import { sayIn, useWords } from '../../../ui/words.ts'
import { editorWords } from '../words/editor.ts'
import type { Trying } from './ExamplePerson.tsx'
import { useTongue } from './policies-api.ts'

const toneOf: Readonly<Record<Standing['state'], Tone>> = {
  met: 'done',
  short: 'attention',
  exempt: 'neutral',
  aim: 'active',
  limit: 'neutral',
}

type StandingsProps = { text: Policy; before: Policy | undefined; trying: Trying }

const reckon = (policy: Policy, { subject, buckets, year }: Trying) =>
  standings(policy, subject, buckets, { today: `${String(year)}-12-31`, year })

/** How somebody stands under a text, step by step, by the server's own evaluator; what differs from the text in force is marked. */
export function ExampleStandings({ text, before, trying }: StandingsProps) {
  const t = useWords(editorWords)
  const now = reckon(text, trying)
  const then = before ? reckon(before, trying) : []
  const wasOf = ({ ruleId }: Standing) => then.find((one) => one.ruleId === ruleId)
  const gone = then.filter(({ ruleId }) => !now.some((one) => one.ruleId === ruleId))
  const differing = now.filter((one) => before !== undefined && isOther(one, wasOf(one))).length + gone.length
  return (
    <Section title={t('example.standings')}>
      {before ? (
        <p className="quiet" role="status">
          {differing === 0 ? t('example.same') : t('example.differs', { count: differing })}
        </p>
      ) : null}
      {now.length === 0 ? <p className="quiet">{t('example.nothing')}</p> : null}
      <ul className="example-standings">
        {now.map((standing) => (
          <StandingLine
            key={standing.ruleId}
            standing={standing}
            text={text}
            before={before}
            was={before ? wasOf(standing) : standing}
          />
        ))}
        {gone.map((standing) => (
          <li key={standing.ruleId} className="differs">
            <del>
              {t('example.gone', {
                title: sayIn(before?.rules.find(({ id }) => id === standing.ruleId)?.title ?? { zh: '', en: '' }),
              })}
            </del>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function isOther(now: Standing, was: Standing | undefined): boolean {
  if (!was) return true
  return (['state', 'needed', 'counted', 'over', 'carried', 'missing'] as const).some((key) => now[key] !== was[key])
}

type LineProps = { standing: Standing; text: Policy; before: Policy | undefined; was: Standing | undefined }

function StandingLine({ standing, text, before, was }: LineProps) {
  const t = useWords(editorWords)
  const tongue = useTongue()
  const rule = text.rules.find(({ id }) => id === standing.ruleId)
  const differs = isOther(standing, was)
  return (
    <li className={differs ? 'differs' : undefined}>
      <StateTag tone={toneOf[standing.state]}>{rule ? sayIn(rule.title) : standing.ruleId}</StateTag>
      <span>{sayStanding(standing, text.unit, tongue)}</span>
      {standing.steps.length > 1 ? (
        <ol aria-label={t('example.steps')}>
          {standing.steps.map((step, index) => (
            <li key={index}>{sayStep(step, text.unit, tongue)}</li>
          ))}
        </ol>
      ) : null}
      {differs ? (
        <small>
          {was && before ? t('example.was', { said: sayStanding(was, before.unit, tongue) }) : t('example.was.unasked')}
        </small>
      ) : null}
    </li>
  )
}
