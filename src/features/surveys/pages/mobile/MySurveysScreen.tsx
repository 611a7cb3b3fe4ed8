import { useQuery } from '@tanstack/react-query'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Screen } from '../../../../ui/phone/screen.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { surveysApi as api } from '../api.ts'

/** The open surveys that ask a teacher, those without an answer first. */
export function MySurveysScreen() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ['my-surveys'], queryFn: () => call(api.my.surveys.$get()) })
  return (
    <Screen title={t('mine')} back={at.phone.me()}>
      <p className="quiet">{t('mine.lead')}</p>
      <Loaded query={query} words={words} lines={5}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('mine.none')} hint={t('mine.none.hint')} />
          ) : (
            <Rows label={t('mine')}>
              {items.map((survey) => (
                <Row
                  key={survey.id}
                  to={survey.answered ? undefined : at.phone.survey(survey.id)}
                  title={survey.title}
                  lead={survey.programmeTitle ?? survey.organisationName}
                  note={t('mine.until', { day: formatDate(survey.closesOn) })}
                  end={
                    <Chip tone={survey.answered ? 'done' : 'waiting'}>
                      {t(survey.answered ? 'mine.answered' : 'mine.waiting')}
                    </Chip>
                  }
                />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Screen>
  )
}
