import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { Loaded } from '../../../ui/feedback.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Facts, ObjectHead, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { CreditSummary } from '../../credits/parts.tsx'
import type { PersonInFull } from '../contract.ts'
import { useCodes } from '../parts.tsx'
import type { peopleRoutes } from '../routes.ts'
import { words } from '../words.ts'

const api = client<typeof peopleRoutes>()

/** One person: what the roster says, the posts, and the hours. */
export function PersonPage() {
  const { personId = '' } = useParams()
  const query = useQuery({
    queryKey: ['people', personId],
    queryFn: () => call(api.people[':personId'].$get({ param: { personId } })),
  })
  return (
    <div className="page">
      <Loaded query={query} words={words}>
        {(person) => <Shown person={person} />}
      </Loaded>
    </div>
  )
}

function Shown({ person }: { person: PersonInFull }) {
  const t = useWords(words)
  const say = useCodes()
  const known = (value: string | null) => value ?? t('notRecorded')
  return (
    <>
      <ObjectHead
        back={{ to: at.people(), label: t('people') }}
        title={person.name}
        lead={person.organisationName}
        state={<StateTag tone={person.state === '11' ? 'done' : 'neutral'}>{say('state', person.state)}</StateTag>}
      />
      <Facts
        items={[
          { label: t('staffNo'), value: person.staffNo },
          { label: t('stage'), value: say('stage', person.stage) },
          { label: t('subject'), value: person.subjects.map((code) => say('subject', code)).join('、') || '–' },
          { label: t('title'), value: say('title', person.title) },
          { label: t('talent'), value: say('talent', person.talentLevel) },
          { label: t('gender'), value: say('gender', person.gender) },
          { label: t('bornOn'), value: known(person.bornOn) },
          { label: t('startedOn'), value: known(person.startedOn) },
          { label: t('idNumber'), value: <span className="num">{known(person.idNumberMasked)}</span> },
          { label: t('phone'), value: <span className="num">{known(person.phoneMasked)}</span> },
        ]}
      />
      <Section title={t('posts')}>
        <PlainTable
          label={t('posts')}
          rows={person.posts}
          rowId={(post) => post.id}
          empty={t('posts.none')}
          columns={[
            { key: 'kind', title: t('posts'), cell: (post) => say('post', post.kind) },
            { key: 'school', title: t('school'), cell: (post) => post.organisationName },
            {
              key: 'term',
              title: t('startedOn'),
              cell: (post) =>
                post.toOn === null
                  ? t('since', { from: formatDate(post.fromOn) })
                  : t('fromTo', { from: formatDate(post.fromOn), to: formatDate(post.toOn) }),
            },
          ]}
        />
      </Section>
      <Section title={t('hours')}>
        <CreditSummary personId={person.id} />
      </Section>
    </>
  )
}
