import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'
import { Link } from 'react-router'
import { call, client, ProblemError } from '../../platform/web/call.ts'
import { at } from '../../platform/web/route.ts'
import { Funnel } from '../../ui/figures.tsx'
import { Loaded, Note, Problem } from '../../ui/phone/feedback.tsx'
import { PhoneForm, TextArea } from '../../ui/phone/fields.tsx'
import { Sheet } from '../../ui/phone/overlay.tsx'
import { BigButton, Chip } from '../../ui/phone/press.tsx'
import { wallOf } from '../../ui/format.ts'
import type { Tone } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { sayRefusal, useWords } from '../../ui/words.ts'
import { liveStates, moves, nextStep, type EnrolmentState } from './core.ts'
import type { enrolmentRoutes } from './routes.ts'
import { WaitAction, WaitingStanding } from './pages/mobile/WaitingActions.tsx'
import { words } from './words.ts'

const api = client<typeof enrolmentRoutes>()

/** The tone of each state of an application. */
export const toneOf: Readonly<Record<EnrolmentState, Tone>> = {
  applied: 'waiting',
  school_approved: 'waiting',
  admitted: 'done',
  returned: 'attention',
  not_admitted: 'danger',
  dismissed: 'danger',
  no_show: 'danger',
  withdrawn: 'neutral',
}

export { ElectivesBlock } from './pages/mobile/ElectivesBlock.tsx'
export { namedRefusals } from './words/requests.ts'

/** How an application stands, as word, drawing and colour. */
export function EnrolmentChip({ state, noShow = false }: { state: EnrolmentState; noShow?: boolean }) {
  const t = useWords(words)
  if (noShow) return <Chip tone="danger">{t('noShow')}</Chip>
  return <Chip tone={toneOf[state]}>{t(`state.${state}`)}</Chip>
}

/** How one's own applications stand, by programme. */
export type MyStates = ReadonlyMap<string, EnrolmentState>

/** How one's own live applications stand, by programme; a list of programmes waits for it only to be sorted. */
export function useMyStates() {
  return useQuery({
    queryKey: ['my-enrolments', 'states'],
    queryFn: async (): Promise<MyStates> => {
      const { items } = await call(api.my.enrolments.$get({ query: { limit: '200' } }))
      return new Map(
        items.flatMap(({ programmeId, state }) => (liveStates.includes(state) ? [[programmeId, state] as const] : [])),
      )
    },
  })
}

function useOwnStanding(programmeId: string) {
  return useQuery({
    queryKey: ['my-standing', programmeId],
    queryFn: () => call(api.programmes[':programmeId']['my-enrolment'].$get({ param: { programmeId } })),
  })
}

/** What is said of applying to a programme, but for whoever is offered a place of it: they need not apply. */
export function UnlessOffered({ programmeId, children }: { programmeId: string; children: ReactNode }) {
  const standing = useOwnStanding(programmeId)
  return standing.isPending || standing.data?.waiting?.state === 'offered' ? null : children
}

