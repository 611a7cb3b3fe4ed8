import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call, client } from '../../../platform/web/call.ts'
import { usePasted } from '../../../platform/web/query.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { EmptyState, Loaded, ProblemNote } from '../../../ui/feedback.tsx'
import { Section } from '../../../ui/page.tsx'
import { PlainTable } from '../../../ui/plain-table.tsx'
import type { Column } from '../../../ui/table.tsx'
import { toast } from '../../../ui/toast.ts'
import { useWords, type Translate } from '../../../ui/words.ts'
import { useHolds } from '../../accounts/parts.tsx'
import { PasteButton, PastedLine } from '../../pastes/parts.tsx'
import type { ClassMember } from '../contract/classes.ts'
import { ClassHead, useClass } from '../parts.tsx'
import type { deliveryRoutes } from '../routes.ts'
import { words } from '../words.ts'
import { NoShows } from './NoShows.tsx'

const api = client<typeof deliveryRoutes>()

const none: ReadonlySet<string> = new Set()

/** Who sits in a class, and who was admitted and waits for one; pasted rows narrow both, so that exactly those are put in. */
export function MembersPage() {
  const t = useWords(words)
  const { classId = '' } = useParams()
  const state = useClass(classId).data?.state
  const pasted = usePasted()
  const members = useQuery({
    queryKey: ['class-members', classId, pasted],
    queryFn: () => call(api.classes[':classId'].members.$get({ param: { classId }, query: pasted })),
    placeholderData: keepPreviousData,
  })
  return (
    <div className="page">
      <ClassHead classId={classId} />
      <div className="list-tools">
        <PasteButton
          list={{ label: t('members'), hidden: none, hide: () => undefined, tab: undefined, paste: ['people'] }}
        />
      </div>
      <PastedLine />
      <Loaded query={members} words={words}>
        {({ items, unassigned }) => (
          <div className="stack">
            <NoShows classId={classId} isClosed={state === 'closed'} />
            {unassigned.length > 0 ? <Waiting classId={classId} people={unassigned} /> : null}
            <PlainTable
              label={t('members')}
              rows={items}
              columns={columnsOf(t)}
              rowId={(row) => row.personId}
              empty={<EmptyState title={t('members.empty')} hint={t('members.empty.hint')} />}
            />
          </div>
        )}
      </Loaded>
    </div>
  )
}

function Waiting({ classId, people }: { classId: string; people: readonly ClassMember[] }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const programmeId = useClass(classId).data?.programmeId ?? ''
  const mayHold = useHolds('bureau_officer', 'provider', 'class_lead')
  const onSuccess = async ({ assigned, refused }: { assigned: number; refused: number }) => {
    toast(t('assigned.toast', { assigned }))
    if (refused > 0) toast(t('assigned.left', { refused }), { tone: 'danger' })
    await cache.invalidateQueries()
  }
  const here = useMutation({
    mutationFn: () =>
      call(
        api.classes[':classId'].members.$post({
          param: { classId },
          json: { personIds: people.map(({ personId }) => personId) },
        }),
      ),
    onSuccess,
  })
  const split = useMutation({
    mutationFn: () => call(api.programmes[':programmeId']['class-assignments'].$post({ param: { programmeId } })),
    onSuccess,
  })
  const actions = mayHold ? (
    <>
      <ActionButton kind="primary" onClick={() => here.mutate()} pending={here.isPending}>
        {t('assignHere')}
      </ActionButton>
      <ActionButton onClick={() => split.mutate()} pending={split.isPending}>
        {t('split')}
      </ActionButton>
    </>
  ) : null
  return (
    <Section title={t('unassigned')} note={t('unassigned.note', { count: people.length })} actions={actions}>
      <ProblemNote problem={here.error ?? split.error} words={words} />
      <PlainTable label={t('unassigned')} rows={people} columns={columnsOf(t)} rowId={(row) => row.personId} />
    </Section>
  )
}

const columnsOf = (t: Translate<typeof words>): Column<ClassMember>[] => [
  { key: 'name', title: t('name'), cell: (row) => row.name },
  { key: 'staffNo', title: t('staffNo'), cell: (row) => row.staffNo },
  { key: 'school', title: t('school'), cell: (row) => row.schoolName },
]
