import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { Loaded, Note } from '../../../ui/feedback.tsx'
import { formatDate, joinNames } from '../../../ui/format.ts'
import { Facts, ObjectHead, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { CreditSummary } from '../../credits/parts.tsx'
import { PersonForecast, useForecastTitle } from '../../forecast/parts.tsx'
import { LeavingActions, StatementsSection } from '../../moves/parts.tsx'
import { ExemptionsSection } from '../../policies/parts.tsx'
import { MaskedNumber } from '../../privacy/parts.tsx'
import { HourStatementsSection, YearStampsSection } from '../../statements/parts.tsx'
import type { PersonInFull } from '../contract.ts'
import { useCodes } from '../parts.tsx'
import type { peopleRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { Life } from './Life.tsx'
import { EditDialog, EndPostDialog, PostDialog, StateDialog } from './LifeDialogs.tsx'

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
  const forecastTitle = useForecastTitle()
  const known = (value: string | null) => value ?? t('notRecorded')
  return (
    <>
      <ObjectHead
        back={{ to: at.people(), label: t('people') }}
        title={person.name}
        lead={person.organisationName}
        state={<StateTag tone={person.state === '11' ? 'done' : 'neutral'}>{say('state', person.state)}</StateTag>}
        more={<Acts person={person} />}
      />
      {person.mergedInto === null ? null : (
        <Note tone="attention">
          {t('merged')} <Link to={at.person(person.mergedInto)}>{t('merged.open')}</Link>
        </Note>
      )}
      <Facts
        items={[
          { label: t('staffNo'), value: person.staffNo },
          { label: t('stage'), value: say('stage', person.stage) },
          { label: t('subject'), value: joinNames(person.subjects.map((code) => say('subject', code))) || '–' },
          { label: t('title'), value: say('title', person.title) },
          { label: t('talent'), value: say('talent', person.talentLevel) },
          { label: t('gender'), value: say('gender', person.gender) },
          { label: t('bornOn'), value: known(person.bornOn) },
          { label: t('startedOn'), value: known(person.startedOn) },
          { label: t('joinedOn'), value: known(person.joinedOn) },
          { label: t('retiresOn'), value: known(person.retiresOn) },
          { label: t('staffKind'), value: say('staffKind', person.staffKind) },
          { label: t('political'), value: say('political', person.politicalStatus) },
          { label: t('education'), value: say('education', person.education) },
          { label: t('degree'), value: say('degree', person.degree) },
          { label: t('mandarin'), value: say('mandarin', person.mandarin) },
          {
            label: t('idNumber'),
            value: <MaskedNumber person={person} field="id_number" masked={person.idNumberMasked} />,
          },
          { label: t('phone'), value: <MaskedNumber person={person} field="phone" masked={person.phoneMasked} /> },
        ]}
      />
      <Posts person={person} />
      <Section title={t('hours')}>
        <CreditSummary personId={person.id} />
      </Section>
      <ExemptionsSection personId={person.id} />
      <Section title={forecastTitle}>
        <PersonForecast personId={person.id} />
      </Section>
      <YearStampsSection personId={person.id} />
      <HourStatementsSection personId={person.id} />
      <StatementsSection person={person} />
      <Life personId={person.id} />
    </>
  )
}

function Acts({ person }: { person: PersonInFull }) {
  const t = useWords(words)
  const mayChange = useHolds('bureau_officer', 'school_registrar')
  const [open, setOpen] = useState<'edit' | 'state' | undefined>()
  const reason = person.mergedInto === null ? undefined : t('merged')
  const close = () => setOpen(undefined)
  return (
    <div className="cluster">
      {mayChange ? (
        <>
          <ActionButton onClick={() => setOpen('edit')} reason={reason}>
            {t('edit')}
          </ActionButton>
          <ActionButton onClick={() => setOpen('state')} reason={reason}>
            {t('state.change')}
          </ActionButton>
        </>
      ) : null}
      <LeavingActions person={person} />
      {open === 'edit' ? <EditDialog person={person} onClose={close} /> : null}
      {open === 'state' ? <StateDialog person={person} onClose={close} /> : null}
    </div>
  )
}

function Posts({ person }: { person: PersonInFull }) {
  const t = useWords(words)
  const say = useCodes()
  const mayChange = useHolds('bureau_officer', 'school_registrar')
  const [open, setOpen] = useState<'new' | PersonInFull['posts'][number] | undefined>()
  const close = () => setOpen(undefined)
  const add = mayChange ? (
    <ActionButton onClick={() => setOpen('new')} reason={person.mergedInto === null ? undefined : t('merged')}>
      {t('post.add')}
    </ActionButton>
  ) : null
  return (
    <Section title={t('posts')} actions={add}>
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
            title: t('post.term'),
            cell: (post) =>
              post.toOn === null
                ? t('since', { from: formatDate(post.fromOn) })
                : t('fromTo', { from: formatDate(post.fromOn), to: formatDate(post.toOn) }),
          },
          {
            key: 'end',
            title: '',
            align: 'end',
            cell: (post) =>
              mayChange && post.toOn === null ? (
                <ActionButton kind="quiet" onClick={() => setOpen(post)}>
                  {t('post.end')}
                </ActionButton>
              ) : null,
          },
        ]}
      />
      {open === 'new' ? <PostDialog person={person} onClose={close} /> : null}
      {open !== undefined && open !== 'new' ? <EndPostDialog person={person} post={open} onClose={close} /> : null}
    </Section>
  )
}
