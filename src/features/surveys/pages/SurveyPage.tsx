import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, DownloadLink } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/feedback.tsx'
import { ProgressBar } from '../../../ui/figures.tsx'
import { formatCount, formatDate } from '../../../ui/format.ts'
import { Facts, ObjectHead, Page, Section } from '../../../ui/page.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import type { SurveyInFull } from '../contract.ts'
import { questionsRefusal } from '../core.ts'
import { words } from '../words.ts'
import { surveysApi as api, toneOfSurvey, useKeepSurvey } from './api.ts'
import { Results } from './Results.tsx'
import { SurveyForm } from './SurveyForm.tsx'

/** Writes a new survey, of a programme where the address names one. */
export function NewSurveyPage() {
  const t = useWords(words)
  const [search] = useSearchParams()
  return (
    <Page title={t('new')} lead={t('lead')}>
      <SurveyForm programmeId={search.get('programme') ?? undefined} />
    </Page>
  )
}

/** One survey: its questions while it is written, and what was answered once it is open. */
export function SurveyPage() {
  const { surveyId = '' } = useParams()
  const query = useQuery({
    queryKey: ['surveys', surveyId],
    queryFn: () => call(api.surveys[':surveyId'].$get({ param: { surveyId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(survey) => <Shown survey={survey} />}
      </Loaded>
    </div>
  )
}

function Shown({ survey }: { survey: SurveyInFull }) {
  const t = useWords(words)
  const { state, asked, answered } = survey
  return (
    <>
      <ObjectHead
        back={{ to: at.surveys(), label: t('back') }}
        title={survey.title}
        lead={survey.organisationName}
        state={<StateTag tone={toneOfSurvey[state]}>{t(`state.${state}`)}</StateTag>}
        more={
          state === 'draft' ? null : (
            <DownloadLink href={`/api/v1/surveys/${survey.id}/export`}>{t('export')}</DownloadLink>
          )
        }
        action={<Steps survey={survey} />}
      />
      <Facts
        items={[
          {
            label: t('programme'),
            value:
              survey.programmeId === null ? (
                t('programme.none')
              ) : (
                <Link to={at.programme(survey.programmeId)}>{survey.programmeTitle}</Link>
              ),
          },
          { label: t('audience'), value: survey.populationName ?? t('audience.programme') },
          { label: t('anonymous'), value: t(survey.anonymous ? 'anonymous.yes' : 'anonymous.named') },
          { label: t('closesOn'), value: formatDate(survey.closesOn) },
          { label: t('by'), value: survey.createdByName },
        ]}
      />
      {state === 'draft' ? (
        <Section title={t('questions')}>
          <SurveyForm key={survey.version} survey={survey} />
        </Section>
      ) : (
        <>
          <Section title={t('progress')}>
            <ProgressBar
              label={t('progress')}
              value={answered}
              max={asked}
              text={t('rate', { answered: formatCount(answered), asked: formatCount(asked) })}
            />
          </Section>
          <Section title={t('results')}>
            <Results survey={survey} />
          </Section>
        </>
      )}
    </>
  )
}

function Steps({ survey }: { survey: SurveyInFull }) {
  const t = useWords(words)
  const keep = useKeepSurvey()
  const [asking, setAsking] = useState(false)
  const mayManage = useHolds('bureau_officer', 'town_officer', 'school_registrar')
  const step = survey.state === 'draft' ? 'open' : 'close'
  const send = useMutation({
    mutationFn: () => {
      const one = api.surveys[':surveyId']
      const param = { surveyId: survey.id }
      return step === 'open' ? call(one.opening.$post({ param })) : call(one.closing.$post({ param }))
    },
    onSuccess: async (moved) => {
      await keep(moved)
      setAsking(false)
      toast(step === 'open' ? t('opened', { count: moved.asked }) : t('closed'))
    },
  })
  if (survey.state === 'closed') return null
  const lack = step === 'open' ? questionsRefusal(survey.questions) : undefined
  const reason = mayManage ? lack && t(`refusal.${lack}`) : t('reason.manage')
  return (
    <>
      <ActionButton kind={step === 'open' ? 'primary' : 'plain'} onClick={() => setAsking(true)} reason={reason}>
        {t(step)}
      </ActionButton>
      <ConfirmDialog
        open={asking}
        title={t(`${step}.ask`)}
        confirm={t(step)}
        onClose={() => setAsking(false)}
        onConfirm={() => send.mutate()}
        pending={send.isPending}
        problem={send.error}
        words={words}
      >
        <p>{t(`${step}.what`)}</p>
      </ConfirmDialog>
    </>
  )
}
