import { useForm } from 'react-hook-form'
import { ActionButton } from '../../ui/button.tsx'
import { RadioField } from '../../ui/choices.tsx'
import { Loaded, Note } from '../../ui/feedback.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { Section } from '../../ui/page.tsx'
import { StateTag } from '../../ui/states.tsx'
import { useWords } from '../../ui/words.ts'
import type { MailWishes, OwnMail } from './contract/mail.ts'
import { codeRules } from './core/addresses.ts'
import { useAddressForm, useCodeForm, useOwnMail, useWishOptions, type Own } from './pages/own-mail.ts'
import { mailWords } from './words/mail.ts'

/** Where one's notices go by e-mail, and which of them. */
export function MailSection() {
  const t = useWords(mailWords)
  const own = useOwnMail()
  return (
    <Section title={t('mail')} note={t('mail.lead')}>
      <Loaded query={own.mail} words={mailWords} lines={2}>
        {(mail) => (
          <div className="stack" style={{ maxWidth: 560 }}>
            {mail.isOn ? null : <Note tone="neutral">{t('mail.off')}</Note>}
            {mail.address === null ? null : <Confirmed own={own} address={mail.address} />}
            {mail.wanted !== null && mail.language !== null ? (
              <Wishes
                key={`${mail.wanted} ${mail.language}`}
                own={own}
                wishes={{ wanted: mail.wanted, language: mail.language }}
              />
            ) : null}
            {mail.pending ? <Code own={own} pending={mail.pending} /> : null}
            <Address own={own} mail={mail} />
          </div>
        )}
      </Loaded>
    </Section>
  )
}

function Confirmed({ own, address }: { own: Own; address: string }) {
  const t = useWords(mailWords)
  return (
    <div className="cluster">
      <b>{address}</b>
      <StateTag tone="done">{t('mail.confirmed')}</StateTag>
      <ActionButton kind="danger" pending={own.remove.isPending} onClick={() => own.remove.mutate()}>
        {t('mail.remove')}
      </ActionButton>
    </div>
  )
}

function Wishes({ own: { choose }, wishes }: { own: Own; wishes: MailWishes }) {
  const t = useWords(mailWords)
  const form = useForm<MailWishes>({ defaultValues: wishes })
  const options = useWishOptions()
  return (
    <Form
      form={form}
      onSubmit={(values) => choose.mutate(values)}
      submit={t('mail.save')}
      pending={choose.isPending}
      problem={choose.error}
      words={mailWords}
    >
      <RadioField control={form.control} name="wanted" label={t('mail.wanted')} options={options.wanted} />
      <RadioField control={form.control} name="language" label={t('mail.language')} options={options.language} />
    </Form>
  )
}

function Code({ own: { confirm }, pending }: { own: Own; pending: NonNullable<OwnMail['pending']> }) {
  const t = useWords(mailWords)
  const { form, send } = useCodeForm(confirm)
  return (
    <Form
      form={form}
      onSubmit={send}
      submit={t('mail.confirm')}
      pending={confirm.isPending}
      problem={confirm.error}
      words={mailWords}
    >
      <Note tone="active">
        {t('mail.asked', { address: pending.address, minutes: codeRules.minutes, count: pending.triesLeft })}
      </Note>
      <TextField
        control={form.control}
        name="code"
        label={t('mail.code')}
        required
        maxLength={6}
        autoComplete="one-time-code"
      />
    </Form>
  )
}

function Address({ own: { ask }, mail }: { own: Own; mail: OwnMail }) {
  const t = useWords(mailWords)
  const { form, send } = useAddressForm(ask)
  return (
    <Form
      form={form}
      onSubmit={send}
      submit={t('mail.ask')}
      pending={ask.isPending}
      problem={ask.error}
      words={mailWords}
      reason={mail.isOn ? undefined : t('refusal.mail_off')}
    >
      <TextField
        control={form.control}
        name="address"
        type="email"
        label={t(mail.address === null ? 'mail.address' : 'mail.address.new')}
        required
        maxLength={254}
        autoComplete="email"
        disabled={!mail.isOn}
      />
    </Form>
  )
}
