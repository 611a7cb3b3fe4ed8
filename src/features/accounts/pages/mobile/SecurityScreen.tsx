import { useState } from 'react'
import { at } from '../../../../platform/web/route.ts'
import { formatDateTime } from '../../../../ui/format.ts'
import { Loaded, Problem } from '../../../../ui/phone/feedback.tsx'
import { PasswordField, PhoneForm } from '../../../../ui/phone/fields.tsx'
import { Sheet } from '../../../../ui/phone/overlay.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Row, Rows } from '../../../../ui/phone/rows.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { toast } from '../../../../ui/toast.ts'
import { useWords } from '../../../../ui/words.ts'
import { words } from '../../words.ts'
import { ownWords } from '../../words/own.ts'
import { sayDevice, useSecondFactor, useSessions } from '../own-account.ts'
import { usePasswordForm } from '../own-forms.ts'
import { Codes, FactorSetUp } from './FactorSetUp.tsx'

/** One's own password, second factor and devices, on a phone. */
export function SecurityScreen() {
  const t = useWords(ownWords)
  return (
    <Screen title={t('security')} back={at.phone.me()}>
      <PasswordBlock />
      <FactorBlock />
      <SessionsBlock />
    </Screen>
  )
}

function PasswordBlock() {
  const t = useWords(ownWords)
  const { form, hint, change, submit } = usePasswordForm()
  return (
    <Block title={t('security.password')}>
      <PhoneForm
        form={form}
        onSubmit={submit}
        submit={t('security.password.change')}
        pending={change.isPending}
        problem={change.error}
        words={words}
      >
        <p className="quiet">{t('security.password.lead')}</p>
        <PasswordField
          control={form.control}
          name="password"
          label={t('password')}
          required
          autoComplete="new-password"
        />
        <p className="quiet" aria-live="polite">
          {hint}
        </p>
      </PhoneForm>
    </Block>
  )
}

function FactorBlock() {
  const t = useWords(ownWords)
  const { factor, renew, remove, codes, forgetCodes } = useSecondFactor()
  const [sheet, setSheet] = useState<'set-up' | 'remove' | undefined>()
  const close = () => setSheet(undefined)
  return (
    <Block title={t('factor')}>
      <p className="quiet">{t('factor.lead')}</p>
      <Loaded query={factor} lines={1}>
        {({ isOn, recoveryCodesLeft, isRequired }) =>
          isOn ? (
            <div className="stack">
              <p>
                {t('factor.on')} · {t('factor.left', { count: recoveryCodesLeft })}
              </p>
              <Problem problem={renew.error} words={words} />
              <BigButton pending={renew.isPending} onPress={() => renew.mutate()}>
                {t('factor.renew')}
              </BigButton>
              <BigButton
                kind="danger"
                reason={isRequired ? t('factor.required') : undefined}
                onPress={() => setSheet('remove')}
              >
                {t('factor.remove')}
              </BigButton>
            </div>
          ) : (
            <BigButton kind="primary" onPress={() => setSheet('set-up')}>
              {t('factor.begin')}
            </BigButton>
          )
        }
      </Loaded>
      <Sheet title={t('factor')} open={sheet === 'set-up'} onClose={close}>
        <FactorSetUp
          done={t('factor.done')}
          onDone={() => {
            close()
            void factor.refetch()
          }}
        />
      </Sheet>
      <Sheet title={t('factor.codes')} open={codes !== undefined} onClose={forgetCodes}>
        <Codes codes={codes ?? []} done={t('factor.done')} onDone={forgetCodes} />
      </Sheet>
      <Sheet title={t('factor.remove.ask')} open={sheet === 'remove'} onClose={close}>
        <p>{t('factor.remove.what')}</p>
        <Problem problem={remove.error} words={words} />
        <BigButton
          kind="danger"
          pending={remove.isPending}
          onPress={() => remove.mutate(undefined, { onSuccess: close })}
        >
          {t('factor.remove')}
        </BigButton>
      </Sheet>
    </Block>
  )
}

function SessionsBlock() {
  const t = useWords(ownWords)
  const { list, end, endOthers } = useSessions()
  const others = list.data?.items.filter((item) => !item.isCurrent) ?? []
  const ended = { onSuccess: () => toast(t('sessions.ended')) }
  return (
    <Block title={t('sessions')}>
      <Loaded query={list} words={words}>
        {({ items }) => (
          <Rows label={t('sessions')}>
            {items.map((item) => (
              <Row
                key={item.id}
                title={sayDevice(item.device, t)}
                lead={t('sessions.from', { address: item.fromAddress })}
                note={t('sessions.seen', { at: formatDateTime(item.seenAt) })}
                end={item.isCurrent ? t('sessions.current') : t('sessions.end')}
                onPress={item.isCurrent ? undefined : () => end.mutate(item.id, ended)}
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <BigButton
        pending={endOthers.isPending}
        reason={others.length === 0 ? t('sessions.only') : undefined}
        onPress={() => endOthers.mutate(undefined, ended)}
      >
        {t('sessions.endOthers')}
      </BigButton>
    </Block>
  )
}
