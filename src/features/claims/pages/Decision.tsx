import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { useForm } from 'react-hook-form'
import { accessRefusal } from '../../../lib/access.ts'
import { formatHours } from '../../../lib/hours.ts'
import { nameOf } from '../../../lib/policy/names.ts'
import { programmeKinds } from '../../../lib/programmes/codes.ts'
import { call } from '../../../platform/web/call.ts'
import { ActionButton } from '../../../ui/button.tsx'
import { MultiSelect, SelectField } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { centihoursOf, HoursField, TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.ts'
import { sayRefusal, useLanguage, useWords } from '../../../ui/words.ts'
import { actingOf, useMe } from '../../accounts/parts.tsx'
import { LateReason } from '../../credits/parts.tsx'
import { useProofChoices } from '../../policies/parts.tsx'
import { mayLevelClaim, mayLowerClaim, mayTakeUpClaims } from '../access.ts'
import { claimsApi, sayRange } from '../asking.ts'
import type { ClaimInFull } from '../contract/claims.ts'
import { levelNamed, levelsOf, registrarRefusal, uptakeRefusal } from '../core/claims.ts'
import { words } from '../words.ts'
import { deskWords } from '../words/desk.ts'

type Asked = 'uptake' | 'return' | 'lowering' | 'levelling'

/** What can be done with a claim now: A records its hours, R sends it back; whoever approves may lower. */
export function Decision({ claim, onDone }: { claim: ClaimInFull; onDone: () => void }) {
  const t = useWords(deskWords)
  const me = useMe().data
  const [asked, setAsked] = useState<Asked>()
  const asker = me && { personId: me.person?.id ?? null, grants: me.grants }
  const acting = me && actingOf(me)
  const lacks = (access: typeof mayLowerClaim) => !asker || accessRefusal(access, asker) !== undefined
  const said = (code: string | undefined) => (code === undefined ? undefined : sayRefusal({ code }, words))
  const offer = claim.offer ?? { least: 0, most: 0 }
  const refusal = acting && uptakeRefusal(claim, offer, offer.most, acting)
  const mayNotTakeUp = lacks(mayTakeUpClaims) ? t('reason.registrar') : said(refusal)
  const mayNotReturn = lacks(mayTakeUpClaims) ? t('reason.registrar') : acting && said(registrarRefusal(claim, acting))
  useDecisionKeys((key) => {
    if (key === 'a' && mayNotTakeUp === undefined) setAsked('uptake')
    if (key === 'r' && mayNotReturn === undefined) setAsked('return')
  })
  const close = () => setAsked(undefined)
  const done = () => {
    close()
    onDone()
  }
  const isOnItsWay = claim.hours?.state === 'recorded' || claim.hours?.state === 'approved'
  if (isOnItsWay) {
    const notToBeLowered = claim.hours?.state === 'recorded' ? undefined : 'record_not_recorded'
    const fixed = levelsOf(claim.table).length === 0 ? t('levelling.fixed') : undefined
    return (
      <>
        <ActionButton
          reason={lacks(mayLevelClaim) ? t('reason.leveller') : fixed}
          onClick={() => setAsked('levelling')}
        >
          {t('levelling')}
        </ActionButton>
        <ActionButton
          reason={lacks(mayLowerClaim) ? t('reason.approver') : said(notToBeLowered)}
          onClick={() => setAsked('lowering')}
        >
          {t('lower')}
        </ActionButton>
        <Dialog title={t('lower.title')} open={asked === 'lowering'} onClose={close}>
          <Lowering claim={claim} onClose={close} />
        </Dialog>
        <Dialog title={t('levelling')} open={asked === 'levelling'} onClose={close}>
          <Levelling claim={claim} onClose={close} />
        </Dialog>
      </>
    )
  }
  return (
    <>
      <ActionButton kind="primary" icon="check" reason={mayNotTakeUp} onClick={() => setAsked('uptake')}>
        {t('takeUp')}
      </ActionButton>
      <ActionButton icon="undo" reason={mayNotReturn} onClick={() => setAsked('return')}>
        {t('return')}
      </ActionButton>
      <span className="quiet">{t('keys')}</span>
      <Dialog title={t('takeUp')} open={asked === 'uptake'} onClose={close}>
        <Uptake claim={claim} onClose={close} onDone={done} />
      </Dialog>
      <Dialog title={t('return.title')} open={asked === 'return'} onClose={close}>
        <Returning claim={claim} onClose={close} onDone={done} />
      </Dialog>
    </>
  )
}

function useDecisionKeys(press: (key: 'a' | 'r') => void) {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target
    const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
    const key = event.key.toLowerCase()
    if (key !== 'a' && key !== 'r') return
    // Or the letter would be typed into the dialog that opens.
    event.preventDefault()
    press(key)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

type StepProps = { claim: ClaimInFull; onClose: () => void; onDone: () => void }

/** A step that is taken with a claim: what came of it is said, and what shows claims and hours asks anew. */
function useStep<Values, Told>(
  take: (values: Values) => Promise<Told>,
  said: (told: Told) => string,
  onTaken: () => void,
) {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: take,
    onSuccess: async (told) => {
      toast(said(told))
      onTaken()
      await Promise.all(['claims', 'credit-records'].map((key) => cache.invalidateQueries({ queryKey: [key] })))
    },
  })
}

