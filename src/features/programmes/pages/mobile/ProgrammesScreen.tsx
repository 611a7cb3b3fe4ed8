import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateRange, formatDateTime, formatHoursOf } from '../../../../ui/format.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import { useHolds } from '../../../accounts/parts.tsx'
import { useMyReasons } from '../../../eligibility/parts.tsx'
import { EnrolmentChip, MyEnrolmentsLink, useMyStates, type MyStates } from '../../../enrolment/parts.tsx'
import type { OwnProgramme } from '../../contract.ts'
import type { programmeRoutes } from '../../routes.ts'
import { words } from '../../words.ts'

const api = client<typeof programmeRoutes>()

const none: MyStates = new Map()

/** What a teacher has applied to, what they may join, and the rest with the reason why not. */
export function ProgrammesScreen() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ['my-programmes'], queryFn: () => call(api.my.programmes.$get()) })
  const states: MyStates = useMyStates().data ?? none
  const reasons = useMyReasons()
  const isOpen = (item: OwnProgramme) => item.refusal === null && !reasons.has(item.id)
  return (
    <Screen title={t('mine.programmes')} action={<MyEnrolmentsLink />}>
      <Ways />
      <Loaded query={query} words={words}>
        {({ items }) => {
          const mine = items.filter((item) => states.has(item.id))
          const others = items.filter((item) => !states.has(item.id))
          const [open, rest] = [others.filter(isOpen), others.filter((item) => !isOpen(item))]
          if (items.length === 0) return <Empty title={t('mine.empty')} hint={t('mine.empty.hint')} />
          return (
            <>
              {mine.length > 0 ? (
                <Block title={t('mine.applied')}>
                  <Listed programmes={mine} states={states} />
                </Block>
              ) : null}
              {open.length > 0 ? (
                <Block title={t('mine.joinable')}>
                  <Listed programmes={open} />
                </Block>
              ) : null}
              {rest.length > 0 ? (
                <Block title={t('mine.rest')}>
                  <Listed programmes={rest} reasons={reasons} />
                </Block>
              ) : null}
            </>
          )
        }}
      </Loaded>
    </Screen>
  )
}

/** The ways to a place beside the list: two-way selection, and for whoever nominates the places of the school. */
function Ways() {
  const t = useWords(words)
  const mayNominate = useHolds('school_registrar', 'principal')
  return (
    <Rows label={t('mine.ways')}>
      <Row title={t('mine.rounds')} to={at.phone.rounds()} />
      {mayNominate ? <Row title={t('mine.quotas')} to={at.phone.quotas()} /> : null}
    </Rows>
  )
}

type ListedProps = {
  programmes: readonly OwnProgramme[]
  states?: MyStates
  reasons?: ReadonlyMap<string, readonly string[]>
}

function Listed({ programmes, states, reasons }: ListedProps) {
  const t = useWords(words)
  const noteOf = ({ id, refusal, enrolOpensAt, enrolClosesAt }: OwnProgramme) => {
    const why = reasons?.get(id) ?? []
    // The time alone is said with its date.
    if (why.length > 1 || (why.length === 1 && refusal !== 'enrolment_not_yet')) return why.join(' ')
    // Whoever holds it may open it later than it was announced: a day that has passed says nothing of when.
    if (refusal === 'enrolment_not_yet' && enrolOpensAt && new Date() < new Date(enrolOpensAt))
      return t('mine.from', { at: formatDateTime(enrolOpensAt) })
    if (refusal) return t(`join.${refusal}`)
    return enrolClosesAt === null ? undefined : t('mine.until', { at: formatDateTime(enrolClosesAt) })
  }
  const endOf = (programme: OwnProgramme, state: ReturnType<MyStates['get']>) =>
    state
      ? { end: <EnrolmentChip state={state} /> }
      : {
          note: noteOf(programme),
          end: programme.centihours === 0 ? null : formatHoursOf(programme.centihours),
        }
  return (
    <Rows>
      {programmes.map((programme) => (
        <Row
          key={programme.id}
          to={at.phone.programme(programme.id)}
          title={programme.title}
          lead={formatDateRange(programme.startsOn, programme.endsOn)}
          {...endOf(programme, states?.get(programme.id))}
        />
      ))}
    </Rows>
  )
}
