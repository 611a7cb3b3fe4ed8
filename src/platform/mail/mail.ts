import { createTransport } from 'nodemailer'
import { err, ok, type Result } from '../../lib/result.ts'

/** Where letters are handed over, and whom they come from. */
export type MailSettings = { readonly url: string; readonly from: string }

/** A letter to one address, as text and as simple HTML. */
export type Letter = {
  /** The same letter has the same id however often it is handed over. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Why a letter was not taken; `isFinal` where trying again would change nothing. */
export type MailRefusal = { readonly isFinal: boolean; readonly said: string }

/** Hands letters to a mail server. */
export type Mail = {
  send(letter: Letter): Promise<Result<undefined, MailRefusal>>
  close(): void
}

const waitMs = 15_000
const domainOf = (from: string) => /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
// A break in a header would begin another one.
const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()

// A list would be taken apart and sent to each.
const plain = /^[^\s<>()[\],;:"\\]+@[^\s<>()[\],;:"\\@]+$/

/** Opens the way to a mail server. Nothing is asked of it until the first letter. */
export function openMail({ url, from }: MailSettings): Mail {
  const transport = createTransport({
    url,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    // Of what a letter holds nothing is fetched from elsewhere.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ id, to, subject, text, html }) => {
      if (!plain.test(to)) return err({ isFinal: true, said: 'not one address' })
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          envelope: { from: addressOf(from), to: [to] },
          subject: oneLine(subject),
          text,
          html,
          messageId: `<${id}@${domainOf(from)}>`,
          headers: { 'auto-submitted': 'auto-generated' },
        })
        return ok()
      } catch (failure) {
        return err(refusalOf(failure))
      }
    },
    close: () => transport.close(),
  }
}

/** The bare address of a sender that may be written with a name. */
function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1]?.trim() ?? from.trim()
}

function field(failure: unknown, key: 'code' | 'response' | 'responseCode' | 'message'): string | number {
  const value: unknown =
    typeof failure === 'object' && failure !== null && key in failure ? Reflect.get(failure, key) : undefined
  return typeof value === 'string' || typeof value === 'number' ? value : ''
}

// A server that is away or does not know us may be put right; one that refuses the reader or the letter for good has said so.
function refusalOf(failure: unknown): MailRefusal {
  const status = field(failure, 'responseCode')
  const code = field(failure, 'code')
  const isFinal = typeof status === 'number' && status >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  const said = String(field(failure, 'response') || field(failure, 'message') || 'unknown')
  // Servers repeat addresses; whoever reads why a letter failed need not see them.
  return { isFinal, said: oneLine(said.replaceAll(/[^\s<>:"]+@[^\s<>:"]+/g, '…')).slice(0, 200) }
}
