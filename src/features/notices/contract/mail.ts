import { createRoute, json, noContent, Paging, page, refused, z } from '../../../platform/http/openapi.ts'
import { mayChangeTexts, mayReadTexts, mayUseOwnMail } from '../access.ts'
import { letterLanguages, letterStates, wantedLetters } from '../tables.ts'

export const OwnMail = z
  .object({
    isOn: z.boolean().describe('Whether letters go out from here at all'),
    address: z.string().nullable(),
    wanted: z.enum(wantedLetters).nullable(),
    language: z.enum(letterLanguages).nullable(),
    pending: z
      .object({ address: z.string(), expiresAt: z.string(), triesLeft: z.int() })
      .nullable()
      .describe('An address that waits for the code it was sent'),
  })
  .openapi('OwnMail')
export type OwnMail = z.infer<typeof OwnMail>

export const readMailRoute = createRoute({
  method: 'get',
  path: '/my/mail',
  operationId: 'readOwnMail',
  tags: ['Notices'],
  summary: 'Where your notices go by e-mail, and which of them',
  access: mayUseOwnMail,
  responses: { 200: json(OwnMail, 'Your address and what you chose'), 401: refused },
})

export const NewMailAddress = z
  .object({ address: z.string().trim().min(3).max(254), language: z.enum(letterLanguages) })
  .openapi('NewMailAddress')
export type NewMailAddress = z.infer<typeof NewMailAddress>

export const askAddressRoute = createRoute({
  method: 'post',
  path: '/my/mail/confirmations',
  operationId: 'askMailAddress',
  tags: ['Notices'],
  summary: 'Give an address: it is sent a code',
  access: mayUseOwnMail,
  request: { body: { ...json(NewMailAddress, 'The address, and the language of its letters'), required: true } },
  responses: {
    201: json(OwnMail, 'The code is on its way'),
    400: refused,
    401: refused,
    409: refused,
    422: refused,
    429: refused,
  },
})

export const confirmAddressRoute = createRoute({
  method: 'post',
  path: '/my/mail/address',
  operationId: 'confirmMailAddress',
  tags: ['Notices'],
  summary: 'Confirm your address with the code it was sent',
  access: mayUseOwnMail,
  request: {
    body: {
      ...json(
        z.object({
          code: z
            .string()
            .trim()
            .regex(/^\d{6}$/),
        }),
        'The six digits',
      ),
      required: true,
    },
  },
  responses: {
    200: json(OwnMail, 'Notices go there from now on'),
    400: refused,
    401: refused,
    404: refused,
    409: refused,
    422: refused,
  },
})

export const MailWishes = z
  .object({ wanted: z.enum(wantedLetters), language: z.enum(letterLanguages) })
  .openapi('MailWishes')
export type MailWishes = z.infer<typeof MailWishes>

export const chooseMailRoute = createRoute({
  method: 'put',
  path: '/my/mail',
  operationId: 'chooseMail',
  tags: ['Notices'],
  summary: 'Choose which notices come by e-mail, and in which language',
  access: mayUseOwnMail,
  request: { body: { ...json(MailWishes, 'Which, and how'), required: true } },
  responses: { 200: json(OwnMail, 'Chosen'), 400: refused, 401: refused, 404: refused },
})

export const forgetAddressRoute = createRoute({
  method: 'delete',
  path: '/my/mail',
  operationId: 'forgetMailAddress',
  tags: ['Notices'],
  summary: 'Forget your address: nothing more is sent',
  access: mayUseOwnMail,
  responses: { 204: noContent, 401: refused },
})

export const MailLetter = z
  .object({
    id: z.uuid(),
    name: z.string().describe('Whose account it goes to; never the address'),
    code: z.string().nullable().describe('Of the notice; null for the code that confirms an address'),
    state: z.enum(letterStates),
    attempts: z.int(),
    dueAt: z.string(),
    createdAt: z.string(),
    sentAt: z.string().nullable(),
    failure: z.string().nullable().describe('What the mail server said last'),
  })
  .openapi('MailLetter')
export type MailLetter = z.infer<typeof MailLetter>

const sums = z.object({ waiting: z.int(), sent: z.int(), failed: z.int(), dropped: z.int() })

export const LettersAsked = Paging.extend({ state: z.enum(letterStates).optional() })

export const listLettersRoute = createRoute({
  method: 'get',
  path: '/mail-letters',
  operationId: 'listMailLetters',
  tags: ['Notices'],
  summary: 'What was sent by e-mail, and what could not be sent',
  access: mayReadTexts,
  request: { query: LettersAsked },
  responses: {
    200: json(page(MailLetter).extend({ isOn: z.boolean(), sums }), 'A page of letters, the newest first'),
    400: refused,
    403: refused,
  },
})

export const retryLettersRoute = createRoute({
  method: 'post',
  path: '/mail-letter-retries',
  operationId: 'retryMailLetters',
  tags: ['Notices'],
  summary: 'Send failed letters again; all of them when none is named',
  access: mayChangeTexts,
  request: {
    body: { ...json(z.object({ ids: z.array(z.uuid()).max(200).default([]) }), 'Which letters'), required: true },
  },
  responses: { 200: json(z.object({ retried: z.int() }), 'How many wait again'), 400: refused, 403: refused },
})
