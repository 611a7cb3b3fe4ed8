import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
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
import { isLookedFor, type Looked } from '../../core.ts'
import { useProgrammeOptions } from '../../parts.tsx'
import { words } from '../../words.ts'

const api = client<typeof programmeRoutes>()

const none: MyStates = new Map()
const anything: Looked = { text: '', level: '', kind: '' }
// So many are seen without looking.
const fewAtOnce = 5

/** What a teacher has applied to, what they may join, and the rest with the reason why not. */
export function ProgrammesScreen() {
  const t = useWords(words)
  const query = useQuery({ queryKey: ['my-programmes'], queryFn: () => call(api.my.programmes.$get()) })
  const states: MyStates = useMyStates().data ?? none
  const reasons = useMyReasons()
  const [looked, setLooked] = useState(anything)
  const isOpen = (item: OwnProgramme) => item.refusal === null && !reasons.has(item.id)
  return (
    <Screen title={t('mine.programmes')} action={<MyEnrolmentsLink />}>
      <Ways />
      <Loaded query={query} words={words}>
        {({ items }) => {
          const found = items.filter((item) => isLookedFor(item, looked))
          const mine = found.filter((item) => states.has(item.id))
          const others = found.filter((item) => !states.has(item.id))
          const [open, rest] = [others.filter(isOpen), others.filter((item) => !isOpen(item))]
          if (items.length === 0) return <Empty title={t('mine.empty')} hint={t('mine.empty.hint')} />
          return (
            <>
              {items.length > fewAtOnce ? <Look looked={looked} onLook={setLooked} /> : null}
              {found.length === 0 ? <Empty title={t('mine.nothing')} hint={t('mine.nothing.hint')} /> : null}
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

type LookProps = { looked: Looked; onLook: (looked: Looked) => void }

function Look({ looked, onLook }: LookProps) {
  const t = useWords(words)
  const { levels, kinds } = useProgrammeOptions()
  const choices = [
    { key: 'level', label: t('mine.level'), options: levels },
    { key: 'kind', label: t('mine.kind'), options: kinds },
  ] as const
  return (
    <div className="stack-tight">
      <label className="field">
        <span>{t('mine.look')}</span>
        <input
          className="input"
          type="search"
          placeholder={t('mine.look.hint')}
          value={looked.text}
          onChange={(event) => onLook({ ...looked, text: event.target.value })}
        />
      </label>
      <div className="pair">
        {choices.map(({ key, label, options }) => (
          <label key={key} className="field">
            <span>{label}</span>
            <select
              className="input"
              value={looked[key]}
              onChange={(event) => onLook({ ...looked, [key]: event.target.value })}
            >
              <option value="">{t('mine.any')}</option>
              {options.map(({ value, label: said }) => (
                <option key={value} value={value}>
                  {said}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
    </div>
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
