import { useQuery } from '@tanstack/react-query'
import { call, client } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { formatDateRange, formatDateTime, formatHoursOf } from '../../../../ui/format.ts'
import { Empty, Loaded } from '../../../../ui/phone/feedback.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
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
  return (
    <Screen title={t('mine.programmes')} action={<MyEnrolmentsLink />}>
      <Loaded query={query} words={words}>
        {({ items }) => {
          const mine = items.filter((item) => states.has(item.id))
          const others = items.filter((item) => !states.has(item.id))
          const [open, rest] = [others.filter((item) => item.refusal === null), others.filter((item) => item.refusal)]
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
                  <Listed programmes={rest} />
                </Block>
              ) : null}
            </>
          )
        }}
      </Loaded>
    </Screen>
  )
}

function Listed({ programmes, states }: { programmes: readonly OwnProgramme[]; states?: MyStates }) {
  const t = useWords(words)
  const noteOf = ({ refusal, enrolOpensAt, enrolClosesAt }: OwnProgramme) => {
    if (refusal === 'enrolment_not_yet' && enrolOpensAt) return t('mine.from', { at: formatDateTime(enrolOpensAt) })
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
