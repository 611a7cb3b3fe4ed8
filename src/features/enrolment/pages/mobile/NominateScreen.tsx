import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { Field } from '../../../../ui/phone/fields.tsx'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../../ui/words.ts'
import { useHolds, useUnsent } from '../../../accounts/parts.tsx'
import { usePeopleSearch } from '../../../people/parts.tsx'
import type { IntakeOutcome } from '../../contract/ways.ts'
import { namedRefusals } from '../../words/requests.ts'
import { words } from '../../words.ts'
import { wayWords } from '../../words/ways.ts'
import { wayApi } from '../ways.ts'

type Person = { readonly id: string; readonly name: string; readonly staffNo: string }

/** Who is chosen so far; `id` stays until it has arrived, so that sending it again is the same nomination. */
type Draft = { readonly id: string; readonly chosen: readonly Person[] }

const isPerson = (one: unknown): one is Person =>
  typeof one === 'object' &&
  one !== null &&
  ['id', 'name', 'staffNo'].every((key) => typeof Reflect.get(one, key) === 'string')

function readDraft(kept: unknown): Draft | undefined {
  if (typeof kept !== 'object' || kept === null || !('id' in kept) || !('chosen' in kept)) return undefined
  const { id, chosen } = kept
  return typeof id === 'string' && Array.isArray(chosen) && chosen.every(isPerson) ? { id, chosen } : undefined
}

type NominateProps = {
  programmeId: string
  /** The programme, and what it keeps for the school. */
  about: ReactNode
  /** How many places the school has left; none where nothing is counted for it. */
  free: number | null
}

/** A school nominates its people for a programme from the phone: all of them are recorded, or none, each with why not. */
export function NominateScreen({ programmeId, about, free }: NominateProps) {
  const t = useWords(wayWords)
  const cache = useQueryClient()
  const mayNominate = useHolds('school_registrar', 'principal')
  const [nobody] = useState(() => ({ id: crypto.randomUUID(), chosen: [] }))
  const [{ id, chosen }, keep, drop] = useUnsent<Draft>(`nomination-${programmeId}`, nobody, readDraft)
  const [outcome, setOutcome] = useState<IntakeOutcome>()
  const send = useMutation({
    mutationFn: () =>
      call(
        wayApi.nominations.$post({
          json: { id, programmeId, personIds: chosen.map((person) => person.id), check: false },
        }),
      ),
    onSuccess: async (told) => {
      setOutcome(told)
      if (!told.recorded) return
      toast(t('nominate.done', { count: told.rows.filter(({ code }) => code === null).length }))
      keep({ id: crypto.randomUUID(), chosen: [] })
      drop()
      await cache.invalidateQueries()
    },
  })
  const toggle = (person: Person) => {
    const without = chosen.filter((each) => each.id !== person.id)
    keep({ id, chosen: without.length < chosen.length ? without : [...chosen, person] })
  }
  const over = free !== null && chosen.length > free ? t('nominate.over', { free, count: chosen.length }) : undefined
  const reason = mayNominate ? (chosen.length === 0 ? t('nominate.choose') : undefined) : t('nominate.whose')
  return (
    <Screen title={t('nominate')} back={at.phone.quotas()}>
      {about}
      <p className="quiet">{t('nominate.hint')}</p>
      {outcome && !outcome.recorded ? <Note tone="attention">{t('nominate.none')}</Note> : null}
      {chosen.length > 0 ? (
        <Block title={t('nominate.chosen', { count: chosen.length })}>
          <Rows>
            {chosen.map((person) => {
              const code = outcome?.rows.find(({ personId }) => personId === person.id)?.code
              return (
                <Row
                  key={person.id}
                  title={person.name}
                  lead={person.staffNo}
                  note={code ? sayRefusal({ code }, namedRefusals) : undefined}
                  end={<Chip tone={code ? 'attention' : 'active'}>{t('nominate.drop')}</Chip>}
                  onPress={() => toggle(person)}
                />
              )
            })}
          </Rows>
        </Block>
      ) : null}
      {over === undefined ? null : <Note tone="attention">{over}</Note>}
      <Problem problem={send.error} words={wayWords} />
      <BigButton kind="primary" onPress={() => send.mutate()} pending={send.isPending} reason={reason}>
        {t('nominate')}
      </BigButton>
      <Finder chosen={chosen} onPress={toggle} />
    </Screen>
  )
}

function Finder({ chosen, onPress }: { chosen: readonly Person[]; onPress: (person: Person) => void }) {
  const t = useWords(wayWords)
  const form = useForm({ defaultValues: { typed: '' } })
  const typed = useWatch({ control: form.control, name: 'typed' })
  const found = usePeopleSearch(typed)
  const items = found.data?.items ?? []
  const rest = items.filter(({ id }) => !chosen.some((person) => person.id === id))
  // Whoever was found is chosen now: the next name can be typed at once.
  const choose = (person: Person) => {
    form.reset()
    onPress(person)
  }
  return (
    <Block>
      <Field control={form.control} name="typed" label={t('nominate.find')} placeholder={t('people.search')} />
      <Problem problem={found.error} words={words} />
      {typed.trim() !== '' && found.data && rest.length === 0 ? (
        <p className="quiet">{t(items.length === 0 ? 'nominate.nobody' : 'nominate.already')}</p>
      ) : null}
      <Rows label={t('people')}>
        {rest.map((person) => (
          <Row
            key={person.id}
            title={person.name}
            lead={person.staffNo}
            end={<Chip tone="neutral">{t('nominate.add')}</Chip>}
            onPress={() => choose(person)}
          />
        ))}
      </Rows>
    </Block>
  )
}
