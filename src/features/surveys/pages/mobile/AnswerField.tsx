import { Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { useWords } from '../../../../ui/words.ts'
import type { OwnSurvey } from '../../contract.ts'
import type { Answer } from '../../core.ts'
import { words } from '../../words.ts'

type FieldProps = {
  question: OwnSurvey['questions'][number]
  no: number
  answer: Answer | undefined
  onAnswer: (answer: Answer) => void
}

/** One question of a survey with its way to answer it. */
export function AnswerField({ question, no, answer, onAnswer }: FieldProps) {
  const t = useWords(words)
  const { key, kind, title, required, options, most } = question
  const chosen = typeof answer === 'object' ? answer : []
  const name = `question-${key}`
  return (
    <fieldset className="field">
      <legend>
        {`${String(no)}. ${title} `}
        <small>{`${t(`kind.${kind}`)}${required ? ` · ${t('question.required')}` : ''}`}</small>
      </legend>
      {kind === 'text' ? (
        <textarea
          className="input"
          rows={3}
          maxLength={500}
          aria-label={title}
          value={typeof answer === 'string' ? answer : ''}
          onChange={(event) => onAnswer(event.target.value)}
        />
      ) : kind === 'ranking' ? (
        <>
          <p className="field-hint">{t('answer.rank')}</p>
          <Rows label={title}>
            {options.map((option, place) => (
              <Row
                key={option}
                title={option}
                end={
                  chosen.includes(place) ? (
                    <Chip tone="done">{t('answer.place', { n: chosen.indexOf(place) + 1 })}</Chip>
                  ) : null
                }
                onPress={() =>
                  onAnswer(chosen.includes(place) ? chosen.filter((each) => each !== place) : [...chosen, place])
                }
              />
            ))}
          </Rows>
        </>
      ) : (
        namesOf(kind, options, most).map((option, place) => {
          const value = kind === 'scale' ? answer === place + 1 : chosen.includes(place)
          const pick = () => {
            if (kind === 'scale') onAnswer(place + 1)
            else if (kind === 'single') onAnswer([place])
            else onAnswer(value ? chosen.filter((each) => each !== place) : [...chosen, place])
          }
          return (
            <label key={option} className="row">
              <input type={kind === 'multiple' ? 'checkbox' : 'radio'} name={name} checked={value} onChange={pick} />
              <span className="row-body">{option}</span>
            </label>
          )
        })
      )}
    </fieldset>
  )
}

const namesOf = (kind: string, options: readonly string[], most: number) =>
  kind === 'scale' ? Array.from({ length: most }, (_, place) => String(place + 1)) : options
