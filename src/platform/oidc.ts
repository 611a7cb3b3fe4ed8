import * as oidc from 'openid-client'
import { err, ok, type Result } from '../lib/result.ts'

/** Another place to sign in at, and what this deployment is called there. */
export type Provider = { readonly issuer: string; readonly clientId: string; readonly clientSecret: string }

/** What has to be kept between going there and coming back. */
export type Checks = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Whether an issuer may be spoken to: over TLS, or on this machine. */
export function isSoundIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1'))
}

const kept = new Map<string, { readonly at: number; readonly found: Promise<oidc.Configuration> }>()
const keepMs = 600_000

// What a provider says of itself changes seldom; a failure is not kept.
function configurationOf({ issuer, clientId, clientSecret }: Provider, now: Date): Promise<oidc.Configuration> {
  const key = JSON.stringify([issuer, clientId, clientSecret])
  const earlier = kept.get(key)
  if (earlier && now.getTime() - earlier.at < keepMs) return earlier.found
  const isPlain = issuer.startsWith('http:')
  const found = oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: 10,
    ...(isPlain ? { execute: [oidc.allowInsecureRequests] } : {}),
  })
  kept.set(key, { at: now.getTime(), found })
  found.catch(() => kept.delete(key))
  return found
}

/**
 * Where to send somebody to sign in (authorization code, PKCE, state, nonce), and what to keep until they come back.
 * `isFresh`: although they may be signed in there already.
 */
export async function beginOidc(
  provider: Provider,
  redirectUri: string,
  now: Date,
  isFresh: boolean,
): Promise<Result<{ readonly url: string; readonly checks: Checks }, 'provider_unreachable'>> {
  try {
    const configuration = await configurationOf(provider, now)
    const checks = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
      // Whoever sits there shows who they are again, however long they have been signed in.
      ...(isFresh ? { prompt: 'login', max_age: '0' } : {}),
    })
    return ok({ url: url.href, checks })
  } catch {
    return err('provider_unreachable')
  }
}

/**
 * Who came back: the subject at the provider, and its claims. Everything that was kept must fit; with `freshSeconds`, the
 * provider must say that they signed in there within so long.
 */
export async function finishOidc(
  provider: Provider,
  address: string,
  { state, nonce, verifier }: Checks,
  now: Date,
  freshSeconds?: number,
): Promise<
  Result<{ readonly subject: string; readonly claims: Readonly<Record<string, unknown>> }, 'identity_refused'>
> {
  try {
    const answer = await oidc.authorizationCodeGrant(await configurationOf(provider, now), new URL(address), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
      ...(freshSeconds === undefined ? {} : { maxAge: freshSeconds }),
    })
    const claims = answer.claims()
    return claims ? ok({ subject: claims.sub, claims }) : err('identity_refused')
  } catch {
    return err('identity_refused')
  }
}
