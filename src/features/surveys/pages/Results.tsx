import { ProgressBar } from '../../../ui/figures.tsx'
import { formatCount } from '../../../ui/format.ts'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { useWords, type Translate } from '../../../ui/words.ts'
import type { SurveyInFull } from '../contract.ts'
import { fewestShown } from '../core.ts'
import { words } from '../words.ts'

type T = Translate<typeof words>
type Question = SurveyInFull['questions'][number]
type Result = NonNullable<SurveyInFull['results']>[number]

/** What was answered to each question, in bars and in words. */
export function Results({ survey }: { survey: SurveyInFull }) {
  const t = useWords(words)
  const { results, questions, answered } = survey
  if (results === null) {
    return <p className="quiet">{t(answered === 0 ? 'results.none' : 'results.few', { count: fewestShown })}</p>
  }
  return (
    <div className="stack">
      {questions.map((question, index) => {
        const result = results.find(({ key }) => key === question.key)
        return (
          <div key={question.key} className="stack-tight">
            <h3>{`${String(index + 1)}. ${question.title}`}</h3>
            <p className="quiet num">
              {`${t(`kind.${question.kind}`)} · ${t('results.count', { count: result?.answered ?? 0 })}${sayMean(t, question, result)}`}
            </p>
            {result ? <Shown question={question} result={result} /> : null}
          </div>
        )
      })}
    </div>
  )
}

// Of a scale, its mean with one digit.
function sayMean(t: T, { kind }: Question, result: Result | undefined): string {
  if (kind !== 'scale' || !result || result.answered === 0) return ''
  const all = result.counts.reduce((sum, count, place) => sum + count * (place + 1), 0)
  return ` · ${t('results.mean', { mean: (all / result.answered).toFixed(1) })}`
}

function Shown({ question, result }: { question: Question; result: Result }) {
  const t = useWords(words)
  const { kind, options } = question
  const { counts, texts, answered } = result
  if (kind === 'text') {
    return (
      <ul>
        {texts.map((said, index) => (
          <li key={`${String(index)} ${said}`}>{said}</li>
        ))}
      </ul>
    )
  }
  const names = kind === 'scale' ? counts.map((_, place) => String(place + 1)) : options
  const rows = names.map((name, place) => ({ name, count: counts[place] ?? 0 }))
  // Of a ranking, the lowest sum of places was liked most.
  const shown = kind === 'ranking' ? rows.toSorted((a, b) => a.count - b.count) : rows
  const isRanked = kind === 'ranking'
  const most = isRanked ? answered * options.length : answered
  return (
    <PlainTable
      label={question.title}
      rows={shown}
      rowId={(row) => row.name}
      columns={[
        { key: 'name', title: t('question.options'), cell: (row) => row.name },
        {
          key: 'bar',
          title: t('results'),
          cell: ({ name, count }) => (
            <ProgressBar
              label={name}
              // Of a ranking, the bar of the first place is the longest.
              value={isRanked ? most - count + answered : count}
              max={most}
              text={
                isRanked
                  ? t('results.place', { place: answered === 0 ? '–' : (count / answered).toFixed(1) })
                  : t('results.people', { count: formatCount(count) })
              }
            />
          ),
        },
      ]}
    />
  )
}
