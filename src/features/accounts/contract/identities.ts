import { createRoute, idParam, json, noContent, refused, z } from '../../../platform/http/openapi.ts'
import { mayChangeProviders, mayLinkIdentity, mayProveThere, maySignIn } from '../access.ts'

const bureau = z.string().max(40).optional()
const next = z.string().max(400).optional().describe('Where to go afterwards, on this site')

export const listProvidersRoute = createRoute({
  method: 'get',
  path: '/identity-providers',
  operationId: 'listIdentityProviders',
  tags: ['Accounts'],
  summary: 'Other places where people of a region sign in, and which of them you are linked with',
  access: maySignIn,
  request: { query: z.object({ bureau }) },
  responses: {
    200: json(
      z.object({
        items: z.array(z.object({ id: z.uuid(), name: z.string(), linkedAt: z.string().nullable() })),
      }),
      'The places',
    ),
  },
})

export const NewProvider = z
  .object({
    id: z.uuid(),
    name: z.string().trim().min(1).max(40),
    issuer: z.url().max(300),
    clientId: z.string().trim().min(1).max(200),
    clientSecret: z.string().min(1).max(400),
    staffNoClaim: z.string().trim().min(1).max(60).nullable().default(null),
  })
  .openapi('NewIdentityProvider')
export type NewProvider = z.infer<typeof NewProvider>

export const addProviderRoute = createRoute({
  method: 'post',
  path: '/identity-providers',
  operationId: 'addIdentityProvider',
  tags: ['Accounts'],
  summary: 'Let people sign in at an OpenID Connect provider as well',
  access: mayChangeProviders,
  request: { body: { ...json(NewProvider, 'The provider'), required: true } },
  responses: { 201: noContent, 400: refused, 403: refused, 409: refused, 422: refused },
})

export const closeProviderRoute = createRoute({
  method: 'delete',
  path: '/identity-providers/{identityProviderId}',
  operationId: 'closeIdentityProvider',
  tags: ['Accounts'],
  summary: 'Stop signing in at a provider',
  access: mayChangeProviders,
  request: { params: idParam('identityProviderId') },
  responses: { 204: noContent, 403: refused, 404: refused },
})

const Away = z.object({ url: z.string().describe('Where to send the browser') })

export const signInThereRoute = createRoute({
  method: 'post',
  path: '/identity-providers/{identityProviderId}/sign-in',
  operationId: 'signInThere',
  tags: ['Accounts'],
  summary: 'Begin to sign in at a provider',
  access: maySignIn,
  request: {
    params: idParam('identityProviderId'),
    body: { ...json(z.object({ bureau, next }), 'Where to go afterwards'), required: true },
  },
  responses: { 201: json(Away, 'Where to go'), 400: refused, 404: refused, 429: refused, 503: refused },
})

export const linkThereRoute = createRoute({
  method: 'post',
  path: '/identity-providers/{identityProviderId}/link',
  operationId: 'linkIdentity',
  tags: ['Accounts'],
  summary: 'Begin to link your account with who you are at a provider',
  access: mayLinkIdentity,
  request: {
    params: idParam('identityProviderId'),
    body: { ...json(z.object({ next }), 'Where to go afterwards'), required: true },
  },
  responses: { 201: json(Away, 'Where to go'), 400: refused, 403: refused, 404: refused, 503: refused },
})

export const proveThereRoute = createRoute({
  method: 'post',
  path: '/identity-providers/{identityProviderId}/proof',
  operationId: 'proveSelfThere',
  tags: ['Accounts'],
  summary: 'Begin to show that it is still you by signing in anew at a provider that your account is linked with',
  access: mayProveThere,
  request: {
    params: idParam('identityProviderId'),
    body: { ...json(z.object({ next }), 'Where to go afterwards'), required: true },
  },
  responses: { 201: json(Away, 'Where to go'), 400: refused, 401: refused, 404: refused, 503: refused },
})

export const unlinkRoute = createRoute({
  method: 'delete',
  path: '/identity-providers/{identityProviderId}/link',
  operationId: 'unlinkIdentity',
  tags: ['Accounts'],
  summary: 'End the link of your account with a provider',
  access: mayLinkIdentity,
  request: { params: idParam('identityProviderId') },
  responses: { 204: noContent, 403: refused, 404: refused },
})

export const comeBackRoute = createRoute({
  method: 'get',
  path: '/oidc/callback',
  operationId: 'comeBackFromProvider',
  tags: ['Accounts'],
  summary: 'Where a provider sends the browser back to',
  access: maySignIn,
  responses: { 302: { description: 'On to the page, or back to signing in with the reason' } },
})
