import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { useParams } from 'react-router'
import { call } from '../../../platform/web/call.ts'
import { useExport } from '../../../platform/web/query.ts'
import { at } from '../../../platform/web/route.ts'
import { ActionButton, ExportLink } from '../../../ui/button.tsx'
import { MultiSelect } from '../../../ui/choices.tsx'
import { Loaded, ProblemNote } from '../../../ui/feedback.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Form } from '../../../ui/form.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { JobProgress } from '../../jobs/parts.tsx'
import { usePeopleSearch } from '../../people/parts.tsx'
import type { IntakeOutcome } from '../contract/ways.ts'
import { namedRefusals } from '../words/requests.ts'
import { words } from '../words.ts'
import { electiveWords } from '../words/electives.ts'
import { wayWords } from '../words/ways.ts'
import { AssignedLists } from './AssignedLists.tsx'
import { ElectivesEditor } from './ElectivesEditor.tsx'
import { Nominations } from './Nominations.tsx'
import { wayApi as api } from './ways.ts'

/** The ways into one programme beside an application: a school nominates, with `about` what is kept for it, the bureau invites, assigns a list or enrols everybody; whoever holds it says what is elective. */
export function IntakePage({ about }: { about?: ReactNode }) {
  const t = useWords(wayWords)
  const { programmeId = '' } = useParams()
  const ofProvider = useHolds('provider')
  const ofSchool = useHolds('school_registrar', 'principal')
  const ofBureau = useHolds('bureau_officer')
  const elective = useWords(electiveWords)
  const isOther = ofSchool || ofBureau
  const said = isOther ? { title: t('title'), lead: t('lead') } : { title: elective('title') }
  return (
    <Page {...said} back={{ to: at.programme(programmeId), label: t('programme') }}>
      {ofSchool ? (
        <>
          {about}
          <Group programmeId={programmeId} way="nominate" />
          <AssignedLists programmeId={programmeId} way="nominate" />
          <Nominations programmeId={programmeId} />
        </>
      ) : null}
      {ofBureau ? (
        <>
          <Group programmeId={programmeId} way="invite" />
          <AssignedLists programmeId={programmeId} way="assign" />
          <Everybody programmeId={programmeId} />
        </>
      ) : null}
      {ofBureau || ofProvider ? <ElectivesEditor programmeId={programmeId} /> : null}
      {ofBureau ? <Intakes programmeId={programmeId} /> : null}
    </Page>
  )
}

type GroupProps = { programmeId: string; way: 'nominate' | 'invite' }

function Group({ programmeId, way }: GroupProps) {
  const t = useWords(wayWords)
  const cache = useQueryClient()
  const [id, setId] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState('')
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map())
  const [outcome, setOutcome] = useState<IntakeOutcome>()
  const form = useForm({ defaultValues: { people: Array.of<string>() } })
  const found = usePeopleSearch(typed)
  const options = new Map([
    ...known,
    ...(found.data?.items ?? []).map((one) => [one.id, `${one.name} ${one.staffNo}`] as const),
  ])
  const send = useMutation({
    mutationFn: ({ people, check }: { people: readonly string[]; check: boolean }) => {
      const group = { id, personIds: [...people], check }
      return call(
        way === 'nominate'
          ? api.nominations.$post({ json: { ...group, programmeId } })
          : api.programmes[':programmeId'].invitations.$post({ param: { programmeId }, json: group }),
      )
    },
    onSuccess: async (told) => {
      setOutcome(told)
      setKnown(options)
      if (!told.recorded) return
      toast(t(`${way}.done`, { count: told.rows.filter(({ code }) => code === null).length }))
      setId(crypto.randomUUID())
      form.reset()
      await cache.invalidateQueries()
    },
  })
  return (
    <Section title={t(way)} note={t(`${way}.hint`)}>
      <Form
        form={form}
        submit={t(way)}
        pending={send.isPending}
        problem={send.error}
        words={words}
        onSubmit={({ people }) => send.mutate({ people, check: false })}
        extra={
          <ActionButton
            onClick={() => void form.handleSubmit(({ people }) => send.mutate({ people, check: true }))()}
            pending={send.isPending}
          >
            {t('check')}
          </ActionButton>
        }
      >
        <MultiSelect
          control={form.control}
          name="people"
          label={t('people')}
          placeholder={t('people.search')}
          required
          options={[...options].map(([value, label]) => ({ value, label }))}
          onSearch={setTyped}
          loading={found.isFetching}
        />
      </Form>
      {outcome ? <Outcome outcome={outcome} /> : null}
    </Section>
  )
}

function Outcome({ outcome }: { outcome: IntakeOutcome }) {
  const t = useWords(wayWords)
  return (
    <PlainTable
      label={t('outcome')}
      rows={outcome.rows}
      rowId={(row) => row.personId}
      toneOf={(row) => (row.code === null ? undefined : 'attention')}
      columns={[
        { key: 'name', title: t('name'), cell: (row) => row.personName || row.personId },
        { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
        { key: 'school', title: t('school'), cell: (row) => row.schoolName },
        {
          key: 'outcome',
          title: t('outcome'),
          cell: (row) =>
            row.code === null ? (
              <StateTag tone="done">{t('in')}</StateTag>
            ) : (
              <StateTag tone="attention">{sayRefusal({ code: row.code }, namedRefusals)}</StateTag>
            ),
        },
      ]}
    />
  )
}

function Everybody({ programmeId }: { programmeId: string }) {
  const t = useWords(wayWords)
  const [id] = useState(() => crypto.randomUUID())
  const start = useMutation({
    mutationFn: () =>
      call(api.programmes[':programmeId']['whole-population'].$post({ param: { programmeId }, json: { id } })),
    onSuccess: () => toast(t('whole.asked')),
  })
  return (
    <Section title={t('whole')} note={t('whole.hint')}>
      <ProblemNote problem={start.error} words={words} />
      {start.data ? (
        <JobProgress jobId={start.data.jobId} />
      ) : (
        <div>
          <ActionButton onClick={() => start.mutate()} pending={start.isPending}>
            {t('whole.start')}
          </ActionButton>
        </div>
      )}
    </Section>
  )
}

const ways = ['nomination', 'list', 'invitation', 'whole'] as const

function Intakes({ programmeId }: { programmeId: string }) {
  const t = useWords(wayWords)
  const file = useExport('intakes', { programmeId })
  const query = useQuery({
    queryKey: ['intakes', programmeId],
    queryFn: () => call(api.programmes[':programmeId'].intakes.$get({ param: { programmeId } })),
  })
  const say = (way: string) => {
    const known = ways.find((each) => each === way)
    return known ? t(`way.${known}`) : way
  }
  return (
    <Section title={t('intakes')} actions={<ExportLink href={file} />}>
      <Loaded query={query} words={words} lines={2}>
        {({ items }) => (
          <PlainTable
            label={t('intakes')}
            rows={items}
            rowId={(row) => row.id}
            empty={<p className="quiet">{t('intakes.none')}</p>}
            columns={[
              {
                key: 'at',
                title: t('madeAt'),
                cell: (row) => <span className="num">{formatDateTime(row.madeAt)}</span>,
              },
              { key: 'way', title: t('way'), cell: (row) => say(row.way) },
              { key: 'asked', title: t('asked'), align: 'end', cell: (row) => row.asked },
              { key: 'placed', title: t('placed'), align: 'end', cell: (row) => row.placed },
            ]}
          />
        )}
      </Loaded>
    </Section>
  )
}
