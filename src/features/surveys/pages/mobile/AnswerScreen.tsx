import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from 'react-router'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Empty, Loaded, Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import { useUnsent } from '../../../accounts/parts.tsx'
import type { OwnSurvey } from '../../contract.ts'
import { answersRefusal, type Answer, type Answers } from '../../core.ts'
import { words } from '../../words.ts'
import { surveysApi as api } from '../api.ts'
import { AnswerField } from './AnswerField.tsx'

/** One survey, answered question by question and sent once. */
export function AnswerScreen() {
  const t = useWords(words)
  const { surveyId = '' } = useParams()
  const query = useQuery({ queryKey: ['my-surveys'], queryFn: () => call(api.my.surveys.$get()) })
  return (
    <Screen title={t('mine')} back={at.phone.surveys()}>
      <Loaded query={query} words={words} lines={6}>
        {({ items }) => {
          const survey = items.find(({ id }) => id === surveyId)
          if (survey?.answered) return <Empty title={t('answer.given')} />
          return survey ? <Asked survey={survey} /> : <Empty title={t('answer.gone')} />
        }}
      </Loaded>
    </Screen>
  )
}

function Asked({ survey }: { survey: OwnSurvey }) {
  const t = useWords(words)
  const go = useNavigate()
  const cache = useQueryClient()
  const [answers, setAnswers, drop] = useUnsent<Answers>(`answers-${survey.id}`, {}, readAnswers)
  const put = (key: string, answer: Answer) => setAnswers({ ...answers, [key]: answer })
  const refusal = answersRefusal(survey.questions, answers)
  const send = useMutation({
    mutationFn: () => {
      const written = Object.entries(answers).map(
        ([key, answer]) => [key, typeof answer === 'object' ? [...answer] : answer] as const,
      )
      return call(
        api.my.surveys[':surveyId'].answers.$post({
          param: { surveyId: survey.id },
          json: { answers: Object.fromEntries(written) },
        }),
      )
    },
    onSuccess: async () => {
      drop()
      toast(t('answer.done'))
      await cache.invalidateQueries({ queryKey: ['my-surveys'] })
      await go(at.phone.surveys(), { replace: true })
    },
  })
  return (
    <div className="form">
      <h2>{survey.title}</h2>
      {survey.lead === '' ? null : <p style={{ whiteSpace: 'pre-wrap' }}>{survey.lead}</p>}
      <Note tone="neutral">{t(survey.anonymous ? 'answer.anonymous' : 'answer.named')}</Note>
      {survey.questions.map((question, index) => (
        <AnswerField
          key={question.key}
          question={question}
          no={index + 1}
          answer={answers[question.key]}
          onAnswer={(answer) => put(question.key, answer)}
        />
      ))}
      <Problem problem={send.error} words={words} />
      <BigButton
        kind="primary"
        pending={send.isPending}
        reason={refusal && t(`refusal.${refusal}`)}
        onPress={() => send.mutate()}
      >
        {t('answer')}
      </BigButton>
    </div>
  )
}

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'number' ||
  typeof value === 'string' ||
  (Array.isArray(value) && value.every((each) => typeof each === 'number'))

// What was answered on this phone before and not sent.
function readAnswers(kept: unknown): Answers | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  return Object.fromEntries(Object.entries(kept).flatMap(([key, value]) => (isAnswer(value) ? [[key, value]] : [])))
}
