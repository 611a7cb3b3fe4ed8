import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useParams } from 'react-router'
import { call } from '../../../../platform/web/call.ts'
import { at } from '../../../../platform/web/route.ts'
import { Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { Field } from '../../../../ui/phone/fields.tsx'
import { BigButton, Chip } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { sayRefusal, useWords } from '../../../../ui/words.ts'
import { useHolds } from '../../../accounts/parts.tsx'
import { usePeopleSearch } from '../../../people/parts.tsx'
import type { IntakeOutcome } from '../../contract/ways.ts'
import { words } from '../../words.ts'
import { wayWords } from '../../words/ways.ts'
import { wayApi } from '../ways.ts'

type Person = { readonly id: string; readonly name: string; readonly staffNo: string }

/** A school nominates its people for a programme from the phone: all of them are recorded, or none, each with why not. */
export function NominateScreen() {
  const t = useWords(wayWords)
  const cache = useQueryClient()
  const { programmeId = '' } = useParams()
  const mayNominate = useHolds('school_registrar', 'principal')
  const [id, setId] = useState(() => crypto.randomUUID())
  const [chosen, setChosen] = useState<readonly Person[]>([])
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
      setId(crypto.randomUUID())
      setChosen([])
      await cache.invalidateQueries()
    },
  })
  const toggle = (person: Person) => {
    const without = chosen.filter((each) => each.id !== person.id)
    setChosen(without.length < chosen.length ? without : [...chosen, person])
  }
  const reason = mayNominate ? (chosen.length === 0 ? t('nominate.choose') : undefined) : t('nominate.whose')
  return (
    <Screen title={t('nominate')} back={at.phone.quotas()}>
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
                  note={code ? sayRefusal({ code }, words) : undefined}
                  end={<Chip tone={code ? 'attention' : 'active'}>{t('nominate.drop')}</Chip>}
                  onPress={() => toggle(person)}
                />
              )
            })}
          </Rows>
        </Block>
      ) : null}
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