/** The one thing to do about a programme on the phone: apply, see how it stands, or read why not. */
export function ApplyAction({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const cache = useQueryClient()
  // Made once for each try: pressing twice, or again after the network was lost, is the same application.
  const [id, setId] = useState(() => crypto.randomUUID())
  const standing = useOwnStanding(programmeId)
  const apply = useMutation({
    mutationFn: () => call(api.programmes[':programmeId'].enrolments.$post({ param: { programmeId }, json: { id } })),
    onSuccess: () => {
      toast(t('applied.toast'))
      setId(crypto.randomUUID())
    },
    onSettled: () => cache.invalidateQueries(),
  })
  return (
    <Loaded query={standing} words={words} lines={2}>
      {({ enrolment, waiting, refusal, placesMax, placesTaken }) => {
        if (waiting) return <WaitingStanding waiting={waiting} />
        const stands = enrolment !== null && refusal === 'already_applied'
        if (stands) return <Standing enrolment={enrolment} />
        return (
          <div className="stack-tight">
            {enrolment?.reason ? <Note tone="attention">{t('because', { reason: enrolment.reason })}</Note> : null}
            <p className="quiet num">
              {placesMax === null
                ? t('places.open', { taken: placesTaken })
                : t('places.taken', { taken: placesTaken, max: placesMax })}
            </p>
            <Problem problem={apply.error} words={words} />
            {refusal === 'programme_full' ? <WaitAction programmeId={programmeId} /> : null}
            <BigButton
              kind={refusal === 'programme_full' ? 'plain' : 'primary'}
              onPress={() => apply.mutate()}
              pending={apply.isPending}
              reason={refusal === null ? undefined : sayRefusal(new ProblemError({ code: refusal }), words)}
            >
              {enrolment === null ? t('apply') : t('apply.again')}
            </BigButton>
          </div>
        )
      }}
    </Loaded>
  )
}

type Shown = {
  readonly id: string
  readonly state: EnrolmentState
  readonly reason: string | null
  readonly programmeTitle: string
  readonly programmeState: string
  readonly startsOn: string | null
  readonly noShow: boolean
}

/** What comes next for whoever applied, as things stand today. */
export function nextOf({
  state,
  programmeState,
  startsOn,
}: Omit<Shown, 'id' | 'reason' | 'programmeTitle' | 'noShow'>) {
  return nextStep(state, { state: programmeState, startsOn }, wallOf(new Date()).date)
}

function Standing({ enrolment }: { enrolment: Shown }) {
  const t = useWords(words)
  return (
    <div className="stack-tight">
      <div>
        <EnrolmentChip state={enrolment.state} noShow={enrolment.noShow} />
      </div>
      {enrolment.noShow ? (
        <Note tone="attention">
          <p>{t('noShow.told')}</p>
          <Link to={at.phone.integrity()}>{t('noShow.file')}</Link>
        </Note>
      ) : (
        <p>{t(`next.${nextOf(enrolment)}`)}</p>
      )}
      {enrolment.reason ? <p className="quiet">{t('because', { reason: enrolment.reason })}</p> : null}
      <WithdrawAction enrolment={enrolment} />
    </div>
  )
}

/** Takes one's own application back, after asking. Shown only where there is something to take back. */
export function WithdrawAction({ enrolment }: { enrolment: Shown }) {
  const t = useWords(words)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const form = useForm({ defaultValues: { reason: '' } })
  const withdraw = useMutation({
    mutationFn: (reason: string) =>
      call(
        api.enrolments[':enrolmentId'].withdrawal.$post({
          ...{ param: { enrolmentId: enrolment.id }, json: { reason: reason || null } },
        }),
      ),
    onSuccess: async () => {
      toast(t('withdrawn.toast'))
      setAsking(false)
      await cache.invalidateQueries()
    },
  })
  if (!moves.withdraw.from.includes(enrolment.state)) return null
  const running = enrolment.state === 'admitted' && enrolment.programmeState === 'running'
  return (
    <>
      <BigButton
        onPress={() => setAsking(true)}
        reason={running ? sayRefusal(new ProblemError({ code: 'programme_running' }), words) : undefined}
      >
        {t('withdraw')}
      </BigButton>
      <Sheet
        title={t('withdraw.ask', { programme: enrolment.programmeTitle })}
        open={asking}
        onClose={() => setAsking(false)}
      >
        <p>{t(enrolment.state === 'admitted' ? 'withdraw.what.admitted' : 'withdraw.what')}</p>
        <PhoneForm
          form={form}
          submit={t('withdraw')}
          pending={withdraw.isPending}
          problem={withdraw.error}
          words={words}
          onSubmit={({ reason }) => withdraw.mutate(reason)}
        >
          <TextArea
            control={form.control}
            name="reason"
            label={t('withdraw.why')}
            required={enrolment.state === 'admitted'}
            maxLength={200}
            rows={3}
          />
        </PhoneForm>
        <BigButton onPress={() => setAsking(false)}>{t('withdraw.keep')}</BigButton>
      </Sheet>
    </>
  )
}

/** The way to everything one has applied to. */
export function MyEnrolmentsLink() {
  const t = useWords(words)
  return <Link to={at.phone.enrolments()}>{t('mine')}</Link>
}

/** How many applied, were vouched for and were admitted; each step is part of the one before it. */
export function EnrolmentFunnel({ programmeId }: { programmeId: string }) {
  const t = useWords(words)
  const counts = useQuery({
    queryKey: ['enrolment-counts', { programmeId }],
    queryFn: () => call(api['enrolment-counts'].$get({ query: { programmeId } })),
  })
  // Whoever may not list applications sees the programme without them.
  if (!counts.data) return null
  const { applied, school_approved, admitted, not_admitted, dismissed, no_show, returned } = counts.data
  const entered = admitted + dismissed + no_show
  const vouched = school_approved + not_admitted + entered
  const to = (state: EnrolmentState) => `/enrolments?programme=${programmeId}&state=${state}`
  return (
    <Funnel
      label={t('funnel')}
      steps={[
        { label: t('funnel.applied'), value: applied + returned + vouched, unit: 'person', to: to('applied') },
        { label: t('funnel.vouched'), value: vouched, unit: 'person', to: to('school_approved') },
        { label: t('funnel.admitted'), value: entered, unit: 'person', to: to('admitted') },
      ]}
    />
  )
}