function Uptake({ claim, onClose, onDone }: StepProps) {
  const t = useWords(deskWords)
  const [recordId] = useState(() => crypto.randomUUID())
  const { least, most, left } = claim.offer ?? { least: 0, most: 0, left: null }
  const levels = useLevels(claim)
  const kinds = useKinds(claim)
  const proofs = useProofChoices()
  const form = useForm({ defaultValues: blankUptake(claim, most) })
  const send = useStep(
    ({ hours, late, level, kind, proofs: said }: UptakeValues) => {
      const chosen = levelsOf(claim.table).find((one) => one === level)
      const named = programmeKinds.find((one) => one === kind)
      return call(
        claimsApi.claims[':claimId'].uptake.$post({
          param: { claimId: claim.id },
          json: {
            ...{ recordId, centihours: centihoursOf(hours) },
            ...(chosen === undefined ? {} : { level: chosen }),
            ...(named === undefined ? {} : { kind: named }),
            proofs: claim.files.flatMap(({ fileId }, at) => (said[at] ?? []).map((proof) => ({ fileId, kind: proof }))),
            ...(late === '' ? {} : { lateReason: late }),
          },
        }),
      )
    },
    (taken) => t('takeUp.done', { hours: formatHours(taken.centihours ?? 0) }),
    onDone,
  )
  const range = sayRange(least, most)
  const hint = t(least === most ? 'centihours.fixed' : 'centihours.range', { range })
  return (
    <Form
      form={form}
      onSubmit={(values) => send.mutate(values)}
      pending={send.isPending}
      problem={send.error}
      words={words}
      submit={t('takeUp')}
      onCancel={onClose}
    >
      <p>{`${claim.personName} · ${claim.title}`}</p>
      <HoursField control={form.control} name="hours" label={t('centihours')} hint={hint} required />
      {levels.length === 0 ? null : (
        <SelectField control={form.control} name="level" label={t('level')} hint={t('level.hint')} options={levels} />
      )}
      {kinds.length === 0 ? null : (
        <SelectField
          control={form.control}
          name="kind"
          label={t('programmeKind')}
          hint={t('programmeKind.hint')}
          options={kinds}
        />
      )}
      {claim.files.map((file, at) => (
        <MultiSelect
          key={file.fileId}
          control={form.control}
          name={`proofs.${at}`}
          label={t('proves', { kind: file.kind, name: file.name })}
          hint={at === 0 ? t('proves.hint') : undefined}
          options={proofs.filter(({ value }) => value !== file.kind)}
        />
      ))}
      <LateReason control={form.control} name="late" days={claim.doneOn === null ? [] : [claim.doneOn]} />
      {left === null ? null : <p className="quiet num">{t('centihours.left', { left: formatHours(left) })}</p>}
    </Form>
  )
}

type UptakeValues = { hours: string; late: string; level: string; kind: string; proofs: string[][] }

