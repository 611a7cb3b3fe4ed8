export const questionKinds = ['single', 'multiple', 'scale', 'text', 'ranking'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** One question. Options are asked of choices and rankings; a scale runs from 1 to `most`. */
export type Question = {
  readonly key: string
  readonly kind: QuestionKind
  readonly title: string
  readonly required: boolean
  readonly options: readonly string[]
  readonly most: number
}

/** The places of the options that were chosen; of a ranking all of them, the first one first; of a scale its value; or a text. */
export type Answer = readonly number[] | number | string
export type Answers = Readonly<Record<string, Answer>>

/**
 * What was answered, added up. `counts`: of a choice how often each option was chosen, of a scale how often each value, of a
 * ranking the sum of the places that each option was given.
 */
export type QuestionTally = {
  readonly answered: number
  readonly counts: readonly number[]
  readonly texts: readonly string[]
}
export type Tally = Readonly<Record<string, QuestionTally>>

/** Below so many answers, an anonymous survey shows no results: one could guess who said what. */
export const fewestShown = 5

export type QuestionsRefusal = 'questions_missing' | 'question_repeated' | 'options_missing' | 'options_repeated'

const hasOptions = ({ kind }: Pick<Question, 'kind'>) => kind === 'single' || kind === 'multiple' || kind === 'ranking'

/** Why these questions cannot be asked; undefined when they can. */
export function questionsRefusal(questions: readonly Question[]): QuestionsRefusal | undefined {
  if (questions.length === 0) return 'questions_missing'
  if (new Set(questions.map(({ key }) => key)).size < questions.length) return 'question_repeated'
  for (const question of questions.filter(hasOptions)) {
    if (question.options.length < 2) return 'options_missing'
    if (new Set(question.options).size < question.options.length) return 'options_repeated'
  }
  return undefined
}

export type AnswersRefusal = 'answer_missing' | 'answer_unknown'

const longestText = 500

// Whether an answer is one that a question knows.
function fits({ kind, options, most }: Question, answer: Answer): boolean {
  if (kind === 'text') return typeof answer === 'string' && answer.length <= longestText
  if (kind === 'scale') return typeof answer === 'number' && Number.isInteger(answer) && answer >= 1 && answer <= most
  if (typeof answer !== 'object') return false
  const isPlace = (place: number) => Number.isInteger(place) && place >= 0 && place < options.length
  if (!answer.every(isPlace) || new Set(answer).size < answer.length) return false
  if (kind === 'ranking') return answer.length === 0 || answer.length === options.length
  return kind === 'multiple' || answer.length <= 1
}

/** Whether nothing was said. */
export function isEmpty(answer: Answer | undefined): boolean {
  return (
    answer === undefined ||
    (typeof answer === 'string' && answer.trim() === '') ||
    (typeof answer === 'object' && answer.length === 0)
  )
}

/** Why these answers cannot be taken; undefined when they can. The phone shows what the server refuses by. */
export function answersRefusal(questions: readonly Question[], answers: Answers): AnswersRefusal | undefined {
  const known = new Map(questions.map((question) => [question.key, question]))
  for (const [key, answer] of Object.entries(answers)) {
    const question = known.get(key)
    if (!question || !fits(question, answer)) return 'answer_unknown'
  }
  return questions.some(({ key, required }) => required && isEmpty(answers[key])) ? 'answer_missing' : undefined
}

const nothing: QuestionTally = { answered: 0, counts: [], texts: [] }

function countOf({ kind, options, most }: Question, answer: Answer): number[] {
  if (kind === 'scale') return Array.from({ length: most }, (_, place) => (answer === place + 1 ? 1 : 0))
  const places = typeof answer === 'object' ? answer : []
  if (kind === 'ranking') return options.map((_, option) => places.indexOf(option) + 1)
  return options.map((_, option) => (places.includes(option) ? 1 : 0))
}

const sum = (a: readonly number[], b: readonly number[]) =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, place) => (a[place] ?? 0) + (b[place] ?? 0))

const byLetters = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** A tally with one person's answers added. Texts stand in the order of their letters: nothing tells which came last. */
export function addAnswers(questions: readonly Question[], tally: Tally, answers: Answers): Tally {
  const next = questions.map((question): [string, QuestionTally] => {
    const before = tally[question.key] ?? nothing
    const answer = answers[question.key]
    if (answer === undefined || isEmpty(answer)) return [question.key, before]
    const texts = typeof answer === 'string' ? [...before.texts, answer.trim()].toSorted(byLetters) : before.texts
    return [
      question.key,
      { answered: before.answered + 1, counts: sum(before.counts, countOf(question, answer)), texts },
    ]
  })
  return Object.fromEntries(next)
}

/** Several tallies of the same survey as one. */
export function addTallies(questions: readonly Question[], tallies: readonly Tally[]): Tally {
  const each = questions.map((question): [string, QuestionTally] => {
    const parts = tallies.flatMap((tally) => tally[question.key] ?? [])
    return [
      question.key,
      {
        answered: parts.reduce((all, { answered }) => all + answered, 0),
        counts: parts.reduce<readonly number[]>((all, { counts }) => sum(all, counts), []),
        texts: parts.flatMap(({ texts }) => texts).toSorted(byLetters),
      },
    ]
  })
  return Object.fromEntries(each)
}

/** Whether results are shown: of an anonymous survey only once enough have answered. */
export function areShown({ anonymous, answered }: { readonly anonymous: boolean; readonly answered: number }): boolean {
  return answered > 0 && (!anonymous || answered >= fewestShown)
}

export type OpenRefusal = QuestionsRefusal | 'survey_not_draft' | 'closes_in_past' | 'nobody_asked'

/** Why a survey cannot be opened; undefined when it can. `asked`: how many people it means. */
export function openRefusal(
  survey: { readonly state: string; readonly closesOn: string; readonly questions: readonly Question[] },
  asked: number,
  today: string,
): OpenRefusal | undefined {
  if (survey.state !== 'draft') return 'survey_not_draft'
  if (survey.closesOn < today) return 'closes_in_past'
  return questionsRefusal(survey.questions) ?? (asked === 0 ? 'nobody_asked' : undefined)
}

/** What stands between a programme and its publication for want of a survey; undefined where nothing does. */
export function needsLack(needs: 'off' | 'warn' | 'block', surveyed: boolean): 'warn' | 'block' | undefined {
  return needs === 'off' || surveyed ? undefined : needs
}
