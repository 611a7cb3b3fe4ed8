import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, client } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { ActionButton, ActionLink } from '../../ui/button.tsx'
import { Loaded, Note } from '../../ui/feedback.tsx'
import { formatCount, formatDate, formatDateRange } from '../../ui/format.ts'
import { ObjectHead, Section, Tabs } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { StateTag, type Tone } from '../../ui/states.tsx'
import { useWords } from '../../ui/words.ts'
import { useHolds } from '../accounts/parts.tsx'
import { useAssessmentTab } from '../assessment/parts.tsx'
import { ClassPapers } from '../reports/parts.tsx'
import { classReaders } from './access.ts'
import type { ClassState } from './core.ts'
import { EditClassDialog } from './pages/EditClassDialog.tsx'
import { StartClass } from './pages/StartClass.tsx'
import type { deliveryRoutes } from './routes.ts'
import { words } from './words.ts'
import { Link } from 'react-router'

const api = client<typeof deliveryRoutes>()

const toneOf: Readonly<Record<ClassState, Tone>> = { planned: 'waiting', running: 'active', closed: 'done' }

const dateOf = (moment: Date) => moment.toLocaleDateString('sv-SE')

/** How a class stands, as word, drawing and colour. */
export function ClassStateTag({ state }: { state: ClassState }) {
  const t = useWords(words)
  return <StateTag tone={toneOf[state]}>{t(`state.${state}`)}</StateTag>
}

/** One class, asked once for all its pages. */
export function useClass(classId: string) {
  return useQuery({
    queryKey: ['class', classId],
    queryFn: () => call(api.classes[':classId'].$get({ param: { classId } })),
  })
}

/** The head of every page of a class: what it is, its next step, and its parts. `tabs` adds those of other features. */
export function ClassHead({
  classId,
  tabs = [],
}: {
  classId: string
  tabs?: readonly { readonly to: string; readonly label: string }[]
}) {
  const t = useWords(words)
  const query = useClass(classId)
  const assessment = useAssessmentTab(classId)
  const mayHold = useHolds('bureau_officer', 'provider', 'class_lead')
  const [editing, setEditing] = useState(false)
  return (
    <Loaded query={query} words={words} lines={3}>
      {(each) => (
        <>
          <ObjectHead
            title={each.title}
            state={<ClassStateTag state={each.state} />}
            lead={<Link to={at.programme(each.programmeId)}>{each.programmeTitle}</Link>}
            back={{ to: at.classes(), label: t('classes') }}
            facts={[
              { label: t('no'), value: t('no.of', { no: each.no }) },
              { label: t('dates'), value: formatDateRange(each.startsOn, each.endsOn) },
              { label: t('provider'), value: each.providerName },
              { label: t('lead'), value: each.leadName ?? t('lead.none') },
            ]}
            more={
              <>
                {mayHold ? (
                  <ActionButton
                    icon="pen"
                    reason={each.state === 'closed' ? t('edit.closed') : undefined}
                    onClick={() => setEditing(true)}
                  >
                    {t('edit')}
                  </ActionButton>
                ) : null}
                <ClassPapers classId={classId} />
              </>
            }
            action={mayHold && each.state === 'planned' ? <StartClass of={each} /> : null}
          />
          {each.state === 'planned' && each.startsOn <= dateOf(new Date()) ? (
            <Note tone="attention">{t('start.due', { startsOn: formatDate(each.startsOn) })}</Note>
          ) : null}
          {editing ? <EditClassDialog of={each} onClose={() => setEditing(false)} /> : null}
          <Tabs
            label={t('parts')}
            items={[
              { to: at.class(classId), label: t('members'), count: each.members },
              { to: `${at.class(classId)}/sessions`, label: t('sessions'), count: each.sessions },
              { to: `${at.class(classId)}/attendance`, label: t('attendance') },
              assessment,
              ...tabs,
            ]}
          />
        </>
      )}
    </Loaded>
  )
}

/** The classes of a programme, and the way to make one. */
export function ProgrammeClasses({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const mayMake = useHolds('bureau_officer', 'provider', 'class_lead')
  const mayList = useHolds(...classReaders)
  const query = useQuery({
    queryKey: ['classes', { programmeId }],
    queryFn: () => call(api.classes.$get({ query: { programmeId, limit: '50' } })),
    enabled: mayList,
  })
  const make = mayMake ? (
    <ActionLink to={at.newClass(programmeId)} icon="plus">
      {t('newClass')}
    </ActionLink>
  ) : null
  if (!mayList) return null
  return (
    <Section title={t('classes')} actions={make}>
      <Loaded query={query} words={words} lines={2}>
        {({ items }) => (
          <PlainTable
            label={t('classes')}
            rows={items}
            rowId={(row) => row.id}
            columns={[
              { key: 'no', title: t('no'), cell: (row) => t('no.of', { no: row.no }) },
              { key: 'title', title: t('class'), cell: (row) => <Link to={at.class(row.id)}>{row.title}</Link> },
              { key: 'dates', title: t('dates'), cell: (row) => formatDateRange(row.startsOn, row.endsOn) },
              { key: 'members', title: t('members'), align: 'end', cell: (row) => formatCount(row.members, 'person') },
              { key: 'state', title: t('state'), cell: (row) => <ClassStateTag state={row.state} /> },
            ]}
            empty={<p className="quiet">{t('ofProgramme.none')}</p>}
          />
        )}
      </Loaded>
    </Section>
  )
}