const blankUptake = (claim: ClaimInFull, most: number): UptakeValues => ({
  ...{ hours: formatHours(most), late: claim.lateReason ?? '', level: levelNamed(claim.answers) ?? '', kind: '' },
  proofs: claim.files.map(() => [...(claim.table?.proves ?? [])]),
})

/** The kinds of programme that may be said of a claim, as options: none where its table fixes it. */
function useKinds({ table }: ClaimInFull) {
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  if ((table?.kind ?? null) !== null) return []
  return programmeKinds.map((value) => ({ value, label: nameOf('kind', value, tongue) }))
}

/** The levels that may be said of a claim, as options. */
function useLevels(claim: ClaimInFull) {
  const [language] = useLanguage()
  const tongue = language === 'en' ? 'en' : 'zh'
  return levelsOf(claim.table).map((level) => ({ value: level, label: nameOf('level', level, tongue) }))
}

function Levelling({ claim, onClose }: Omit<StepProps, 'onDone'>) {
  const t = useWords(deskWords)
  const levels = useLevels(claim)
  const form = useForm({ defaultValues: { level: claim.hours?.level ?? levelNamed(claim.answers) ?? '' } })
  const send = useStep(
    (level: ReturnType<typeof levelsOf>[number]) =>
      call(claimsApi.claims[':claimId'].levelling.$post({ param: { claimId: claim.id }, json: { level } })),
    ({ hours }) => t('levelling.done', { level: levels.find(({ value }) => value === hours?.level)?.label ?? '' }),
    onClose,
  )
  return (
    <Form
      form={form}
      onSubmit={({ level }) => {
        const chosen = levelsOf(claim.table).find((one) => one === level)
        if (chosen) send.mutate(chosen)
      }}
      pending={send.isPending}
      problem={send.error}
      words={words}
      submit={t('levelling')}
      onCancel={onClose}
    >
      <p>{`${claim.personName} · ${claim.title}`}</p>
      <SelectField
        control={form.control}
        name="level"
        label={t('level')}
        hint={t('level.hint')}
        options={levels}
        required
      />
    </Form>
  )
}

function Returning({ claim, onClose, onDone }: StepProps) {
  const t = useWords(deskWords)
  const form = useForm({ defaultValues: { reason: '' } })
  const send = useStep(
    (json: { reason: string }) =>
      call(claimsApi.claims[':claimId'].return.$post({ param: { claimId: claim.id }, json })),
    () => t('return.done'),
    onDone,
  )
  return (
    <Form
      form={form}
      onSubmit={(values) => send.mutate(values)}
      pending={send.isPending}
      problem={send.error}
      words={words}
      submit={t('return')}
      onCancel={onClose}
    >
      <TextArea
        control={form.control}
        name="reason"
        label={t('return.reason')}
        hint={t('return.reason.hint')}
        required
        maxLength={200}
      />
    </Form>
  )
}

function Lowering({ claim, onClose }: Omit<StepProps, 'onDone'>) {
  const t = useWords(deskWords)
  const form = useForm({ defaultValues: { hours: '', reason: '' } })
  const send = useStep(
    ({ hours, reason }: { hours: string; reason: string }) =>
      call(
        claimsApi.claims[':claimId'].lowering.$post({
          param: { claimId: claim.id },
          json: { centihours: centihoursOf(hours), reason },
        }),
      ),
    (lowered) => t('lower.done', { hours: formatHours(lowered.centihours ?? 0) }),
    onClose,
  )
  return (
    <Form
      form={form}
      onSubmit={(values) => send.mutate(values)}
      pending={send.isPending}
      problem={send.error}
      words={words}
      submit={t('lower')}
      onCancel={onClose}
    >
      <p>{t('lower.lead')}</p>
      <HoursField
        control={form.control}
        name="hours"
        label={t('centihours')}
        hint={sayRange(claim.offer?.least ?? 0, claim.hours?.centihours ?? 0)}
        required
      />
      <TextArea control={form.control} name="reason" label={t('lower.reason')} required maxLength={200} />
    </Form>
  )
}
