import { useForm } from 'react-hook-form'
import { at } from '../../../../platform/web/route.ts'
import { Loaded, Note, Problem } from '../../../../ui/phone/feedback.tsx'
import { Field, PhoneForm, SelectField } from '../../../../ui/phone/fields.tsx'
import { BigButton } from '../../../../ui/phone/press.tsx'
import { Block, Screen } from '../../../../ui/phone/screen.tsx'
import { useWords } from '../../../../ui/words.ts'
import type { MailWishes, OwnMail } from '../../contract/mail.ts'
import { codeRules } from '../../core/addresses.ts'
import { mailWords } from '../../words/mail.ts'
import { useAddressForm, useCodeForm, useOwnMail, useWishOptions, type Own } from '../own-mail.ts'

/** Where one's notices go by e-mail, and which of them, on a phone. */
export function MailScreen() {
  const t = useWords(mailWords)
  const own = useOwnMail()
  return (
    <Screen title={t('mail')} back={at.phone.me()}>
      <p className="quiet">{t('mail.lead')}</p>
      <Loaded query={own.mail} words={mailWords}>
        {(mail) => (
          <>
            {mail.isOn ? null : <Note tone="neutral">{t('mail.off')}</Note>}
            {mail.address === null ? null : <Confirmed own={own} mail={mail} address={mail.address} />}
            {mail.pending ? <Code own={own} pending={mail.pending} /> : null}
            {mail.isOn ? <Address own={own} mail={mail} /> : null}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Confirmed({ own, mail, address }: { own: Own; mail: OwnMail; address: string }) {
  const t = useWords(mailWords)
  return (
    <Block title={address}>
      {mail.wanted !== null && mail.language !== null ? (
        <Wishes
          key={`${mail.wanted} ${mail.language}`}
          own={own}
          wishes={{ wanted: mail.wanted, language: mail.language }}
        />
      ) : null}
      <Problem problem={own.remove.error} words={mailWords} />
      <BigButton kind="danger" pending={own.remove.isPending} onPress={() => own.remove.mutate()}>
        {t('mail.remove')}
      </BigButton>
    </Block>
  )
}

function Wishes({ own: { choose }, wishes }: { own: Own; wishes: MailWishes }) {
  const t = useWords(mailWords)
  const form = useForm<MailWishes>({ defaultValues: wishes })
  const options = useWishOptions()
  return (
    <PhoneForm
      form={form}
      onSubmit={(values) => choose.mutate(values)}
      submit={t('mail.save')}
      pending={choose.isPending}
      problem={choose.error}
      words={mailWords}
    >
      <SelectField control={form.control} name="wanted" label={t('mail.wanted')} options={options.wanted} required />
      <SelectField
        control={form.control}
        name="language"
        label={t('mail.language')}
        options={options.language}
        required
      />
    </PhoneForm>
  )
}

function Code({ own: { confirm }, pending }: { own: Own; pending: NonNullable<OwnMail['pending']> }) {
  const t = useWords(mailWords)
  const { form, send } = useCodeForm(confirm)
  return (
    <Block title={t('mail.confirm')}>
      <p className="quiet">
        {t('mail.asked', { address: pending.address, minutes: codeRules.minutes, count: pending.triesLeft })}
      </p>
      <PhoneForm
        form={form}
        onSubmit={send}
        submit={t('mail.confirm')}
        pending={confirm.isPending}
        problem={confirm.error}
        words={mailWords}
      >
        <Field
          control={form.control}
          name="code"
          label={t('mail.code')}
          required
          maxLength={6}
          inputMode="numeric"
          autoComplete="one-time-code"
        />
      </PhoneForm>
    </Block>
  )
}

function Address({ own: { ask }, mail }: { own: Own; mail: OwnMail }) {
  const t = useWords(mailWords)
  const { form, send } = useAddressForm(ask)
  return (
    <Block title={t(mail.address === null ? 'mail.address' : 'mail.address.new')}>
      <PhoneForm
        form={form}
        onSubmit={send}
        submit={t('mail.ask')}
        pending={ask.isPending}
        problem={ask.error}
        words={mailWords}
      >
        <Field
          control={form.control}
          name="address"
          type="email"
          label={t('mail.address')}
          required
          maxLength={254}
          autoComplete="email"
        />
      </PhoneForm>
    </Block>
  )
}
